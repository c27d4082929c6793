"""The first words of a story, which say what it is about, where it has no title of its own."""

from __future__ import annotations

from itertools import islice

from corpus.passages.sentences import sentence_spans
from index.vocabulary.words.tokens import words_with_spans

LEAD_WEIGHT = 0.5
"""Of a question's share in a lead beside that in a title. A lead has four times as many words, and
more of a question by chance; measured in docs/ranking.md."""

_LEAD = 30
"""Words of a lead."""
_STORY = 60
"""Words of a story, at least, and of its first sentence, at most. What has fewer is a stub or a
correction, what goes on for longer a table: its first words name whatever is asked for."""
_LOOKED_AT = 2_000
"""Characters of a text in which its first words are looked for."""


def lead_of(text: str) -> str:
    """Return the first words of a story, empty where a text is none."""
    head = text[:_LOOKED_AT]
    words = list(islice(words_with_spans(head), _STORY))
    if len(words) < _STORY:
        return ""
    _, end = sentence_spans(head)[0]
    return "" if words[-1].end < end else head[: words[_LEAD - 1].end]
