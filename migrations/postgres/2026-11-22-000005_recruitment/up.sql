-- Job postings with their revisions, and applications. Salaries are in hundredths of the currency's
-- unit. search_key and place_key hold every language's words, folded, for searching.
CREATE TABLE postings (
  id TEXT NOT NULL PRIMARY KEY,
  edition_id TEXT NOT NULL REFERENCES editions (id) ON DELETE CASCADE,
  organization_id TEXT NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  slug TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'scheduled', 'live', 'expired', 'closed_early', 'filled', 'suspended')),
  published_revision_id TEXT,
  opens_at TIMESTAMP NOT NULL,
  closes_at TIMESTAMP NOT NULL,
  apply_by TEXT NOT NULL CHECK (apply_by IN ('here', 'link')),
  apply_url TEXT NOT NULL,
  response_days BIGINT NOT NULL,
  version BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL,
  UNIQUE (edition_id, slug)
);
CREATE INDEX postings_organization ON postings (organization_id, state);
CREATE INDEX postings_edition ON postings (edition_id, state, opens_at, id);

CREATE TABLE posting_revisions (
  id TEXT NOT NULL PRIMARY KEY,
  posting_id TEXT NOT NULL REFERENCES postings (id) ON DELETE CASCADE,
  number BIGINT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'changes_requested', 'approved', 'rejected')),
  field TEXT NOT NULL,
  employment_type TEXT NOT NULL,
  education TEXT NOT NULL,
  language TEXT NOT NULL,
  city TEXT NOT NULL,
  city_zh TEXT NOT NULL,
  country TEXT NOT NULL,
  is_remote BOOLEAN NOT NULL,
  salary_min BIGINT,
  salary_max BIGINT,
  salary_currency TEXT NOT NULL,
  salary_unit TEXT NOT NULL CHECK (salary_unit IN ('HOUR', 'MONTH', 'YEAR')),
  openings BIGINT NOT NULL,
  search_key TEXT NOT NULL,
  place_key TEXT NOT NULL,
  submitted_by TEXT,
  submitted_at TIMESTAMP,
  decided_by TEXT,
  decided_at TIMESTAMP,
  comment TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL,
  UNIQUE (posting_id, number)
);

CREATE TABLE posting_texts (
  id TEXT NOT NULL PRIMARY KEY,
  revision_id TEXT NOT NULL REFERENCES posting_revisions (id) ON DELETE CASCADE,
  locale TEXT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  UNIQUE (revision_id, locale)
);

CREATE TABLE applications (
  id TEXT NOT NULL PRIMARY KEY,
  posting_id TEXT NOT NULL REFERENCES postings (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'under_review', 'shortlisted', 'interviewing', 'offered',
    'accepted', 'hired', 'withdrawn', 'unsuccessful', 'rejected', 'declined', 'offer_withdrawn', 'inactive')),
  letter TEXT NOT NULL,
  resume_file_id TEXT NOT NULL,
  version BIGINT NOT NULL,
  submitted_at TIMESTAMP NOT NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX applications_one ON applications (posting_id, person_id) WHERE state <> 'withdrawn';
CREATE INDEX applications_person ON applications (person_id, id);
CREATE INDEX applications_posting ON applications (posting_id, state, id);
CREATE INDEX applications_resume ON applications (resume_file_id);
