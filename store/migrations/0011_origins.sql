-- Which run found a fact first stands with the fact. Only when it goes it is kept besides, for when
-- it comes back: a fact that comes is written in one place less.
DELETE FROM fact_origins
 WHERE EXISTS (SELECT 1 FROM facts AS f WHERE f.id = fact AND f.first_run IS NOT NULL);
CREATE TRIGGER facts_remembered BEFORE DELETE ON facts WHEN old.first_run IS NOT NULL BEGIN
  INSERT OR IGNORE INTO fact_origins VALUES (old.id, old.first_run);
END;
