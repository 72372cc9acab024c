-- The facts of a metric in their order, with what else their filters look at: of a metric that
-- little is told of, a page is found without a look at all other facts.
CREATE INDEX facts_metric ON facts(
  metric, verdict_rank, severity DESC, subject, id, kind, first_day, last_day, sources);
