"""How likely it is that an archive has what is asked: a probability, from what a ranking shows.

Logistic regression over signals of the first hits, fitted by scripts/measure/fit_confidence.py on
questions that three sets of news answer and as many that they don't.
"""

from __future__ import annotations

import math
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from index.ranking.ranking import Ranking
    from index.ranking.weight import HeldWords


@dataclass(frozen=True, slots=True)
class Signals:
    """What speaks for an answer among the hits; each is 0 to 1.

    Measured and left out, since none added to these on questions that were not fitted on: the share
    of the words of weight that the first article has, or that none has, how much of the question
    the best BM25 covers, the title of the first hit, how much both legs agree, the margin of the
    first article.
    That a question names a source parts the questions of MultiHop-RAG from all others, and says
    nothing elsewhere.
    """

    cosine: float
    """Of the nearest passage."""
    lack: float
    """Share that the weightiest word which the first article lacks has among the words of weight:
    a name that it lacks says more than several words that it may have other ones for."""
    time: float
    """How near the first hit is to a time that the question names; 1 where it names none."""


def signals_of(ranking: Ranking, words: HeldWords, *, timed: bool) -> Signals | None:
    """Return the signals of a ranking of both legs; None where nothing was ranked by both.

    Args:
        ranking: best first.
        words: of weight.
        timed: whether the question names a time.
    """
    if ranking.keyword is None or ranking.dense is None or not len(ranking.numbers):
        return None
    weights = words.weights()
    shares = weights / (weights.sum() or 1.0)
    held = words.held(ranking.articles[:1])[:, 0]
    return Signals(
        cosine=float(np.nan_to_num(ranking.dense, nan=0.0).max(initial=0.0)),
        lack=float(shares[~held].max(initial=0.0)),
        time=float(ranking.preferences["time"][0]) if timed else 1.0,
    )


INTERCEPT = -3.04
COEFFICIENTS = (5.89, -12.04, 1.92)
"""Of the signals, in their order. On questions that were not fitted on: ROC AUC .897, expected
calibration error .045; on a whole set that was not, .951 and .149 (MultiHop-RAG), .983 and .099
(Reuters), .760 and .211 (Wikinews, where most of the others differ in the event alone)."""

WEAK = 0.114
"""Confidence below which nothing close was found: so it is said of 3 % of the questions that have
an answer, each set counting alike, and of 42 % of those that have none."""


def confidence(signals: Signals) -> float:
    """Return how likely the archive has what is asked, 0 to 1."""
    logit = INTERCEPT + float(np.dot(COEFFICIENTS, astuple(signals)))
    return 1 / (1 + math.exp(-logit))
