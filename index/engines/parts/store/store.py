"""The article store of a generation: those of its parts, numbered on."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from index.engines.parts.numbering import Numbering
from index.engines.parts.passage_mask import PassageMask, allowed_by
from index.engines.parts.store.holdings import held_in_files, held_values
from index.engines.parts.store.printings import Printings
from index.engines.parts.store.quotations import StoredQuotations
from index.intake import Known, digest_of
from index.interfaces import FieldValues
from index.query import Filters, folded
from index.vocabulary.made_once import made_once
from index.vocabulary.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from numpy.typing import NDArray

    from corpus import Article, FileState
    from index.copies import KeyRun
    from index.engines.parts.alive import Alive
    from index.engines.parts.ledger import Ledger
    from index.engines.parts.store.part import ArticlePart, FieldPart
    from index.interfaces import Allowed, Holdings, Numbers, QuotationTable, Searchable
    from index.quotations import Quoted
    from index.vocabulary.results import Copy, WithdrawnArticle


T = TypeVar("T")

_DAY = 86400.0
_EPOCH = date(1970, 1, 1)

_REMEMBERED = 8
"""Fields whose holdings are remembered: 16 bytes for each value of each article."""


class PartedStore:
    """The articles of a generation: those of its parts, numbered on, less those removed."""

    def __init__(
        self, parts: Sequence[ArticlePart], articles: Numbering, alive: Alive, ledger: Ledger
    ) -> None:
        """Put parts together.

        Args:
            parts: in the order of the manifest.
            articles: how their articles are numbered on.
            alive: which of them are still in the index.
            ledger: where they were found.
        """
        self._parts = parts
        self._ledger = ledger
        self._articles = articles
        self._passages = Numbering(Numbering.joined((p.passage_counts() for p in parts), np.int64))
        """Of each article."""
        self._alive = alive
        self.passages = len(self._passages)
        self._remembered = remembered(self._holdings, _REMEMBERED)

    @made_once
    def _fields(self) -> list[FieldPart]:
        return [part.fields() for part in self._parts]

    @made_once
    def _quotations(self) -> StoredQuotations:
        return StoredQuotations(self._parts, self._articles, self._alive)

    @made_once
    def _living_passages(self) -> Allowed | None:
        """Which passages are still in the index, None if all are."""
        if self._alive.all_alive():
            return None
        return self._passages.of_each(self._alive.everywhere)

    @property
    def articles(self) -> int:
        """How many articles there are, those removed included."""
        return len(self._articles)

    def searchable(self) -> PassageMask | None:
        """Return the passages of articles that are in the index; None where none was removed."""
        return None if self._living_passages is None else PassageMask(self._living_passages)

    def meeting(self, filters: Filters) -> PassageMask:
        """Return the passages whose article is in the index and passes the filters."""
        return PassageMask(self._passages.of_each(self._passing(filters)))

    def of_articles(self, articles: Numbers) -> PassageMask:
        """Return the passages of some articles."""
        meant = np.zeros(self.articles, np.bool_)
        meant[articles] = True
        return PassageMask(self._passages.of_each(meant))

    def count(self, filters: Filters) -> int:
        """Return how many articles in the index pass the filters."""
        return int(self._passing(filters).sum())

    def _passing(self, filters: Filters) -> Allowed:
        """Return which articles are in the index and pass the filters: (articles,)."""
        passing = self._alive.everywhere.copy()
        if filters.since:
            dates, first = self._comparable(filters.since)
            passing &= dates >= first
        if filters.until:
            dates, last = self._comparable(filters.until)
            passing &= dates <= last
        if filters.path:
            found = self._ledger.found_at(filters.path)
            there = (part.said_so(found) for part in self._parts)
            passing &= Numbering.joined(there, np.bool_)
        if named := filters.named:
            having = (part.matching(named) for part in self._fields)
            passing &= Numbering.joined(having, np.bool_)
        return passing

    def field_names(self) -> list[str]:
        """Return the fields by which articles can be asked for, beside time and path."""
        return sorted({name for part in self._fields for name in part.names})

    def field(self, name: str) -> FieldValues:
        """Return the values of a field: of one of `field_names`, or of `published` or `path`."""
        if name == "published":
            return self._days_published()
        if name == "path":
            files = self._ledger.every_file() if self._ledger else []
            articles = self.count(Filters(path="*")) if files else 0
            return FieldValues(articles, {state.path: state.articles for state in files})
        parts = enumerate(self._fields)
        found = (part.values(name, self._alive.in_part(place)) for place, part in parts)
        return sum(found, FieldValues())

    def holdings(self, name: str) -> Holdings:
        """Return which articles have which values of one of `field_names`, or of `path`."""
        return self._remembered(name)

    def _holdings(self, name: str) -> Holdings:
        firsts = self._articles.bases.tolist()
        if name == "path":
            return held_in_files(self._ledger, self._parts, firsts)
        return held_values(name, self._fields, firsts)

    def _days_published(self) -> FieldValues:
        clock = self._wall_clock[self._alive.everywhere]
        days, counts = np.unique(np.floor(clock[~np.isnan(clock)] / _DAY), return_counts=True)
        named = (date.fromordinal(_EPOCH.toordinal() + int(day)).isoformat() for day in days)
        return FieldValues(int(counts.sum()), dict(zip(named, counts.tolist(), strict=True)))

    def _comparable(self, bound: datetime | date) -> tuple[NDArray[np.float64], float]:
        """Return when articles were published, and a bound: seconds for a moment, else days."""
        if isinstance(bound, datetime):
            return self._published, bound.timestamp()
        return np.floor(self._wall_clock / _DAY), (bound - _EPOCH).days

    def quotations(self, speaker: str = "") -> QuotationTable:
        """Return the quotations in articles that are in the index, of one speaker or of all."""
        return self._quotations.by(speaker) if speaker else self._quotations.every

    def quotation(self, number: int) -> Quoted:
        """Return one of the quotations."""
        return self._quotations.quotation(number)

    def newest(self, searchable: Searchable | None, limit: int) -> Numbers:
        """Return the first searchable passage of articles, by date, newest first, at most `limit`.

        Of one date, and without a date, the lower number comes first.
        """
        numbers = self._first_passages(searchable)
        ages = -np.nan_to_num(self.published(self.articles_of(numbers)), nan=-np.inf)
        if limit < len(ages):
            kept = ages <= np.partition(ages, limit)[limit]
            numbers, ages = numbers[kept], ages[kept]
        return numbers[np.lexsort((numbers, ages))][:limit]

    def articles_with(self, searchable: Searchable | None) -> Numbers:
        """Return the articles with a searchable passage, ascending."""
        return self.articles_of(self._first_passages(searchable))

    def _first_passages(self, searchable: Searchable | None) -> Numbers:
        """Return of each article with a searchable passage the first of these, ascending."""
        allowed = allowed_by(searchable)
        numbers = np.arange(self.passages) if allowed is None else np.flatnonzero(allowed)
        first: Numbers = numbers[np.diff(self.articles_of(numbers), prepend=-1) != 0]
        return first

    def articles_of(self, passages: Numbers) -> Numbers:
        """Return for each passage the number of its article."""
        return self._passages.groups_of(passages)

    def passages_of(self, articles: Numbers) -> tuple[Numbers, Numbers]:
        """Return for each article its first passage and how many it has."""
        first = self._passages.bases[articles]
        return first, self._passages.bases[articles + 1] - first

    def source_names(self) -> list[str]:
        """Return the names of all sources, as written, each once."""
        return self._source_names

    @made_once
    def _source_names(self) -> list[str]:
        return sorted({name for part in self._parts for name in part.sources()})

    def from_sources(self, articles: Numbers, names: Collection[str]) -> Allowed:
        """Return for each article whether its source is one of these."""
        of_all = (part.from_sources(names) for part in self._fields)
        from_them: Allowed = Numbering.joined(of_all, np.bool_)[articles]
        return from_them

    def published(self, articles: Numbers) -> NDArray[np.float64]:
        """Return when articles were published, in seconds since 1970; NaN where unknown."""
        return self._published[articles]

    @made_once
    def _published(self) -> NDArray[np.float64]:
        return Numbering.joined((part.published() for part in self._parts), np.float64)

    def wall_clock(self, articles: Numbers) -> NDArray[np.float64]:
        """Return what the clock showed where articles were published; NaN where unknown.

        That is seconds since 1 January 1970, 0:00, of that clock.
        """
        return self._wall_clock[articles]

    @made_once
    def _wall_clock(self) -> NDArray[np.float64]:
        return Numbering.joined((part.wall_clock() for part in self._parts), np.float64)

    @made_once
    def stories(self) -> Numbers:
        """The story that each article prints, (articles,)."""
        return self._known("story", np.int64)

    @made_once
    def days(self) -> NDArray[np.int32]:
        """The day when the story of each article was first told, (articles,); 0 if unknown."""
        return self._known("day", np.int32)

    @made_once
    def generations(self) -> Numbers:
        """The generation that each article came in with, (articles,)."""
        return self._known("generation", np.int64)

    @made_once
    def _lengths(self) -> Numbers:
        return self._known("length", np.int64)

    def _known(self, fact: str, kind: type[np.number[Any]]) -> NDArray[Any]:
        return Numbering.joined((part.facts()[fact] for part in self._parts), kind)

    @made_once
    def keys(self) -> list[KeyRun]:
        """By what keys the copies of each part's articles are found, numbered on."""
        firsts = self._articles.bases.tolist()
        parts = zip(self._parts, firsts, strict=False)
        return [part.keys().numbered_from(first) for part, first in parts]

    def removed(self) -> Numbers:
        """Return the numbers of articles that are no longer in the index."""
        return self._alive.removed_numbers()

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

    def article(self, number: int) -> Article:
        """Return the article with this number, and where it was found."""
        part, ordinal = self._articles.locate(number)
        return self.placed(self._parts[part].article(ordinal))

    def placed(self, article: Article) -> Article:
        """Return an article together with where it was found."""
        if not self._ledger:
            return article
        return replace(article, origins=self._ledger.origins_of(article.id, digest_of(article)))

    def files(self, under: str) -> dict[str, FileState]:
        """Return what is known of the files in a folder, or of one file, by absolute path."""
        return self._ledger.files(under)

    def withdrawn(self) -> Iterator[WithdrawnArticle]:
        """Yield the articles that were withdrawn and are not in the index, by id."""
        return (each for each in self._ledger.withdrawn() if not self.holds(each.id))

    def ids(self, articles: Numbers) -> list[str]:
        """Return the ids of articles by number."""
        return _of_each(articles.tolist(), self._articles, lambda part: self._parts[part].ids_of)

    def spans(self, passages: Sequence[int]) -> list[tuple[int, int]]:
        """Return for each passage its start and end in its article's text."""
        numbering = self._passages_of_parts
        return _of_each(passages, numbering, lambda part: self._parts[part].spans_of)

    @made_once
    def _passages_of_parts(self) -> Numbering:
        return Numbering(np.diff(self._passages.bases[self._articles.bases]))

    def find(self, id_: str) -> Known | None:
        """Return the article with this id, if it is in the index."""
        for place, part in enumerate(self._parts):
            for ordinal, digest in part.found(id_):
                number = self._articles.number_of(place, ordinal)
                if self._alive.everywhere[number]:
                    return Known(number, digest)
        return None

    def ids_beginning(self, text: str, limit: int) -> list[str]:
        """Return ids of articles in the index that begin with a text, sorted, at most `limit`."""
        found: list[str] = []
        for place, part in enumerate(self._parts):
            alive = self._alive.in_part(place)
            removed = len(self._alive.removed[place])
            there = part.ids_beginning(text, limit + removed)
            found += [id_ for ordinal, id_ in there if alive[ordinal]]
        return sorted(found)[:limit]

    def number_of(self, id_: str) -> int | None:
        """Return the number of the article with this id, if it is in the index."""
        found = self.find(id_)
        return found.number if found else None

    def holds(self, id_: str) -> bool:
        """Tell whether an article with this id is in the index."""
        return self.find(id_) is not None

    def article_by_id(self, id_: str) -> Article | None:
        """Return the article with this id, if it is in the index."""
        number = self.number_of(id_)
        return None if number is None else self.article(number)

    def summary(self) -> tuple[int, float | None, float | None]:
        """Return how many sources there are, and the first and last publication."""
        published = self._published[self._alive.everywhere]
        dates = published[~np.isnan(published)]
        sources = {folded(name) for name in self.field("source").values}
        if not len(dates):
            return len(sources), None, None
        return len(sources), float(dates.min()), float(dates.max())

    def close(self) -> None:
        """Close the files of all parts."""
        for part in self._parts:
            part.close()


def _of_each(
    numbers: Sequence[int],
    numbering: Numbering,
    of_part: Callable[[int], Callable[[Sequence[int]], list[T]]],
) -> list[T]:
    """Return what parts say of some numbers, each asked once for all of its own."""
    places: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for at, number in enumerate(numbers):
        part, own = numbering.locate(int(number))
        places[part].append((at, own))
    found: dict[int, T] = {}
    for part, asked in places.items():
        told = of_part(part)([own for _, own in asked])
        found.update(zip((at for at, _ in asked), told, strict=True))
    return [found[at] for at in range(len(numbers))]
