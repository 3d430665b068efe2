-- News of the organizer. Published means: from published_at on, by the clock.
CREATE TABLE news_items (
  id TEXT NOT NULL PRIMARY KEY,
  edition_id TEXT NOT NULL REFERENCES editions (id) ON DELETE CASCADE,
  slug TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'published', 'archived')),
  published_at TIMESTAMP NOT NULL,
  picture_file_id TEXT,
  -- Whether people talk about it beside it.
  has_room BOOLEAN NOT NULL,
  -- Titles and summaries of both languages, folded, for searching.
  search_key TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL,
  UNIQUE (edition_id, slug)
);
CREATE INDEX news_items_edition ON news_items (edition_id, state, published_at, id);

CREATE TABLE news_texts (
  id TEXT NOT NULL PRIMARY KEY,
  item_id TEXT NOT NULL REFERENCES news_items (id) ON DELETE CASCADE,
  locale TEXT NOT NULL,
  title TEXT NOT NULL,
  -- A sentence or two, for lists and feeds.
  summary TEXT NOT NULL,
  body TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  UNIQUE (item_id, locale)
);
