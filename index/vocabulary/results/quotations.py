"""Who said what."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import shorten
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from corpus.vocabulary.in_notebooks import plain
from index.vocabulary.results import columns
from index.vocabulary.results.in_notebooks import also_in, entry, in_brief, marked
from index.vocabulary.results.rows import article_row, rounded
from index.vocabulary.results.tables import Results

if TYPE_CHECKING:
    from collections.abc import Mapping

    from corpus import Article
    from index.vocabulary.results.copies import Copy
    from index.vocabulary.results.hits import Reading

_WORDS = 80
"""Letters of a quotation in a line that stands for it."""


@dataclass(frozen=True, slots=True, repr=False)
class Quotation:
    """What somebody said, and the article that says so."""

    rank: int
    """From 1."""
    words: str
    """What is said, without the marks; pieces of it are joined by a space."""
    speaker: str | None
    """Who says it: a name as full as the article gives it, or a description, which begins with a
    small letter; None where the text doesn't tell."""
    article: Article
    pieces: tuple[tuple[int, int], ...]
    """Where the words stand: start and end of each piece in the article's text."""
    named: tuple[int, int] | None
    """Where the text says who speaks; of a pronoun, where its name stands."""
    marks: tuple[tuple[int, int], ...]
    """Where words of the question stand in the quotation: start and end of each in the text."""
    score: float | None
    """How well it answers, 0 to 1; None where no question ranks."""
    also_in: tuple[Copy, ...]
    """Other articles of the index in which the same speaker is quoted with the same words."""

    def to_dict(self) -> dict[str, Any]:
        """Return it as a row, as `Quotes.to_dicts` does."""
        first, last = self.named or (None, None)
        return {
            "rank": self.rank,
            "score": rounded(self.score),
            "speaker": self.speaker,
            "words": self.words,
            **article_row(self.article),
            "start": self.pieces[0][0],
            "end": self.pieces[-1][1],
            "pieces": [list(span) for span in self.pieces],
            "speaker_start": first,
            "speaker_end": last,
            "marks": [list(span) for span in self.marks],
            "also_in": [copy.id for copy in self.also_in],
        }

    def __repr__(self) -> str:
        """Return it in one line."""
        words = shorten(self.words, _WORDS, placeholder=" …")
        return f"Quotation({self.rank}, {self.speaker}: {words!r}, {in_brief(self.article)})"

    def _repr_html_(self) -> str:
        """Return it as a notebook shows it, with the words asked for."""
        pieces = (marked(self.article.text, *piece, self.marks) for piece in self.pieces)
        said = f"{plain(self.speaker or '–')}: “{' … '.join(pieces)}”"
        return entry(self.article, f"{self.rank}.", said, also_in(c.source for c in self.also_in))


class Quotes(Results[Quotation]):
    """The quotations that were found, and what is to be said of them all."""

    COLUMNS = columns.QUOTATION

    total: int = 0
    """Quotations in all articles that match; the same words of the same speaker count once where
    a story is shown once."""
    note: str = ""
    """As of `Hits`, and so are those below."""
    read_as: tuple[Reading, ...] = ()
    corrections: Mapping[str, str] = MappingProxyType({})
    missing: tuple[str, ...] = ()
    unembedded: int = 0
