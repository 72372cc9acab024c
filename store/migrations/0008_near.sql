-- What is written together stands together: an article more must not touch a page of every index for
-- each claim and source of the facts that it adds to.

-- Claims of a fact are found by rank, which follows the day of publication, and not by an id, which
-- is a hash: those of one time are neighbours.
CREATE TABLE fact_claims_kept AS
  SELECT fc.fact, fc.position, fc.claim, fc.cluster, c.rank
    FROM fact_claims AS fc JOIN claims AS c ON c.id = fc.claim ORDER BY fc.fact, fc.position;
DROP TABLE fact_claims;
CREATE TABLE fact_claims (
  fact TEXT NOT NULL REFERENCES facts(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  claim TEXT NOT NULL,                  -- claims.id
  cluster TEXT,                         -- s_…: sources that depend on each other
  rank INTEGER NOT NULL                 -- of the claim
    REFERENCES claims(rank) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (fact, position)
) WITHOUT ROWID;
INSERT INTO fact_claims SELECT fact, position, claim, cluster, rank FROM fact_claims_kept;
DROP TABLE fact_claims_kept;
CREATE INDEX fact_claims_rank ON fact_claims(rank);

-- The sources of a fact stand in the indexes that its filters walk, and not each in a place of its
-- own.
DROP TRIGGER facts_have_sources;
DROP TRIGGER facts_had_sources;
DROP TRIGGER facts_change_sources;
DROP TABLE fact_sources;
DROP INDEX facts_shown;
CREATE INDEX facts_shown ON facts(
  verdict_rank, severity DESC, subject, metric, id, kind, first_day, last_day, unit, apart_by,
  least, greatest, sources, first_run);
DROP INDEX facts_newest;
CREATE INDEX facts_newest ON facts(
  last_day DESC, verdict_rank, severity DESC, subject, metric, id, kind, first_day, sources);
DROP INDEX facts_subject;
CREATE INDEX facts_subject ON facts(
  subject, verdict_rank, severity DESC, metric, id, kind, first_day, last_day, sources);

-- Facts that no run has found first are not asked for.
DROP INDEX facts_first_run;
CREATE INDEX facts_first_run ON facts(first_run) WHERE first_run IS NOT NULL;
