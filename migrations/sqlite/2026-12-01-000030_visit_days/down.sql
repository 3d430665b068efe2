CREATE INDEX visits_booth ON visits (booth_id, day);
DROP TABLE visit_days;
