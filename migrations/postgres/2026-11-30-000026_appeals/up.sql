-- Somebody asks another moderator to look again at a sanction against them, or at a message of theirs that was
-- hidden: one appeal each. decided_by is who imposed or hid, handled_by who looked again.
CREATE TABLE appeals (
  id TEXT NOT NULL PRIMARY KEY,
  edition_id TEXT NOT NULL REFERENCES editions (id) ON DELETE CASCADE,
  zone TEXT,
  sanction_id TEXT REFERENCES sanctions (id) ON DELETE CASCADE,
  message_id TEXT REFERENCES messages (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  decided_by TEXT REFERENCES people (id) ON DELETE SET NULL,
  words TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'upheld', 'overturned')),
  handled_by TEXT REFERENCES people (id) ON DELETE SET NULL,
  reason TEXT NOT NULL,
  search_key TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL,
  CHECK ((sanction_id IS NULL) <> (message_id IS NULL))
);
CREATE UNIQUE INDEX appeals_sanction ON appeals (sanction_id) WHERE sanction_id IS NOT NULL;
CREATE UNIQUE INDEX appeals_message ON appeals (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX appeals_state ON appeals (edition_id, state, id);
CREATE INDEX appeals_person ON appeals (person_id, id);
