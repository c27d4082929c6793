"""Which articles of all parts have which values of a field, numbered on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.interfaces import Holdings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from index.engines.parts.ledger import Ledger
    from index.engines.parts.store.fields import FieldPart
    from index.engines.parts.store.part import ArticlePart
    from index.interfaces import Numbers


def held_values(name: str, parts: Iterable[FieldPart], firsts: Sequence[int]) -> Holdings:
    """Return which articles have which values of a field that an article itself has.

    Args:
        name: of the field, as written.
        parts: in their order.
        firsts: the number of the first article of each.
    """
    having: dict[str, list[Numbers]] = {}
    for part, first in zip(parts, firsts, strict=False):
        for value, ordinals in part.holdings(name).items():
            having.setdefault(value, []).append(ordinals + first)
    return Holdings.of({value: np.concatenate(each) for value, each in having.items()})


def held_in_files(ledger: Ledger, parts: Iterable[ArticlePart], firsts: Sequence[int]) -> Holdings:
    """Return which articles were found in which files, as those were given.

    Args:
        ledger: that knows the files.
        parts: in their order.
        firsts: the number of the first article of each.
    """
    numbers = {
        (id_, digest): first + ordinal
        for part, first in zip(parts, firsts, strict=False)
        for ordinal, id_, digest in part.names()
    }
    having: dict[str, set[int]] = {}
    for path, id_, digest in ledger.every_place():
        if (id_, digest) in numbers:
            having.setdefault(path, set()).add(numbers[id_, digest])
    return Holdings.of({path: np.array(sorted(each)) for path, each in having.items()})
