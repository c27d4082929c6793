"""What is kept of an article in an engine's store."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus import Article
    from index.quotations import Quoted


class Kept(NamedTuple):
    """One article, and what was found out about it."""

    article: Article
    digest: bytes
    """Of all that it says."""
    passages: Sequence[tuple[int, int]]
    """Where they begin and end in its text."""
    quotations: Sequence[Quoted]
    values: Sequence[tuple[str, str]]
    """Fields with values by which it can be asked for, each once."""
    story: int
    """That it prints: see `copies.Placed`."""
    day: int
    """When that was first told."""
    generation: int
    """That it came in with."""
