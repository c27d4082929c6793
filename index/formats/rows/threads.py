"""What leads on from an article, as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from index.formats.rows.named import ARTICLE_NAMES, article_row, rounded

if TYPE_CHECKING:
    from index.vocabulary.results import Related, Step

RELATED_NAMES = ("rank", "score", *ARTICLE_NAMES, "sentence", "start", "end", "copies")
STEP_NAMES = ("step", "asked", *ARTICLE_NAMES, "new", "start", "end", "novelty", "copies")
"""The names in the rows, in their order."""


def related_row(related: Related) -> dict[str, Any]:
    """Return an article that has to do with another one, as the other formats print it."""
    sentence = related.sentence
    return {
        "rank": related.rank,
        "score": rounded(related.score),
        **article_row(related.article),
        "sentence": sentence.text if sentence else None,
        "start": sentence.start if sentence else None,
        "end": sentence.end if sentence else None,
        "copies": [copy.id for copy in related.copies],
    }


def step_row(step: Step) -> dict[str, Any]:
    """Return an article of a running story as the other formats print it."""
    return {
        "step": step.number,
        "asked": step.asked,
        **article_row(step.article),
        "new": step.new.text if step.new else None,
        "start": step.new.start if step.new else None,
        "end": step.new.end if step.new else None,
        "novelty": rounded(step.novelty),
        "copies": [copy.id for copy in step.copies],
    }
