-- Reports of abuse and sanctions; what was said in a room of no zone is reported without one. The
-- words are kept as they stood (body, context), whatever their author makes of them later.
-- search_key holds the words a moderator may search by, folded; a sanction without a zone holds in
-- every zone.
CREATE TABLE reports (
  id TEXT NOT NULL PRIMARY KEY,
  edition_id TEXT NOT NULL REFERENCES editions (id) ON DELETE CASCADE,
  zone TEXT,
  message_id TEXT NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
  room_id TEXT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
  accused_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  reporter_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  category TEXT NOT NULL CHECK (category IN ('abuse', 'spam', 'fraud', 'personal_data', 'other')),
  note TEXT NOT NULL,
  body TEXT NOT NULL,
  context TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'in_review', 'actioned', 'dismissed')),
  resolution TEXT NOT NULL,
  handled_by TEXT,
  search_key TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL
);
CREATE INDEX reports_state ON reports (edition_id, state, id);
CREATE INDEX reports_message ON reports (message_id);
-- A person reports a message again only when the earlier report has been decided.
CREATE UNIQUE INDEX reports_undecided ON reports (message_id, reporter_id) WHERE state IN ('open', 'in_review');

CREATE TABLE sanctions (
  id TEXT NOT NULL PRIMARY KEY,
  edition_id TEXT NOT NULL REFERENCES editions (id) ON DELETE CASCADE,
  zone TEXT,
  person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('silenced', 'banned')),
  reason TEXT NOT NULL,
  ends_at TIMESTAMP NOT NULL,
  lifted_at TIMESTAMP,
  lifted_by TEXT,
  lift_reason TEXT NOT NULL DEFAULT '',
  report_id TEXT REFERENCES reports (id) ON DELETE SET NULL,
  created_by TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  search_key TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL
);
CREATE INDEX sanctions_edition ON sanctions (edition_id, id);
CREATE INDEX sanctions_person ON sanctions (person_id, ends_at);

-- Words that are not said in the public rooms of an edition. word_key is folded, pattern is that for LIKE.
CREATE TABLE unwanted_words (
  id TEXT NOT NULL PRIMARY KEY,
  edition_id TEXT NOT NULL REFERENCES editions (id) ON DELETE CASCADE,
  word TEXT NOT NULL,
  word_key TEXT NOT NULL,
  pattern TEXT NOT NULL,
  person_id TEXT REFERENCES people (id) ON DELETE SET NULL,
  created_at TIMESTAMP NOT NULL,
  UNIQUE (edition_id, word_key)
);
CREATE INDEX unwanted_words_person ON unwanted_words (person_id);
