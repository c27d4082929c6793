"""What a script has in its hands, to articles: articles, records, rows of data frames.

Libraries of data frames are known by what their frames can do, and none is imported.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol, TypeGuard

from corpus.articles.dates_of_file import DateRules, DatesOfFile, date_rules
from corpus.articles.outcome import RecordError, Withdrawal
from corpus.articles.records import read_record
from corpus.fields.plain_values import plain_value
from corpus.found.ahead import LookingAhead
from corpus.reading.article_reader import ArticleReader
from corpus.vocabulary.article import Article, storable
from corpus.vocabulary.errors import ArgumentError, Problem, UnreadableError, shown
from corpus.vocabulary.given import moment_of
from corpus.vocabulary.origin import FileState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class DataFrame(Protocol):
    """Rows of named columns, as pandas, polars and pyarrow have them."""

    @property
    def columns(self) -> Any:
        """The columns, or their names."""


Incoming = Article | Withdrawal | FileState
Given = (
    Incoming | Mapping[str, Any] | DataFrame | Iterable[Incoming | Mapping[str, Any] | DataFrame]
)
"""What a script may give: articles and records, one or many."""

_ROWS = 1_000
"""Rows of a data frame that are made Python's own at once."""

_NOTHING = {"NAType", "NaTType"}
"""What pandas has in place of a value that is missing."""

_ADVICE = "give articles, records such as {'title': …, 'text': …}, or a data frame of these"


def articles_from(
    given: Given,
    on_problem: Callable[[Problem], None] | None = None,
    *,
    dayfirst: bool | None = None,
    zone: str | None = None,
) -> Iterator[Incoming]:
    """Yield the articles that a script gives, one at a time.

    Args:
        given: an article or withdrawal; a record, that is a mapping with field names as in JSON
            Lines; a data frame of pandas or polars, or a table of pyarrow, whose rows are records;
            what `read_articles` returns; or an iterable of all of these, mixed.
        on_problem: called with each thing that can't become an article, or not all of it; the
            next one follows.
        dayfirst: whether `03/04/2021` in a record is of April, as `read_articles`.
        zone: of times in records that state none, as `read_articles`.

    Raises:
        ArgumentError: something else is given.
        UnreadableError: for the first problem, if `on_problem` is None.
    """
    if on_problem is not None and not callable(on_problem):
        raise ArgumentError(f"on_problem: {shown(on_problem)} can't be called")
    if isinstance(given, str | bytes | os.PathLike):
        raise ArgumentError(f"{shown(given)} is not an article; read_articles reads files")
    known = _known(given)
    if known is None and (isinstance(given, type) or not isinstance(given, Iterable)):
        raise ArgumentError(f"{shown(given)} is not an article; {_ADVICE}")
    rules = date_rules(dayfirst, zone)
    return _read(_within(given) if known is None else known, on_problem, rules)


def unread(given: Given) -> TypeGuard[ArticleReader]:
    """Tell whether it is a reader of files that none was begun of."""
    return isinstance(given, ArticleReader) and not given.files


def _within(given: Any) -> Iterator[Any]:
    """Yield what is in an iterable, of frames and readers each thing for itself."""
    for item in given:
        known = None if isinstance(item, Article) else _known(item)
        if known is None:
            yield item
        else:
            yield from known


def _known(given: Any) -> Iterable[Any] | None:
    """Return the articles and records that something is or has; None if that can't be told."""
    if isinstance(given, Article | Withdrawal | FileState | Mapping):
        return (given,)
    if isinstance(given, ArticleReader):
        return given.with_files()
    if isinstance(given, type):
        return None
    if hasattr(given, "_asdict"):
        return (given._asdict(),)
    rows = _rows(given)
    if rows is None and hasattr(given, "keys") and hasattr(given, "__getitem__"):
        return (dict(given),)
    return rows


def _rows(frame: Any) -> Iterable[Any] | None:
    """Return the rows of a data frame, as mappings; None if it isn't one."""
    if hasattr(frame, "iter_rows"):  # polars
        rows: Iterable[Any] = frame.iter_rows(named=True)
        return rows
    if hasattr(frame, "to_batches"):  # pyarrow
        return (row for batch in frame.to_batches(max_chunksize=_ROWS) for row in batch.to_pylist())
    if hasattr(frame, "iloc") and getattr(frame, "ndim", 1) > 1:  # pandas; a row has one dimension
        pieces = (frame.iloc[first : first + _ROWS] for first in range(0, len(frame), _ROWS))
        return (row for piece in pieces for row in piece.to_dict("records"))
    return None


def _read(
    items: Iterable[Any], on_problem: Callable[[Problem], None] | None, rules: DateRules
) -> Iterator[Incoming]:
    number = 0
    coming = LookingAhead(iter(items))
    dates = DatesOfFile(rules, coming.ahead)

    def report(reason: str, advice: str = "", *, skipped: bool = True) -> None:
        problem = Problem(f"item {number}", reason, advice, skipped=skipped)
        if on_problem is None:
            raise UnreadableError(problem)
        on_problem(problem)

    for item in coming:
        if isinstance(item, FileState):
            yield item
            continue
        number += 1
        try:
            taken, warnings = _taken(item, dates)
        except (ValueError, TypeError, OverflowError, RecursionError) as error:
            report(str(error), error.advice if isinstance(error, RecordError) else "")
            continue
        for warning in warnings:
            report(warning, "kept", skipped=False)
        yield taken


def _taken(item: Any, dates: DatesOfFile) -> tuple[Article | Withdrawal, tuple[str, ...]]:
    """Return an article, and what of it could not be understood.

    Raises:
        ValueError: it can't be one.
    """
    if isinstance(item, Article):
        _check_extra(item.extra)
        return item, ()
    if isinstance(item, Withdrawal):
        return _checked(item), ()
    if not isinstance(item, Mapping):
        raise RecordError(f"{shown(item)} is not an article", _ADVICE)
    values = {str(name): _value(name, value) for name, value in item.items()}
    record = {name: value for name, value in values.items() if value is not None}
    reading = read_record(record, {}, dates)
    return reading.article, reading.warnings


def _checked(withdrawal: Withdrawal) -> Withdrawal:
    """Return a withdrawal, each value of its type."""
    texts = {}
    for name in ("id", "status", "version", "title"):
        if not isinstance(value := getattr(withdrawal, name), str):
            raise ArgumentError(f"{name} of a withdrawal: {shown(value)} is not text")
        texts[name] = storable(value)
    return replace(withdrawal, issued=moment_of("issued", withdrawal.issued), **texts)


def _check_extra(extra: Mapping[str, Any]) -> None:
    """Check that what else is known of an article can be kept."""
    try:
        json.dumps(dict(extra), default=str)
    except (ValueError, TypeError, RecursionError) as error:
        raise ArgumentError(f"extra: {shown(extra)} can't be written as JSON ({error})") from error


def _value(name: Any, value: Any) -> Any:
    """Return a value of a record as JSON has it; None for one that is missing."""
    kind = type(value)
    if kind.__name__ in _NOTHING:
        return None
    if hasattr(value, "dtype") and hasattr(value, "tolist"):  # numpy's; its moments are text
        value = str(value) if value.dtype.kind in "Mm" else value.tolist()
    elif callable(value) or _is_mute(kind):
        raise ArgumentError(f"{shown(name)}: {shown(value)} is not a value of a record")
    return plain_value(value)


def _is_mute(kind: type[object]) -> bool:
    """Tell whether a value of a class has no text of its own."""
    *own, _ = kind.__mro__  # the last is object
    return not any(name in vars(one) for one in own for name in ("__str__", "__repr__"))
