"""How the score of a hit came about, in the question's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.vocabulary.results import Explanation

if TYPE_CHECKING:
    from index.query import Ranked
    from index.ranking import Ranking


def explained(ranking: Ranking, place: int, sought: Ranked) -> Explanation | None:
    """Return how the score at a place of a ranking came about, if that was asked for.

    Args:
        ranking: with what each score is made of.
        place: from 0.
        sought: what the question ranks by.
    """
    if not ranking.added:
        return None
    typed = {word.key: word.text for word in sought.words}
    return Explanation(
        {name: float(scores[place]) for name, scores in ranking.added.items()},
        {typed.get(key, key): float(scores[place]) for key, scores in ranking.words.items()},
    )
