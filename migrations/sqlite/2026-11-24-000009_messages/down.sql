ALTER TABLE messages DROP COLUMN file_count;
DROP TABLE message_files;
DROP INDEX people_name;
DROP TABLE message_mentions;
ALTER TABLE messages DROP COLUMN last_reaction;
DROP TABLE reactions;
