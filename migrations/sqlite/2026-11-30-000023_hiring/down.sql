DROP INDEX applications_due;
ALTER TABLE applications DROP COLUMN revealed_at;
ALTER TABLE applications DROP COLUMN answered_at;
ALTER TABLE applications DROP COLUMN answer_due_at;
ALTER TABLE postings DROP COLUMN is_anonymous;
DROP TABLE application_answers;
DROP TABLE screening_questions;
DROP TABLE offers;
