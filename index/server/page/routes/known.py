"""The fields by which it is worth counting, found once for each state of the index."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from index.server.page.views.facets import worth_counting

if TYPE_CHECKING:
    from index.search import NewsIndex
    from index.server.api.asking import Asking

_AGE = 60.0
"""Seconds after which fields of another state are looked at: they change little as articles come,
and looking takes longer than a search."""


def known_fields(asked: Asking, index: NewsIndex) -> tuple[str, ...]:
    """Return the fields by which it is worth counting what a question finds.

    Args:
        asked: the request, whose application keeps them.
        index: that is asked.
    """
    state = asked.request.app.state
    kept: tuple[str, float, tuple[str, ...]] | None = getattr(state, "fields", None)
    now = time.monotonic()
    if kept and (kept[0] == asked.tag or now - kept[1] < _AGE):
        return kept[2]
    names = worth_counting(index.fields(), len(index))
    state.fields = (asked.tag, now, names)
    return names
