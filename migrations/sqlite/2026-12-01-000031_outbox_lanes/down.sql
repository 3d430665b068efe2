DROP INDEX outbox_lane;
CREATE INDEX outbox_due ON outbox (due_at) WHERE done_at IS NULL;
