"""What results are called as tables, here alone: in rows, in JSON, CSV and data frames.

Each name comes with the type that a data frame of pandas has it in, whether there are rows or not.
"""

from __future__ import annotations

TEXT, WHOLE, MAYBE_WHOLE, NUMBER, FLAG = "str", "int64", "Int64", "float64", "bool"
MOMENT, DAY = "datetime64[us, UTC]", "datetime64[us]"
OBJECT = "object"
"""Lists, and mappings."""

Columns = dict[str, str]

ARTICLE: Columns = {
    "id": TEXT,
    "title": TEXT,
    "source": TEXT,
    "authors": OBJECT,
    "published": MOMENT,
    "updated": MOMENT,
    "section": TEXT,
    "language": TEXT,
    "url": TEXT,
}
"""Of an article, without its text."""

_SPAN: Columns = {"start": MAYBE_WHOLE, "end": MAYBE_WHOLE}

HIT: Columns = {
    "rank": WHOLE,
    "score": NUMBER,
    "keyword_score": NUMBER,
    "dense_score": NUMBER,
    **ARTICLE,
    "path": TEXT,
    "origins": OBJECT,
    "embargoed": TEXT,
    "start": WHOLE,
    "end": WHOLE,
    "text": TEXT,
    "answer": TEXT,
    "answer_start": MAYBE_WHOLE,
    "answer_end": MAYBE_WHOLE,
    "window": TEXT,
    "window_start": MAYBE_WHOLE,
    "window_end": MAYBE_WHOLE,
    "speaker": TEXT,
    "marks": OBJECT,
    "copies": OBJECT,
    "story": OBJECT,
    "without": OBJECT,
    "ranking_score": NUMBER,
    "article_score": NUMBER,
    "title_score": NUMBER,
    "source_score": NUMBER,
    "time_score": NUMBER,
    "explanation": OBJECT,
}

RELATED: Columns = {
    "rank": WHOLE,
    "score": NUMBER,
    **ARTICLE,
    "sentence": TEXT,
    **_SPAN,
    "copies": OBJECT,
}

STEP: Columns = {
    "step": WHOLE,
    "asked": FLAG,
    **ARTICLE,
    "new": TEXT,
    **_SPAN,
    "novelty": NUMBER,
    "copies": OBJECT,
}

QUOTATION: Columns = {
    "rank": WHOLE,
    "score": NUMBER,
    "speaker": TEXT,
    "words": TEXT,
    **ARTICLE,
    "start": WHOLE,
    "end": WHOLE,
    "pieces": OBJECT,
    "speaker_start": MAYBE_WHOLE,
    "speaker_end": MAYBE_WHOLE,
    "marks": OBJECT,
    "also_in": OBJECT,
}

FACET: Columns = {"field": TEXT, "value": TEXT, "articles": WHOLE}

PERIOD: Columns = {
    "question": TEXT,
    "first": DAY,
    "last": DAY,
    "articles": WHOLE,
    "all_articles": WHOLE,
    "share": NUMBER,
    "burst": TEXT,
}

TERM: Columns = {
    "kind": TEXT,
    "text": TEXT,
    "found": WHOLE,
    "archive": WHOLE,
    "times": NUMBER,
    "score": NUMBER,
}
