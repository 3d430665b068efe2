DROP TABLE interview_slots;
DROP TABLE interviews;
