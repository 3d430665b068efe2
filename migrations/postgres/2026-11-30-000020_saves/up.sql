-- What people keep: things they want to find again, and searches that tell them what is new.
CREATE TABLE saves (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  edition_id TEXT NOT NULL REFERENCES editions (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('booth', 'posting', 'project')),
  thing_id TEXT NOT NULL,
  -- The end of a posting that its person was told of, so that each end is told once.
  told_for TIMESTAMP,
  created_at TIMESTAMP NOT NULL,
  UNIQUE (person_id, kind, thing_id)
);
CREATE INDEX saves_thing ON saves (kind, thing_id);
CREATE INDEX saves_list ON saves (person_id, edition_id, kind, id);

CREATE TABLE saved_searches (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  edition_id TEXT NOT NULL REFERENCES editions (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  -- The query of the search's address, without the page.
  query TEXT NOT NULL,
  -- The fair whose postings it searches.
  fair_id TEXT REFERENCES fairs (id) ON DELETE CASCADE,
  rhythm TEXT NOT NULL CHECK (rhythm IN ('at_once', 'daily', 'weekly', 'none')),
  -- What was published before is not told.
  begins_at TIMESTAMP NOT NULL,
  -- Up to when was looked.
  checked_at TIMESTAMP NOT NULL,
  -- When is looked next; none while nothing is told.
  next_at TIMESTAMP,
  version BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL
);
CREATE INDEX saved_searches_person ON saved_searches (person_id, edition_id, id);
CREATE INDEX saved_searches_fair ON saved_searches (fair_id);
CREATE INDEX saved_searches_next ON saved_searches (edition_id, rhythm, next_at);

-- What a search has told of: nothing twice.
CREATE TABLE search_alerts (
  id TEXT NOT NULL PRIMARY KEY,
  search_id TEXT NOT NULL REFERENCES saved_searches (id) ON DELETE CASCADE,
  posting_id TEXT NOT NULL REFERENCES postings (id) ON DELETE CASCADE,
  created_at TIMESTAMP NOT NULL,
  UNIQUE (search_id, posting_id)
);
CREATE INDEX search_alerts_posting ON search_alerts (posting_id);
