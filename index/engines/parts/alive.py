"""Which articles of an index are still in it: parts are written once, and keep what was removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.vocabulary.made_once import made_once

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from index.engines.parts.numbering import Numbering
    from index.interfaces import Allowed, Numbers


class Alive:
    """Knows which articles are alive, of each part and of all."""

    def __init__(self, removed: Sequence[Numbers], articles: Numbering) -> None:
        """Take what is removed.

        Args:
            removed: for each part the ordinals of its removed articles, ascending.
            articles: how articles are numbered over the parts.
        """
        self.removed = removed
        self._articles = articles

    @made_once
    def everywhere(self) -> Allowed:
        """Which articles are alive, by number: (articles,)."""
        alive = np.ones(len(self._articles), np.bool_)
        alive[self.removed_numbers()] = False
        return alive

    def in_part(self, place: int) -> Allowed:
        """Return which articles of a part are alive, by ordinal: (articles of the part,)."""
        return self._articles.of_group(self.everywhere, place)

    def all_alive(self) -> bool:
        """Tell whether no article is removed."""
        return not any(map(len, self.removed))

    def removed_numbers(self) -> Numbers:
        """Return the numbers of the articles that are removed, ascending."""
        bases = self._articles.bases
        return self._articles.joined(
            (base + ordinals for base, ordinals in zip(bases, self.removed, strict=False)), np.int64
        )

    def without(self, numbers: Iterable[int]) -> Iterator[tuple[int, Numbers]]:
        """Yield each part that loses articles, with the ordinals of all that are then removed."""
        gone: dict[int, list[int]] = {}
        for number in numbers:
            place, ordinal = self._articles.locate(number)
            gone.setdefault(place, []).append(ordinal)
        for place, ordinals in gone.items():
            yield place, np.union1d(self.removed[place], np.array(ordinals, np.int64))
