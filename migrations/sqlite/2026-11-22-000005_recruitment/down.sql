DROP TABLE applications;
DROP TABLE posting_texts;
DROP TABLE posting_revisions;
DROP TABLE postings;
