-- What people answer a message with: one of each kind a person. last_reaction says who did what last,
-- `person:kind:on` or `…:off`, so that one rendering goes to everybody and each browser finds its own.
CREATE TABLE reactions (
  id TEXT NOT NULL PRIMARY KEY,
  message_id TEXT NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('like', 'heart', 'laugh', 'celebrate', 'think', 'thanks')),
  created_at TIMESTAMP NOT NULL,
  UNIQUE (message_id, kind, person_id)
);
CREATE INDEX reactions_person ON reactions (person_id);
ALTER TABLE messages ADD COLUMN last_reaction TEXT;
