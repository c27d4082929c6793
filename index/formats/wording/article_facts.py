"""What is known of an article beside its headline and text, as names with values to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from index.formats.rows.moments import moment_of
from index.formats.rows.serialised import json_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus import Article


_IN_WORDS = {
    "date_from": "date found in",
    "published_unreadable": "unreadable date",
    "published_in_future": "date ahead of now",
    "updated_unreadable": "unreadable update",
    "updated_in_future": "update ahead of now",
}
"""What readers of files note of an article's dates, as one says it."""


def facts_of(article: Article) -> Iterator[tuple[str, str]]:
    """Yield what an article says of itself, where it was found, and what its record held besides.

    Each a name and a value that is not empty; lists are parted by commas.
    """
    extra = dict(article.extra)
    zone = ""
    if extra.get("zone") == "assumed":
        del extra["zone"]
        zone = " (no time zone stated)"
    published, updated = article.published, article.updated
    facts: dict[str, Any] = {
        "id": article.id,
        "source": article.source,
        "authors": list(article.authors),
        "published": f"{moment_of(published)}{zone}" if published else "",
        "updated": f"{moment_of(updated)}{zone}" if updated else "",
        "section": article.section,
        "language": article.language,
        "url": article.url,
        "path": [str(origin) for origin in article.origins],
    }
    for name, value in [*facts.items(), *extra.items()]:
        if told := _told(value).strip():
            yield _IN_WORDS.get(name, name), told


def _told(value: Any) -> str:
    if value is None or value == {}:
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, map(_told, value)))
    return value if isinstance(value, str) else json_of(value, indent=None)
