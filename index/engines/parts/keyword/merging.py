"""The keyword indexes of some parts as that of one: terms in order, passages numbered anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.engines.parts.keyword.fields import FIELDS
from index.engines.parts.keyword.runs import merged_runs
from index.engines.parts.numbering import Numbering

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from index.engines.parts.keyword.part import KeywordPart
    from index.engines.parts.keyword.runs import TermRun

    Lengths = Mapping[str, NDArray[np.uint8]]
    """Of each field, its terms in every passage, as `lengths.rounded` makes them: (passages,)."""

    Fields = Iterable[tuple[str, Iterable[TermRun]]]
    """Fields by name, ascending, each with its terms, ascending."""


def merged(
    parts: Sequence[tuple[KeywordPart, NDArray[np.bool_] | None]],
) -> tuple[Lengths, Fields]:
    """Return what is to be written of a part that takes the place of others.

    Args:
        parts: the others, in order, each with which of its passages stay; None for all.
    """
    kept = [np.ones(part.passages, np.bool_) if k is None else k for part, k in parts]
    bases = Numbering([int(each.sum()) for each in kept]).bases
    sources = [
        _Source(part, each, int(base))
        for (part, _), each, base in zip(parts, kept, bases, strict=False)
    ]
    lengths = {
        field: np.concatenate(
            [np.zeros(0, np.uint8), *(s.part.field_lengths[field][s.kept] for s in sources)]
        )
        for field in FIELDS
    }
    return lengths, (
        (field, merged_runs(source.runs(field) for source in sources)) for field in FIELDS
    )


class _Source:
    """A part that is merged: which of its passages stay, and their new numbers."""

    def __init__(self, part: KeywordPart, kept: NDArray[np.bool_], base: int) -> None:
        self.part = part
        self.kept = kept
        self._whole = bool(kept.all())
        self._base = base
        self._numbers = (base + np.cumsum(kept) - 1).astype(np.uint32)

    def runs(self, field: str) -> Iterator[TermRun]:
        """Yield the terms of a field with what stays of their postings, numbered anew."""
        for run in self.part.runs(field):
            if self._whole:
                yield run.renumbered(self._base)
            else:
                yield run.only(self.kept, self._numbers)
