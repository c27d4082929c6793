"""What can still be read of a damaged part."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from index.copies import Placed, day_of, own_story
from index.engines.local.store.part import PartStore
from index.engines.parts.writing.batch import Batch
from index.engines.parts.writing.preparing import prepare, split
from index.vocabulary.errors import DamagedIndexError, NotEmbeddedError
from index.vocabulary.rendering import render

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from corpus import Article, Passage
    from index.engines.local.commit.manifest import PartEntry
    from index.engines.local.dense.vectors import PartVectors
    from index.models import Encoder

_TOGETHER = 256
"""Articles that are prepared at once."""


class Salvage:
    """The articles of a part that are what was written, their passages, and their vectors.

    A vector is taken over where its file is whole and the store says for certain whose it is;
    else the passage is embedded anew.
    """

    def __init__(
        self,
        folder: Path,
        part: PartEntry,
        removed: Collection[int],
        vectors: PartVectors | None,
        encoder: Callable[[], Encoder],
    ) -> None:
        """Look through a part.

        Args:
            folder: of the part.
            part: what the manifest says of it.
            removed: ordinals of articles that are no longer in the index.
            vectors: of the part; None where they can't be relied upon.
            encoder: gives what made the index, when it is needed.
        """
        self._store = PartStore(folder, part.articles, part.passages)
        self._vectors = vectors
        self._encoder = encoder
        self._ordinals: list[int] = []
        self.lost: list[str] = []
        """Ids of articles that can't be read, or where they were."""
        for ordinal in range(part.articles):
            if ordinal in removed:
                continue
            if self._article(ordinal):
                self._ordinals.append(ordinal)
            else:
                self.lost.append(self._name(ordinal) or nameless(folder, ordinal))
        self.embedded = 0
        """Passages that were embedded anew."""

    def __iter__(self) -> Iterator[Batch]:
        """Yield the articles, prepared anew and placed, in order."""
        stories = self._stories()
        for start in range(0, len(self._ordinals), _TOGETHER):
            ordinals = self._ordinals[start : start + _TOGETHER]
            articles = [self._store.article(ordinal) for ordinal in ordinals]
            prepared = prepare(articles, lambda text: self._encoder().fits(text))
            placed = []
            for ordinal, article, keys in zip(ordinals, articles, prepared.keys, strict=True):
                own = own_story(article.id, int(keys[0])), day_of(article)
                story, day = stories[ordinal] if ordinal < len(stories) else own
                placed.append(Placed(story, day, keys))
            yield Batch(articles, prepared, placed)

    def vectors(self) -> Iterator[NDArray[np.float32]]:
        """Yield the vectors of each article's passages: float32, (n, dim)."""
        for ordinal in self._ordinals:
            article = self._store.article(ordinal)
            passages = self._passages(article)
            rows = self._rows(ordinal, passages)
            if rows is None:
                texts = [render(article.own_title, passage.text) for passage in passages]
                rows = self._encoder().passages(texts)
                self.embedded += len(texts)
            yield rows

    def _stories(self) -> list[tuple[int, int]]:
        """Return the story of each article of the part, none where they can't be read."""
        try:
            return list(self._store.stories())
        except DamagedIndexError:
            return []

    def generations(self) -> list[int]:
        """Return the generation that each article came in with, 0 where that can't be read."""
        try:
            came_in = self._store.generations()
        except DamagedIndexError:
            return [0] * len(self._ordinals)
        return [int(came_in[ordinal]) for ordinal in self._ordinals]

    def close(self) -> None:
        """Close the store."""
        self._store.close()

    def _article(self, ordinal: int) -> Article | None:
        with contextlib.suppress(DamagedIndexError):
            return self._store.article(ordinal)
        return None

    def _name(self, ordinal: int) -> str:
        with contextlib.suppress(DamagedIndexError):
            for (id_,) in self._store.query("SELECT id FROM article WHERE ordinal = ?", (ordinal,)):
                return repr(id_)
        return ""

    def _passages(self, article: Article) -> list[Passage]:
        return split(article, lambda text: self._encoder().fits(text))

    def _rows(self, ordinal: int, passages: list[Passage]) -> NDArray[np.float32] | None:
        """Return stored vectors, if the store has the same passages at the same place."""
        if self._vectors is None:
            return None
        try:
            first, spans = self._store.place(ordinal)
        except DamagedIndexError:
            return None
        if spans != [(passage.start, passage.end) for passage in passages]:
            return None
        with contextlib.suppress(NotEmbeddedError):
            return self._vectors.rows(first, len(spans))
        return None


def nameless(folder: Path, ordinal: int) -> str:
    """Return how an article is called whose id can't be read."""
    return f"article {ordinal} of {folder.name}"
