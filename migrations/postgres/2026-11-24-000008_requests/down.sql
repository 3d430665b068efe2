DROP TABLE live_requests;
