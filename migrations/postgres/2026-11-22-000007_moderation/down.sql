DROP TABLE sanctions;
DROP TABLE reports;
