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

-- Whom a message names with an @, as resolved when it was said or edited.
CREATE TABLE message_mentions (
  id TEXT NOT NULL PRIMARY KEY,
  message_id TEXT NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  -- The name as it stands in the text.
  name TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  UNIQUE (message_id, person_id)
);
CREATE INDEX message_mentions_person ON message_mentions (person_id);
CREATE INDEX people_name ON people (name);

-- Files that came with a message, in their order; messages.file_count says how many there are.
CREATE TABLE message_files (
  id TEXT NOT NULL PRIMARY KEY,
  message_id TEXT NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
  file_id TEXT NOT NULL REFERENCES files (id) ON DELETE CASCADE,
  place BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  UNIQUE (file_id)
);
CREATE INDEX message_files_message ON message_files (message_id);
ALTER TABLE messages ADD COLUMN file_count BIGINT NOT NULL DEFAULT 0;
