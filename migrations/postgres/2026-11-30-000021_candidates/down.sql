DROP TABLE candidate_invitations;
DROP TABLE candidate_views;
DROP TABLE candidate_hidings;
DROP TABLE candidates;
