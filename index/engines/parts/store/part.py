"""What an engine's store of the articles of one part gives; all are numbered from 0 within it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from corpus import Article
    from index.copies import KeyRun
    from index.interfaces import Allowed, FieldValues, Numbers
    from index.quotations import Quoted
    from index.vocabulary.results import Copy


class ArticlePart(Protocol):
    """The articles of one part, by ordinal, and their passages, by number."""

    def facts(self) -> NDArray[np.void]:
        """Return all that `facts.FACTS` names, of each article, in order: (articles,)."""

    def passage_counts(self) -> NDArray[np.int64]:
        """Return how many passages each article has: (articles,)."""

    def published(self) -> NDArray[np.float64]:
        """Return when each was published, seconds since 1970, NaN where unknown: (articles,)."""

    def wall_clock(self) -> NDArray[np.float64]:
        """Return what the clock showed where each was published: (articles,)."""

    def generations(self) -> NDArray[np.int64]:
        """Return the generation that each article came in with: (articles,)."""

    def keys(self) -> KeyRun:
        """Return by what copies of the articles are found, numbered from 0 on."""

    def fields(self) -> FieldPart:
        """Return which articles have which values."""

    def quotations(self) -> QuotationPart:
        """Return what is said in them."""

    def article(self, ordinal: int) -> Article:
        """Return an article by its place in the part."""

    def articles(self) -> Iterator[tuple[Article, list[tuple[int, int]]]]:
        """Yield all articles with the spans of their passages, in order."""

    def texts(self, first: int, end: int) -> Iterator[str]:
        """Yield the passages `first` to `end` - 1 as both legs see them."""

    def printing(self, ordinal: int) -> Copy:
        """Return what there is to say of an article beside others that print the same."""

    def found(self, id_: str) -> list[tuple[int, bytes]]:
        """Return the ordinal of the article with an id, and the digest of what it says, if any."""

    def names(self) -> Iterator[tuple[int, str, bytes]]:
        """Yield the ordinal of each article, its id, and the digest of what it says."""

    def said_so(self, found: Mapping[str, Collection[bytes]]) -> Allowed:
        """Return which articles are of some ids, and say what one of some digests is of."""

    def ids_of(self, ordinals: Sequence[int]) -> list[str]:
        """Return the ids of some articles."""

    def ids_beginning(self, text: str, limit: int) -> list[tuple[int, str]]:
        """Return the first ids that begin with a text, each after its article's ordinal."""

    def spans_of(self, passages: Sequence[int]) -> list[tuple[int, int]]:
        """Return for each of some passages its start and end in its article's text."""

    def sources(self) -> list[str]:
        """Return the names of all sources, as written."""

    def close(self) -> None:
        """Let go of what was opened."""


class FieldPart(Protocol):
    """Which articles of a part have which values."""

    @property
    def names(self) -> list[str]:
        """The fields that some article has a value of."""

    def matching(self, named: Mapping[str, Collection[str]]) -> Allowed:
        """Return which articles have, of each field, one of some values: (articles,)."""

    def from_sources(self, names: Collection[str]) -> Allowed:
        """Return which articles are from one of some sources, as written: (articles,)."""

    def values(self, field: str, alive: Allowed) -> FieldValues:
        """Return the values of a field, and how many of the articles still there have them."""

    def holdings(self, field: str) -> dict[str, Numbers]:
        """Return the values of a field, as written, with the ordinals of those that have them."""


class QuotationPart(Protocol):
    """The quotations of a part, numbered from 0 in the order of articles and of their texts."""

    @property
    def facts(self) -> NDArray[np.void]:
        """What `facts.QUOTED` names, of each quotation: (quotations,)."""

    def by(self, speaker: str) -> Numbers:
        """Return the quotations of those whose name has some words, ascending."""

    def quotation(self, number: int) -> Quoted:
        """Return one of the quotations."""

    def of_articles(self) -> Iterator[list[Quoted]]:
        """Yield the quotations of each article, in order."""
