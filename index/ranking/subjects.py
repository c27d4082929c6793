"""A question of two subjects: the louder one must not fill the page.

What an article says of a question counts less the more of it those above have said already, as in
the diversification of search results (Carbonell and Goldstein, "The Use of MMR, Diversity-Based
Reranking", 1998; Santos, Macdonald and Ounis, "Exploiting Query Reformulations for Web Search
Result Diversification", 2010), by the question's own words in place of subqueries. The
measurements are in docs/ranking.md.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from index.query import ranked
from index.vocabulary.words import words_in

if TYPE_CHECKING:
    from collections.abc import Collection

    from index.interfaces import Allowed, KeywordLeg, Numbers, Scores
    from index.query import Query
    from index.ranking.ranking import Ranking

JOINING = frozenset("and or versus vs und oder et ou och og ve и или és".split())
"""Words between two subjects."""
COVERED = 0.4
"""Of the share of the question, by idf, that the passages above have not said."""
_AGAIN = 0.5
"""What a word still counts for each passage above that has it."""
_PAGE = 10
"""Passages that are chosen so; those behind keep their order."""
_CHOSEN_FROM = 60
_STEP = np.float32(1e-5)
"""Between the scores of what was moved up and what follows: a float32 near 1 has such steps."""


def names_several(question: str) -> bool:
    """Tell whether a question joins what it asks for: `grain and copper`."""
    words = words_in(question)
    return not JOINING.isdisjoint(words[1:-1])


def covering(
    ranking: Ranking, query: Query, leg: KeywordLeg, languages: Collection[str]
) -> Ranking:
    """Return a ranking whose first page covers more of a question that has several subjects.

    Args:
        ranking: passages in their order, at most a few of each article.
        query: the question; one that joins nothing leaves the ranking as it is.
        leg: that knows which passages have which words.
        languages: of the texts.
    """
    words = ranked(query, languages).words
    if len(words) < 2 or not ranking.idfs or not names_several(query.words):  # noqa: PLR2004
        return ranking
    idfs = np.array([ranking.idfs.get(word.key, 0.0) for word in words], np.float32)
    head = ranking.numbers[:_CHOSEN_FROM]
    held = leg.held(words, head)
    weights = idfs * held.any(axis=1)  # what none of them says can't be covered
    chosen = chosen_to_cover(ranking.scores[: len(head)], held, weights / (weights.sum() or 1.0))
    places = np.concatenate([chosen, np.delete(np.arange(len(ranking.numbers)), chosen)])
    moved = ranking.at(places)
    relevance = moved.relevance
    return replace(
        moved,
        scores=_falling(moved.scores),
        relevance=None if relevance is None else np.minimum.accumulate(relevance),
    )


def chosen_to_cover(scores: Scores, held: Allowed, weights: Scores) -> Numbers:
    """Return the places of a page, best first: each adds most to what those before it cover.

    Args:
        scores: of passages, best first: (n,).
        held: which words are in which of them: (words, n).
        weights: of the words, 1 together: (words,).
    """
    left = np.ones(len(scores), np.bool_)
    told = np.zeros(len(weights))
    chosen: list[int] = []
    for _ in range(min(_PAGE, len(scores))):
        new = (weights * _AGAIN**told) @ held
        best = int(np.argmax(np.where(left, scores + COVERED * new, -np.inf)))
        chosen.append(best)
        left[best] = False
        told += held[:, best]
    return np.array(chosen, np.int64)


def _falling(scores: Scores) -> Scores:
    """Return scores of which each is less than the one before, and none more than it was."""
    steps = _STEP * np.arange(len(scores), dtype=np.float32)
    falling: Scores = np.minimum.accumulate(scores + steps) - steps
    return falling
