"""What a search found, told on stderr and printed in every format, lot by lot."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from index.cli.last_search import MOST_KEPT, ShownHit, keep_shown
from index.cli.printing.console import console
from index.cli.printing.hits import print_hits
from index.cli.printing.tables import write, write_rows
from index.cli.shell import say, tell_foreign
from index.formats import hit_row, json_object, told_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from index.cli.printing.tables import Format
    from index.search import NewsIndex
    from index.vocabulary.results import Hit, Hits


def show_hits(
    lots: Iterable[Hits], question: str, form: Format, *, meta: bool, index: NewsIndex
) -> None:
    """Print hits as they come; nothing of a lot is kept when the next one is read.

    What was shown is kept, so that other commands know it by its number.

    Args:
        lots: at least one; what is said of all hits stands in each.
        question: as it was asked.
        form: how they are printed.
        meta: whether JSON Lines begin with what is said of all.
        index: that was asked.
    """
    rest = iter(lots)
    first = next(rest)
    remark(first)
    tell_foreign(first.foreign, index.model)
    shown: dict[int, ShownHit] = {}
    hits = _noted(chain(first, chain.from_iterable(rest)), shown)
    if form == "table":
        _show_table(first, hits)
    elif form == "json":
        write(json_object(told_of(first, question), "hits", map(hit_row, hits)))
    else:
        head = [told_of(first, question)] if meta else []
        write_rows(chain(head, map(hit_row, hits)), form)
    keep_shown(index.path, shown)


def _noted(hits: Iterable[Hit], shown: dict[int, ShownHit]) -> Iterator[Hit]:
    """Yield hits as they come, and note the first of them by rank."""
    for hit in hits:
        if len(shown) < MOST_KEPT:
            shown[hit.rank] = ShownHit.of(hit)
        yield hit


def remark(hits: Hits) -> None:
    """Say how the question was read, and what of it no article has."""
    for line in hits.note.splitlines():
        say(line)
    for reading in hits.read_as:
        options = " ".join(f"--{name} {value}" for name, value in reading.conditions.items())
        said = "the same as" if "recent" in reading.conditions else "to demand it:"
        say(f"read as: {reading.meaning} ({said} {options})")
    for word, read_as in hits.corrections.items():
        say(f"did you mean {read_as!r}? Searched for it beside {word!r}")
    for word in hits.missing:
        say(f'no article has "{word}"')
    if hits.unembedded:
        say(f"{hits.unembedded} passages are found by keywords alone, until: newsdex embed")


def _show_table(first: Hits, hits: Iterable[Hit]) -> None:
    if not first:
        say("nothing found")
        return
    if first.weak or not first.total:
        say("nothing close found; nearest:")
    elif not first.matched:
        say("no word of the question occurs; compared by meaning alone:")
    articles: set[str] = set()

    def counted() -> Iterator[Hit]:
        for hit in hits:
            articles.add(hit.article.id)
            yield hit

    print_hits(counted())
    if first.facets:
        from index.cli.printing.facets import print_facets

        console().print()
        print_facets(first.facets)
    if first.total:
        say(f"{len(articles):,} of {first.total:,} article{'s' * (first.total != 1)}")
