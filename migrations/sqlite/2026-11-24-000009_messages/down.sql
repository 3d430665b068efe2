ALTER TABLE messages DROP COLUMN last_reaction;
DROP TABLE reactions;
