-- Comparing one document at a time: what is still to be compared, where its claims' neighbours are,
-- which texts are near-duplicates of each other; facts in their order without renumbering.

-- Documents whose claims wait to be compared with the others. Written with the document, so that a
-- crash between the two is made good by the next run.
CREATE TABLE pending_comparisons (doc TEXT PRIMARY KEY) WITHOUT ROWID;
INSERT INTO pending_comparisons SELECT id FROM documents;

-- Claims by what they may be compared with: hashes of subject and metric, of a rank's chart and day,
-- … (compare/compare.h). A claim has a row for each of its keys.
CREATE TABLE claim_keys (
  key INTEGER NOT NULL,
  day INTEGER NOT NULL,                 -- last day of the figure's time, since 1970-01-01
  signature INTEGER NOT NULL,           -- equal where claims say the same
  claim INTEGER NOT NULL,               -- claims.rank
  PRIMARY KEY (key, day, signature, claim)
) WITHOUT ROWID;
CREATE INDEX claim_keys_claim ON claim_keys(claim);

-- Near-duplicate texts: reprints, syndicated copies, rewritten leads.
CREATE TABLE document_sketches (
  number INTEGER PRIMARY KEY REFERENCES documents(number) ON DELETE CASCADE,
  cluster INTEGER NOT NULL,             -- number of the first stored document of its kind
  bands BLOB NOT NULL,                  -- its rows of sketch_bands, 8 bytes each
  sketch BLOB NOT NULL
);
CREATE INDEX document_sketches_cluster ON document_sketches(cluster);
CREATE TABLE sketch_bands (
  band INTEGER NOT NULL,
  number INTEGER NOT NULL,              -- documents.number
  PRIMARY KEY (band, number)
) WITHOUT ROWID;

-- Contradictions first: 0 contradict, 1 possible, 2 agree, 3 agree_within_precision, 4
-- not_comparable.
ALTER TABLE facts ADD COLUMN verdict_rank INTEGER NOT NULL DEFAULT 0;
ALTER TABLE facts ADD COLUMN support TEXT NOT NULL DEFAULT '[]';  -- JSON: sources beside each claim
DELETE FROM fact_claims;
DELETE FROM facts;
DROP INDEX facts_verdict;
CREATE INDEX facts_shown ON facts(verdict_rank, severity DESC, subject, metric, id);
-- Which run found a fact first; kept when the fact goes and comes back.
CREATE TABLE fact_origins (
  fact TEXT PRIMARY KEY,                -- facts.id
  run INTEGER NOT NULL REFERENCES runs(id)
) WITHOUT ROWID;
CREATE INDEX reviews_fact ON reviews(fact);

-- A review is of one fact: of certain figures that clash, not of whatever is told of its subject.
DROP VIEW conflicts_v;
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
         (SELECT r.state FROM reviews AS r WHERE r.fact = f.id AND r.state IS NOT NULL
           ORDER BY r.id DESC LIMIT 1) AS review,
         (SELECT r.note FROM reviews AS r WHERE r.fact = f.id AND r.note <> ''
           ORDER BY r.id DESC LIMIT 1) AS note
    FROM facts AS f
   ORDER BY f.verdict_rank, f.severity DESC, f.subject, f.metric, f.id;
