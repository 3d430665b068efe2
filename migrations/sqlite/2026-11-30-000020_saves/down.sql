DROP TABLE search_alerts;
DROP TABLE saved_searches;
DROP TABLE saves;
