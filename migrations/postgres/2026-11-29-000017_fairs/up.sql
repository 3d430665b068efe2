-- Job fairs, their texts, and the postings that organizations bring to them.
CREATE TABLE fairs (
  id TEXT NOT NULL PRIMARY KEY,
  edition_id TEXT NOT NULL REFERENCES editions (id) ON DELETE CASCADE,
  slug TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'published', 'cancelled')),
  starts_at TIMESTAMP NOT NULL,
  ends_at TIMESTAMP NOT NULL,
  picture_file_id TEXT,
  -- The beginning that those who take part were told of, so that each is told once.
  begun_at TIMESTAMP,
  search_key TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL,
  CHECK (starts_at < ends_at),
  UNIQUE (edition_id, slug)
);
CREATE INDEX fairs_edition ON fairs (edition_id, state, starts_at, id);

CREATE TABLE fair_texts (
  id TEXT NOT NULL PRIMARY KEY,
  fair_id TEXT NOT NULL REFERENCES fairs (id) ON DELETE CASCADE,
  locale TEXT NOT NULL,
  title TEXT NOT NULL,
  introduction TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  UNIQUE (fair_id, locale)
);

CREATE TABLE fair_postings (
  id TEXT NOT NULL PRIMARY KEY,
  fair_id TEXT NOT NULL REFERENCES fairs (id) ON DELETE CASCADE,
  posting_id TEXT NOT NULL REFERENCES postings (id) ON DELETE CASCADE,
  state TEXT NOT NULL CHECK (state IN ('listed', 'withdrawn', 'removed')),
  -- Why the organizer took it out; else empty.
  reason TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL,
  UNIQUE (fair_id, posting_id)
);
CREATE INDEX fair_postings_posting ON fair_postings (posting_id, state);
