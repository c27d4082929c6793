"""What an index gives back."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from pathlib import Path

    from corpus import Article, Passage


@dataclass(frozen=True, slots=True)
class Copy:
    """An article that prints a story which others print too."""

    id: str
    title: str
    source: str
    published: datetime | None
    url: str


@dataclass(frozen=True, slots=True)
class CopyGroup:
    """The articles that print one story."""

    copies: tuple[Copy, ...]
    """The one to show first: the earliest of those that are complete."""
    oldest: datetime | None
    newest: datetime | None
    """When the first and the last of them was published, where that is known."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One ranked passage with its article."""

    rank: int
    """From 1."""
    score: float | None
    """How likely it is relevant, 0 to 1, in every mode; None where conditions alone were asked."""
    ranking_score: float
    """By which hits are ordered; comparable within one search only."""
    keyword_score: float | None
    """BM25; 0 where no word of the question occurs, None where the leg was not asked."""
    dense_score: float | None
    """Cosine of question and passage; None where the leg was not asked, or has no vector yet."""
    article: Article
    passage: Passage
    """`article.text[passage.start:passage.end]` is `passage.text`."""
    answer: Passage | None = None
    """The sentence of the passage that answers best, with its offsets in the article's text."""
    window: Passage | None = None
    """The answer in its context: up to 60 words, in whole sentences, of which the answer is one."""
    copies: tuple[Copy, ...] = ()
    """Other articles of the index that print the same story, whatever filters leave of them."""
    speaker: str | None = None
    """Who says the answer, or most of its window, where the text around a quotation tells."""
    marks: tuple[tuple[int, int], ...] = ()
    """Where words of the question stand in the passage: start and end of each in the article's
    text."""
    article_score: float | None = None
    """Mean cosine over the passages of the article; this and what follows are None where the
    hybrid did not rank, or the article has no vector yet."""
    title_score: float | None = None
    """Share of the question that stands in the title, 0 to 1."""
    source_score: float | None = None
    """1 if the question names the article's source, else 0."""
    time_score: float | None = None
    """1 if the article is of a time that the question names, less outside, 0 far away."""
    without: tuple[str, ...] = ()
    """Words of weight that other articles have and this one lacks, as they were typed."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What words of a question were understood to ask for, which the ranking prefers."""

    words: str
    """As they stand in the question: `before March 2019`."""
    meaning: str
    """`before 1 March 2019`."""
    conditions: Mapping[str, str]
    """What demands it, by the names that a search takes: `until`: `2019-02-28`."""


class Hits(list[Hit]):
    """The hits of one search, best first, and what is to be said of them all."""

    total: int = 0
    """Articles that match, and may be shown: a story that several print counts once if it is
    shown once."""
    missing: tuple[str, ...] = ()
    """Words of weight (names, numbers, rare words) that no article which may be found has, as
    they were typed."""
    weak: bool = False
    """Nothing close was found: these are the nearest passages, and likely no answer."""
    confidence: float | None = None
    """How close the best passages are, from 0 to about 1.5; None if a leg was not asked."""
    note: str = ""
    """A line for each: why marks in the question were read as plain words, a field that there is
    not, conditions that no article meets, with what there is instead."""
    read_as: tuple[Reading, ...] = ()
    """Times that the question names, which move articles up and leave none out."""
    corrections: Mapping[str, str] = MappingProxyType({})
    """Words of the question that are likely misspelt, as they were typed, and what they were read
    as: both were looked for."""
    foreign: Mapping[str, float] = MappingProxyType({})
    """Languages that many passages are in and the index's model was not made for, and the share
    of the passages in each: their meaning is hardly compared."""
    unembedded: int = 0
    """Passages of the index that have no vector yet, and are found by keywords alone."""
    matched: bool = True
    """Whether a word of the question occurs; if not, only the meaning was compared."""


@dataclass(frozen=True, slots=True)
class FieldValue:
    """A value of a field."""

    value: str
    """As most articles write it, where they write it in several ways; days as ISO 8601."""
    articles: int
    """How many have it."""


@dataclass(frozen=True, slots=True)
class FieldSummary:
    """A field by which articles can be asked for."""

    name: str
    articles: int
    """How many have it."""
    distinct: int
    """How many values there are; those that are compared as the same count once."""
    values: tuple[FieldValue, ...]
    """The most frequent first; of `published` alone, all days in their order."""
    oldest: date | None = None
    newest: date | None = None
    """Of `published`: the first and the last day."""


@dataclass(frozen=True, slots=True)
class AddReport:
    """What an `add` did."""

    added: int
    replaced: int
    """Articles whose id was there with another content."""
    unchanged: int
    passages: int
    """Of the articles added."""
    embedded: int = 0
    """Passages whose vectors were made, those left from before included."""
    withdrawn: int = 0
    """Articles removed because their agency withdrew them."""
    removed: int = 0
    """Articles removed because no file holds them any more."""
    moved: int = 0
    """Articles whose file was renamed or moved."""
    crossed: tuple[str, ...] = ()
    """Ids of articles that were replaced by one of another source or file."""
    again: frozenset[str] = frozenset()
    """Absolute paths of files that hold another version of an article that was removed."""

    def __add__(self, other: AddReport) -> AddReport:
        """Return what both did together."""
        return AddReport(
            self.added + other.added,
            self.replaced + other.replaced,
            self.unchanged + other.unchanged,
            self.passages + other.passages,
            self.embedded + other.embedded,
            self.withdrawn + other.withdrawn,
            self.removed + other.removed,
            self.moved + other.moved,
            (*self.crossed, *other.crossed),
            self.again | other.again,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncReport:
    """What a `sync` did, in articles unless it says otherwise."""

    added: int
    replaced: int
    """Another version stands for it, or another text that came from the same file."""
    removed: int
    """No file holds it any more."""
    moved: int
    """Its file was renamed or moved."""
    unchanged: int
    """In files that are as they were, and in files read again."""
    withdrawn: int
    embedded: int
    """Passages whose vectors were made, those left from before included."""
    files_read: int
    missing: Mapping[str, int]
    """Folders that are not there, and how many articles were found in them: they stay."""
    passed_over: Mapping[str, int]
    """How many of the files that were read are not documents, by kind."""


@dataclass(frozen=True, slots=True)
class RemoveReport:
    """What a `remove` did."""

    removed: tuple[str, ...]
    missing: tuple[str, ...]
    """Ids that were not in the index."""


@dataclass(frozen=True, slots=True)
class WithdrawnArticle:
    """An article that its agency withdrew: versions up to that stay out."""

    id: str
    reason: str
    """As the agency writes it: `canceled`, `withheld`."""
    version: str
    """The last that is withdrawn, as the agency numbers them; empty if it doesn't."""
    title: str
    """Empty where it is not known."""
    when: datetime
    """When word of it was issued, else when it was added."""


@dataclass(frozen=True, slots=True)
class CompactReport:
    """What a `compact` did."""

    parts_before: int
    parts: int
    freed: int
    """Bytes."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in an index that is not as it should be."""

    path: str
    """Of the file or folder within the index; empty where it is not one alone."""
    what: str

    def __str__(self) -> str:
        """Return it in one line."""
        return f"{self.path}: {self.what}" if self.path else self.what


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What `verify` found."""

    files: int
    articles: int
    passages: int
    embedded: int
    """Passages that were embedded anew and compared."""
    faults: tuple[Fault, ...]
    note: str = ""
    """What could not be checked, and why."""


@dataclass(frozen=True, slots=True)
class RepairReport:
    """What `repair` did."""

    articles: int
    """In the index now."""
    done: tuple[str, ...]
    """What was mended; nothing if nothing was wrong."""
    lost: tuple[str, ...]
    """Articles that could not be brought back: their ids, or where they were."""


@dataclass(frozen=True, slots=True)
class Status:
    """What is in an index."""

    path: Path
    generation: int
    articles: int
    passages: int
    embedded: int
    """Passages that have their vector; `newsdex embed` makes the others."""
    parts: int
    dense: str
    """How the dense leg searches, and why."""
    removed: int
    """Articles removed or replaced whose space is not yet freed."""
    size: int
    """Bytes on disk."""
    reclaimable: int
    """Bytes, roughly, that a `compact` would free."""
    model: str
    dimension: int
    sources: int
    oldest: datetime | None
    newest: datetime | None
