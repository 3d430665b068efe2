-- People who may be found by organizations that look for staff, and who looked at them.
CREATE TABLE candidates (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL UNIQUE REFERENCES people (id) ON DELETE CASCADE,
  -- Nobody finds them; organizations do; nobody because they were not seen for long.
  state TEXT NOT NULL CHECK (state IN ('hidden', 'open', 'dormant')),
  headline TEXT NOT NULL,
  summary TEXT NOT NULL,
  -- ISCO-08, major or sub-major group.
  occupation TEXT NOT NULL,
  -- ISCED 2011, or empty.
  education TEXT NOT NULL,
  -- '|en:C1|zh:native|'
  languages TEXT NOT NULL,
  -- '|Shenzhen|Berlin|', and folded for the search.
  places TEXT NOT NULL,
  place_key TEXT NOT NULL,
  skills TEXT NOT NULL,
  employment_types TEXT NOT NULL,
  is_remote BOOLEAN NOT NULL,
  salary_min BIGINT,
  salary_currency TEXT NOT NULL,
  salary_unit TEXT NOT NULL,
  availability TEXT NOT NULL CHECK (availability IN ('now', 'month', 'quarter', 'later')),
  search_key TEXT NOT NULL,
  resume_file_id TEXT,
  -- When its person agreed to be found; none while they do not.
  consented_at TIMESTAMP,
  -- When they were seen last, as far as logins that have ended tell, or confirmed it.
  seen_at TIMESTAMP NOT NULL,
  -- When they were told that they will be hidden.
  warned_at TIMESTAMP,
  -- When is looked next whether they were seen.
  look_at TIMESTAMP,
  version BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL
);
CREATE INDEX candidates_found ON candidates (state, updated_at, id);

-- Organizations that do not find a candidate.
CREATE TABLE candidate_hidings (
  id TEXT NOT NULL PRIMARY KEY,
  candidate_id TEXT NOT NULL REFERENCES candidates (id) ON DELETE CASCADE,
  organization_id TEXT NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  created_at TIMESTAMP NOT NULL,
  UNIQUE (candidate_id, organization_id)
);
CREATE INDEX candidate_hidings_organization ON candidate_hidings (organization_id);

-- Who saw a candidate: one row a day.
CREATE TABLE candidate_views (
  id TEXT NOT NULL PRIMARY KEY,
  candidate_id TEXT NOT NULL REFERENCES candidates (id) ON DELETE CASCADE,
  organization_id TEXT NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  -- Midnight of the day, UTC.
  day TIMESTAMP NOT NULL,
  created_at TIMESTAMP NOT NULL,
  UNIQUE (candidate_id, organization_id, day)
);
CREATE INDEX candidate_views_list ON candidate_views (candidate_id, day, id);

CREATE TABLE candidate_invitations (
  id TEXT NOT NULL PRIMARY KEY,
  candidate_id TEXT NOT NULL REFERENCES candidates (id) ON DELETE CASCADE,
  posting_id TEXT NOT NULL REFERENCES postings (id) ON DELETE CASCADE,
  -- Who sent it.
  person_id TEXT REFERENCES people (id) ON DELETE SET NULL,
  message TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  UNIQUE (candidate_id, posting_id)
);
CREATE INDEX candidate_invitations_posting ON candidate_invitations (posting_id);
