-- Somebody asks a desk to talk: the row stands before anything is sent. desk is 'booth' or
-- 'recruitment'; rank 0 goes before rank 1: who was handed over does not wait again.
CREATE TABLE live_requests (
  id TEXT NOT NULL PRIMARY KEY,
  edition_id TEXT NOT NULL REFERENCES editions (id) ON DELETE CASCADE,
  organization_id TEXT NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  desk TEXT NOT NULL CHECK (desk IN ('booth', 'recruitment')),
  room_id TEXT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  agent_id TEXT REFERENCES people (id) ON DELETE SET NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'offered', 'active', 'answered', 'missed', 'converted', 'cancelled')),
  rank BIGINT NOT NULL CHECK (rank IN (0, 1)),
  offers BIGINT NOT NULL,
  offered_at TIMESTAMP,
  begun_at TIMESTAMP,
  ended_at TIMESTAMP,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX live_requests_open ON live_requests (room_id) WHERE state IN ('waiting', 'offered', 'active');
CREATE INDEX live_requests_desk ON live_requests (edition_id, organization_id, desk, state);
CREATE INDEX live_requests_person ON live_requests (person_id);
