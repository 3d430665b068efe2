DROP TABLE unwanted_words;
DROP TABLE sanctions;
DROP TABLE reports;
