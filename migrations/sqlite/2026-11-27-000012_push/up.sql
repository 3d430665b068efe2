-- Where a browser is told by push: one a login, and ended with it. The endpoint is the browser's own, so
-- whoever turns push on there last has it.
CREATE TABLE push_subscriptions (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  login_id TEXT NOT NULL UNIQUE REFERENCES logins (id) ON DELETE CASCADE,
  endpoint TEXT NOT NULL UNIQUE,
  public_key TEXT NOT NULL,
  secret TEXT NOT NULL,
  -- When its push service last took a message for it.
  told_at TIMESTAMP,
  created_at TIMESTAMP NOT NULL
);
CREATE INDEX push_subscriptions_person ON push_subscriptions (person_id);

-- Whether a topic comes by push, to browsers where it is on.
ALTER TABLE notification_choices ADD COLUMN push BOOLEAN NOT NULL DEFAULT TRUE;
