"""Fields that articles have, found once for each state of the index."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from index.server.page.views.facets import worth_counting

if TYPE_CHECKING:
    from starlette.datastructures import State

    from index.search import NewsIndex
    from index.server.api.asking import Asking

_AGE = 60.0
"""Seconds after which fields of another state are looked at: they change little as articles come,
and looking takes longer than a search."""

OPTIONAL = ("section", "author", "language")
"""Fields of the form that articles may all be without."""


class _Kept(NamedTuple):
    """Names of fields, and when they were found."""

    state: str
    """Of the index."""
    at: float
    """By the clock that only goes on; seconds."""
    names: tuple[str, ...]

    def holds(self, state: str) -> bool:
        return self.state == state or time.monotonic() - self.at < _AGE


def known_fields(asked: Asking, index: NewsIndex) -> tuple[str, ...]:
    """Return the fields by which it is worth counting what a question finds.

    Args:
        asked: the request, whose application keeps them.
        index: that is asked.
    """
    state = asked.request.app.state
    kept: _Kept | None = getattr(state, "fields", None)
    if kept and kept.holds(asked.state):
        return kept.names
    names = worth_counting(index.fields(), len(index))
    state.fields = _Kept(asked.state, time.monotonic(), names)
    return names


async def filled_fields(asked: Asking) -> tuple[str, ...]:
    """Return those fields of the form that some article has a value of."""
    state = asked.request.app.state
    kept: _Kept | None = getattr(state, "filled", None)
    if kept and kept.holds(asked.state):
        return kept.names
    names = await asked.ask(_filled)
    state.filled = _Kept(asked.state, time.monotonic(), names)
    return names


def last_filled(state: State) -> tuple[str, ...]:
    """Return what `filled_fields` last did; all, where nobody has seen a form yet."""
    kept: _Kept | None = getattr(state, "filled", None)
    return kept.names if kept else OPTIONAL


def _filled(index: NewsIndex) -> tuple[str, ...]:
    return tuple(name for name in OPTIONAL if index.field(name).articles)
