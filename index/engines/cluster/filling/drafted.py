"""A batch and its draft, read article by article."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from index.engines.cluster.filling.assembling import Drafts
from index.engines.cluster.filling.batches import Named
from index.engines.cluster.filling.drafts import keys_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import numpy as np
    from numpy.typing import NDArray

    from corpus import Article, FileState, Withdrawal
    from index.engines.cluster.filling.batches import Slip
    from index.engines.cluster.generations import PartEntry
    from index.engines.cluster.objects import Objects
    from index.engines.parts.contents import Model


class Row(NamedTuple):
    """An article of a draft."""

    draft: PartEntry
    row: int
    article: Article
    passages: int
    """How many it has."""
    keys: NDArray[np.uint64]
    """By what its copies are found: (KEYS,)."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """A batch, and the draft of those of its articles that the index did not have."""

    slip: Slip
    places: tuple[int, ...]
    """Of the articles of the draft among those of the batch, in order."""
    draft: PartEntry | None
    """None where the index had all."""
    had: Callable[[Named], PartEntry]
    """Drafts an article that the index had when the batch was handed out."""

    def rows(
        self, objects: Objects, model: Model
    ) -> Iterator[tuple[Named | Withdrawal | FileState, Row | None]]:
        """Yield what the batch is made of, articles of the draft with what they say.

        Raises:
            DamagedIndexError: the draft is not what was written.
        """
        rows = rows_of(objects, model, self.draft) if self.draft else iter(())
        drafted, place = frozenset(self.places), count()
        for item in self.slip.items:
            is_drafted = isinstance(item, Named) and next(place) in drafted
            yield item, next(rows) if is_drafted else None


def rows_of(objects: Objects, model: Model, draft: PartEntry) -> Iterator[Row]:
    """Yield the articles of a draft, in order.

    Raises:
        DamagedIndexError: it is not what was written.
    """
    (part,) = Drafts(objects, model, [draft]).part_stores
    rows = zip(part.articles(), keys_in(objects, draft), strict=True)
    for row, ((article, spans), keys) in enumerate(rows):
        yield Row(draft, row, article, len(spans), keys)
