-- What arrived, what was found in it, and what comparing found. Spans are byte offsets [begin, end)
-- into articles.text; decimals are exact text, with a REAL beside them for sorting and ranges.

-- One command that stored something.
CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  command TEXT NOT NULL,
  rule_set_version TEXT NOT NULL,
  started_at TEXT NOT NULL,             -- UTC, ISO 8601
  ended_at TEXT,                        -- NULL: still running, or it was killed
  summary TEXT                          -- JSON
);

-- A document as its source delivered it.
CREATE TABLE documents (
  number INTEGER PRIMARY KEY,           -- in the order of arrival
  id TEXT NOT NULL UNIQUE,              -- d_…: a hash of URL and bytes
  url TEXT NOT NULL,                    -- of a local file: its path as given
  source TEXT NOT NULL,
  content_type TEXT NOT NULL,
  http_charset TEXT NOT NULL,
  published TEXT NOT NULL,              -- as told from outside; articles.published is the one in use
  fetched_at TEXT NOT NULL,             -- UTC, ISO 8601
  rule_set_version TEXT NOT NULL,       -- of the rules that made its article and claims
  run INTEGER REFERENCES runs(id),      -- that stored it last
  raw_bytes INTEGER NOT NULL,           -- size before compression
  zstd_bytes INTEGER NOT NULL,
  bytes_zstd BLOB NOT NULL              -- one zstd frame with a content checksum
);
CREATE INDEX documents_source ON documents(source);
CREATE INDEX documents_run ON documents(run);

-- The article found in a document.
CREATE TABLE articles (
  doc TEXT PRIMARY KEY REFERENCES documents(id) ON DELETE CASCADE,
  title TEXT NOT NULL,
  title_begin INTEGER, title_end INTEGER,
  byline TEXT NOT NULL,
  published TEXT NOT NULL,              -- ISO 8601 as precise as known, or ''
  published_rule TEXT NOT NULL,
  publisher TEXT NOT NULL,
  site TEXT NOT NULL,
  url TEXT NOT NULL,
  canonical_url TEXT NOT NULL,
  next_page_url TEXT NOT NULL,
  language TEXT NOT NULL,
  script TEXT NOT NULL,
  charset TEXT NOT NULL,
  charset_rule TEXT NOT NULL,
  page_class TEXT NOT NULL,
  confidence REAL NOT NULL,
  blocks TEXT NOT NULL,                 -- JSON: [{"kind","pieces":[[b,e],…],"html":[b,e],"section"},…]
  dropped TEXT NOT NULL,                -- JSON: [{"text","reason"},…]
  text TEXT NOT NULL
);
CREATE INDEX articles_published ON articles(published);
CREATE INDEX articles_canonical_url ON articles(canonical_url) WHERE canonical_url <> '';

-- Whom and what claims are about, as seen in them.
CREATE TABLE entities (
  id TEXT PRIMARY KEY,                  -- an id of the rules, or x:… for a phrase
  name TEXT NOT NULL,
  kind TEXT                             -- company, product, model, …; 'phrase' for x:…; NULL: not told
) WITHOUT ROWID;

-- Every figure; a claim where a rule knew subject and metric.
--
-- `rank` orders by worth: claims before bare figures, then by day of publication, then by arrival
-- (the greatest is the best):
--   bit 57: is_claim; bits 40-56: days since 1800-01-01 (0: unknown); bits 0-39: a running number,
--   within one document from its last figure to its first.
CREATE TABLE claims (
  rank INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,              -- c_…: a hash of document and span
  doc TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  is_claim INTEGER NOT NULL,            -- 1: subject and metric are known
  text TEXT NOT NULL,
  context TEXT NOT NULL,
  sentence TEXT NOT NULL,
  span_begin INTEGER NOT NULL, span_end INTEGER NOT NULL,
  context_begin INTEGER NOT NULL, context_end INTEGER NOT NULL,
  sentence_begin INTEGER NOT NULL, sentence_end INTEGER NOT NULL,
  lo TEXT, hi TEXT,                     -- NULL = open
  lo_real REAL, hi_real REAL,
  value_real REAL,                      -- lo, else hi: what sorting by value uses
  bound TEXT NOT NULL,
  bound_word TEXT,
  ratio TEXT,
  digits INTEGER NOT NULL,
  step TEXT NOT NULL,
  unit TEXT NOT NULL,
  unit_how TEXT NOT NULL,               -- stated, inferred
  dimension TEXT,
  subject TEXT, subject_name TEXT, subject_text TEXT,
  subject_begin INTEGER, subject_end INTEGER,
  subject_how TEXT,                     -- NULL: no subject
  metric TEXT,                          -- NULL: no rule knew
  qualifiers TEXT NOT NULL,             -- JSON object
  time_start TEXT, time_end TEXT,       -- YYYY-MM-DD
  time_clock TEXT, time_granularity TEXT, time_as_of TEXT, time_text TEXT,
  time_begin INTEGER, time_end_byte INTEGER,
  time_how TEXT NOT NULL,
  modality TEXT NOT NULL,
  attribution TEXT,                     -- entity id, where known
  attribution_text TEXT,                -- NULL: nobody named
  attribution_begin INTEGER, attribution_end INTEGER,
  rule TEXT,
  confidence REAL NOT NULL,
  source TEXT NOT NULL,
  published TEXT NOT NULL,
  url TEXT,                             -- NULL: the document's
  fact_key TEXT                         -- claims that may be compared share it; NULL: not told
);
CREATE INDEX claims_doc ON claims(doc);
CREATE INDEX claims_subject_metric ON claims(subject, metric) WHERE subject IS NOT NULL;
CREATE INDEX claims_metric ON claims(metric) WHERE metric IS NOT NULL;
CREATE INDEX claims_unit ON claims(unit);
CREATE INDEX claims_source ON claims(source);
CREATE INDEX claims_published ON claims(published);
CREATE INDEX claims_value ON claims(value_real);
CREATE INDEX claims_fact_key ON claims(fact_key) WHERE fact_key IS NOT NULL;

-- The slots of each claim, one a row.
CREATE VIEW slots AS
  SELECT id AS claim, 'subject' AS slot, subject AS value, subject_text AS text,
         subject_begin AS span_begin, subject_end AS span_end, subject_how AS how
    FROM claims WHERE subject_how IS NOT NULL
  UNION ALL
  SELECT id, 'time', time_start || '/' || coalesce(time_end, ''), time_text,
         time_begin, time_end_byte, time_how
    FROM claims WHERE time_start IS NOT NULL OR time_end IS NOT NULL
  UNION ALL
  SELECT id, 'attribution', attribution, attribution_text,
         attribution_begin, attribution_end, 'stated'
    FROM claims WHERE attribution_text IS NOT NULL
  UNION ALL
  SELECT claims.id, q.key, q.value, NULL, NULL, NULL, 'stated'
    FROM claims, json_each(claims.qualifiers) AS q;

-- Full text over folded text, cut into words by heshu: a Han character with the one that follows it,
-- a Latin word, a number (store/search_text.h). `head` holds subject, metric, attribution and
-- context; `keys` holds hashes of the slots that filters name. Rows are those of claims, by rank.
-- A match in `head` is worth more: it has an index of its own, whose lists are short.
CREATE VIRTUAL TABLE claims_fts USING fts5(
  head, sentence, title, keys, content='', tokenize='ascii', prefix='1');
CREATE VIRTUAL TABLE claims_head_fts USING fts5(
  head, keys, content='', tokenize='ascii', prefix='1');

-- What the two were given, so that it can be taken out again.
CREATE TABLE claim_search (
  rank INTEGER PRIMARY KEY,             -- claims.rank
  head TEXT NOT NULL,
  sentence TEXT,                        -- NULL: as claims.sentence
  title TEXT                            -- NULL: as articles.title
);

CREATE TABLE counters (
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO counters VALUES ('claim_number', 0);

-- What comparing found.
CREATE TABLE facts (
  position INTEGER PRIMARY KEY,         -- contradictions first, by falling severity
  id TEXT NOT NULL UNIQUE,              -- f_…
  key TEXT NOT NULL,                    -- what it is about, whatever its claims; reviews go by it
  kind TEXT NOT NULL,                   -- '', closure, order, part_whole
  subject TEXT NOT NULL,
  metric TEXT NOT NULL,
  unit TEXT NOT NULL,
  time_start TEXT, time_end TEXT,
  time_clock TEXT, time_granularity TEXT, time_as_of TEXT, time_text TEXT,
  time_begin INTEGER, time_end_byte INTEGER,
  time_how TEXT NOT NULL,
  verdict TEXT NOT NULL,
  severity INTEGER NOT NULL,
  reasons TEXT NOT NULL,                -- JSON array
  factors TEXT NOT NULL,                -- JSON object
  arithmetic TEXT NOT NULL,
  needs TEXT NOT NULL,
  independent_sources INTEGER NOT NULL,
  scope TEXT NOT NULL,                  -- cross, within
  first_run INTEGER REFERENCES runs(id),-- that found it first
  run INTEGER REFERENCES runs(id)       -- that found it last
);
CREATE INDEX facts_key ON facts(key);
CREATE INDEX facts_verdict ON facts(verdict, severity);
CREATE INDEX facts_subject_metric ON facts(subject, metric);
CREATE INDEX facts_run ON facts(run);
CREATE INDEX facts_first_run ON facts(first_run);

CREATE TABLE fact_claims (
  fact TEXT NOT NULL REFERENCES facts(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  claim TEXT NOT NULL REFERENCES claims(id) DEFERRABLE INITIALLY DEFERRED,
  cluster TEXT,                         -- s_…: sources that depend on each other
  PRIMARY KEY (fact, position)
) WITHOUT ROWID;
CREATE INDEX fact_claims_claim ON fact_claims(claim);

-- What a person said of a fact; kept whatever is extracted or compared again.
CREATE TABLE reviews (
  id INTEGER PRIMARY KEY,
  fact_key TEXT NOT NULL,               -- facts.key
  fact TEXT,                            -- facts.id at the time
  state TEXT CHECK (state IN ('accepted', 'rejected')),  -- NULL: only a note
  note TEXT NOT NULL DEFAULT '',
  at TEXT NOT NULL                      -- UTC, ISO 8601
);
CREATE INDEX reviews_fact_key ON reviews(fact_key);

-- Claims and figures for people.
CREATE VIEW claims_v AS
  SELECT c.id, c.doc, a.title, c.source, coalesce(c.url, d.url) AS url, c.published,
         c.subject, c.subject_name, c.metric, c.bound, c.lo, c.hi, c.unit, c.dimension,
         c.qualifiers, c.time_start, c.time_end, c.time_as_of, c.modality,
         c.attribution_text AS attribution, c.text, c.context, c.sentence, c.rule, c.confidence,
         c.is_claim, c.span_begin, c.span_end
    FROM claims AS c
    JOIN documents AS d ON d.id = c.doc
    LEFT JOIN articles AS a ON a.doc = c.doc
   ORDER BY c.rank DESC;

-- Facts for people: the values side by side.
CREATE VIEW conflicts_v AS
  SELECT f.id, f.verdict, f.severity, f.subject, f.metric, f.unit, f.time_start, f.time_end,
         (SELECT group_concat(one, ' | ') FROM (
            SELECT c.context || ' (' || CASE WHEN c.source <> '' THEN c.source ELSE d.url END ||
                   CASE WHEN c.published <> '' THEN ' ' || substr(c.published, 1, 10) ELSE '' END ||
                   ')' AS one
              FROM fact_claims AS fc
              JOIN claims AS c ON c.id = fc.claim
              JOIN documents AS d ON d.id = c.doc
             WHERE fc.fact = f.id ORDER BY fc.position)) AS "values",
         f.arithmetic, f.reasons, f.needs, f.independent_sources, f.scope, f.kind,
         (SELECT r.state FROM reviews AS r WHERE r.fact_key = f.key AND r.state IS NOT NULL
           ORDER BY r.id DESC LIMIT 1) AS review
    FROM facts AS f
   ORDER BY f.position;
