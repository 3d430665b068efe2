-- Offers to applicants, the questions of a posting with what was answered, and what an application knows of the promise to
-- answer and of being read without a name.
CREATE TABLE offers (
  id TEXT NOT NULL PRIMARY KEY,
  application_id TEXT NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
  state TEXT NOT NULL CHECK (state IN ('pending', 'accepted', 'declined', 'withdrawn', 'lapsed')),
  terms TEXT NOT NULL,
  -- The first day, YYYY-MM-DD; empty where it is open.
  starts_on TEXT NOT NULL,
  -- In hundredths of the currency's unit.
  salary BIGINT,
  salary_currency TEXT NOT NULL,
  salary_unit TEXT NOT NULL CHECK (salary_unit IN ('HOUR', 'MONTH', 'YEAR')),
  answer_by TIMESTAMP NOT NULL,
  made_by TEXT REFERENCES people (id) ON DELETE SET NULL,
  version BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX offers_one ON offers (application_id) WHERE state = 'pending';
CREATE INDEX offers_application ON offers (application_id, id);

-- Up to ten questions of a posting. options holds one a line; wanted what is looked for: yes or no, options one a line, the
-- least number; empty where every answer will do. It marks answers for recruiters and decides nothing.
CREATE TABLE screening_questions (
  id TEXT NOT NULL PRIMARY KEY,
  posting_id TEXT NOT NULL REFERENCES postings (id) ON DELETE CASCADE,
  position BIGINT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('yes_no', 'choice', 'number', 'text')),
  label TEXT NOT NULL,
  label_zh TEXT NOT NULL,
  options TEXT NOT NULL,
  wanted TEXT NOT NULL,
  is_required BOOLEAN NOT NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL,
  UNIQUE (posting_id, position)
);

CREATE TABLE application_answers (
  id TEXT NOT NULL PRIMARY KEY,
  application_id TEXT NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
  question_id TEXT NOT NULL REFERENCES screening_questions (id) ON DELETE CASCADE,
  answer TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  UNIQUE (application_id, question_id)
);
CREATE INDEX application_answers_question ON application_answers (question_id);

-- Whether applicants stay without a name until they are shortlisted.
ALTER TABLE postings ADD COLUMN is_anonymous BOOLEAN NOT NULL DEFAULT FALSE;
-- Until when an answer was promised; when the first came; when the name was shown.
ALTER TABLE applications ADD COLUMN answer_due_at TIMESTAMP;
ALTER TABLE applications ADD COLUMN answered_at TIMESTAMP;
ALTER TABLE applications ADD COLUMN revealed_at TIMESTAMP;
CREATE INDEX applications_due ON applications (posting_id, answer_due_at);
