-- Editions, their zones and staff, and the organizer's own pages.
CREATE TABLE editions (
  id TEXT NOT NULL PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('draft', 'published', 'open', 'closed', 'archived')),
  is_current BOOLEAN NOT NULL,
  opens_at TIMESTAMP NOT NULL,
  closes_at TIMESTAMP NOT NULL,
  time_zone TEXT NOT NULL,
  accent TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX editions_current ON editions (is_current) WHERE is_current;

CREATE TABLE edition_texts (
  id TEXT NOT NULL PRIMARY KEY,
  edition_id TEXT NOT NULL REFERENCES editions (id) ON DELETE CASCADE,
  locale TEXT NOT NULL,
  name TEXT NOT NULL,
  introduction TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  UNIQUE (edition_id, locale)
);

CREATE TABLE zones (
  id TEXT NOT NULL PRIMARY KEY,
  edition_id TEXT NOT NULL REFERENCES editions (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('exhibition', 'pairing', 'recruitment', 'service', 'forum')),
  opens_at TIMESTAMP NOT NULL,
  closes_at TIMESTAMP NOT NULL,
  gate TEXT NOT NULL CHECK (gate IN ('schedule', 'open', 'read_only', 'closed')),
  review_required BOOLEAN NOT NULL,
  version BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL,
  UNIQUE (edition_id, kind)
);

CREATE TABLE zone_texts (
  id TEXT NOT NULL PRIMARY KEY,
  zone_id TEXT NOT NULL REFERENCES zones (id) ON DELETE CASCADE,
  locale TEXT NOT NULL,
  title TEXT NOT NULL,
  introduction TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  UNIQUE (zone_id, locale)
);

CREATE TABLE staff_roles (
  id TEXT NOT NULL PRIMARY KEY,
  edition_id TEXT NOT NULL REFERENCES editions (id) ON DELETE CASCADE,
  zone_id TEXT REFERENCES zones (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  role TEXT NOT NULL CHECK (role IN ('administrator', 'zone_manager', 'reviewer', 'moderator', 'service_agent')),
  created_at TIMESTAMP NOT NULL
);
CREATE INDEX staff_roles_person ON staff_roles (person_id);

CREATE TABLE announcements (
  id TEXT NOT NULL PRIMARY KEY,
  edition_id TEXT NOT NULL REFERENCES editions (id) ON DELETE CASCADE,
  zone TEXT CHECK (zone IN ('exhibition', 'pairing', 'recruitment', 'service', 'forum')),
  state TEXT NOT NULL CHECK (state IN ('draft', 'active', 'archived')),
  shown_until TIMESTAMP NOT NULL,
  text_en TEXT NOT NULL,
  text_zh TEXT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL
);

CREATE TABLE pages (
  id TEXT NOT NULL PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  position BIGINT NOT NULL,
  version BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL
);

CREATE TABLE page_versions (
  id TEXT NOT NULL PRIMARY KEY,
  page_id TEXT NOT NULL REFERENCES pages (id) ON DELETE CASCADE,
  number BIGINT NOT NULL,
  locale TEXT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  person_id TEXT,
  created_at TIMESTAMP NOT NULL,
  UNIQUE (page_id, number, locale)
);

CREATE TABLE consents (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  page_id TEXT NOT NULL REFERENCES pages (id) ON DELETE CASCADE,
  number BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL
);
CREATE INDEX consents_person ON consents (person_id);
