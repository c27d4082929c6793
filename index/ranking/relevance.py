"""How likely it is that a hit is relevant: the score that a reader sees, the same in every mode.

Logistic regression of the judgments of three sets of news, fitted by
scripts/measure/fit_confidence.py beside the confidence: of the first ten hits of questions that a
set answers, and of as many that it doesn't. It falls with the order of the hits in every mode, as
each coefficient of what differs between hits is above 0. Expected calibration error on sets that
were not fitted on: .034 for the hybrid, .060 for the keyword leg, .027 for the dense one.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from index.interfaces import Scores

HYBRID = (-0.42, 0.82, 6.22)
"""Constant; of the confidence, as a logit; of a hit's score less that of the first."""
KEYWORD = (-3.26, 2.57)
"""Constant; of BM25 over the sum of the question's idfs."""
DENSE = (-5.35, 8.19)
"""Constant; of the cosine."""

_LEAST = 1e-6
"""Probability that stands for none, and as far from 1 for all."""
_MOST = 50.0
"""Of a logit, beyond which a probability is 0 or 1."""


def of_hybrid(scores: Scores, confidence: float) -> Scores:
    """Return how likely hits are relevant: float32, (n,).

    Args:
        scores: as fused, best first.
        confidence: of the question, 0 to 1.
    """
    constant, sure, behind = HYBRID
    sure_of = min(max(confidence, _LEAST), 1 - _LEAST)
    logit = math.log(sure_of / (1 - sure_of))
    return _probability(constant + sure * logit + behind * (scores - scores[:1]))


def of_keyword(bm25: Scores, idfs: Mapping[str, float]) -> Scores:
    """Return how likely hits of the keyword leg alone are relevant: float32, (n,)."""
    constant, covered = KEYWORD
    return _probability(constant + covered * bm25 / (sum(idfs.values()) or 1.0))


def of_dense(cosines: Scores) -> Scores:
    """Return how likely hits of the dense leg alone are relevant: float32, (n,)."""
    constant, near = DENSE
    return _probability(constant + near * cosines)


def of_reranked(scores: Scores) -> Scores:
    """Return how likely a cross-encoder says that hits are relevant: float32, (n,).

    Models trained to tell relevant passages from others give that probability, or its logit.
    """
    if len(scores) and (scores.min() < 0 or scores.max() > 1):
        return _probability(scores)
    return scores


def _probability(logits: Scores) -> Scores:
    bounded = np.clip(logits.astype(np.float64), -_MOST, _MOST)  # damaged vectors have any cosine
    probable: Scores = (1 / (1 + np.exp(-bounded))).astype(np.float32)
    return probable
