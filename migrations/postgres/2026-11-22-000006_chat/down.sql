DROP TABLE room_reads;
DROP TABLE messages;
DROP TABLE rooms;
