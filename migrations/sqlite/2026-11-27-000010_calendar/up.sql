-- What a person's time is taken by, over all zones: from starts_at until busy_until, which is the end and the
-- gap after it. No two entries of one person overlap: the database refuses. thing_id is the meeting, the
-- booth or the session; of an entry of one's own (kind own) its own id, and title what one calls it.
CREATE TABLE calendar_entries (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  edition_id TEXT NOT NULL REFERENCES editions (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('session', 'activity', 'interview', 'meeting', 'duty', 'own')),
  thing_id TEXT NOT NULL,
  title TEXT NOT NULL,
  -- What is done for an organization ends with the membership.
  member_id TEXT REFERENCES members (id) ON DELETE CASCADE,
  starts_at TIMESTAMP NOT NULL,
  ends_at TIMESTAMP NOT NULL,
  busy_until TIMESTAMP NOT NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL,
  CHECK (starts_at < ends_at AND ends_at <= busy_until)
);
CREATE INDEX calendar_entries_person ON calendar_entries (person_id, starts_at);
CREATE INDEX calendar_entries_member ON calendar_entries (member_id) WHERE member_id IS NOT NULL;
CREATE INDEX calendar_entries_thing ON calendar_entries (kind, thing_id);

CREATE TRIGGER calendar_entries_overlap_insert BEFORE INSERT ON calendar_entries
WHEN EXISTS (SELECT 1 FROM calendar_entries
  WHERE person_id = NEW.person_id AND starts_at < NEW.busy_until AND busy_until > NEW.starts_at)
BEGIN SELECT RAISE(ABORT, 'calendar_entries_overlap'); END;
CREATE TRIGGER calendar_entries_overlap_update BEFORE UPDATE ON calendar_entries
WHEN EXISTS (SELECT 1 FROM calendar_entries
  WHERE person_id = NEW.person_id AND id <> NEW.id AND starts_at < NEW.busy_until AND busy_until > NEW.starts_at)
BEGIN SELECT RAISE(ABORT, 'calendar_entries_overlap'); END;

-- The secret address of a person's calendar; one a person, a new one ends the old.
CREATE TABLE calendar_feeds (
  person_id TEXT NOT NULL PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
  token_hash TEXT NOT NULL UNIQUE,
  created_at TIMESTAMP NOT NULL
);
