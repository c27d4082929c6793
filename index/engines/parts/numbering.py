"""Numbers that run on from one group of things to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from index.vocabulary.made_once import made_once

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from index.interfaces import Numbers


_MANY = 16
"""One of so many things, or more, are many: their groups are looked up in a table of all."""


class Numbering:
    """Things that lie in groups, numbered from 0 on over all of them.

    So articles and passages run over the parts of an index, and passages over its articles.
    """

    def __init__(self, sizes: Sequence[int] | NDArray[np.integer[Any]]) -> None:
        """Number groups of such sizes on, in order."""
        self.bases: Numbers = np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)])
        """The number of the first of each group, and at the end how many there are: (groups + 1,).
        """

    def __len__(self) -> int:
        return int(self.bases[-1])

    @property
    def sizes(self) -> Numbers:
        """How many each group has: (groups,)."""
        return np.diff(self.bases)

    def groups_of(self, numbers: Numbers) -> Numbers:
        """Return for each number the group that it is in."""
        if len(numbers) * _MANY > len(self):
            return self._groups[numbers]
        return np.searchsorted(self.bases, numbers, side="right") - 1

    @made_once
    def _groups(self) -> Numbers:
        """The group of each thing: (things,)."""
        return self.of_each(np.arange(len(self.bases) - 1))

    def locate(self, number: int) -> tuple[int, int]:
        """Return the group that a number is in, and its place there."""
        group = int(np.searchsorted(self.bases, number, side="right")) - 1
        return group, int(number - self.bases[group])

    def number_of(self, group: int, place: int) -> int:
        """Return the number of what is at a place in a group."""
        return int(self.bases[group]) + place

    def of_group(self, values: NDArray[Any], group: int) -> NDArray[Any]:
        """Return what an array over all, (things,), has of one group: a view."""
        return values[self.bases[group] : self.bases[group + 1]]

    def of_each(self, values: NDArray[Any]) -> NDArray[Any]:
        """Return for each thing what an array, (groups,), has of its group: (things,)."""
        return np.repeat(values, self.sizes)

    @staticmethod
    def joined(arrays: Iterable[NDArray[Any]], kind: Any) -> NDArray[Any]:
        """Return the arrays of all groups as one over all, of a kind; empty if there is none."""
        return np.concatenate([np.zeros(0, kind), *arrays]).astype(kind, copy=False)
