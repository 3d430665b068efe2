DROP TABLE resume_reads;
ALTER TABLE people DROP COLUMN erased_at;
