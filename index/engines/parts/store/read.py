"""The articles themselves, by number and by id, and where they were found."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from index.engines.parts.numbering import Numbering
from index.engines.parts.store.numbered import NumberedArticles
from index.intake import Known, digest_of
from index.vocabulary.made_once import made_once

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from corpus import Article, FileState
    from index.interfaces import Numbers
    from index.vocabulary.results import WithdrawnArticle

T = TypeVar("T")


class ReadArticles(NumberedArticles):
    """The articles of a generation as they were added."""

    def article(self, number: int) -> Article:
        """Return the article with this number, and where it was found."""
        part, ordinal = self._articles.locate(number)
        return self.placed(self._parts[part].article(ordinal))

    def text(self, number: int) -> str:
        """Return the text of the article with this number."""
        part, ordinal = self._articles.locate(number)
        return self._parts[part].text(ordinal)

    def placed(self, article: Article) -> Article:
        """Return an article together with where it was found."""
        if not self._ledger:
            return article
        return replace(article, origins=self._ledger.origins_of(article.id, digest_of(article)))

    def files(self, under: str) -> dict[str, FileState]:
        """Return what is known of the files in a folder, or of one file, by absolute path."""
        return self._ledger.files(under)

    def withdrawn(self) -> Iterator[WithdrawnArticle]:
        """Yield the articles that were withdrawn and are not in the index, by id."""
        return (each for each in self._ledger.withdrawn() if not self.holds(each.id))

    def ids(self, articles: Numbers) -> list[str]:
        """Return the ids of articles by number."""
        return _of_each(articles.tolist(), self._articles, lambda part: self._parts[part].ids_of)

    def spans(self, passages: Sequence[int]) -> list[tuple[int, int]]:
        """Return for each passage its start and end in its article's text."""
        numbering = self._passages_of_parts
        return _of_each(passages, numbering, lambda part: self._parts[part].spans_of)

    @made_once
    def _passages_of_parts(self) -> Numbering:
        return Numbering(np.diff(self._passages.bases[self._articles.bases]))

    def find(self, id_: str) -> Known | None:
        """Return the article with this id, if it is in the index."""
        for place, part in enumerate(self._parts):
            for ordinal, digest in part.found(id_):
                number = self._articles.number_of(place, ordinal)
                if self._alive.everywhere[number]:
                    return Known(number, digest)
        return None

    def ids_beginning(self, text: str, limit: int) -> list[str]:
        """Return ids of articles in the index that begin with a text, sorted, at most `limit`."""
        found: list[str] = []
        for place, part in enumerate(self._parts):
            alive = self._alive.in_part(place)
            removed = len(self._alive.removed[place])
            there = part.ids_beginning(text, limit + removed)
            found += [id_ for ordinal, id_ in there if alive[ordinal]]
        return sorted(found)[:limit]

    def number_of(self, id_: str) -> int | None:
        """Return the number of the article with this id, if it is in the index."""
        found = self.find(id_)
        return found.number if found else None

    def holds(self, id_: str) -> bool:
        """Tell whether an article with this id is in the index."""
        return self.find(id_) is not None

    def article_by_id(self, id_: str) -> Article | None:
        """Return the article with this id, if it is in the index."""
        number = self.number_of(id_)
        return None if number is None else self.article(number)


def _of_each(
    numbers: Sequence[int],
    numbering: Numbering,
    of_part: Callable[[int], Callable[[Sequence[int]], list[T]]],
) -> list[T]:
    """Return what parts say of some numbers, each asked once for all of its own."""
    places: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for at, number in enumerate(numbers):
        part, own = numbering.locate(int(number))
        places[part].append((at, own))
    found: dict[int, T] = {}
    for part, asked in places.items():
        told = of_part(part)([own for _, own in asked])
        found.update(zip((at for at, _ in asked), told, strict=True))
    return [found[at] for at in range(len(numbers))]
