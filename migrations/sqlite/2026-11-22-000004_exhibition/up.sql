-- Halls, the places on their floors, booths with their revisions, exhibits and staff.
CREATE TABLE halls (
  id TEXT NOT NULL PRIMARY KEY,
  edition_id TEXT NOT NULL REFERENCES editions (id) ON DELETE CASCADE,
  slug TEXT NOT NULL,
  position BIGINT NOT NULL,
  width BIGINT NOT NULL,
  depth BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL,
  UNIQUE (edition_id, slug)
);

CREATE TABLE hall_texts (
  id TEXT NOT NULL PRIMARY KEY,
  hall_id TEXT NOT NULL REFERENCES halls (id) ON DELETE CASCADE,
  locale TEXT NOT NULL,
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  UNIQUE (hall_id, locale)
);

CREATE TABLE booths (
  id TEXT NOT NULL PRIMARY KEY,
  edition_id TEXT NOT NULL REFERENCES editions (id) ON DELETE CASCADE,
  organization_id TEXT NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  slug TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'published', 'suspended', 'withdrawn', 'archived')),
  published_revision_id TEXT,
  wished_place_id TEXT,
  hue BIGINT NOT NULL,
  version BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL,
  UNIQUE (edition_id, organization_id),
  UNIQUE (edition_id, slug)
);

-- Lengths in half metres: x to the right of the entrance, y away from it.
CREATE TABLE places (
  id TEXT NOT NULL PRIMARY KEY,
  hall_id TEXT NOT NULL REFERENCES halls (id) ON DELETE CASCADE,
  number TEXT NOT NULL,
  x BIGINT NOT NULL,
  y BIGINT NOT NULL,
  width BIGINT NOT NULL,
  depth BIGINT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('available', 'reserved', 'assigned', 'blocked')),
  booth_id TEXT UNIQUE REFERENCES booths (id) ON DELETE SET NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL,
  UNIQUE (hall_id, number)
);

CREATE TABLE booth_revisions (
  id TEXT NOT NULL PRIMARY KEY,
  booth_id TEXT NOT NULL REFERENCES booths (id) ON DELETE CASCADE,
  number BIGINT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'changes_requested', 'approved', 'rejected')),
  logo_file_id TEXT,
  banner_file_id TEXT,
  submitted_by TEXT,
  submitted_at TIMESTAMP,
  decided_by TEXT,
  decided_at TIMESTAMP,
  comment TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL,
  UNIQUE (booth_id, number)
);
CREATE INDEX booth_revisions_state ON booth_revisions (state, submitted_at);

CREATE TABLE booth_texts (
  id TEXT NOT NULL PRIMARY KEY,
  revision_id TEXT NOT NULL REFERENCES booth_revisions (id) ON DELETE CASCADE,
  locale TEXT NOT NULL,
  name TEXT NOT NULL,
  short_name TEXT NOT NULL,
  tagline TEXT NOT NULL,
  body TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  UNIQUE (revision_id, locale)
);

CREATE TABLE booth_links (
  id TEXT NOT NULL PRIMARY KEY,
  revision_id TEXT NOT NULL REFERENCES booth_revisions (id) ON DELETE CASCADE,
  position BIGINT NOT NULL,
  label TEXT NOT NULL,
  url TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL
);
CREATE INDEX booth_links_revision ON booth_links (revision_id, position);

CREATE TABLE exhibits (
  id TEXT NOT NULL PRIMARY KEY,
  revision_id TEXT NOT NULL REFERENCES booth_revisions (id) ON DELETE CASCADE,
  position BIGINT NOT NULL,
  name TEXT NOT NULL,
  name_zh TEXT NOT NULL,
  summary TEXT NOT NULL,
  summary_zh TEXT NOT NULL,
  image_file_id TEXT,
  created_at TIMESTAMP NOT NULL
);
CREATE INDEX exhibits_revision ON exhibits (revision_id, position);

CREATE TABLE booth_staff (
  id TEXT NOT NULL PRIMARY KEY,
  booth_id TEXT NOT NULL REFERENCES booths (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  title TEXT NOT NULL,
  on_duty_until TIMESTAMP,
  created_at TIMESTAMP NOT NULL,
  UNIQUE (booth_id, person_id)
);
