"""The tables of a part's SQLite file, and the array of facts beside it."""

from __future__ import annotations

ARTICLES = "articles.sqlite"
FACTS = "articles.npy"
QUOTED = "quotations.npy"

_SCHEMA = """
CREATE TABLE article (
    ordinal INTEGER PRIMARY KEY,      -- from 0, in the order of adding
    id TEXT NOT NULL UNIQUE,
    digest BLOB NOT NULL,             -- of all that the article says
    title TEXT NOT NULL,
    published TEXT, updated TEXT,     -- ISO 8601 with offset
    published_at REAL,                -- seconds since 1970
    source TEXT NOT NULL, authors TEXT NOT NULL, section TEXT NOT NULL,
    language TEXT NOT NULL, url TEXT NOT NULL, extra TEXT NOT NULL,
    first_passage INTEGER NOT NULL, passages INTEGER NOT NULL
) STRICT;
CREATE TABLE story (ordinal INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
CREATE TABLE passage (
    number INTEGER PRIMARY KEY,       -- from 0; the same in the keyword and the dense leg
    start INTEGER NOT NULL, end INTEGER NOT NULL
) STRICT;
CREATE TABLE quotation (
    number INTEGER PRIMARY KEY,       -- from 0, in the order of articles and of their texts
    speaker TEXT NOT NULL,            -- empty if it isn't told
    places BLOB NOT NULL              -- start and end of who speaks, 0 and 0 if it isn't told, and
) STRICT;                             -- of each piece of what is said, uint32
CREATE TABLE held (                   -- a value of a field may have several rows
    field TEXT NOT NULL, value TEXT NOT NULL,
    compared TEXT NOT NULL,           -- the value as filters compare it
    ordinals BLOB NOT NULL            -- of the articles that have it, ascending, uint32
) STRICT;
"""

_INDEXES = """
CREATE INDEX by_value ON held (field, compared);
CREATE INDEX by_speaker ON quotation (speaker);
"""
"""What filters ask, apart from the rest: a million articles are not read for it."""
