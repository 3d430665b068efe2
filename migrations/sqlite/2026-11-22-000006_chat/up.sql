-- Rooms, what is said in them, and how far each person has read. A message is hidden by a moderator
-- (state); its author edits and deletes it (edited_at, deleted_at), which empties the body.
CREATE TABLE rooms (
  id TEXT NOT NULL PRIMARY KEY,
  edition_id TEXT NOT NULL REFERENCES editions (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('lobby', 'hall', 'booth', 'direct', 'desk', 'application', 'project', 'session', 'fair', 'activity', 'news')),
  -- What it belongs to; of a private room of two their ids, of a group's the room's own,
  -- of a desk's with somebody the edition, the desk, its organization and the person, of a project's
  -- with somebody the project and the person.
  thing_id TEXT NOT NULL,
  -- What a group calls itself.
  name TEXT NOT NULL,
  -- Whose desk or team is the other side.
  organization_id TEXT REFERENCES organizations (id) ON DELETE CASCADE,
  last_seq BIGINT NOT NULL,
  last_rev BIGINT NOT NULL,
  -- What a moderator set: seconds between two messages of one person, and who reads it.
  pause_seconds BIGINT NOT NULL DEFAULT 0 CHECK (pause_seconds IN (0, 5, 10, 30, 60, 300)),
  members_only BOOLEAN NOT NULL DEFAULT FALSE,
  -- Since when nobody writes there any more.
  closed_at TIMESTAMP,
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
  -- The words of a private room, folded, so that its people find them again; else empty.
  search_key TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('visible', 'hidden')),
  reply_to TEXT REFERENCES messages (id) ON DELETE SET NULL,
  edited_at TIMESTAMP,
  deleted_at TIMESTAMP,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL,
  UNIQUE (room_id, seq),
  UNIQUE (room_id, person_id, client_id)
);
CREATE INDEX messages_person ON messages (person_id, id);
CREATE INDEX messages_replies ON messages (reply_to) WHERE reply_to IS NOT NULL;
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

-- Who is in a private room. Who is there for an organization (an application, a project) leaves with the
-- membership.
CREATE TABLE room_people (
  id TEXT NOT NULL PRIMARY KEY,
  room_id TEXT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  member_id TEXT REFERENCES members (id) ON DELETE CASCADE,
  created_at TIMESTAMP NOT NULL,
  UNIQUE (room_id, person_id)
);
CREATE INDEX room_people_member ON room_people (member_id) WHERE member_id IS NOT NULL;
CREATE INDEX room_people_person ON room_people (person_id);

-- Whom a person does not want to hear from.
CREATE TABLE blocks (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  blocked_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  created_at TIMESTAMP NOT NULL,
  UNIQUE (person_id, blocked_id)
);
