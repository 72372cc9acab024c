-- Facts page by page: what a page is chosen by stands with the fact and not with its claims.
--
-- The keys that claims are found by have changed: everything is compared again.
DELETE FROM fact_claims;
DELETE FROM facts;
DELETE FROM claim_keys;
INSERT OR IGNORE INTO pending_comparisons SELECT id FROM documents;

ALTER TABLE facts ADD COLUMN first_day TEXT NOT NULL DEFAULT '';  -- YYYY-MM-DD of the claims: …
ALTER TABLE facts ADD COLUMN last_day TEXT NOT NULL DEFAULT '';   -- … published first and last
-- Walked by each of the three orders; what decides whether a fact is shown is in the index.
DROP INDEX facts_shown;
CREATE INDEX facts_shown ON facts(
  verdict_rank, severity DESC, subject, metric, id, kind, first_day, last_day);
CREATE INDEX facts_newest ON facts(
  last_day DESC, verdict_rank, severity DESC, subject, metric, id, kind, first_day);
DROP INDEX facts_subject_metric;
CREATE INDEX facts_subject ON facts(
  subject, verdict_rank, severity DESC, metric, id, kind, first_day, last_day);
-- Nothing asks by these, and each costs a write a fact.
DROP INDEX facts_key;
DROP INDEX facts_run;

-- Subjects of a fact's claims beside its own (豆包 where the fact is of 火山引擎).
CREATE TABLE fact_subjects (
  subject TEXT NOT NULL,
  fact TEXT NOT NULL REFERENCES facts(id) ON DELETE CASCADE,
  PRIMARY KEY (subject, fact)
) WITHOUT ROWID;
CREATE INDEX fact_subjects_fact ON fact_subjects(fact);

-- How many facts there are of each verdict_rank, kept up so that nothing need count a million.
INSERT INTO counters VALUES
  ('facts_0', 0), ('facts_1', 0), ('facts_2', 0), ('facts_3', 0), ('facts_4', 0);
CREATE TRIGGER facts_counted AFTER INSERT ON facts BEGIN
  UPDATE counters SET value = value + 1 WHERE name = 'facts_' || new.verdict_rank;
END;
CREATE TRIGGER facts_uncounted AFTER DELETE ON facts BEGIN
  UPDATE counters SET value = value - 1 WHERE name = 'facts_' || old.verdict_rank;
END;
