"""What is known of an article beside its headline and text, as names with values to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from index.formats.rows.moments import moment_of
from index.formats.rows.serialised import json_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus import Article


def facts_of(article: Article) -> Iterator[tuple[str, str]]:
    """Yield what an article says of itself, where it was found, and what its record held besides.

    Each a name and a value that is not empty; lists are parted by commas.
    """
    published, updated = article.published, article.updated
    facts: dict[str, Any] = {
        "id": article.id,
        "source": article.source,
        "authors": list(article.authors),
        "published": moment_of(published) if published else "",
        "updated": moment_of(updated) if updated else "",
        "section": article.section,
        "language": article.language,
        "url": article.url,
        "path": [str(origin) for origin in article.origins],
    }
    for name, value in [*facts.items(), *article.extra.items()]:
        if told := _told(value).strip():
            yield name, told


def _told(value: Any) -> str:
    if value is None or value == {}:
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, map(_told, value)))
    return value if isinstance(value, str) else json_of(value, indent=None)
