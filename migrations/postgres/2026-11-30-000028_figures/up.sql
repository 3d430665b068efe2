-- What the figures of an edition count.
CREATE INDEX interests_edition ON interests (edition_id, state);
CREATE INDEX meetings_edition ON meetings (edition_id, state);
CREATE INDEX rooms_figures ON rooms (edition_id, last_seq);
CREATE INDEX people_created ON people (created_at);
