DROP TABLE blocks;
DROP TABLE room_people;
DROP TABLE room_reads;
DROP TABLE messages;
DROP TABLE rooms;
