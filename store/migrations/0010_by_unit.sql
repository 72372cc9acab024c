-- The facts of a unit in their order: those of a rare one are found without a look at all others. It
-- has nothing that changes while a fact stays, so that it is written when a fact comes or goes.
CREATE INDEX facts_unit ON facts(unit, verdict_rank, severity DESC, subject, metric, id, kind);
