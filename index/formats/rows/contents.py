"""What is in an index as rows: its figures, fields, copies, withdrawn articles, whole articles."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from index.formats.rows.named import article_row, origin_row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus import Article
    from index.vocabulary.results import (
        Archive,
        CopyGroup,
        FieldSummary,
        Status,
        WithdrawnArticle,
    )

COPIES_NAMES = ("copies", "first", "last", "title", "ids")
WITHDRAWN_NAMES = ("id", "when", "reason", "version", "title")
"""The names in the rows, in their order."""


def whole_article_row(article: Article) -> dict[str, Any]:
    """Return an article with its text, where it was found and what its record held besides."""
    return {
        **article_row(article),
        **origin_row(article),
        "text": article.text,
        "extra": dict(article.extra),
    }


def status_row(archive: Archive, engine: Status) -> dict[str, Any]:
    """Return what an index holds, and how it is kept."""
    return asdict(engine) | {
        "by_source": {each.value: each.articles for each in archive.sources.values},
        "languages": dict(archive.languages),
        "foreign": dict(archive.foreign),
        "first_day": archive.span.first if archive.span else None,
        "last_day": archive.span.last if archive.span else None,
        "days": archive.days,
        "longest_gap": [archive.longest_gap.first, archive.longest_gap.last]
        if archive.longest_gap
        else None,
        "undated": archive.undated,
    }


def field_row(field: FieldSummary) -> dict[str, Any]:
    """Return what articles can be asked for by, its values in a list."""
    return asdict(field)


def field_value_rows(field: FieldSummary) -> Iterator[dict[str, Any]]:
    """Yield each value of a field, and how many articles have it."""
    for each in field.values:
        yield {"value": each.value, "articles": each.articles}


def copies_row(group: CopyGroup) -> dict[str, Any]:
    """Return a story that several articles print."""
    return {
        "copies": len(group.copies),
        "first": group.oldest.isoformat() if group.oldest else None,
        "last": group.newest.isoformat() if group.newest else None,
        "title": group.copies[0].title,
        "ids": [copy.id for copy in group.copies],
    }


def withdrawn_row(article: WithdrawnArticle) -> dict[str, Any]:
    """Return an article that its agency withdrew."""
    return {
        "id": article.id,
        "when": article.when.isoformat(timespec="seconds"),
        "reason": article.reason,
        "version": article.version,
        "title": article.title,
    }
