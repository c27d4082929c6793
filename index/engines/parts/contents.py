"""What a generation says of its parts, whatever else an engine says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

Model = tuple[str, str, int]
"""The name and the fingerprint of an encoder, and the dimension of its vectors."""

Run = tuple[int, int]
"""Passages that follow one another: the first, and one past the last."""


class PartEntry(Protocol):
    """A part: articles that were committed together, and their passages."""

    @property
    def articles(self) -> int:
        """How many, those removed included."""

    @property
    def passages(self) -> int:
        """How many, those of removed articles included."""

    @property
    def removed_articles(self) -> int:
        """How many of the articles are no longer in the index."""

    @property
    def removed_passages(self) -> int:
        """How many passages those have."""

    @property
    def unembedded(self) -> list[Run]:
        """Passages without vectors, in runs, ascending."""


class Contents(Protocol):
    """A generation, be it published or yet to be."""

    @property
    def generation(self) -> int:
        """Its number."""

    @property
    def dimension(self) -> int:
        """Of the vectors of its passages."""

    @property
    def parts(self) -> Sequence[PartEntry]:
        """Its parts, in the order of adding."""


def between(runs: Sequence[Run], passages: int) -> list[Run]:
    """Return the runs of passages, of so many, that lie between some: those that lack vectors."""
    ends = [0, *(end for _, end in runs)]
    firsts = [*(first for first, _ in runs), passages]
    return [(end, first) for end, first in zip(ends, firsts, strict=True) if end < first]
