"""Drafts to a part: of their articles those that go in, with the story that each prints.

Nothing is split, inverted or embedded anew: it is a merge, as parts are merged.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from index.engines.cluster.generations import Contents
from index.engines.cluster.snapshot import ClusterSnapshot
from index.engines.cluster.writing.parts import write_living
from index.engines.parts.alive import Alive
from index.engines.parts.writing.merging import living
from index.intake import digest_of
from index.vocabulary.made_once import made_once

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from index.engines.cluster.generations import PartEntry
    from index.engines.cluster.objects import Objects
    from index.engines.parts.contents import Model
    from index.engines.parts.store.kept import Kept

    Told = tuple[tuple[int, int], int]
    """The story that an article prints, with the day when that was first told; the generation that
    it came in with."""


@dataclass(frozen=True, slots=True)
class Admitted:
    """Articles of drafts that go in."""

    drafts: tuple[PartEntry, ...]
    rows: tuple[tuple[int, ...], ...]
    """Of each draft, ascending."""
    told: tuple[Told, ...]
    """Of each article, in order."""
    names: Mapping[int, str]
    """The id of an article that goes by another than its own, by its place in the order."""


def assemble(objects: Objects, name: str, model: Model, admitted: Admitted) -> PartEntry:
    """Write articles of drafts as a part under a name.

    Raises:
        IndexWriteError: it can't be written.
        DamagedIndexError: a draft is not what was written.
    """
    drafts = Drafts(objects, model, admitted.drafts, admitted.rows)
    places = range(len(admitted.drafts))
    return write_living(objects, name, drafts, places, _told(living(drafts, places), admitted))


def _told(articles: Iterator[Kept], admitted: Admitted) -> Iterator[Kept]:
    """Yield what is kept of articles, with what is told of them, by the ids that they go by."""
    for place, (kept, told) in enumerate(zip(articles, admitted.told, strict=True)):
        (story, day), came_in = told
        kept_so = kept._replace(story=story, day=day, generation=came_in)
        if place in admitted.names:
            named = replace(kept.article, id=admitted.names[place])
            kept_so = kept_so._replace(article=named, digest=digest_of(named))
        yield kept_so


class Drafts(ClusterSnapshot):
    """Drafts, opened as the parts of an index are."""

    def __init__(
        self,
        objects: Objects,
        model: Model,
        drafts: Sequence[PartEntry],
        rows: Sequence[Sequence[int]] | None = None,
    ) -> None:
        """Open drafts; with the rows of each that count, or all."""
        super().__init__(objects, Contents(0, *model, parts=tuple(drafts)))
        self._chosen = rows

    @made_once
    def alive(self) -> Alive:
        """Which articles count."""
        parts = self.contents.parts
        chosen = self._chosen or [range(part.articles) for part in parts]
        gone = [
            np.setdiff1d(np.arange(part.articles), np.asarray(rows, np.int64))
            for part, rows in zip(parts, chosen, strict=True)
        ]
        return Alive(gone, self.numbering)
