"""Which passages match a question by their meaning; those with a word of it match as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from index.interfaces import Answer, Numbers, Scores, Searchable

NEAR = 0.3
"""Cosine from which on a passage matches by its meaning. On three sets of news .99, .93 and .56 of
the relevant articles have such a passage (the last are topics of one word, which words find), and
of all articles one in 18 to 130 has."""


def near_in_meaning(
    meaning: Answer, best: Numbers, cosines: Scores, searchable: Searchable | None, depth: int
) -> Numbers:
    """Return the passages that may be found and are near to the question, ascending.

    Args:
        meaning: what the dense leg makes of the question.
        best: the passages nearest to it, best first, at most `depth`.
        cosines: of those.
        searchable: the passages that may be found; None allows all.
        depth: how many were asked for: if the last of them is far, they hold all that are near.
    """
    if len(best) == depth and cosines[-1] >= NEAR:
        return meaning.above(NEAR, searchable)
    near: Numbers = np.sort(best[cosines >= NEAR])
    return near
