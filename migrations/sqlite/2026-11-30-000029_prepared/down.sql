DROP TABLE prepared_decisions;
