"""What an article is about: the words that tell it from others, and where its meaning lies."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.vocabulary.words import question_words, words_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from corpus import Article
    from index.interfaces import Numbers, Snapshot
    from index.vocabulary.words import QuestionWord

TELLING = 25
"""Words that an article is looked for by."""


@dataclass(frozen=True, slots=True, eq=False)
class Matter:
    """What one article is about."""

    number: int
    article: Article
    weights: Mapping[QuestionWord, float]
    """The words that tell most and how much, the most telling first, at most `TELLING`."""
    vector: NDArray[np.float32] | None
    """The mean of its passages' vectors, float32, (dim,), unit length; None where there is none."""


def matter_of(number: int, snapshot: Snapshot) -> Matter:
    """Return what an article is about."""
    article = snapshot.store.article(number)
    (vector,) = article_vectors(np.array([number]), snapshot)
    known = not np.isnan(vector).any()
    weights = telling_words(number, article, snapshot)
    return Matter(number, article, weights, vector if known else None)


def telling_words(number: int, article: Article, snapshot: Snapshot) -> dict[QuestionWord, float]:
    """Return the words of an article that tell most what it is about, and how much.

    Each weighs (1 + log tf) · idf (Manning, Raghavan and Schütze, "Introduction to Information
    Retrieval", 2008, 6.4.1), as in Lucene's `MoreLikeThis`; words that no other article has lead
    nowhere.
    """
    text = f"{article.title}\n{article.text}"
    words = question_words(text, snapshot.keyword.languages)
    counts = Counter(words_in(text))
    first, count = (int(each[0]) for each in snapshot.store.passages_of(np.array([number])))
    own = snapshot.keyword.held(words, np.arange(first, first + count)).sum(axis=1)
    everywhere = snapshot.keyword.occurrences(words, None)
    total = snapshot.store.passages
    weights = {
        word: (1 + math.log(max(1, counts[word.key]))) * math.log(total / frequency)
        for word, frequency, here in zip(words, everywhere.tolist(), own.tolist(), strict=True)
        if frequency > here
    }
    ordered = sorted(weights.items(), key=lambda each: (-each[1], each[0].key))
    return dict(ordered[:TELLING])


def article_vectors(articles: Numbers, snapshot: Snapshot) -> NDArray[np.float32]:
    """Return the mean of the vectors of each article's passages, at unit length: (articles, dim).

    NaN for an article of which no passage has a vector yet.
    """
    if not len(articles):
        return snapshot.dense.vectors(articles)
    first, counts = snapshot.store.passages_of(articles)
    starts = np.cumsum(counts) - counts
    passages = np.repeat(first - starts, counts) + np.arange(counts.sum())
    vectors = snapshot.dense.vectors(passages)
    known = ~np.isnan(vectors[:, :1])
    sums = np.add.reduceat(np.where(known, vectors, 0), starts)
    with np.errstate(invalid="ignore"):
        means: NDArray[np.float32] = sums / np.linalg.norm(sums, axis=1, keepdims=True)
    return means
