DROP TABLE settings;
DROP TABLE slugs;
DROP TABLE search_changes;
DROP TABLE outbox;
DROP TABLE audit_entries;
DROP TABLE transitions;
DROP TABLE files;
