"""Quotations of articles that were found, in the order in which they answer.

A quotation is worth what its article is, and more for each word of the question in it: relevance
of the best passage of its story, times 1 + 2 · share of the question in the quotation + the share
in the 200 characters around it, over 4. Shares are by inverse document frequency.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import fsum
from typing import TYPE_CHECKING

import numpy as np

from index.answers.sought import marker_of, sought_of
from index.vocabulary.results import Quotation, Quotes
from index.vocabulary.words import ENGLISH, whole_spans

if TYPE_CHECKING:
    from collections.abc import Mapping

    from corpus import Article
    from index.interfaces import ArticleStore, Numbers, QuotationTable, Snapshot
    from index.query import Query
    from index.quotations import Quoted
    from index.ranking import Ranking
    from index.vocabulary.results import Copy
    from index.vocabulary.words import Marker

READ = 200
"""Quotations that are read to find the best of them, at least; three times as many as asked for."""

_AROUND = 200
"""Characters before and behind a quotation that tell what it is about."""


def quotes_of(
    table: QuotationTable,
    ranking: Ranking,
    snapshot: Snapshot,
    query: Query,
    limit: int,
) -> Quotes:
    """Return the quotations that answer best; the newest where no question ranks.

    Args:
        table: the quotations of all articles that match.
        ranking: of their passages, the best of them at least.
        snapshot: that was ranked.
        query: by whose words they are ordered and marked.
        limit: most of them.
    """
    store = snapshot.store
    reader = _Reader(snapshot, query, ranking)
    found = Quotes()
    found.total = len(table.numbers)
    if query.ranks:
        rows = _best_first(table, ranking, store, max(READ, 3 * limit))
        read = [reader.read(*row) for row in rows]
        read.sort(key=lambda each: -each.score)
    else:
        rows = _newest_first(table, store, limit)
        read = [reader.read(*row) for row in rows]
    told = read[:limit]
    printed = _Printed(store, np.array([each.number for each in told], np.int64))
    for rank, each in enumerate(told, 1):
        found.append(
            Quotation(
                rank=rank,
                words=each.quoted.words(each.article.text),
                speaker=each.quoted.speaker or None,
                article=each.article,
                pieces=each.quoted.pieces,
                named=each.quoted.named,
                marks=each.marks,
                score=each.score if query.ranks else None,
                also_in=printed.elsewhere(each.number, each.owner),
            )
        )
    return found


def first_said(table: QuotationTable, store: ArticleStore) -> QuotationTable:
    """Return the same words of the same speaker once, as they were first published."""
    published = np.nan_to_num(store.published(table.articles), nan=np.inf)
    order = np.lexsort((table.numbers, published))
    _, first = np.unique(table.said[order], return_index=True)
    return table.at(np.sort(order[first]))


Row = tuple[int, int, float]
"""A quotation and its article, by number, and how relevant its story is."""


def _newest_first(table: QuotationTable, store: ArticleStore, limit: int) -> list[Row]:
    published = np.nan_to_num(store.published(table.articles), nan=-np.inf)
    order = np.lexsort((table.numbers, -published))[:limit]
    numbers, articles = table.numbers[order].tolist(), table.articles[order].tolist()
    return [(number, article, 0.0) for number, article in zip(numbers, articles, strict=True)]


def _best_first(
    table: QuotationTable, ranking: Ranking, store: ArticleStore, most: int
) -> list[Row]:
    """Return quotations by how well their stories rank, of the last story all."""
    if not len(table.numbers) or not len(ranking.numbers):
        return []
    relevance = ranking.scores if ranking.relevance is None else ranking.relevance
    stories, place = np.unique(store.stories_of(ranking.articles), return_index=True)
    of = store.stories_of(table.articles)
    at = np.minimum(np.searchsorted(stories, of), len(stories) - 1)
    ranked = np.where(stories[at] == of, place[at], len(ranking.numbers))
    order = np.argsort(ranked, kind="stable")
    order = order[ranked[order] < len(ranking.numbers)]
    if len(order) > most:
        order = order[ranked[order] <= ranked[order[most - 1]]]
    return list(
        zip(
            table.numbers[order].tolist(),
            table.articles[order].tolist(),
            relevance[ranked[order]].tolist(),
            strict=True,
        )
    )


@dataclass(frozen=True, slots=True)
class _Read:
    """A quotation that was read."""

    number: int
    owner: int
    article: Article
    quoted: Quoted
    marks: tuple[tuple[int, int], ...]
    score: float


class _Reader:
    """Reads quotations, and judges them by the words of a question."""

    def __init__(self, snapshot: Snapshot, query: Query, ranking: Ranking) -> None:
        self._snapshot = snapshot
        self._idfs: Mapping[str, float] = ranking.idfs
        self._whole = fsum(ranking.idfs.values()) or 1.0
        self._ranks = query.ranks
        asked_in = snapshot.keyword.languages if query.ranks else (ENGLISH,)
        self._sought = sought_of(query, ranking.corrections, asked_in)
        self._markers: dict[str, Marker] = {}
        self._articles: dict[int, Article] = {}
        self._languages: dict[int, str] = {}

    def read(self, number: int, owner: int, relevance: float) -> _Read:
        """Read a quotation of an article whose story is so relevant."""
        store = self._snapshot.store
        quoted = store.quotation(number)
        if owner not in self._articles:
            self._articles[owner] = store.article(owner)
        article = self._articles[owner]
        if not self._ranks:
            return _Read(number, owner, article, quoted, (), 0.0)
        marker, text = self._marker(owner), article.text
        marks: list[tuple[int, int]] = []
        said: set[str] = set()
        for start, end in quoted.pieces:
            words = marker.marked(text[start:end])
            said |= {key for word in words for key in word.keys}
            marks += [(start + a, start + b) for a, b in whole_spans(text[start:end], words)]
        start, end = quoted.pieces[0][0], quoted.pieces[-1][1]
        around = marker.held(f"{text[max(0, start - _AROUND) : start]} {text[end : end + _AROUND]}")
        score = relevance * (1 + 2 * self._share(said) + self._share(around | said)) / 4
        return _Read(number, owner, article, quoted, tuple(marks), score)

    def _share(self, held: set[str]) -> float:
        return fsum(self._idfs.get(key, 0.0) for key in held) / self._whole

    def _marker(self, owner: int) -> Marker:
        if owner not in self._languages:
            first, _ = self._snapshot.store.passages_of(np.array([owner]))
            (self._languages[owner],) = self._snapshot.keyword.languages_of(first)
        language = self._languages[owner]
        if language not in self._markers:
            self._markers[language] = marker_of(self._sought, language)
        return self._markers[language]


class _Printed:
    """Finds where else the same is said by the same speaker."""

    def __init__(self, store: ArticleStore, numbers: Numbers) -> None:
        self._store = store
        every = store.quotations()
        at = np.searchsorted(every.numbers, numbers)
        self._said = dict(zip(numbers.tolist(), every.said[at], strict=True))
        self._alike = every.at(np.isin(every.said, every.said[at]))

    def elsewhere(self, number: int, owner: int) -> tuple[Copy, ...]:
        """Return the other articles in which a quotation of an article stands as well."""
        others = np.unique(self._alike.articles[self._alike.said == self._said[number]])
        return tuple(self._store.printings(others[others != owner]))
