-- Rooms, what is said in them, and how far each person has read.
CREATE TABLE rooms (
  id TEXT NOT NULL PRIMARY KEY,
  edition_id TEXT NOT NULL REFERENCES editions (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('lobby', 'hall', 'booth')),
  thing_id TEXT NOT NULL,
  last_seq BIGINT NOT NULL,
  last_rev BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  UNIQUE (kind, thing_id)
);

CREATE TABLE messages (
  id TEXT NOT NULL PRIMARY KEY,
  room_id TEXT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
  seq BIGINT NOT NULL,
  rev BIGINT NOT NULL,
  person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  client_id TEXT NOT NULL,
  body TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('visible', 'hidden')),
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL,
  UNIQUE (room_id, seq),
  UNIQUE (room_id, person_id, client_id)
);
CREATE INDEX messages_changed ON messages (room_id, rev) WHERE rev > 0;

CREATE TABLE room_reads (
  id TEXT NOT NULL PRIMARY KEY,
  room_id TEXT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  seq BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL,
  UNIQUE (room_id, person_id)
);
