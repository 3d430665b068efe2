-- Projects (offers and requests) with their revisions, interest in them, meetings about them, and what came of it.
-- Lists of codes (fields, partners, languages) are written |a|b|, so that one is found by LIKE '%|a|%'.
CREATE TABLE projects (
  id TEXT NOT NULL PRIMARY KEY,
  edition_id TEXT NOT NULL REFERENCES editions (id) ON DELETE CASCADE,
  organization_id TEXT NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  -- The member who answers for it; without one the owners do.
  contact_id TEXT REFERENCES people (id) ON DELETE SET NULL,
  slug TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'published', 'matched', 'closed', 'expired', 'suspended', 'withdrawn')),
  published_revision_id TEXT,
  published_at TIMESTAMP,
  expires_at TIMESTAMP NOT NULL,
  version BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL,
  UNIQUE (edition_id, slug)
);
CREATE INDEX projects_organization ON projects (organization_id, state);
CREATE INDEX projects_edition ON projects (edition_id, state, published_at, id);

CREATE TABLE project_revisions (
  id TEXT NOT NULL PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  number BIGINT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'changes_requested', 'approved', 'rejected')),
  kind TEXT NOT NULL CHECK (kind IN ('technology_offer', 'technology_request', 'investment_sought', 'investment_offered',
    'cooperation')),
  fields TEXT NOT NULL,
  -- Technology readiness level, ISO 16290: 1 to 9.
  readiness BIGINT CHECK (readiness BETWEEN 1 AND 9),
  ip_status TEXT NOT NULL CHECK (ip_status IN ('none', 'secret', 'pending', 'granted', 'open', 'licensed')),
  partners TEXT NOT NULL,
  budget TEXT NOT NULL CHECK (budget IN ('', 'to_100k', 'to_500k', 'to_2m', 'to_10m', 'over_10m')),
  languages TEXT NOT NULL,
  city TEXT NOT NULL,
  city_zh TEXT NOT NULL,
  country TEXT NOT NULL,
  -- Who reads the attachments: whose interest was accepted, or who has undertaken confidentiality too.
  disclosure TEXT NOT NULL CHECK (disclosure IN ('accepted', 'undertaking')),
  search_key TEXT NOT NULL,
  submitted_by TEXT,
  submitted_at TIMESTAMP,
  decided_by TEXT,
  decided_at TIMESTAMP,
  comment TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL,
  UNIQUE (project_id, number)
);
CREATE INDEX project_revisions_state ON project_revisions (state, submitted_at);

CREATE TABLE project_texts (
  id TEXT NOT NULL PRIMARY KEY,
  revision_id TEXT NOT NULL REFERENCES project_revisions (id) ON DELETE CASCADE,
  locale TEXT NOT NULL,
  title TEXT NOT NULL,
  -- For everybody.
  teaser TEXT NOT NULL,
  -- For people who are signed in.
  details TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  UNIQUE (revision_id, locale)
);

-- The attachments of a revision. A new revision names those of the last one that it keeps.
CREATE TABLE project_files (
  id TEXT NOT NULL PRIMARY KEY,
  revision_id TEXT NOT NULL REFERENCES project_revisions (id) ON DELETE CASCADE,
  file_id TEXT NOT NULL REFERENCES files (id) ON DELETE CASCADE,
  position BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  UNIQUE (revision_id, file_id)
);
CREATE INDEX project_files_file ON project_files (file_id);

CREATE TABLE interests (
  id TEXT NOT NULL PRIMARY KEY,
  edition_id TEXT NOT NULL REFERENCES editions (id) ON DELETE CASCADE,
  project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  state TEXT NOT NULL CHECK (state IN ('sent', 'shortlisted', 'accepted', 'declined', 'withdrawn', 'expired')),
  message TEXT NOT NULL,
  -- What the person was told when it was declined.
  reason TEXT NOT NULL,
  expires_at TIMESTAMP NOT NULL,
  version BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX interests_one ON interests (project_id, person_id) WHERE state IN ('sent', 'shortlisted', 'accepted');
CREATE INDEX interests_person ON interests (person_id, id);
CREATE INDEX interests_project ON interests (project_id, state, id);

-- Who has undertaken to keep a project confidential: when, and the SHA-256 of the text that was shown.
CREATE TABLE undertakings (
  id TEXT NOT NULL PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  text_hash TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  UNIQUE (project_id, person_id)
);
CREATE INDEX undertakings_person ON undertakings (person_id);

-- One "no thanks" ends it between a project (host) and a person (guest), until whoever said it takes it back.
CREATE TABLE pair_refusals (
  id TEXT NOT NULL PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  side TEXT NOT NULL CHECK (side IN ('guest', 'host')),
  created_at TIMESTAMP NOT NULL,
  UNIQUE (project_id, person_id, side)
);
CREATE INDEX pair_refusals_person ON pair_refusals (person_id);

-- A meeting about a project: host_id answers for the project, guest_id is the counterpart. asked_by says who asked
-- (whose quota it counts in), turn who is to answer.
CREATE TABLE meetings (
  id TEXT NOT NULL PRIMARY KEY,
  edition_id TEXT NOT NULL REFERENCES editions (id) ON DELETE CASCADE,
  project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  host_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  guest_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  asked_by TEXT NOT NULL CHECK (asked_by IN ('guest', 'host')),
  turn TEXT NOT NULL CHECK (turn IN ('guest', 'host')),
  state TEXT NOT NULL CHECK (state IN ('requested', 'counter_proposed', 'scheduled', 'declined', 'cancelled', 'expired',
    'held', 'no_show')),
  message TEXT NOT NULL,
  reason TEXT NOT NULL,
  starts_at TIMESTAMP,
  ends_at TIMESTAMP,
  -- The last of the times that are proposed: after it there is nothing to accept.
  expires_at TIMESTAMP NOT NULL,
  version BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL,
  CHECK (state NOT IN ('scheduled', 'held', 'no_show') OR (starts_at IS NOT NULL AND ends_at IS NOT NULL))
);
CREATE UNIQUE INDEX meetings_one ON meetings (project_id, guest_id)
  WHERE state IN ('requested', 'counter_proposed', 'scheduled');
CREATE INDEX meetings_host ON meetings (host_id, id);
CREATE INDEX meetings_guest ON meetings (guest_id, id);

-- Up to three times that the side which asked, or countered, proposes.
CREATE TABLE meeting_times (
  id TEXT NOT NULL PRIMARY KEY,
  meeting_id TEXT NOT NULL REFERENCES meetings (id) ON DELETE CASCADE,
  side TEXT NOT NULL CHECK (side IN ('guest', 'host')),
  starts_at TIMESTAMP NOT NULL,
  ends_at TIMESTAMP NOT NULL,
  created_at TIMESTAMP NOT NULL,
  UNIQUE (meeting_id, side, starts_at),
  CHECK (starts_at < ends_at)
);

-- What came of something, recorded by one side and confirmed or disputed by the other.
CREATE TABLE outcomes (
  id TEXT NOT NULL PRIMARY KEY,
  edition_id TEXT NOT NULL REFERENCES editions (id) ON DELETE CASCADE,
  thing_kind TEXT NOT NULL CHECK (thing_kind IN ('meeting', 'project', 'application')),
  thing_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('letter_of_intent', 'contract', 'pilot', 'hire', 'none')),
  note TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('recorded', 'confirmed', 'disputed')),
  recorded_by TEXT REFERENCES people (id) ON DELETE SET NULL,
  decided_by TEXT REFERENCES people (id) ON DELETE SET NULL,
  version BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL,
  UNIQUE (thing_kind, thing_id)
);
CREATE INDEX outcomes_edition ON outcomes (edition_id, kind, state);

-- What the managers of the zone set for an edition; where no row stands, the defaults hold.
CREATE TABLE pairing_rules (
  edition_id TEXT NOT NULL PRIMARY KEY REFERENCES editions (id) ON DELETE CASCADE,
  interest_quota BIGINT NOT NULL CHECK (interest_quota BETWEEN 1 AND 500),
  meeting_quota BIGINT NOT NULL CHECK (meeting_quota BETWEEN 1 AND 500),
  slot_minutes BIGINT NOT NULL CHECK (slot_minutes BETWEEN 5 AND 120),
  gap_minutes BIGINT NOT NULL CHECK (gap_minutes BETWEEN 0 AND 60),
  interest_days BIGINT NOT NULL CHECK (interest_days BETWEEN 1 AND 365),
  version BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL
);

-- What a person looks for, so that projects are suggested to who has none of their own.
CREATE TABLE pairing_wishes (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  edition_id TEXT NOT NULL REFERENCES editions (id) ON DELETE CASCADE,
  kinds TEXT NOT NULL,
  fields TEXT NOT NULL,
  readiness_min BIGINT,
  readiness_max BIGINT,
  countries TEXT NOT NULL,
  words TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL,
  UNIQUE (person_id, edition_id)
);
