-- Online Service: articles of the help, enquiries with their history, the desk of the agents.
CREATE TABLE articles (
  id TEXT NOT NULL PRIMARY KEY,
  edition_id TEXT NOT NULL REFERENCES editions (id) ON DELETE CASCADE,
  slug TEXT NOT NULL,
  topic TEXT NOT NULL CHECK (topic IN ('entry', 'policy', 'exhibiting', 'applying', 'pairing', 'technical', 'general')),
  position BIGINT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'published')),
  -- Whether it ever was before the public: only then its old addresses lead to the new one.
  was_public BOOLEAN NOT NULL,
  search_key TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL,
  UNIQUE (edition_id, slug)
);
CREATE INDEX articles_list ON articles (edition_id, state, topic, position);

CREATE TABLE article_texts (
  id TEXT NOT NULL PRIMARY KEY,
  article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  locale TEXT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  UNIQUE (article_id, locale)
);

-- Was it helpful? One voice a person; of visitors without an account one a network, kept as a keyed hash of
-- the article and the address.
CREATE TABLE article_votes (
  id TEXT NOT NULL PRIMARY KEY,
  article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  person_id TEXT REFERENCES people (id) ON DELETE CASCADE,
  voter TEXT NOT NULL,
  is_helpful BOOLEAN NOT NULL,
  created_at TIMESTAMP NOT NULL,
  UNIQUE (article_id, voter)
);
CREATE INDEX article_votes_person ON article_votes (person_id);

-- Asked by a person with an account, or by somebody with a name and an address of mail (person_id null).
CREATE TABLE enquiries (
  id TEXT NOT NULL PRIMARY KEY,
  edition_id TEXT NOT NULL REFERENCES editions (id) ON DELETE CASCADE,
  person_id TEXT REFERENCES people (id) ON DELETE SET NULL,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  -- What addresses are compared by; empty with an account.
  email_key TEXT NOT NULL,
  -- The language it is answered in.
  locale TEXT NOT NULL,
  topic TEXT NOT NULL CHECK (topic IN ('entry', 'policy', 'exhibiting', 'applying', 'pairing', 'technical', 'general')),
  priority TEXT NOT NULL CHECK (priority IN ('low', 'normal', 'high', 'urgent')),
  state TEXT NOT NULL CHECK (state IN ('new', 'open', 'pending', 'snoozed', 'resolved', 'closed', 'merged')),
  subject TEXT NOT NULL,
  -- The path of the page it was asked from, or empty.
  about TEXT NOT NULL,
  agent_id TEXT REFERENCES people (id) ON DELETE SET NULL,
  snoozed_until TIMESTAMP,
  merged_into_id TEXT REFERENCES enquiries (id) ON DELETE SET NULL,
  -- Since when whoever asked waits for an answer; null while it is their turn, or nobody's.
  waiting_since TIMESTAMP,
  answered_at TIMESTAMP,
  resolved_at TIMESTAMP,
  closed_at TIMESTAMP,
  stars BIGINT CHECK (stars BETWEEN 1 AND 5),
  rating TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL,
  CHECK ((state = 'snoozed') = (snoozed_until IS NOT NULL))
);
CREATE INDEX enquiries_queue ON enquiries (edition_id, state, waiting_since);
CREATE INDEX enquiries_person ON enquiries (person_id, id);
CREATE INDEX enquiries_email ON enquiries (email_key);
CREATE INDEX enquiries_agent ON enquiries (agent_id, state);
CREATE INDEX enquiries_merged ON enquiries (merged_into_id);

-- The whole history of an enquiry in one list: what its requester wrote, answers, notes among agents, moves
-- (to_state, with the reason as body), and conversations at the desk (room_id).
CREATE TABLE enquiry_entries (
  id TEXT NOT NULL PRIMARY KEY,
  enquiry_id TEXT NOT NULL REFERENCES enquiries (id) ON DELETE CASCADE,
  -- The order of what was written at one instant.
  seq BIGINT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('message', 'answer', 'note', 'move', 'talk')),
  person_id TEXT REFERENCES people (id) ON DELETE SET NULL,
  body TEXT NOT NULL,
  to_state TEXT NOT NULL,
  room_id TEXT,
  search_key TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL
);
CREATE INDEX enquiry_entries_enquiry ON enquiry_entries (enquiry_id, created_at, seq, id);

-- Files that came with an entry, in their order. One that was said in a room while its person waited belongs to both.
CREATE TABLE enquiry_files (
  id TEXT NOT NULL PRIMARY KEY,
  entry_id TEXT NOT NULL REFERENCES enquiry_entries (id) ON DELETE CASCADE,
  file_id TEXT NOT NULL REFERENCES files (id) ON DELETE CASCADE,
  place BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  UNIQUE (file_id)
);
CREATE INDEX enquiry_files_entry ON enquiry_files (entry_id);

-- The secret links by which somebody without an account reads and writes on: one a mail.
CREATE TABLE enquiry_links (
  id TEXT NOT NULL PRIMARY KEY,
  enquiry_id TEXT NOT NULL REFERENCES enquiries (id) ON DELETE CASCADE,
  token_hash TEXT NOT NULL UNIQUE,
  created_at TIMESTAMP NOT NULL
);
CREATE INDEX enquiry_links_enquiry ON enquiry_links (enquiry_id);

-- Answers that agents begin with.
CREATE TABLE canned_replies (
  id TEXT NOT NULL PRIMARY KEY,
  edition_id TEXT NOT NULL REFERENCES editions (id) ON DELETE CASCADE,
  topic TEXT NOT NULL CHECK (topic IN ('entry', 'policy', 'exhibiting', 'applying', 'pairing', 'technical', 'general')),
  title TEXT NOT NULL,
  body_en TEXT NOT NULL,
  body_zh TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL
);
CREATE INDEX canned_replies_edition ON canned_replies (edition_id, title);

-- When the desk is open, by the clocks of the event: minutes of the day; a day without a row is a day off.
-- weekday counts from 0, a Monday (ISO 8601).
CREATE TABLE desk_hours (
  id TEXT NOT NULL PRIMARY KEY,
  edition_id TEXT NOT NULL REFERENCES editions (id) ON DELETE CASCADE,
  weekday BIGINT NOT NULL CHECK (weekday BETWEEN 0 AND 6),
  opens BIGINT NOT NULL CHECK (opens BETWEEN 0 AND 1439),
  closes BIGINT NOT NULL CHECK (closes BETWEEN 1 AND 1440),
  created_at TIMESTAMP NOT NULL,
  UNIQUE (edition_id, weekday),
  CHECK (opens < closes)
);

-- Who of the agents talks with people now, and with how many at once.
CREATE TABLE desk_duties (
  id TEXT NOT NULL PRIMARY KEY,
  edition_id TEXT NOT NULL REFERENCES editions (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  on_duty_until TIMESTAMP,
  most_at_once BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL,
  UNIQUE (edition_id, person_id)
);

-- The help desk is asked to talk as the desks of organizations are. It is the organizer's, of no organization; the
-- enquiry that it is about was written first.
ALTER TABLE live_requests ALTER COLUMN organization_id DROP NOT NULL;
ALTER TABLE live_requests DROP CONSTRAINT live_requests_desk_check;
ALTER TABLE live_requests ADD CONSTRAINT live_requests_desk_check CHECK (desk IN ('booth', 'recruitment', 'service'));
ALTER TABLE live_requests ADD CONSTRAINT live_requests_owner CHECK ((desk = 'service') = (organization_id IS NULL));
ALTER TABLE live_requests ADD COLUMN enquiry_id TEXT REFERENCES enquiries (id) ON DELETE SET NULL;
CREATE INDEX live_requests_enquiry ON live_requests (enquiry_id);
