"""How sure it is that something is more frequent in one set of texts than in another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.interfaces import Numbers

SURE = 10.83
"""G² that chance reaches once in 1,000 times, by the chi-square distribution with one degree."""


def log_likelihood(
    found: Numbers, of_found: int, everywhere: Numbers, of_all: int
) -> NDArray[np.float64]:
    """Return the log-likelihood ratio G² of each thing: (things,).

    Dunning, "Accurate Methods for the Statistics of Surprise and Coincidence" (1993): twice the
    sum of observed · ln(observed / expected) over the four cells of those found and the rest, with
    the thing and without. It holds where counts are small, as chi-square does not.

    Args:
        found: of the texts found, how many have each thing: (things,).
        of_found: how many texts were found.
        everywhere: of all texts, those found included, how many have each: (things,).
        of_all: how many texts there are.
    """
    observed = np.array(
        [found, everywhere - found, of_found - found, of_all - of_found - everywhere + found],
        np.float64,
    )
    with_it, without = everywhere / of_all, 1 - everywhere / of_all
    expected = np.array(
        [
            of_found * with_it,
            (of_all - of_found) * with_it,
            of_found * without,
            (of_all - of_found) * without,
        ]
    )
    # Where all is found nothing is expected of the rest, though what two places count may differ.
    counts = (observed > 0) & (expected > 0)
    ratios = np.divide(observed, expected, out=np.ones_like(observed), where=counts)
    surprise: NDArray[np.float64] = 2 * (observed * np.log(ratios)).sum(axis=0)
    return surprise


def times_as_often(
    found: Numbers, of_found: int, everywhere: Numbers, of_all: int
) -> NDArray[np.float64]:
    """Return how many times as often each thing is in what was found as in the rest: (things,).

    Half a text is added to each count, so that what the rest lacks has a number as well.

    Args: as `log_likelihood`.
    """
    times: NDArray[np.float64] = ((found + 0.5) / (of_found + 1)) / (
        (everywhere - found + 0.5) / (of_all - of_found + 1)
    )
    return times
