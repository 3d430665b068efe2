DROP TABLE notifications;
DROP TABLE invitations;
DROP TABLE members;
DROP TABLE organizations;
DROP TABLE mail_tokens;
DROP TABLE logins;
DROP TABLE people;
