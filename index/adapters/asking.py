"""An index named or open, asked for what the others hand on."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from index.formats import rounded, web_link
from index.search import NewsIndex

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

    from index.vocabulary.results import Hit, Hits


class Asking:
    """Puts questions to an index; to its newest generation, if it is named by its path."""

    def __init__(
        self, index: NewsIndex | str | os.PathLike[str], conditions: Mapping[str, Any] | None
    ) -> None:
        """Take an index, and what every question is bound by, as `NewsIndex.search` takes it.

        Args:
            index: its path, opened when it is first asked; or open, which the caller closes.
            conditions: such as `since` or `source`, unless a question comes with others.
        """
        self._index = index
        self._conditions = dict(conditions or {})
        self._opening = threading.Lock()
        self._opened: NewsIndex | None = None

    @property
    def path(self) -> str:
        """Where the index is."""
        return str(self._index.path if isinstance(self._index, NewsIndex) else self._index)

    def hits(self, question: str, limit: int, **conditions: Any) -> Hits:
        """Return the passages that answer best, at most `limit`."""
        return self._newest().search(question, limit=limit, **{**self._conditions, **conditions})

    def _newest(self) -> NewsIndex:
        if isinstance(self._index, NewsIndex):
            return self._index
        with self._opening:
            if self._opened is None:
                self._opened = NewsIndex.open(self._index)
        self._opened.refresh()
        return self._opened


def passage_id(hit: Hit) -> str:
    """Return what no other passage is called: `cw-20241024-0031:0-812`."""
    return f"{hit.article.id}:{hit.passage.start}-{hit.passage.end}"


def text_of(hit: Hit) -> str:
    """Return a passage's text; of a headline without text, the headline."""
    return hit.passage.text or hit.article.title


def metadata_of(hit: Hit, hits: Hits) -> dict[str, Any]:
    """Return what is known of a passage, in values that JSON knows, to cite it and to find it."""
    article = hit.article
    return {
        "id": article.id,
        "title": article.title,
        "source": article.source,
        "authors": ", ".join(article.authors),
        "published": article.published.isoformat() if article.published else None,
        "language": article.language,
        "url": web_link(article),
        "score": rounded(hit.score),
        "start": hit.passage.start,
        "end": hit.passage.end,
        "nothing_close": hits.weak,
    }
