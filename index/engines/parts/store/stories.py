"""Which articles print which stories, and who says what in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.engines.parts.store.numbered import NumberedArticles
from index.engines.parts.store.printings import Printings
from index.engines.parts.store.quotations import StoredQuotations
from index.vocabulary.made_once import made_once

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.copies import KeyRun
    from index.interfaces import Allowed, Numbers, QuotationTable
    from index.quotations import Quoted
    from index.vocabulary.results import Copy


class PrintedStories(NumberedArticles):
    """The articles of a generation by the stories that they print, and their quotations."""

    @made_once
    def stories(self) -> Numbers:
        """The story that each article prints, (articles,)."""
        return self._known("story", np.int64)

    @made_once
    def days(self) -> NDArray[np.int32]:
        """The day when the story of each article was first told, (articles,); 0 if unknown."""
        return self._known("day", np.int32)

    @made_once
    def _lengths(self) -> Numbers:
        return self._known("length", np.int64)

    @made_once
    def keys(self) -> list[KeyRun]:
        """By what keys the copies of each part's articles are found, numbered on."""
        firsts = self._articles.bases.tolist()
        parts = zip(self._parts, firsts, strict=False)
        return [part.keys().numbered_from(first) for part, first in parts]

    def stories_of(self, articles: Numbers) -> Numbers:
        """Return for each article the story that it prints."""
        return self.stories[articles]

    @made_once
    def _printings(self) -> Printings:
        return Printings(self.stories, self._lengths, self._published, self._alive.everywhere)

    @property
    def printed_alone(self) -> Allowed:
        """Whether no other article, removed ones included, prints a story: (articles,)."""
        return self._printings.alone

    def copies(self, story: int) -> Numbers:
        """Return the articles in the index that print a story, the one to show first.

        That is the earliest of those that are complete.
        """
        return self._printings.of(story)

    def by_completeness(self, articles: Numbers) -> Numbers:
        """Return articles story by story: complete ones first, each kind by when it was published.

        Complete is what is .9 times as long or longer than the longest of those given.
        """
        return self._printings.by_completeness(articles)

    def printings(self, articles: Numbers) -> list[Copy]:
        """Return what there is to say of articles that print one story, without their text."""
        located = (self._articles.locate(number) for number in articles.tolist())
        return [self._parts[part].printing(ordinal) for part, ordinal in located]

    def groups(self) -> list[Numbers]:
        """Return the copies of each story that several articles print, as `copies` orders them.

        The largest groups come first.
        """
        return self._printings.groups()

    @made_once
    def _quotations(self) -> StoredQuotations:
        return StoredQuotations(self._parts, self._articles, self._alive)

    def quotations(self, speaker: str = "") -> QuotationTable:
        """Return the quotations in articles that are in the index, of one speaker or of all."""
        return self._quotations.by(speaker) if speaker else self._quotations.every

    def quotation(self, number: int) -> Quoted:
        """Return one of the quotations."""
        return self._quotations.quotation(number)
