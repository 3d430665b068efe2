-- People, their logins, and the organizations they belong to.
CREATE TABLE people (
  id TEXT NOT NULL PRIMARY KEY,
  email TEXT NOT NULL,
  email_key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  headline TEXT NOT NULL DEFAULT '',
  country TEXT,
  locale TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  photo_file_id TEXT,
  verified_at TIMESTAMP,
  presence TEXT NOT NULL DEFAULT 'available' CHECK (presence IN ('available', 'busy', 'away', 'hidden')),
  version BIGINT NOT NULL DEFAULT 1,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL
);

CREATE TABLE logins (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  token_hash TEXT NOT NULL UNIQUE,
  user_agent TEXT NOT NULL,
  address TEXT NOT NULL,
  seen_at TIMESTAMP NOT NULL,
  expires_at TIMESTAMP NOT NULL,
  created_at TIMESTAMP NOT NULL
);
CREATE INDEX logins_person ON logins (person_id);

CREATE TABLE mail_tokens (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('verify', 'reset', 'change_mail')),
  token_hash TEXT NOT NULL UNIQUE,
  email TEXT NOT NULL,
  expires_at TIMESTAMP NOT NULL,
  used_at TIMESTAMP,
  created_at TIMESTAMP NOT NULL
);
CREATE INDEX mail_tokens_person ON mail_tokens (person_id);

CREATE TABLE organizations (
  id TEXT NOT NULL PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  name_zh TEXT NOT NULL DEFAULT '',
  country TEXT NOT NULL,
  city TEXT NOT NULL DEFAULT '',
  website TEXT NOT NULL DEFAULT '',
  about TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL CHECK (state IN ('pending', 'verified', 'rejected', 'suspended')),
  version BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL
);

CREATE TABLE members (
  id TEXT NOT NULL PRIMARY KEY,
  organization_id TEXT NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  role TEXT NOT NULL CHECK (role IN ('owner', 'editor', 'recruiter', 'representative')),
  -- Until when they answer those who ask the recruiters, and with how many they talk at once.
  recruiting_until TIMESTAMP,
  most_at_once BIGINT NOT NULL DEFAULT 3 CHECK (most_at_once BETWEEN 1 AND 9),
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL,
  UNIQUE (organization_id, person_id)
);
CREATE INDEX members_person ON members (person_id);

CREATE TABLE invitations (
  id TEXT NOT NULL PRIMARY KEY,
  organization_id TEXT NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  email TEXT NOT NULL,
  email_key TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('owner', 'editor', 'recruiter', 'representative')),
  token_hash TEXT NOT NULL UNIQUE,
  invited_by TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  expires_at TIMESTAMP NOT NULL,
  accepted_at TIMESTAMP,
  revoked_at TIMESTAMP,
  created_at TIMESTAMP NOT NULL
);
CREATE INDEX invitations_organization ON invitations (organization_id);

CREATE TABLE notifications (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL,
  link TEXT NOT NULL,
  read_at TIMESTAMP,
  created_at TIMESTAMP NOT NULL,
  -- Whether it is to stand in the next daily digest.
  awaits_digest BOOLEAN NOT NULL DEFAULT FALSE
);
CREATE INDEX notifications_person ON notifications (person_id, id);
CREATE INDEX notifications_unread ON notifications (person_id) WHERE read_at IS NULL;
CREATE INDEX notifications_digest ON notifications (person_id) WHERE awaits_digest;

-- When a person is told, where it is not as everybody: quiet hours in minutes of their day.
CREATE TABLE notification_settings (
  person_id TEXT NOT NULL PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
  quiet_from BIGINT,
  quiet_until BIGINT,
  digest_hour BIGINT NOT NULL,
  digested_at TIMESTAMP,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL
);

-- How a person is told of a topic, where it is not at once.
CREATE TABLE notification_choices (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  topic TEXT NOT NULL,
  mail TEXT NOT NULL CHECK (mail IN ('at_once', 'digest', 'none')),
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL,
  UNIQUE (person_id, topic)
);
