"""What an index holds, and how it is kept."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import TYPE_CHECKING

from index.cli.printing.console import console, one_line
from index.formats import day_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.vocabulary.results import Archive, Days, Status

_MB = 1_000_000

_SHOWN = 8
"""Sources and languages that are named."""

_NAMED = 0.005
"""Share of the passages from which on a language is named: headlines and tables are taken for
any."""


def print_archive(archive: Archive, engine: Status) -> None:
    """Print what an index holds, a line for each thing to know."""
    from rich.text import Text

    out = console()
    for name, value in _lines(archive, engine):
        out.print(Text(f"{name:<10} ", style="cyan").append(one_line(value), "none"))


def _lines(archive: Archive, engine: Status) -> Iterator[tuple[str, str]]:
    yield "archive", str(engine.path)
    if not archive.articles:
        yield "articles", "none yet; what newsdex add reads is there with its first commit"
        return
    yield "articles", f"{archive.articles:,}"
    names = [f"{each.value} ({each.articles:,})" for each in archive.sources.values]
    if without := archive.articles - archive.sources.articles:
        names.append(f"none named ({without:,})")
    yield "sources", _first_of(names)
    yield "languages", _languages(archive)
    if archive.span:
        yield "published", _between(archive.span)
        yield "days", _days(archive)
    else:
        yield "published", "no article says when"
    if archive.undated and archive.span:
        yield "undated", f"{archive.undated:,}"
    size = _size(engine.size)
    if engine.embedded < engine.passages:
        lacking = engine.passages - engine.embedded
        size += f"; {lacking:,} passage{' has' if lacking == 1 else 's have'} no vector yet"
    yield "size", size


def _size(count: int) -> str:
    """Return bytes as one reads them: an archive of a few articles has no megabyte."""
    return f"{count / _MB:,.1f} MB" if count >= _MB else f"{math.ceil(count / 1000):,} kB"


def _first_of(names: list[str]) -> str:
    more = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + (f" and {more:,} more" if more > 0 else "")


def _between(days: Days) -> str:
    first, last = day_of(days.first), day_of(days.last)
    return first if first == last else f"{first} to {last}"


def _days(archive: Archive) -> str:
    """Return on how many days of its span an archive has articles, and its longest gap."""
    told = f"{archive.days:,} of {len(archive.span or ()):,} have articles"
    gap = archive.longest_gap
    if not gap:
        return told
    one = len(gap) == 1
    return (
        f"{told}; none {'on' if one else 'from'} {_between(gap)}, {len(gap):,} day{'s' * (not one)}"
    )


def _languages(archive: Archive) -> str:
    """Return the languages that are more than a few words in passing."""
    named = {tag: share for tag, share in archive.languages.items() if share >= _NAMED}
    told = [f"{_language(tag)} {share:.0%}" for tag, share in named.items()]
    return _first_of(told) + (", some of others" if len(named) < len(archive.languages) else "")


def _language(tag: str) -> str:
    """Return the name of a language, or its tag where it has none."""
    from babel import Locale

    return str(Locale("en").languages.get(tag, tag))


def print_engine(engine: Status) -> None:
    """Print how an index is kept."""
    from rich.text import Text

    out = console()
    sizes = {name: _size(getattr(engine, name)) for name in ("size", "reclaimable")}
    out.print()
    told = {**asdict(engine), **sizes}
    for name, value in told.items():
        if value is not None:
            out.print(Text(f"{name:<12} ", style="cyan").append(one_line(str(value)), "none"))
