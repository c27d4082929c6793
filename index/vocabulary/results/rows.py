"""Pieces of the rows of results: an article, a piece of its text, a score. Dates stay dates."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from corpus import Article, Passage

_PLACES, SHARE_PLACES = 4, 6
"""Decimal places of scores, and of shares of articles: more would only look exact."""


def article_row(article: Article) -> dict[str, Any]:
    """Return an article's metadata, without its text."""
    return {
        "id": article.id,
        "title": article.title,
        "source": article.source,
        "authors": list(article.authors),
        "published": article.published,
        "updated": article.updated,
        "section": article.section,
        "language": article.language,
        "url": article.url,
    }


def origin_row(article: Article) -> dict[str, Any]:
    """Return where an article was found: the file, and all places with what is known of them."""
    return {
        "path": article.origin.path if article.origin else "",
        "origins": [asdict(origin) for origin in article.origins],
    }


def embargo_of(article: Article) -> str:
    """Return until when an article is not to be published, as an agency says; empty if it isn't."""
    return str(article.extra.get("embargoed", ""))


def piece_row(name: str, piece: Passage | None, *, before: str = "") -> dict[str, Any]:
    """Return a piece of an article's text under a name, with its place; None where there is none.

    Args:
        name: of the text.
        piece: of an article.
        before: what the names of its start and end begin with.
    """
    start, end = (piece.start, piece.end) if piece else (None, None)
    return {name: piece and piece.text, f"{before}start": start, f"{before}end": end}


def rounded(score: float | None, places: int = _PLACES) -> float | None:
    """Return a score as rows have it."""
    return None if score is None else round(score, places)
