-- How many visits a booth had on a day: kept with them, so that nobody has to count a million rows.
CREATE TABLE visit_days (
  booth_id TEXT NOT NULL REFERENCES booths (id) ON DELETE CASCADE,
  day TEXT NOT NULL,
  edition_id TEXT NOT NULL REFERENCES editions (id) ON DELETE CASCADE,
  visits BIGINT NOT NULL,
  PRIMARY KEY (booth_id, day)
);
CREATE INDEX visit_days_edition ON visit_days (edition_id, visits);
INSERT INTO visit_days (booth_id, day, edition_id, visits)
  SELECT booth_id, day, MIN(edition_id), COUNT(*) FROM visits GROUP BY booth_id, day;
DROP INDEX visits_booth;
