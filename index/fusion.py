"""Two rankings to one: a convex combination, and the evidence of the article as a whole.

Bruch, Gai and Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval" (2023) show why a
convex combination beats reciprocal rank fusion; the measurements on news are in
docs/ranking.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from index.interfaces import Numbers, Scores

DENSE_WEIGHT = 0.5
"""Share of the cosine; the rest is BM25 over the best BM25 of the candidates."""

ARTICLE_WEIGHT = 0.3
"""Of the mean cosine over the passages of a candidate's article."""

CANDIDATES = 1000
"""Passages taken from each leg; every one is then scored in both."""


def fuse(keyword: Scores, dense: Scores, article: Scores) -> Scores:
    """Combine the scores of candidates, all float32, (n,).

    Args:
        keyword: BM25, 0 where a candidate holds no word of the question.
        dense: cosines of question and candidate.
        article: cosine evidence of each candidate's article.
    """
    best = keyword.max(initial=0)
    share = keyword / best if best > 0 else keyword
    fused: Scores = DENSE_WEIGHT * dense + (1 - DENSE_WEIGHT) * share + ARTICLE_WEIGHT * article
    return fused.astype(np.float32)


def order(numbers: Numbers, scores: Scores) -> Numbers:
    """Return the positions of candidates, best first; of equal scores the lower number first."""
    return np.lexsort((numbers, -scores))
