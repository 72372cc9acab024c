-- What filters look at stands in the index that they walk, and what they offer is kept: a page of a
-- filter that few facts meet must not look up every fact and its claims.

ALTER TABLE facts ADD COLUMN apart_by TEXT NOT NULL DEFAULT '';  -- of not_comparable: first reason
-- The least and the greatest value that any of its claims may have; of open ends without limit.
ALTER TABLE facts ADD COLUMN least REAL NOT NULL DEFAULT -9e999;
ALTER TABLE facts ADD COLUMN greatest REAL NOT NULL DEFAULT 9e999;
DROP INDEX facts_shown;
UPDATE facts SET
  apart_by = CASE verdict_rank WHEN 4 THEN coalesce(json_extract(reasons, '$[0]'), '') ELSE '' END,
  least = coalesce((SELECT min(coalesce(c.lo_real, -9e999)) FROM fact_claims AS fc
                      JOIN claims AS c ON c.id = fc.claim WHERE fc.fact = facts.id), -9e999),
  greatest = coalesce((SELECT max(coalesce(c.hi_real, 9e999)) FROM fact_claims AS fc
                         JOIN claims AS c ON c.id = fc.claim WHERE fc.fact = facts.id), 9e999);
CREATE INDEX facts_shown ON facts(
  verdict_rank, severity DESC, subject, metric, id, kind, first_day, last_day, unit, apart_by,
  least, greatest);

-- The facts of a source in their order, with all that puts them in it.
DROP TRIGGER facts_have_sources;
DROP TRIGGER facts_had_sources;
DROP TABLE fact_sources;
CREATE TABLE fact_sources (
  source TEXT NOT NULL,
  verdict_rank INTEGER NOT NULL,
  severity INTEGER NOT NULL,
  subject TEXT NOT NULL,
  metric TEXT NOT NULL,
  fact TEXT NOT NULL,                   -- facts.id
  position INTEGER NOT NULL,            -- facts.position
  PRIMARY KEY (source, verdict_rank, severity DESC, subject, metric, fact)
) WITHOUT ROWID;
INSERT INTO fact_sources
  SELECT s.value, f.verdict_rank, f.severity, f.subject, f.metric, f.id, f.position
    FROM facts AS f, json_each(f.sources) AS s ORDER BY 1, 2, 3 DESC, 4, 5, 6;
CREATE TRIGGER facts_have_sources AFTER INSERT ON facts BEGIN
  INSERT INTO fact_sources
    SELECT value, new.verdict_rank, new.severity, new.subject, new.metric, new.id, new.position
      FROM json_each(new.sources);
END;
CREATE TRIGGER facts_had_sources AFTER DELETE ON facts BEGIN
  DELETE FROM fact_sources WHERE source IN (SELECT value FROM json_each(old.sources))
    AND verdict_rank = old.verdict_rank AND severity = old.severity AND subject = old.subject
    AND metric = old.metric AND fact = old.id;
END;
-- Of a fact that stays, verdict, severity, subject and metric stay: where one of them changes, it is
-- taken out and put in anew.
CREATE TRIGGER facts_change_sources AFTER UPDATE OF sources ON facts
  WHEN old.sources <> new.sources BEGIN
  DELETE FROM fact_sources
   WHERE source IN (SELECT value FROM json_each(old.sources)
                    EXCEPT SELECT value FROM json_each(new.sources))
     AND verdict_rank = old.verdict_rank AND severity = old.severity AND subject = old.subject
     AND metric = old.metric AND fact = old.id;
  INSERT INTO fact_sources
    SELECT s.value, new.verdict_rank, new.severity, new.subject, new.metric, new.id, new.position
      FROM (SELECT value FROM json_each(new.sources)
            EXCEPT SELECT value FROM json_each(old.sources)) AS s;
END;

-- What facts can be chosen by: their subjects and metrics, the sources of claims.
CREATE TABLE fact_choices (
  kind TEXT NOT NULL,                   -- subject, metric, source
  value TEXT NOT NULL,
  number INTEGER NOT NULL,              -- of facts; of a source of claims
  PRIMARY KEY (kind, value)
) WITHOUT ROWID;
INSERT INTO fact_choices SELECT 'subject', subject, count(*) FROM facts GROUP BY subject;
INSERT INTO fact_choices SELECT 'metric', metric, count(*) FROM facts GROUP BY metric;
INSERT INTO fact_choices
  SELECT 'source', source, count(*) FROM claims WHERE source > '' GROUP BY source;
CREATE TRIGGER facts_chosen AFTER INSERT ON facts BEGIN
  INSERT INTO fact_choices VALUES ('subject', new.subject, 1), ('metric', new.metric, 1)
    ON CONFLICT (kind, value) DO UPDATE SET number = number + 1;
END;
CREATE TRIGGER facts_unchosen AFTER DELETE ON facts BEGIN
  UPDATE fact_choices SET number = number - 1 WHERE kind = 'subject' AND value = old.subject;
  UPDATE fact_choices SET number = number - 1 WHERE kind = 'metric' AND value = old.metric;
END;
CREATE TRIGGER claims_chosen AFTER INSERT ON claims WHEN new.source > '' BEGIN
  INSERT INTO fact_choices VALUES ('source', new.source, 1)
    ON CONFLICT (kind, value) DO UPDATE SET number = number + 1;
END;
CREATE TRIGGER claims_unchosen AFTER DELETE ON claims WHEN old.source > '' BEGIN
  UPDATE fact_choices SET number = number - 1 WHERE kind = 'source' AND value = old.source;
END;
