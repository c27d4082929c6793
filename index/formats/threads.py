"""What leads on from an article, as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from index.formats.rows import article_row

if TYPE_CHECKING:
    from index.vocabulary.results import Related


def related_row(related: Related) -> dict[str, Any]:
    """Return an article that has to do with another one, as the other formats print it."""
    sentence = related.sentence
    return {
        "rank": related.rank,
        "score": round(related.score, 4),
        **article_row(related.article),
        "sentence": sentence.text if sentence else None,
        "start": sentence.start if sentence else None,
        "end": sentence.end if sentence else None,
        "copies": [copy.id for copy in related.copies],
    }
