-- When an account was deleted. The row stays, without anything of the person.
ALTER TABLE people ADD COLUMN erased_at TIMESTAMP;

-- Who of an employer opened whose resume: one row a reader, file and day.
CREATE TABLE resume_reads (
  id TEXT NOT NULL PRIMARY KEY,
  file_id TEXT NOT NULL REFERENCES files (id) ON DELETE CASCADE,
  owner_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  reader_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  organization_id TEXT NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  day TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  UNIQUE (file_id, reader_id, day)
);
CREATE INDEX resume_reads_by_owner ON resume_reads (owner_id, created_at);
CREATE INDEX resume_reads_by_reader ON resume_reads (reader_id);
