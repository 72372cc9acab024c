-- The crawl frontier: which pages are known, when each is due, who asks whom at present.
--
-- Times are milliseconds since 1970-01-01 UTC; 253402300799000 (the year 9999) means never.

-- What politeness counts by: a registrable domain, or an address written out. At most one request
-- is in flight to it: whoever holds the lease may ask.
CREATE TABLE crawl_hosts (
  host TEXT PRIMARY KEY,
  next_at INTEGER NOT NULL,             -- when it is to be asked next; of a leased one the lease's end
  owner TEXT,                           -- NULL: not leased
  lease INTEGER NOT NULL DEFAULT 0,     -- counts the leases: a late answer of a lost one is refused
  lease_until INTEGER NOT NULL DEFAULT 0,
  delay_ms INTEGER NOT NULL DEFAULT 0,  -- that was kept last
  ready_at INTEGER NOT NULL DEFAULT 0,  -- not before: the last request and the delay
  backoff_until INTEGER NOT NULL DEFAULT 0,
  failures INTEGER NOT NULL DEFAULT 0,  -- in a row
  reason TEXT NOT NULL DEFAULT ''       -- of the backoff
) WITHOUT ROWID;
CREATE INDEX crawl_hosts_next_at ON crawl_hosts(next_at);
CREATE INDEX crawl_hosts_owner ON crawl_hosts(owner) WHERE owner IS NOT NULL;

-- robots.txt holds for scheme, host and port.
CREATE TABLE crawl_robots (
  origin TEXT PRIMARY KEY,              -- https://example.com:8443
  rules TEXT NOT NULL,                  -- robots.txt; of the last good answer where it now fails
  allows TEXT NOT NULL CHECK (allows IN ('rules', 'all', 'none')),
  status INTEGER NOT NULL,              -- HTTP status of the last answer; 0: none
  reason TEXT NOT NULL,                 -- why it is as it is
  fetched_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  good_until INTEGER NOT NULL,          -- how long `rules` may stand in for a failing answer
  next_url TEXT NOT NULL DEFAULT '',    -- a redirect that is still to be followed
  hops INTEGER NOT NULL DEFAULT 0,
  failures INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

CREATE TABLE crawl_urls (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,             -- the page's identity: no fragment, no tracking parameters
  url TEXT NOT NULL,                    -- what is asked for
  host TEXT NOT NULL,                   -- crawl_hosts.host
  rank INTEGER NOT NULL,                -- 0: pages that lead to others, 1: articles
  next_at INTEGER NOT NULL,
  kind TEXT NOT NULL,                   -- feed, sitemap, list, article
  source TEXT NOT NULL,
  is_entry INTEGER NOT NULL DEFAULT 0,  -- 1: named in sources.toml, has a schedule of its own
  state TEXT NOT NULL,                  -- queued, fetched, stored, duplicate, no_article, redirected,
                                        -- denied, failed, gone
  reason TEXT NOT NULL DEFAULT '',
  status INTEGER NOT NULL DEFAULT 0,    -- HTTP status of the last answer
  interval_ms INTEGER NOT NULL DEFAULT 0,
  failures INTEGER NOT NULL DEFAULT 0,  -- in a row
  etag TEXT NOT NULL DEFAULT '',        -- as received
  last_modified TEXT NOT NULL DEFAULT '',
  digest TEXT NOT NULL DEFAULT '',      -- of the last body: sha1:BASE32
  content_hash INTEGER,                 -- of the article's text
  doc TEXT,                             -- documents.id
  hops INTEGER NOT NULL DEFAULT 0,      -- redirects that led here
  depth INTEGER NOT NULL DEFAULT 0,     -- pages of a list, sitemaps below an index
  published TEXT NOT NULL DEFAULT '',   -- as the page that led here says
  found_on TEXT NOT NULL DEFAULT '',
  found_at INTEGER NOT NULL,
  fetched_at INTEGER NOT NULL DEFAULT 0,
  moved_to TEXT NOT NULL DEFAULT ''     -- where a redirect, a duplicate leads
);
CREATE INDEX crawl_urls_due ON crawl_urls(host, rank, next_at);
CREATE INDEX crawl_urls_source ON crawl_urls(source, rank, next_at);
CREATE INDEX crawl_urls_content ON crawl_urls(content_hash) WHERE content_hash IS NOT NULL;

-- Health of a source.
CREATE TABLE crawl_sources (
  name TEXT PRIMARY KEY,
  first_at INTEGER NOT NULL,
  last_ok_at INTEGER NOT NULL DEFAULT 0,
  last_failed_at INTEGER NOT NULL DEFAULT 0,
  last_error TEXT NOT NULL DEFAULT '',  -- '' once its entry pages answer again
  last_new_link_at INTEGER NOT NULL DEFAULT 0,
  last_article_at INTEGER NOT NULL DEFAULT 0,
  paused TEXT NOT NULL DEFAULT ''       -- why it is not fetched
) WITHOUT ROWID;

CREATE TABLE crawl_days (
  source TEXT NOT NULL,
  day TEXT NOT NULL,                    -- UTC, YYYY-MM-DD
  requests INTEGER NOT NULL DEFAULT 0,
  failures INTEGER NOT NULL DEFAULT 0,
  not_modified INTEGER NOT NULL DEFAULT 0,
  new_links INTEGER NOT NULL DEFAULT 0,
  articles INTEGER NOT NULL DEFAULT 0,
  bytes INTEGER NOT NULL DEFAULT 0,     -- decoded
  PRIMARY KEY (source, day)
) WITHOUT ROWID;

-- The WARC files beside the database, and where each exchange stands in them.
CREATE TABLE warc_files (
  name TEXT PRIMARY KEY,
  bytes INTEGER NOT NULL                -- written by committed exchanges; what is beyond is cut off
) WITHOUT ROWID;

CREATE TABLE warc_records (
  id INTEGER PRIMARY KEY,
  file TEXT NOT NULL,
  "offset" INTEGER NOT NULL,            -- of the gzip member
  length INTEGER NOT NULL,
  url TEXT NOT NULL,
  at INTEGER NOT NULL,
  status INTEGER NOT NULL,
  digest TEXT NOT NULL,
  is_revisit INTEGER NOT NULL,
  doc TEXT                              -- documents.id
);
CREATE INDEX warc_records_url ON warc_records(url);
CREATE INDEX warc_records_doc ON warc_records(doc) WHERE doc IS NOT NULL;

-- The frontier for people.
CREATE VIEW frontier_v AS
  SELECT u.url, u.source, u.kind, u.state, u.reason, u.status,
         CASE WHEN u.next_at < 253402300799000
              THEN strftime('%Y-%m-%dT%H:%M:%SZ', u.next_at / 1000, 'unixepoch') END AS next_at,
         CASE WHEN u.fetched_at > 0
              THEN strftime('%Y-%m-%dT%H:%M:%SZ', u.fetched_at / 1000, 'unixepoch') END AS fetched_at,
         u.interval_ms / 60000.0 AS interval_minutes, u.failures, u.host, h.owner,
         CASE WHEN h.backoff_until > 0
              THEN strftime('%Y-%m-%dT%H:%M:%SZ', h.backoff_until / 1000, 'unixepoch') END
           AS backoff_until, u.doc, u.found_on, u.moved_to
    FROM crawl_urls AS u LEFT JOIN crawl_hosts AS h ON h.host = u.host
   ORDER BY u.next_at, u.id;
