"""What a keyword leg knows of a passage, field by field."""

from __future__ import annotations

TERMS = "text"
"""Field of the stems of a passage as both legs see it; ranked by."""
WORDS = "word"
"""Field of its words as they are compared and written, with places: phrases, `word*`, spelling."""
TITLE = "title"
"""Field of the stems of its article's own title; nothing where another stands in for it."""
TITLE_WORDS = "title_word"
"""Field of the words of the title that is shown, with places."""
LEAD = "lead"
"""Field of the stems of the first words of an article that has no title of its own."""
LANGUAGE = "language"
"""Field of the language whose stems these are: one term."""

FIELDS = tuple(sorted((TERMS, WORDS, TITLE, TITLE_WORDS, LEAD, LANGUAGE)))

PLACED = frozenset({WORDS, TITLE_WORDS})
"""Fields whose terms are kept with their places, for phrases."""
