-- Interviews about applications: a recruiter offers up to six times, the applicant takes one. turn says who is to act next:
-- the applicant chooses, or the team offers (other) times. What is scheduled stands in both calendars.
CREATE TABLE interviews (
  id TEXT NOT NULL PRIMARY KEY,
  edition_id TEXT NOT NULL REFERENCES editions (id) ON DELETE CASCADE,
  application_id TEXT NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
  -- The recruiter who comes; whoever offers times is.
  host_id TEXT REFERENCES people (id) ON DELETE SET NULL,
  state TEXT NOT NULL CHECK (state IN ('proposed', 'scheduled', 'rescheduled', 'completed', 'no_show', 'cancelled')),
  turn TEXT NOT NULL CHECK (turn IN ('applicant', 'team')),
  place_kind TEXT NOT NULL CHECK (place_kind IN ('room', 'link', 'site')),
  -- The https address of the call or where on site; empty for the room.
  place TEXT NOT NULL,
  -- What the recruiter wrote with the times.
  message TEXT NOT NULL,
  -- What was said last about other times, or why it was called off.
  reason TEXT NOT NULL,
  starts_at TIMESTAMP,
  ends_at TIMESTAMP,
  -- The last of the times on offer: after it there is nothing to choose.
  expires_at TIMESTAMP NOT NULL,
  version BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL,
  CHECK (state NOT IN ('scheduled', 'completed', 'no_show') OR (starts_at IS NOT NULL AND ends_at IS NOT NULL))
);
CREATE UNIQUE INDEX interviews_one ON interviews (application_id) WHERE state IN ('proposed', 'scheduled', 'rescheduled');
CREATE INDEX interviews_application ON interviews (application_id, id);
CREATE INDEX interviews_host ON interviews (host_id, id);
CREATE INDEX interviews_edition ON interviews (edition_id, state);

-- The times on offer now; new ones replace them.
CREATE TABLE interview_slots (
  id TEXT NOT NULL PRIMARY KEY,
  interview_id TEXT NOT NULL REFERENCES interviews (id) ON DELETE CASCADE,
  starts_at TIMESTAMP NOT NULL,
  ends_at TIMESTAMP NOT NULL,
  created_at TIMESTAMP NOT NULL,
  UNIQUE (interview_id, starts_at),
  CHECK (starts_at < ends_at)
);
