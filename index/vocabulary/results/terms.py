"""Which words and sources stand out in what was found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """A word that stands out, or the name that it mostly stands in."""

    text: str
    """As it is mostly written: `tariffs`, `Paul Volcker`."""
    found: int
    """Of the passages that were read, how many have the word in any of its forms."""
    archive: int
    """How many passages of the index have it."""
    times: float
    """How many times as often it is in what was read as in the rest."""
    score: float
    """Log-likelihood G² (Dunning 1993): how sure it is that this is no chance; chance reaches 10.8
    once in 1,000 times."""


@dataclass(frozen=True, slots=True)
class SourceShare:
    """A source that has more of what was found than of the rest."""

    source: str
    found: int
    """Articles of it that match."""
    archive: int
    """All its articles."""
    times: float
    """How many times as large its share of what was found is as that of the rest."""
    score: float
    """As of a `Term`."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What stands out in what a question finds against the rest of the index."""

    question: str
    articles: int
    """That match."""
    read: int
    """Of these, how many of the best were read for their words."""
    passages: int
    """Passages of those that match."""
    terms: tuple[Term, ...]
    """The surest first."""
    sources: tuple[SourceShare, ...]
    """The surest first."""
