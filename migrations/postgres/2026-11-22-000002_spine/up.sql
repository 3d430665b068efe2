-- What every zone stands on: files, recorded moves, the audit trail, work after a change,
-- the change log of the search index, old addresses, settings of the installation.
CREATE TABLE files (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('logo', 'banner', 'exhibit', 'photo', 'resume', 'message', 'project', 'session', 'stream', 'captions', 'news', 'fair', 'enquiry', 'brand', 'document')),
  name TEXT NOT NULL,
  mime TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  width BIGINT,
  height BIGINT,
  -- Null where who sent it has no account.
  person_id TEXT,
  organization_id TEXT,
  created_at TIMESTAMP NOT NULL,
  -- Small content; larger is in the store.
  content BYTEA
);

CREATE TABLE transitions (
  id TEXT NOT NULL PRIMARY KEY,
  thing_kind TEXT NOT NULL,
  thing_id TEXT NOT NULL,
  from_state TEXT NOT NULL,
  to_state TEXT NOT NULL,
  person_id TEXT,
  reason TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL
);
CREATE INDEX transitions_thing ON transitions (thing_kind, thing_id, id);

CREATE TABLE audit_entries (
  id TEXT NOT NULL PRIMARY KEY,
  edition_id TEXT,
  person_id TEXT,
  action TEXT NOT NULL,
  thing_kind TEXT NOT NULL,
  thing_id TEXT NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL
);
CREATE INDEX audit_entries_thing ON audit_entries (thing_kind, thing_id, id);

CREATE TABLE outbox (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  attempts BIGINT NOT NULL,
  due_at TIMESTAMP NOT NULL,
  last_error TEXT NOT NULL,
  done_at TIMESTAMP,
  created_at TIMESTAMP NOT NULL,
  -- What it tells of, where it waits: once that is read, nothing is sent.
  notification_id TEXT REFERENCES notifications (id) ON DELETE CASCADE,
  -- Whom it tells; none for a mail to an address that is no person's.
  person_id TEXT REFERENCES people (id) ON DELETE CASCADE
);
CREATE INDEX outbox_due ON outbox (due_at) WHERE done_at IS NULL;
CREATE INDEX outbox_notification ON outbox (notification_id) WHERE notification_id IS NOT NULL;
CREATE INDEX outbox_person ON outbox (person_id) WHERE person_id IS NOT NULL;
-- One digest a person waits.
CREATE UNIQUE INDEX outbox_digest ON outbox (person_id) WHERE kind = 'digest' AND done_at IS NULL;

CREATE TABLE search_changes (
  seq BIGSERIAL PRIMARY KEY,
  kind TEXT NOT NULL,
  thing_id TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL
);

CREATE TABLE slugs (
  id TEXT NOT NULL PRIMARY KEY,
  edition_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  slug TEXT NOT NULL,
  thing_id TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  UNIQUE (edition_id, kind, slug)
);

CREATE TABLE settings (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL,
  updated_at TIMESTAMP NOT NULL
);
