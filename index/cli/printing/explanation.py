"""How the score of a hit came about, in two lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.cli.printing.console import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.vocabulary.results import Hit

_NAMES = {
    "keyword": "words",
    "dense": "meaning",
    "article": "whole article",
    "title": "title",
    "stub": "no text",
    "source": "source named",
    "time": "time named",
    "recent": "newness",
}
_LEAST = 0.0005
"""What is less is not told."""


def explanation_lines(hit: Hit) -> Iterator[str]:
    """Yield what the score of a hit is made of, and what its words add; nothing if not asked."""
    if hit.explanation is None:
        return
    shares = hit.explanation.shares
    told = [
        f"{_NAMES[name]} {_signed(share)}" for name, share in shares.items() if abs(share) >= _LEAST
    ]
    yield f"why: {', '.join(told) or 'nothing'}; together {sum(shares.values()):.3f}"
    words = [
        f"{one_line(word)} {score:.2f}" for word, score in hit.explanation.words.items() if score
    ]
    if words:
        yield f"words by BM25: {', '.join(words)}; together {hit.keyword_score:.2f}"
    if hit.dense_score is not None:
        yield f"meaning by cosine: {hit.dense_score:.3f}"


def _signed(share: float) -> str:
    return f"{share:+.3f}"
