"""Evidence of the candidates of one shard: what is asked of its store and its two legs.

A shard is an index of its own or a part of one; nothing that is gathered in one depends on
another, save through the corpus statistics that all are handed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from index.interfaces import distinct
from index.ranking.matching import NEAR, near_in_meaning
from index.ranking.preferences import source_preference, time_preference

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from index.interfaces import (
        Answer,
        ArticleStore,
        KeywordAnswer,
        Numbers,
        Scores,
        Searchable,
        Snapshot,
        Statistics,
    )
    from index.query import Ranked
    from index.ranking.options import RankingOptions


_STUB = 10
"""Words: of fewer no sentence of news is made."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, as every shard is asked it."""

    question: str
    """Words, as they were written."""
    ranked: Ranked
    """What it is ranked by."""
    options: RankingOptions
    depth: int
    """Passages to take from each leg."""
    statistics: Statistics | None
    """Of the whole corpus; None where the keyword leg is not asked."""
    vector: NDArray[np.float32] | None
    """Of the question, between what was typed and what it is read as: float32, (dim,); None where
    the dense leg is not asked."""
    bound: bool = False
    """Whether words bind, so that each passage that may be found may be an answer."""
    corrections: Mapping[str, str] = field(default_factory=dict)
    """The misspelt words of the question, and what they are read as."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """The candidates of one leg: the places of the best, best first, and the scores of all."""

    best: Numbers
    """Places among the candidates of the shard, at most `depth`."""
    scores: Scores
    """Of every candidate, whichever leg brought it, (n,)."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What speaks for each candidate of a shard; all arrays are (n,)."""

    numbers: Numbers
    """Passages, ascending."""
    articles: Numbers
    keyword: Candidates | None
    """BM25; None where the keyword leg was not asked."""
    dense: Candidates | None
    """Cosines, NaN without vector; None where the dense leg was not asked."""
    article: Scores
    """Mean cosine over the passages of the article, NaN where none has a vector."""
    title: Scores
    """Share of the question in the title, 0 to 1."""
    stub: Scores
    """1 for an item that is only a headline, or has next to no text, else 0."""
    source: Scores
    """1 if the question names the article's source, else 0."""
    time: Scores
    """1 if published in a time that the question names, less outside, 0 far away."""
    published: NDArray[np.float64]
    """When the article was published, seconds since 1970; NaN where unknown."""
    idfs: dict[str, float]
    """Inverse document frequencies of the question's terms in the whole corpus."""
    passages: int
    """Of the shard, those removed included."""
    all_articles: int
    """Of the shard, those removed included."""
    matching: Numbers
    """Passages that match the question, candidates or not, ascending: (m,)."""
    words: Mapping[str, Scores]
    """What each word and pattern of the question adds to BM25; nothing unless that is to be
    explained."""


def gather(asked: Asked, shard: Snapshot, searchable: Searchable | None) -> Gathered:
    """Gather the evidence of a shard's candidates: the best of each leg, scored in both.

    Args:
        asked: the question.
        shard: to look in.
        searchable: its passages that may be found, for both legs before they search; None
            allows all.
    """
    store = shard.store
    words = shard.keyword.ask(asked.ranked, asked.statistics) if asked.statistics else None
    meaning = shard.dense.ask(asked.vector, NEAR) if asked.vector is not None else None
    by_words = np.zeros(0, np.int64)
    if words:
        by_words = words.best(asked.depth, searchable, bound=asked.bound)
    by_meaning = meaning.best(asked.depth, searchable) if meaning else np.zeros(0, np.int64)
    numbers = distinct(by_words, by_meaning)
    articles = store.articles_of(numbers)
    nothing = np.zeros(len(numbers), np.float32)
    both = words is not None and meaning is not None
    cosines, means = _cosines(meaning, store, numbers, articles) if meaning else (nothing, nothing)
    matching = np.zeros(0, np.int64)
    if words:
        matching = words.matching(searchable, bound=asked.bound)
    if meaning and asked.bound:
        # All that may be found, of which words that are asked know more than those with vectors.
        matching = matching if words else meaning.above(-1.0, searchable)
    elif meaning:
        nearest = cosines[numbers.searchsorted(by_meaning)]
        near = near_in_meaning(meaning, by_meaning, nearest, searchable, asked.depth)
        matching = distinct(matching, near)
    return Gathered(
        numbers,
        articles,
        Candidates(numbers.searchsorted(by_words), words.scores(numbers)) if words else None,
        Candidates(numbers.searchsorted(by_meaning), cosines) if meaning else None,
        means,
        words.title_shares(numbers) if words and both else nothing,
        _stubs(words, store, numbers, articles) if words and both else nothing,
        source_preference(store, asked.question, articles) if both else nothing,
        time_preference(store, asked.options.periods, articles) if both else nothing,
        store.published(articles),
        dict(words.idfs) if words else {},
        store.passages,
        store.articles,
        matching,
        words.word_scores(numbers) if words and asked.options.explain else {},
    )


def _stubs(
    words: KeywordAnswer, store: ArticleStore, numbers: Numbers, articles: Numbers
) -> Scores:
    """Return 1 for passages that are all of an item and have next to no text, else 0."""
    _, counts = store.passages_of(articles)
    stubs: Scores = ((counts == 1) & (words.text_lengths(numbers) < _STUB)).astype(np.float32)
    return stubs


def _cosines(
    meaning: Answer, store: ArticleStore, numbers: Numbers, articles: Numbers
) -> tuple[Scores, Scores]:
    """Return the cosine of each candidate, and the mean over all passages of its article.

    NaN where a passage, or all of an article, has no vector yet.
    """
    unique, back = np.unique(articles, return_inverse=True)
    if not len(unique):
        return np.zeros(0, np.float32), np.zeros(0, np.float32)
    first, counts = store.passages_of(unique)
    starts = np.cumsum(counts) - counts
    passages = np.repeat(first - starts, counts) + np.arange(counts.sum())
    cosines = meaning.scores(passages)
    known = ~np.isnan(cosines)
    sums = np.add.reduceat(np.where(known, cosines, 0), starts)
    known_of = np.add.reduceat(known, starts, dtype=np.int64)
    with np.errstate(invalid="ignore"):
        means: Scores = (sums / known_of).astype(np.float32)
    return cosines[np.searchsorted(passages, numbers)], means[back]
