"""Which passages hold a phrase: its words side by side, in order."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

import numpy as np

from index.local.keyword.part import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from index.local.keyword.part import PartKeywords


def holding_phrase(part: PartKeywords, field: str, terms: Sequence[str]) -> NDArray[np.uint32]:
    """Return the passages of a part in which some terms of a field follow one another: (n,).

    Args:
        part: to look in.
        field: one whose places are kept.
        terms: at least one.
    """
    found = {}
    for term in terms:
        found[term] = part.postings(term, field, with_values=True)
        if not len(found[term].passages):
            return NOWHERE.passages
    common = reduce(np.intersect1d, (postings.passages for postings in found.values()))
    held = {
        term: map((postings.values or ()).__getitem__, postings.passages.searchsorted(common))
        for term, postings in found.items()
    }
    where = part.reader.schema[field].format.decode_positions
    stands = [
        _follow([{*where(value)} for value in values], [list(found).index(t) for t in terms])
        for values in zip(*held.values(), strict=True)
    ]
    return common[np.array(stands, np.bool_)]


def _follow(places: Sequence[set[int]], order: Sequence[int]) -> bool:
    """Tell whether words stand in a row, by the places of each and the order of the phrase."""
    first, *others = order
    return any(
        all(start + step in places[word] for step, word in enumerate(others, 1))
        for start in places[first]
    )
