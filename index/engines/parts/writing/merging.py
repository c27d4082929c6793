"""What is taken over of parts that become one: all that is alive, in order."""

from __future__ import annotations

from functools import partial, reduce
from itertools import compress
from typing import TYPE_CHECKING

import numpy as np

from index.copies import KeyRun
from index.engines.parts.numbering import Numbering
from index.engines.parts.store.kept import Kept
from index.engines.parts.writing.preparing import values_of
from index.intake import digest_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from index.engines.parts.contents import Run
    from index.engines.parts.snapshot import PartedSnapshot

    Pieces = Iterable[NDArray[np.float32]]
    """Vectors, one piece after the other: float32, (n, dim), rows of unit length."""


def living(generation: PartedSnapshot, places: Sequence[int]) -> Iterator[Kept]:
    """Yield what is kept of the articles of some parts that are still in the index, in order."""
    for place in places:
        store, alive = generation.part_stores[place], generation.alive.in_part(place)
        facts = store.facts()[alive]
        columns = (facts[name].tolist() for name in ("story", "day", "generation"))
        said = compress(store.quotations().of_articles(), alive.tolist())
        articles = compress(store.articles(), alive.tolist())
        for (article, spans), quotations, *told in zip(articles, said, *columns, strict=True):
            values = values_of(article, quotations)
            yield Kept(article, digest_of(article), spans, quotations, values, *told)


def merged_keys(generation: PartedSnapshot, places: Sequence[int]) -> KeyRun:
    """Return by what copies of some parts' living articles are found."""
    alive = [generation.alive.in_part(place) for place in places]
    firsts = Numbering([int(each.sum()) for each in alive]).bases.tolist()
    runs = (
        generation.part_stores[place].keys().only(living).numbered_from(first)
        for place, living, first in zip(places, alive, firsts, strict=False)
    )
    return reduce(KeyRun.followed_by, runs)


def merged_vectors(
    generation: PartedSnapshot, places: Sequence[int]
) -> Iterator[tuple[Run, Pieces]]:
    """Yield the vectors of some parts' living passages by what their numbers will be, run by run.

    Files that follow one another without a gap become one.
    """
    runs: list[tuple[int, int, list[Callable[[], Pieces]]]] = []
    kept = [generation.living_passages(place) for place in places]
    bases = Numbering([int(each.sum()) for each in kept]).bases.tolist()
    for place, living, base in zip(places, kept, bases, strict=False):
        new = base + np.concatenate([[0], np.cumsum(living)])
        for file in generation.part_vectors[place].files:
            last = file.first + file.count
            first, end = int(new[file.first]), int(new[last])
            pieces = partial(file.pieces, living[file.first : last])
            if runs and runs[-1][1] == first:
                runs[-1] = (runs[-1][0], end, [*runs[-1][2], pieces])
            elif first < end:
                runs.append((first, end, [pieces]))
    for first, end, sources in runs:
        yield (first, end), (piece for source in sources for piece in source())
