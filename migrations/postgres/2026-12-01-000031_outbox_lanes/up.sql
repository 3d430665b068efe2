-- What is due in each lane of the outbox, in its order: pushes, and everything else. Whoever looks for a push does not
-- go through all the mails that wait.
DROP INDEX outbox_due;
CREATE INDEX outbox_lane ON outbox ((kind = 'push'), due_at, id) WHERE done_at IS NULL;
