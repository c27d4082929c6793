"""What a search found, told on stderr and printed in every format, lot by lot."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain
from typing import TYPE_CHECKING, Literal

from index.cli.last_search import MOST_KEPT, ShownHit, keep_shown
from index.cli.printing.facets import facet_lines
from index.cli.printing.hits import HitPrinter
from index.cli.printing.pages import show
from index.cli.printing.tables import write, write_rows
from index.cli.shell import say, say_nothing_found, tell_foreign
from index.formats import (
    HIT_NAMES,
    Section,
    bibtex,
    by_article,
    chosen,
    falls_off,
    hit_row,
    hits_markdown,
    in_zone,
    json_object,
    made_of,
    markdown_table,
    report,
    ris,
    run_tag,
    told_in_words,
    told_of,
    trec_lines,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.text import Text

    from index.cli.printing.hits import View
    from index.formats import Row, Zone
    from index.search import NewsIndex
    from index.vocabulary.results import Hit, Hits, Quotes

FoundForm = Literal["table", "json", "jsonl", "csv", "md", "html", "bibtex", "ris", "trec"]

_ONLY_QUESTION = "1"
"""The id of the question in a run of one."""


def show_hits(  # noqa: PLR0913 - one parameter for each option
    lots: Iterable[Hits],
    question: str,
    form: FoundForm,
    *,
    meta: bool,
    fields: Sequence[str] | None,
    zone: Zone | None,
    index: NewsIndex,
) -> None:
    """Print hits for programs as they come; nothing of a lot is kept when the next one is read.

    What was shown is kept, so that other commands know it by its number, which is its rank.

    Args:
        lots: at least one; what is said of all hits stands in each.
        question: as it was asked.
        form: how they are printed; Markdown has a table of fields.
        meta: whether JSON Lines begin with what is said of all.
        fields: what is printed of each; None for all.
        zone: in which dates are told; None for the one that they were written in.
        index: that was asked.
    """
    first, lots = _told(lots, index)
    if not first:
        say_nothing_found(index)
    _say_how_near(first)
    shown: dict[int, ShownHit] = {}

    def rows() -> Iterator[Row]:
        for hit in chain.from_iterable(lots):
            _note(shown, hit.rank, hit)
            yield hit_row(replace(hit, article=in_zone(hit.article, zone)))

    of_each, names = chosen(rows(), fields), fields or HIT_NAMES
    if form == "json":
        write(json_object(told_of(first, question), "hits", of_each))
    elif form == "md":
        write(markdown_table(of_each, names))
    else:
        write_rows(chain([told_of(first, question)] if meta else [], of_each), form, names)
    keep_shown(index.path, shown)


def write_found(  # noqa: PLR0913 - one parameter for each option
    lots: Iterable[Hits],
    question: str,
    form: FoundForm,
    *,
    offset: int,
    most: int | None,
    zone: Zone | None,
    index: NewsIndex,
) -> None:
    """Print articles by the best hit of each, for other programs that people read in.

    What was shown is kept, so that other commands know it by its number.

    Args:
        lots: from the first hit on; at least one.
        question: as it was asked.
        form: how they are printed.
        offset: articles to leave out.
        most: articles to print; None for all.
        zone: in which dates are told; None for the one that they were written in.
        index: that was asked.
    """
    first, lots = _told(lots, index)
    if not first:
        say_nothing_found(index)
    _say_how_near(first)
    last = None if most is None else offset + most
    shown: dict[int, ShownHit] = {}

    def hits() -> Iterator[Hit]:
        for number, (best, *_) in enumerate(by_article(lots, last), 1):
            if number > offset:
                _note(shown, number, best)
                yield replace(best, article=in_zone(best.article, zone))

    match form:
        case "md":
            write(hits_markdown(hits(), offset + 1))
        case "html":
            there = list(hits())
            told = told_in_words(first, len(there))
            section = Section(question, there, told, first=offset + 1)
            made = made_of(index.status(), datetime.now(UTC).astimezone())
            write(report(question or "Articles", [section], made))
        case "bibtex":
            write("\n" * bool(n) + bibtex(hit.article) for n, hit in enumerate(hits()))
        case "ris":
            write("\n" * bool(n) + ris(hit.article) for n, hit in enumerate(hits()))
        case "trec":
            ranked = ((hit.article.id, hit.ranking_score) for hit in hits())
            write(trec_lines(_ONLY_QUESTION, ranked, run_tag(first)))
    keep_shown(index.path, shown)


def show_articles(  # noqa: PLR0913 - one parameter for each option
    lots: Iterable[Hits],
    view: View,
    *,
    offset: int,
    most: int | None,
    pager: bool,
    index: NewsIndex,
) -> None:
    """Print hits for people, as they come: articles, each with its hits, in their order.

    What was shown is kept, so that other commands know it by its number.

    Args:
        lots: from the first hit on; at least one; what is said of all hits stands in each.
        view: how they are shown.
        offset: articles to leave out.
        most: articles to print; None for all.
        pager: whether one may be used on a terminal.
        index: that was asked.
    """
    first, lots = _told(lots, index)
    if not first:
        say_nothing_found(index)
        return
    _say_how_near(first)
    shown: dict[int, ShownHit] = {}
    last = None if most is None else offset + most
    printed = 0

    def lines() -> Iterator[Text]:
        nonlocal printed
        printer = HitPrinter(view)
        near = True
        for number, hits in enumerate(by_article(lots, last), 1):
            was_near, near = near, first.weak or not falls_off(first[0].score, hits[0].score)
            if number <= offset:
                continue
            printed += 1
            _note(shown, number, hits[0])
            if was_near and not near:
                yield from printer.further()
            yield from printer.lines(
                number, hits, near=not falls_off(first[0].score, hits[-1].score)
            )
        if first.facets:
            yield from printer.gap()
            yield from facet_lines(first.facets)

    show(lines(), pager=pager)
    keep_shown(index.path, shown)
    if first.total:
        say(_how_many(offset, printed, first.total, grouped=view.grouped))


def _how_many(offset: int, printed: int, total: int, *, grouped: bool) -> str:
    """Return how many articles were printed of how many, or which, if not from the first on.

    Where they are grouped, what is printed are stories; how many all articles make is not known.
    """
    articles = f"{total:,} article{'s' * (total != 1)}"
    if grouped and printed:
        many = f"{printed:,} stor{'ies' if printed != 1 else 'y'}"
        which = (
            f"stories {offset + 1:,} to {offset + printed:,}"
            if printed > 1
            else f"story {offset + 1:,}"
        )
        return f"{which if offset else many}, of {articles}"
    if not offset:
        return f"{printed:,} of {articles}"
    if not printed:
        return f"no more than {articles}"
    return f"{offset + 1:,} to {offset + printed:,} of {articles}"


def _say_how_near(first: Hits) -> None:
    """Say so where hits are only the nearest that there are."""
    if first and (first.weak or not first.total):
        say("nothing close found; nearest:")
    elif first and not first.matched:
        say("no word of the question occurs; compared by meaning alone:")


def _told(lots: Iterable[Hits], index: NewsIndex) -> tuple[Hits, Iterable[Hits]]:
    """Say what is to be said of all hits; return the first lot, and all."""
    rest = iter(lots)
    first = next(rest)
    remark(first)
    tell_foreign(first.foreign, index.model)
    return first, chain([first], rest)


def _note(shown: dict[int, ShownHit], number: int, hit: Hit) -> None:
    """Keep what is shown under a number, as long as anyone would type that."""
    if len(shown) < MOST_KEPT:
        shown[number] = ShownHit.of(hit)


def remark(hits: Hits | Quotes) -> None:
    """Say how the question was read, and what of it no article has."""
    for line in hits.note.splitlines():
        say(line)
    for reading in hits.read_as:
        options = " ".join(f"--{name} {value}" for name, value in reading.conditions.items())
        say(f"read as: {reading.meaning}" + (f" (to demand it: {options})" if options else ""))
    for word, read_as in hits.corrections.items():
        beside = f" Searched for it beside {word!r}" if hits else ""
        say(f"did you mean {read_as!r}?{beside}")
    for word in hits.missing:
        say(f'no article has "{word}"')
    if hits.unembedded:
        say(f"{hits.unembedded} passages are found by keywords alone, until: newsdex embed")
