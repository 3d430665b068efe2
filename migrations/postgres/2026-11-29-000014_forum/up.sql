-- The programme: tracks and stages (parts), speakers, sessions with their texts and materials; who attends;
-- questions to speakers and polls. Lists of codes (tags) are written |a|b|, so that one is found by LIKE '%|a|%'.
CREATE TABLE programme_parts (
  id TEXT NOT NULL PRIMARY KEY,
  edition_id TEXT NOT NULL REFERENCES editions (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('track', 'stage')),
  name TEXT NOT NULL,
  name_zh TEXT NOT NULL,
  position BIGINT NOT NULL,
  version BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL,
  UNIQUE (edition_id, kind, name)
);

CREATE TABLE speakers (
  id TEXT NOT NULL PRIMARY KEY,
  edition_id TEXT NOT NULL REFERENCES editions (id) ON DELETE CASCADE,
  -- The account of the speaker, where there is one: it moderates questions and is marked in the room.
  person_id TEXT REFERENCES people (id) ON DELETE SET NULL,
  slug TEXT NOT NULL,
  name TEXT NOT NULL,
  affiliation TEXT NOT NULL,
  affiliation_zh TEXT NOT NULL,
  biography TEXT NOT NULL,
  biography_zh TEXT NOT NULL,
  photo_file_id TEXT,
  search_key TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL,
  UNIQUE (edition_id, slug)
);
CREATE INDEX speakers_person ON speakers (person_id) WHERE person_id IS NOT NULL;

CREATE TABLE sessions (
  id TEXT NOT NULL PRIMARY KEY,
  edition_id TEXT NOT NULL REFERENCES editions (id) ON DELETE CASCADE,
  slug TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'accepted', 'confirmed', 'rejected', 'withdrawn',
    'cancelled')),
  track_id TEXT REFERENCES programme_parts (id) ON DELETE SET NULL,
  stage_id TEXT REFERENCES programme_parts (id) ON DELETE SET NULL,
  -- The language that is spoken, ISO 639-1.
  language TEXT NOT NULL,
  level TEXT NOT NULL CHECK (level IN ('everybody', 'practitioners', 'specialists')),
  tags TEXT NOT NULL,
  -- Both or none; none until it is scheduled.
  starts_at TIMESTAMP,
  ends_at TIMESTAMP,
  -- The beginning for which those who attend were reminded.
  reminded_for TIMESTAMP,
  -- Where it is streamed from: an address on a listed host, or a file that was uploaded.
  stream_url TEXT NOT NULL,
  stream_file_id TEXT,
  captions_file_id TEXT,
  captions_language TEXT NOT NULL,
  search_key TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL,
  UNIQUE (edition_id, slug),
  CHECK ((starts_at IS NULL AND ends_at IS NULL) OR starts_at < ends_at)
);
CREATE INDEX sessions_edition ON sessions (edition_id, state, starts_at, id);

CREATE TABLE session_texts (
  id TEXT NOT NULL PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  locale TEXT NOT NULL,
  title TEXT NOT NULL,
  -- What it is about, Markdown.
  body TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  UNIQUE (session_id, locale)
);

CREATE TABLE session_speakers (
  id TEXT NOT NULL PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  speaker_id TEXT NOT NULL REFERENCES speakers (id) ON DELETE CASCADE,
  position BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  UNIQUE (session_id, speaker_id)
);
CREATE INDEX session_speakers_speaker ON session_speakers (speaker_id);

CREATE TABLE session_files (
  id TEXT NOT NULL PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  file_id TEXT NOT NULL REFERENCES files (id),
  position BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL
);
CREATE INDEX session_files_session ON session_files (session_id);
CREATE INDEX session_files_file ON session_files (file_id);

-- Who attends (their time is taken) and who bookmarked.
CREATE TABLE session_attendances (
  id TEXT NOT NULL PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('attending', 'bookmarked')),
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL,
  UNIQUE (session_id, person_id)
);
CREATE INDEX session_attendances_person ON session_attendances (person_id);

CREATE TABLE questions (
  id TEXT NOT NULL PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  state TEXT NOT NULL CHECK (state IN ('queued', 'visible', 'answered', 'archived')),
  is_pinned BOOLEAN NOT NULL,
  body TEXT NOT NULL,
  votes BIGINT NOT NULL,
  version BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL
);
CREATE INDEX questions_session ON questions (session_id, state);

CREATE TABLE question_votes (
  id TEXT NOT NULL PRIMARY KEY,
  question_id TEXT NOT NULL REFERENCES questions (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  created_at TIMESTAMP NOT NULL,
  UNIQUE (question_id, person_id)
);

CREATE TABLE polls (
  id TEXT NOT NULL PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  state TEXT NOT NULL CHECK (state IN ('draft', 'open', 'closed', 'archived')),
  question TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL
);
CREATE INDEX polls_session ON polls (session_id);

CREATE TABLE poll_options (
  id TEXT NOT NULL PRIMARY KEY,
  poll_id TEXT NOT NULL REFERENCES polls (id) ON DELETE CASCADE,
  position BIGINT NOT NULL,
  text TEXT NOT NULL,
  votes BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  UNIQUE (poll_id, position)
);

CREATE TABLE poll_votes (
  id TEXT NOT NULL PRIMARY KEY,
  poll_id TEXT NOT NULL REFERENCES polls (id) ON DELETE CASCADE,
  option_id TEXT NOT NULL REFERENCES poll_options (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  created_at TIMESTAMP NOT NULL,
  UNIQUE (poll_id, person_id)
);

-- What the managers of the zone set for an edition: from which hosts sessions are streamed, a line each.
CREATE TABLE forum_rules (
  edition_id TEXT NOT NULL PRIMARY KEY REFERENCES editions (id) ON DELETE CASCADE,
  stream_hosts TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL
);
