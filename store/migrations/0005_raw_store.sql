-- The WARC files are the raw store of what is crawled: a page's bytes stand there once, and
-- documents.bytes_zstd is empty (its zstd_bytes 0) where warc_records has the document. Which hosts
-- each source leads to: a crawl of some sources finds its hosts without looking at all others.
ALTER TABLE warc_files ADD COLUMN folder TEXT NOT NULL DEFAULT '';  -- '': `warc` beside the database

ALTER TABLE crawl_sources ADD COLUMN note TEXT NOT NULL DEFAULT '';  -- what is amiss with an answer
                                                                     -- that was of use all the same

CREATE TABLE crawl_source_hosts (
  source TEXT NOT NULL,
  host TEXT NOT NULL,
  PRIMARY KEY (source, host)
) WITHOUT ROWID;
INSERT INTO crawl_source_hosts SELECT DISTINCT source, host FROM crawl_urls;
