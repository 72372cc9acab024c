-- What filters and health ask for is kept, not looked up: facts by their sources, the pages that a
-- source has waiting.

-- A fact names the sources of its claims, so that a source's facts are found, in their order,
-- without a look at the claims of all others.
ALTER TABLE facts ADD COLUMN sources TEXT NOT NULL DEFAULT '[]';  -- JSON: each once
UPDATE facts SET sources = (
  SELECT json_group_array(source) FROM (
    SELECT DISTINCT c.source AS source FROM fact_claims AS fc JOIN claims AS c ON c.id = fc.claim
     WHERE fc.fact = facts.id AND c.source <> '' ORDER BY c.source));
CREATE TABLE fact_sources (
  source TEXT NOT NULL,
  verdict_rank INTEGER NOT NULL,
  severity INTEGER NOT NULL,
  fact INTEGER NOT NULL,                -- facts.position
  PRIMARY KEY (source, verdict_rank, severity DESC, fact)
) WITHOUT ROWID;
INSERT INTO fact_sources
  SELECT s.value, f.verdict_rank, f.severity, f.position FROM facts AS f, json_each(f.sources) AS s;
CREATE TRIGGER facts_have_sources AFTER INSERT ON facts BEGIN
  INSERT INTO fact_sources
    SELECT value, new.verdict_rank, new.severity, new.position FROM json_each(new.sources);
END;
CREATE TRIGGER facts_had_sources AFTER DELETE ON facts BEGIN
  DELETE FROM fact_sources WHERE source IN (SELECT value FROM json_each(old.sources))
    AND verdict_rank = old.verdict_rank AND severity = old.severity AND fact = old.position;
END;

-- In the order of arrival, which is the order of comparing: the first are found without a look at
-- the documents that were compared already.
ALTER TABLE pending_comparisons RENAME TO pending_by_id;
CREATE TABLE pending_comparisons (number INTEGER PRIMARY KEY);  -- documents.number
INSERT INTO pending_comparisons
  SELECT d.number FROM pending_by_id AS p CROSS JOIN documents AS d ON d.id = p.doc;
DROP TABLE pending_by_id;

-- Articles of a source that were found and not yet fetched; what is never due does not wait.
CREATE TABLE crawl_queues (
  source TEXT PRIMARY KEY,
  pages INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO crawl_queues
  SELECT source, count(*) FROM crawl_urls
   WHERE rank = 1 AND state = 'queued' AND next_at < 253402300799000 GROUP BY source;
CREATE TRIGGER crawl_urls_come AFTER INSERT ON crawl_urls
  WHEN new.rank = 1 AND new.state = 'queued' AND new.next_at < 253402300799000 BEGIN
  INSERT INTO crawl_queues VALUES (new.source, 1)
    ON CONFLICT (source) DO UPDATE SET pages = pages + 1;
END;
CREATE TRIGGER crawl_urls_go AFTER DELETE ON crawl_urls
  WHEN old.rank = 1 AND old.state = 'queued' AND old.next_at < 253402300799000 BEGIN
  UPDATE crawl_queues SET pages = pages - 1 WHERE source = old.source;
END;
CREATE TRIGGER crawl_urls_change AFTER UPDATE OF source, rank, state, next_at ON crawl_urls
  WHEN (old.rank = 1 AND old.state = 'queued' AND old.next_at < 253402300799000) <>
       (new.rank = 1 AND new.state = 'queued' AND new.next_at < 253402300799000)
       OR old.source <> new.source BEGIN
  UPDATE crawl_queues SET pages = pages - 1
   WHERE source = old.source AND old.rank = 1 AND old.state = 'queued'
     AND old.next_at < 253402300799000;
  INSERT INTO crawl_queues SELECT new.source, 1
   WHERE new.rank = 1 AND new.state = 'queued' AND new.next_at < 253402300799000
    ON CONFLICT (source) DO UPDATE SET pages = pages + 1;
END;
