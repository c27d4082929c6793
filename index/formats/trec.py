"""Rankings as TREC writes them: a line for each article that was found for a question."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from index.vocabulary.results import Hits

_TAG = "newsdex"
"""What rankings are known by."""

_STEP = 1e-6
"""The least difference that is written."""


def trec_lines(question: str, ranked: Iterable[tuple[str, float]], tag: str) -> Iterator[str]:
    """Yield the lines of a ranking: question, Q0, article, rank, score, tag.

    trec_eval orders by scores, whatever the ranks are. So each is below the one before: what
    ranks higher than its score would have it lowers those behind it.

    Args:
        question: its id.
        ranked: ids of articles, the best first, each with its score.
        tag: what the ranking is known by.
    """
    before = math.inf
    for rank, (article, score) in enumerate(ranked, 1):
        before = min(score, before - _STEP)
        yield f"{_word(question)} Q0 {_word(article)} {rank} {before:.6f} {_word(tag)}\n"


def run_tag(hits: Hits) -> str:
    """Return what the ranking of a question is known by; another where nothing close was found."""
    return f"{_TAG}-weak" if hits.weak else _TAG


def _word(text: str) -> str:
    """Return a text without space, which parts the columns: it is written as in a URL."""
    return re.sub(r"\s", lambda space: quote(space[0]), text)
