-- What booths hand out and who looks at it: documents, visits, the cards that people leave.
CREATE TABLE booth_documents (
  id TEXT NOT NULL PRIMARY KEY,
  revision_id TEXT NOT NULL REFERENCES booth_revisions (id) ON DELETE CASCADE,
  position BIGINT NOT NULL,
  title TEXT NOT NULL,
  title_zh TEXT NOT NULL,
  file_id TEXT NOT NULL REFERENCES files (id) ON DELETE CASCADE,
  created_at TIMESTAMP NOT NULL
);
CREATE INDEX booth_documents_revision ON booth_documents (revision_id, position);
CREATE INDEX booth_documents_file ON booth_documents (file_id);

-- One row for who looked at a booth in a half hour. visitor is a hash under the salt of the day, which is
-- thrown away with the day; day is that of the event's clocks, as 2026-11-30.
CREATE TABLE visits (
  id TEXT NOT NULL PRIMARY KEY,
  edition_id TEXT NOT NULL REFERENCES editions (id) ON DELETE CASCADE,
  booth_id TEXT NOT NULL REFERENCES booths (id) ON DELETE CASCADE,
  person_id TEXT REFERENCES people (id) ON DELETE SET NULL,
  visitor TEXT NOT NULL,
  day TEXT NOT NULL,
  half_hour TIMESTAMP NOT NULL,
  created_at TIMESTAMP NOT NULL,
  UNIQUE (booth_id, visitor, half_hour)
);
CREATE INDEX visits_day ON visits (edition_id, day);
CREATE INDEX visits_booth ON visits (booth_id, day);
CREATE INDEX visits_person ON visits (person_id);

-- The same for the documents of booths.
CREATE TABLE document_downloads (
  id TEXT NOT NULL PRIMARY KEY,
  edition_id TEXT NOT NULL REFERENCES editions (id) ON DELETE CASCADE,
  booth_id TEXT NOT NULL REFERENCES booths (id) ON DELETE CASCADE,
  file_id TEXT NOT NULL REFERENCES files (id) ON DELETE CASCADE,
  person_id TEXT REFERENCES people (id) ON DELETE SET NULL,
  visitor TEXT NOT NULL,
  day TEXT NOT NULL,
  half_hour TIMESTAMP NOT NULL,
  created_at TIMESTAMP NOT NULL,
  UNIQUE (file_id, visitor, half_hour)
);
CREATE INDEX document_downloads_day ON document_downloads (edition_id, day);
CREATE INDEX document_downloads_booth ON document_downloads (booth_id, day);
CREATE INDEX document_downloads_person ON document_downloads (person_id);

-- What a card may say beside the name, set by the organizer for an edition: words with commas.
CREATE TABLE card_rules (
  edition_id TEXT NOT NULL PRIMARY KEY REFERENCES editions (id) ON DELETE CASCADE,
  fields TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL
);

-- A card that a person left at a booth, as it was then (name to note), and what the exhibitor wrote to it
-- (rating to reminded_at). rating: 0 none, 1 cold, 2 warm, 3 hot. version counts the exhibitor's changes alone.
CREATE TABLE leads (
  id TEXT NOT NULL PRIMARY KEY,
  edition_id TEXT NOT NULL REFERENCES editions (id) ON DELETE CASCADE,
  organization_id TEXT NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  booth_id TEXT NOT NULL REFERENCES booths (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  affiliation TEXT NOT NULL,
  phone TEXT NOT NULL,
  country TEXT NOT NULL,
  note TEXT NOT NULL,
  shared_at TIMESTAMP NOT NULL,
  rating BIGINT NOT NULL CHECK (rating BETWEEN 0 AND 3),
  remark TEXT NOT NULL,
  follow_up_at TIMESTAMP,
  follow_up_by TEXT REFERENCES people (id) ON DELETE SET NULL,
  reminded_at TIMESTAMP,
  name_key TEXT NOT NULL,
  search_key TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL,
  UNIQUE (booth_id, person_id)
);
CREATE INDEX leads_organization ON leads (organization_id, edition_id, shared_at, id);
CREATE INDEX leads_person ON leads (person_id);

CREATE TABLE lead_tags (
  id TEXT NOT NULL PRIMARY KEY,
  lead_id TEXT NOT NULL REFERENCES leads (id) ON DELETE CASCADE,
  tag TEXT NOT NULL,
  tag_key TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  UNIQUE (lead_id, tag_key)
);
