"""Evidence to one score: a convex combination of both legs, and what the article adds.

Bruch, Gai and Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval" (2023) show why a
convex combination beats reciprocal rank fusion; the measurements on news, of what is in the
table and of what was tried and left out, are in docs/ranking.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from index.interfaces import Numbers, Scores

DENSE = 0.5
"""Of the cosine of question and passage."""
KEYWORD = 0.5
"""Of BM25 over the best BM25 of the candidates, where that covers the question."""
COVERED = 0.9
"""Coverage from which the keyword leg is trusted fully; a long passage stays below 1."""
LEAST_TRUSTED = 0.6
"""Of the keyword leg's weight that it keeps however little the best passage covers."""
ARTICLE = 0.3
"""Of the mean cosine over all passages of the article."""
TITLE = 0.15
"""Of the share of the question, by idf, that stands in the title."""
STUB = 0.3
"""What an item without text loses, by the share of the question that its headline lacks: there is
nothing else that could answer it."""
SOURCE = 0.2
"""Of being from a source that the question names."""
TIME = 0.3
"""Of being published in or near a time that the question names."""
RECENT = 0.3
"""Of being new, where that was asked for."""
CLOSE = 0.2
"""What a score may lack of the best where the latest is asked for: such are put by date."""
NEWEST = 0.1
"""By how much the newest of those is put above the best."""

CANDIDATES = 1000
"""Passages taken from each leg; every one is then scored in both."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for each candidate; all float32, (n,)."""

    keyword: Scores
    """BM25, 0 where a candidate holds no word of the question."""
    coverage: float
    """How much of the question the best of them covers, about 0 to 1; see `coverage`."""
    dense: Scores
    """Cosine of question and passage."""
    article: Scores
    """Mean cosine over the passages of the article."""
    title: Scores
    """Share of the question in the title, 0 to 1."""
    stub: Scores
    """1 for an item that is only a headline, or has next to no text, else 0."""
    source: Scores
    """1 if the question names the article's source, else 0."""
    time: Scores
    """1 if published in a time that the question names, less outside, 0 far away."""


def fuse(evidence: Evidence) -> Scores:
    """Return the score of each candidate, float32, (n,)."""
    return added_up(shares(evidence))


def shares(evidence: Evidence) -> dict[str, Scores]:
    """Return what each kind of evidence adds to the score of each candidate, (n,) each."""
    best = evidence.keyword.max(initial=0)
    trust = np.clip(evidence.coverage / COVERED, LEAST_TRUSTED, 1.0)
    return {
        "dense": DENSE * evidence.dense,
        "keyword": KEYWORD * trust * (evidence.keyword / best if best > 0 else evidence.keyword),
        "article": ARTICLE * evidence.article,
        "title": TITLE * evidence.title,
        "stub": -STUB * evidence.stub * (1 - evidence.title),
        "source": SOURCE * evidence.source,
        "time": TIME * evidence.time,
    }


def added_up(parts: Mapping[str, Scores]) -> Scores:
    """Return the sum of the parts of each score, float32, (n,)."""
    whole: Scores = np.sum(list(parts.values()), axis=0)
    return whole.astype(np.float32)


def coverage(keyword: Scores, idfs: Mapping[str, float]) -> float:
    """Return how much of a question the best of its candidates covers, from 0 to about 1.

    Its BM25 over the sum of the question's idfs, which a passage of average length reaches that
    holds every word once. Over the best alone, some passage would have the full score for a
    question whose words nobody has.

    Args:
        keyword: BM25 of the candidates: (n,).
        idfs: of the question's terms.
    """
    return float(keyword.max(initial=0)) / (sum(idfs.values()) or 1.0)


def estimated(dense: Scores, keyword: Scores) -> Scores:
    """Return cosines, with an estimate for passages that have no vector yet.

    A passage is taken to be as near to the question as those with as much BM25 are, by a straight
    line through the candidates that have both; so it ranks neither before nor behind them.

    Args:
        dense: cosines, NaN where there is no vector: (n,).
        keyword: BM25: (n,).
    """
    missing = np.isnan(dense)
    if not missing.any():
        return dense
    known = ~missing & (keyword > 0)
    if not known.any():
        return np.where(missing, np.float32(0), dense)
    cosines, bm25 = dense[known].astype(np.float64), keyword[known].astype(np.float64)
    spread = bm25 - bm25.mean()
    slope = float(spread @ cosines) / (float(spread @ spread) or 1.0)
    line = cosines.mean() + max(slope, 0.0) * (keyword - bm25.mean())
    guesses = np.clip(line, cosines.min(), cosines.max())
    return np.where(missing, guesses, dense).astype(np.float32)


def order(numbers: Numbers, scores: Scores) -> Numbers:
    """Return the positions of candidates, best first; of equal scores the lower number first."""
    return np.lexsort((numbers, -scores))
