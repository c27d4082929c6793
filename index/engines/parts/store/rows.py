"""An article to a row of the store, and back."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from corpus import Article
from index.intake import extra_of, iso_of

if TYPE_CHECKING:
    from collections.abc import Sequence


def row_of(article: Article, digest: bytes) -> tuple[Any, ...]:
    """Return what is stored of an article but its text, the digest of what it says included."""
    return (
        *(article.id, digest, article.title),
        *(iso_of(article.published), iso_of(article.updated)),
        article.published.timestamp() if article.published else None,
        *(article.source, json.dumps(article.authors), article.section, article.language),
        *(article.url, extra_of(article)),
    )


def article_of(row: Sequence[Any]) -> Article:
    """Return the article of a row: its id, title, text, dates as text, and what follows.

    Raises:
        ValueError, TypeError: it is not what was written.
    """
    (id_, title, text, published, updated, source, authors, section, language, url, extra) = row
    return Article(
        id=id_,
        title=title,
        text=text,
        published=datetime.fromisoformat(published) if published else None,
        updated=datetime.fromisoformat(updated) if updated else None,
        source=source,
        authors=tuple(json.loads(authors)),
        section=section,
        language=language,
        url=url,
        extra=json.loads(extra),
    )
