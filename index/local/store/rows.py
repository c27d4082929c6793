"""An article to a row of the store, and back."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from corpus import Article
from index.query.filters import folded

if TYPE_CHECKING:
    from collections.abc import Sequence


_COLUMNS = (
    "a.digest, a.id, a.title, s.text, a.published, a.updated, a.source, a.authors, a.section, "
    "a.language, a.url, a.extra"
)


def digest_of(article: Article) -> bytes:
    """Return a digest of all that an article says: 16 bytes, equal for equal articles."""
    values = (
        *(article.id, article.title, article.text, _iso(article.published), _iso(article.updated)),
        *(article.source, list(article.authors), article.section, article.language, article.url),
        json.loads(_extra(article)),  # as it is read back, whatever its keys were
    )
    content = json.dumps(values, sort_keys=True)
    return hashlib.blake2b(content.encode(), digest_size=16).digest()


def _row(article: Article) -> tuple[Any, ...]:
    names = " \n ".join(map(folded, article.authors))  # no filter can hold a line break
    return (
        *(article.id, digest_of(article), article.title),
        *(_iso(article.published), _iso(article.updated)),
        article.published.timestamp() if article.published else None,
        *(article.source, json.dumps(article.authors), article.section, article.language),
        *(article.url, _extra(article)),
        *(folded(article.source), f" {names} ", folded(article.section)),
        folded(article.language).replace("_", "-"),
    )


def _extra(article: Article) -> str:
    return json.dumps(dict(article.extra), default=str)


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _article(row: Sequence[Any]) -> Article:
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
