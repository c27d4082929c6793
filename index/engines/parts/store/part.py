"""What an engine's store of the articles of one part gives; all are numbered from 0 within it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from index.engines.parts.store.facts import KnownFacts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from corpus import Article
    from index.copies import KeyRun
    from index.engines.parts.store.fields import FieldPart
    from index.interfaces import Allowed, Numbers
    from index.quotations import Quoted
    from index.vocabulary.results import Copy


class ArticlePart(KnownFacts, Protocol):
    """The articles of one part, by ordinal, and their passages, by number."""

    def keys(self) -> KeyRun:
        """Return by what copies of the articles are found, numbered from 0 on."""

    def fields(self) -> FieldPart:
        """Return which articles have which values."""

    def quotations(self) -> QuotationPart:
        """Return what is said in them."""

    def article(self, ordinal: int) -> Article:
        """Return an article by its place in the part."""

    def text(self, ordinal: int) -> str:
        """Return the text of an article by its place in the part."""

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
