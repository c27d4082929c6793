"""Whether two articles say the same: a digest of all that one says."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from corpus import Article


def digest_of(article: Article) -> bytes:
    """Return a digest of all that an article says: 16 bytes, equal for equal articles."""
    values = (
        *(article.id, article.title, article.text),
        *(iso_of(article.published), iso_of(article.updated)),
        *(article.source, list(article.authors), article.section, article.language, article.url),
        # As it is read back, whatever its keys were.
        json.loads(extra_of(article)) if article.extra else {},
    )
    content = json.dumps(values, sort_keys=True)
    return hashlib.blake2b(content.encode(), digest_size=16).digest()


def extra_of(article: Article) -> str:
    """Return what else is known of an article as JSON; a value that JSON has not, as its text."""
    return json.dumps(dict(article.extra), default=str)


def iso_of(moment: datetime | None) -> str | None:
    """Return a moment in ISO 8601 with its offset."""
    return moment.isoformat() if moment else None
