"""What is to be said of conditions that no article meets: which values there are instead."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from corpus.vocabulary.errors import shown
from index.query import OWN, Either, Every, Field, Filters, Without, by_likeness, folded, no_field
from index.query import filters as filters_of
from index.search.counted.fields import spellings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.interfaces import ArticleStore
    from index.query import Condition

_NAMED = 5
"""Values named where there are more."""
_TOLD = 3
"""Unmet values of a field that are told of, each with what there is instead, if there are more."""


def unmatched(
    store: ArticleStore, asked: Filters, condition: Condition | None, *, found: bool
) -> Iterator[str]:
    """Yield a line for each condition that no article meets, with what there is instead.

    Args:
        store: the articles.
        asked: conditions given beside the question.
        condition: what marks in the question stand for.
        found: whether any article was found; if so, times and paths need no look.
    """
    filters = [asked, *_filters_in(condition)]
    lines = [line for each in filters for line in _names_unmet(store, each)]
    if not found:
        lines += [line for each in filters for line in _places_unmet(store, each)]
        several = sum(map(bool, (asked.since or asked.until, asked.path, *asked.named.values())))
        if not lines and several > 1 and not store.count(asked):
            lines.append("each filter is met by some articles, but no article meets all of them")
    yield from dict.fromkeys(lines)


def _filters_in(condition: Condition | None) -> Iterator[Filters]:
    match condition:
        case Field(filters):
            yield filters
        case Without(inner):
            yield from _filters_in(inner)
        case Every(of) | Either(of):
            for each in of:
                yield from _filters_in(each)


def _names_unmet(store: ArticleStore, filters: Filters) -> Iterator[str]:
    known = [*OWN, *(name for name in store.field_names() if name not in OWN)]
    written = {name: [name] if name in OWN else _written(name, store) for name in filters.named}
    unknown = [name for name, fields in written.items() if not fields]
    yield from (no_field(name, known) for name in unknown[:_TOLD])
    if len(unknown) > _TOLD:
        yield f"and {len(unknown) - _TOLD:,} more fields that there are not"
    for name, values in filters.named.items():
        if not (fields := written[name]):
            continue
        unmet = [each for each in values if not store.count(filters_of(where={name: each}))]
        for value in unmet[:_TOLD]:
            yield f"no {name} {shown(value)}; {_there_are(store, fields, value)}"
        if len(unmet) > _TOLD:
            yield f"and {len(unmet) - _TOLD:,} more of {name} that no article has"


def _written(name: str, store: ArticleStore) -> list[str]:
    """Return a field's name as articles write it."""
    return [each for each in store.field_names() if folded(each) == folded(name)]


def _there_are(store: ArticleStore, fields: list[str], asked: str) -> str:
    counts: dict[str, int] = {}
    for name in fields:
        counts.update(store.field(name).values)
    if not counts:
        return "no article has one"
    values = by_likeness(asked, spellings(counts))
    more = f" and {len(values) - _NAMED:,} more" if len(values) > _NAMED else ""
    return f"there are: {', '.join(values[:_NAMED])}{more}"


def _places_unmet(store: ArticleStore, filters: Filters) -> Iterator[str]:
    """Yield what is to be said of a time and a path that no article meets."""
    if filters.path and not store.count(Filters(path=filters.path)):
        files = store.field("path").values
        if files:
            names = by_likeness(filters.path, files)
            more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
            there = f"articles were found in: {', '.join(names[:_NAMED])}{more}"
        else:
            there = "no article comes from a file"
        yield f"no path {filters.path!r}; {there}"
    time = Filters(since=filters.since, until=filters.until)
    if time and not store.count(time):
        days = store.field("published").values
        there = (
            f"the archive runs from {min(days)} to {max(days)}" if days else "no article has one"
        )
        yield f"no article is published {_said(time)}; {there}"


def _said(time: Filters) -> str:
    """Return a time as one says it: on a day, between two, before or after one."""
    since, until = time.since, time.until
    if since is not None and since == until:
        return f"on {since}" if type(since) is date else f"at {since}"
    bounds = (("since", since), ("until", until))
    return " and ".join(f"{word} {bound}" for word, bound in bounds if bound is not None)
