"""Which articles print one story, and which of them is shown first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.vocabulary.made_once import made_once

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.interfaces import Allowed, Numbers

COMPLETE = 0.9
"""Length from which a copy is complete, as a share of the longest."""


class Printings:
    """The copies of each story, among articles that are numbered on."""

    def __init__(
        self, stories: Numbers, lengths: Numbers, published: NDArray[np.float64], alive: Allowed
    ) -> None:
        """Take what is known of each article, (articles,).

        Args:
            stories: the story that it prints.
            lengths: of its text.
            published: seconds since 1970, NaN where unknown.
            alive: whether it is in the index.
        """
        self._stories = stories
        self._lengths = lengths
        self._published = published
        self._alive = alive

    @made_once
    def alone(self) -> Allowed:
        """Whether no other article, removed ones included, prints a story: (articles,)."""
        order = np.argsort(self._stories)
        begins = np.diff(self._stories[order]) != 0
        alone = np.ones(len(order), np.bool_)
        alone[order[1:]] &= begins
        alone[order[:-1]] &= begins
        return alone

    def of(self, story: int) -> Numbers:
        """Return the articles in the index that print a story, as `by_completeness` does."""
        found = np.flatnonzero(self._stories == story)
        return self.by_completeness(found[self._alive[found]])

    def by_completeness(self, articles: Numbers) -> Numbers:
        """Return articles story by story: complete ones first, each kind by when it was published.

        Complete is what is .9 times as long or longer than the longest of those given.
        """
        lengths = self._lengths[articles]
        _, story = np.unique(self._stories[articles], return_inverse=True)
        longest = np.zeros(len(articles), np.int64)
        np.maximum.at(longest, story, lengths)
        cut = lengths < COMPLETE * longest[story]
        published = np.nan_to_num(self._published[articles], nan=np.inf)
        return articles[np.lexsort((articles, published, cut, story))]

    def groups(self) -> list[Numbers]:
        """Return the copies of each story that several articles print, the largest groups first."""
        living = np.flatnonzero(self._alive)
        order = living[np.argsort(self._stories[living], kind="stable")]
        of = self._stories[order]
        starts = np.flatnonzero(np.r_[True, of[1:] != of[:-1]]) if len(of) else of
        several = [group for group in np.split(order, starts[1:]) if len(group) > 1]
        return [self.by_completeness(g) for g in sorted(several, key=lambda g: (-len(g), g[0]))]
