ALTER TABLE notification_choices DROP COLUMN push;
DROP TABLE push_subscriptions;
