"""Hits put together by their articles, and where their scores fall off."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from index.vocabulary.results import Hit

FURTHER = 0.25
"""Share of the best hit's score below which hits are further away: measured on two sets of
questions, as docs/ranking.md says."""


def by_article(lots: Iterable[Sequence[Hit]], most: int | None = None) -> Iterator[list[Hit]]:
    """Yield the hits of each article, in the order of the best of each.

    What comes later than the lot that an article came in is left out: it was shown by then.

    Args:
        lots: hits in their order, lot by lot.
        most: articles; what ranks behind the best hits of so many is not taken.
    """
    shown: set[str] = set()
    for hits in lots:
        groups: dict[str, list[Hit]] = {}
        for hit in hits:
            id_ = hit.article.id
            if id_ in shown:
                continue
            if id_ not in groups and len(shown) + len(groups) == most:
                break
            groups.setdefault(id_, []).append(hit)
        shown.update(groups)
        yield from groups.values()
        if len(shown) == most:
            return


def falls_off(best: float | None, score: float | None) -> bool:
    """Tell whether a hit is further away from a question than the best one."""
    return best is not None and score is not None and score < FURTHER * best
