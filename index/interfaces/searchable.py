"""Which passages may be found: an engine's own thing, which others can only join."""

from __future__ import annotations

from typing import Any, Protocol


class Searchable(Protocol):
    """Some passages of a snapshot.

    Engines make it and understand it. To all others it is opaque, so that nothing above an
    engine holds a value for each passage; of one engine and snapshot two can be joined.
    """

    def __and__(self, other: Any, /) -> Searchable:
        """Return the passages that are in both."""

    def __or__(self, other: Any, /) -> Searchable:
        """Return the passages that are in one of them."""

    def __invert__(self) -> Searchable:
        """Return all other passages."""
