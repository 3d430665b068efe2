-- Activities through the year: talent days, roadshows, briefings, city days; who signed up, and who waits.
CREATE TABLE activities (
  id TEXT NOT NULL PRIMARY KEY,
  edition_id TEXT NOT NULL REFERENCES editions (id) ON DELETE CASCADE,
  slug TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'published', 'open', 'full', 'running', 'held', 'cancelled')),
  kind TEXT NOT NULL CHECK (kind IN ('talent_day', 'roadshow', 'briefing', 'city_day')),
  zone TEXT NOT NULL CHECK (zone IN ('exhibition', 'pairing', 'recruitment', 'service', 'forum')),
  -- The organization that hosts it; without one the host's name.
  organization_id TEXT REFERENCES organizations (id) ON DELETE SET NULL,
  host TEXT NOT NULL,
  host_zh TEXT NOT NULL,
  -- Where it is; empty where it is online.
  place TEXT NOT NULL,
  place_zh TEXT NOT NULL,
  starts_at TIMESTAMP NOT NULL,
  ends_at TIMESTAMP NOT NULL,
  -- How many may come; none for everybody.
  seats BIGINT CHECK (seats > 0),
  -- The beginning for which those who come were reminded.
  reminded_for TIMESTAMP,
  -- Titles, hosts and places of both languages, folded, for searching.
  search_key TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL,
  UNIQUE (edition_id, slug),
  CHECK (starts_at < ends_at)
);
CREATE INDEX activities_edition ON activities (edition_id, state, starts_at, id);

CREATE TABLE activity_texts (
  id TEXT NOT NULL PRIMARY KEY,
  activity_id TEXT NOT NULL REFERENCES activities (id) ON DELETE CASCADE,
  locale TEXT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  -- How it went, and what came of it; empty until it was held.
  recap TEXT NOT NULL,
  outcome TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  UNIQUE (activity_id, locale)
);

-- Who comes, and who waits for a seat in the order of the turns.
CREATE TABLE activity_signups (
  id TEXT NOT NULL PRIMARY KEY,
  activity_id TEXT NOT NULL REFERENCES activities (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  state TEXT NOT NULL CHECK (state IN ('coming', 'waiting')),
  turn BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL,
  UNIQUE (activity_id, person_id)
);
CREATE INDEX activity_signups_person ON activity_signups (person_id);
