"""What a corpus, or a shard of one, has of quotations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.interfaces.arrays import Allowed, Numbers


@dataclass(frozen=True, slots=True)
class QuotationTable:
    """Some quotations of a snapshot, in the order of articles and of their texts; arrays (n,)."""

    numbers: Numbers
    """By which they are known, from 0 on within the snapshot; ascending."""
    articles: Numbers
    """The article that each stands in."""
    said: NDArray[np.uint64]
    """What is said and who says it, as `quotations.said_key`: equal where both are the same."""

    def at(self, places: Numbers | Allowed) -> QuotationTable:
        """Return those at some places, or of a mask."""
        return QuotationTable(self.numbers[places], self.articles[places], self.said[places])
