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
    from index.local.keyword.postings import Postings


def holding_phrase(part: PartKeywords, field: str, terms: Sequence[str]) -> NDArray[np.uint32]:
    """Return the passages of a part in which some terms of a field follow one another: (n,).

    Args:
        part: to look in.
        field: one whose places are kept.
        terms: at least one.
    """
    found = {}
    for term in dict.fromkeys(terms):
        found[term] = part.postings(term, field, with_places=True)
        if not len(found[term].passages):
            return NOWHERE.passages
    common = reduce(np.intersect1d, (postings.passages for postings in found.values()))
    where = {term: _spots(postings, common) for term, postings in found.items()}
    starts = reduce(
        lambda starts, spots: np.intersect1d(starts, spots, assume_unique=True),
        (where[term] - step for step, term in enumerate(terms)),
    )
    return common[np.unique(starts >> _PLACE_BITS)]


_PLACE_BITS = 32


def _spots(postings: Postings, common: NDArray[np.uint32]) -> NDArray[np.int64]:
    """Return where a term stands in some passages, all of which hold it.

    Each as one number: which of these passages, and in its lower bits at which place.
    """
    order = np.full(len(postings.passages), -1, np.int64)
    order[postings.passages.searchsorted(common)] = np.arange(len(common))
    holders, places = postings.places()
    holders = order[holders]
    return (holders[holders >= 0] << _PLACE_BITS) + places[holders >= 0]
