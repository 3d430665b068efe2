DROP TABLE fair_postings;
DROP TABLE fair_texts;
DROP TABLE fairs;
