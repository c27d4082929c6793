"""How close what was found is to the question, and from where on it is called far."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from index.interfaces import Scores

WEAK = 0.65
"""Confidence below which nothing close was found."""


def confidence(keyword: Scores, dense: Scores, idfs: Mapping[str, float]) -> float:
    """Return how close the best candidates are to a question, from 0 to about 1.5.

    The best cosine, and half of how much of the question the best BM25 covers. Told apart by
    it, answerable and unanswerable questions have a ROC AUC of .89; see docs/ranking.md.
    """
    covered = float(keyword.max(initial=0)) / (sum(idfs.values()) or 1.0)
    nearest = float(np.nan_to_num(dense, nan=-1.0).max(initial=0))
    return max(nearest, 0.0) + covered / 2
