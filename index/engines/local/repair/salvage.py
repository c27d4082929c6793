"""What can still be read of a damaged part."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from corpus import Passage, split_passages
from index.copies import Placed, day_of, keys_of, own_story, printed
from index.engines.local.store.part import PartStore
from index.vocabulary.errors import DamagedIndexError, NotEmbeddedError
from index.vocabulary.rendering import render

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from corpus import Article
    from index.engines.local.commit.manifest import PartEntry
    from index.engines.local.dense.vectors import PartVectors
    from index.engines.parts.snapshot import Split
    from index.models import Encoder


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

    def __iter__(self) -> Iterator[Split]:
        """Yield each article with its passages, in order."""
        for ordinal in self._ordinals:
            article = self._store.article(ordinal)
            yield article, self._passages(article)

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

    def placed(self) -> Iterator[Placed]:
        """Yield the story of each article, and by what its copies are found."""
        try:
            stories = list(self._store.stories())
        except DamagedIndexError:
            stories = []
        for ordinal in self._ordinals:
            article = self._store.article(ordinal)
            keys = keys_of(article.own_title, printed(article.text))
            own = own_story(article.id, int(keys[0])), day_of(article)
            story, day = stories[ordinal] if ordinal < len(stories) else own
            yield Placed(story, day, keys)

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
        def fits(text: str) -> bool:
            return self._encoder().fits(render(article.own_title, text))

        return split_passages(article.text, fits=fits)

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
