-- Decisions of reviewers that are not announced yet. subject_id is what stands in the address of the queue, version
-- that of the revision that was seen: a decision about another one is not carried out.
CREATE TABLE prepared_decisions (
  id TEXT NOT NULL PRIMARY KEY,
  edition_id TEXT NOT NULL REFERENCES editions (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('booth', 'posting', 'project')),
  subject_id TEXT NOT NULL,
  title TEXT NOT NULL,
  version BIGINT NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('approved', 'changes_requested', 'rejected')),
  comment TEXT NOT NULL,
  prepared_by TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  created_at TIMESTAMP NOT NULL,
  UNIQUE (kind, subject_id)
);
CREATE INDEX prepared_decisions_edition ON prepared_decisions (edition_id, kind, id);
CREATE INDEX prepared_decisions_person ON prepared_decisions (prepared_by);
