"""Hard conditions on articles: when, from whom, about what, in which language."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.vocabulary.article import storable
from corpus.vocabulary.errors import shown
from corpus.vocabulary.origin import absolute_path
from index.query.fields import OWN, as_written
from index.query.names import folded
from index.query.periods import Now, When, bounds_between
from index.vocabulary.arguments import check_text, texts_of
from index.vocabulary.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

Names = str | Iterable[str] | None
"""A name, or several of which one must be met."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions that an article must meet, all of them; empty ones ask for nothing.

    An article without a date meets no condition on dates.
    """

    since: datetime | date | None = None
    """Published at this moment, which has a time zone, or on this day, or later."""
    until: datetime | date | None = None
    """Published at this moment or on this day, or before."""
    source: tuple[str, ...] = ()
    """Names of which the source has one. Engines compare them, and all of these, as `compared`
    makes them; here they are as they were given."""
    author: tuple[str, ...] = ()
    """Of one of these, whole words in a byline."""
    section: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    """Language tags; `en` also stands for `en-GB`."""
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Fields of `extra`, each with values of which the article has one."""
    path: str = ""
    """Of a file that the article was found in: a glob of its path as given or absolute, of the
    end of one from a folder on, or of a folder."""

    def __bool__(self) -> bool:
        """Tell whether anything is asked for."""
        return self != Filters()

    @property
    def named(self) -> Mapping[str, tuple[str, ...]]:
        """The fields that are to have one of some values, those of `extra` included."""
        own = {name: values for name in OWN if (values := getattr(self, name))}
        return {**own, **dict(self.where)}


def filters(  # noqa: PLR0913 - one parameter for each condition
    *,
    since: When | None = None,
    until: When | None = None,
    on: When | None = None,
    now: Now | None = None,
    source: Names = None,
    author: Names = None,
    section: Names = None,
    language: Names = None,
    path: str | None = None,
    where: Mapping[str, Any] | None = None,
) -> Filters:
    """Make filters of what a user gives: of names one, or several of which one must be met.

    Args:
        since: as `Filters`, and so are the others.
        until: a day, week, month or year counts to its end.
        on: a day, week, month or year.
        now: what their times are counted from; None takes today.
        source: names.
        author: names.
        section: names.
        language: tags.
        path: a glob.
        where: a field of `extra`, or one of the above, to a value or a list of them: text, a
            number or a boolean.

    Raises:
        QuestionError: a date is not one, bounds are the wrong way round, a name is not text, or a
            list of them is empty.
    """
    check_text("path", path, optional=True)
    first, last = bounds_between(since, until, on, now or Now.on(None))
    own = {"source": source, "author": author, "section": section, "language": language}
    asked: dict[str, tuple[str, ...]] = {name: _names(name, each) for name, each in own.items()}
    others: dict[str, tuple[str, ...]] = {}
    for name, values in _pairs(where):
        of = asked if name in own else others
        of[name] = (*of.get(name, ()), *_values(name, values))
    return Filters(
        since=first,
        until=last,
        **asked,
        where=tuple(sorted(others.items())),
        path=_glob(path or ""),
    )


def _names(field: str, names: Names) -> tuple[str, ...]:
    """Return names, each once; no text at all asks for nothing."""
    if names is None or isinstance(names, str):
        name = storable(names or "").strip()
        return (name,) if name else ()
    found = tuple(dict.fromkeys(filter(None, map(str.strip, texts_of(field, names)))))
    if not found:
        raise QuestionError(f"{field}: an empty list names no {field}")
    return found


def _pairs(where: Any) -> Iterator[tuple[str, Any]]:
    """Yield the fields that `where` names, by their own names."""
    if where is None:
        return
    if not isinstance(where, Mapping):
        raise QuestionError(
            f'where: {shown(where)} is no mapping; write it as {{"topics": "grain"}}'
        )
    for field, values in where.items():
        check_text("where: a field", field)
        name = _OTHER_NAMES.get(plain := folded(field), plain)
        if not name:
            raise QuestionError("where: a field has no name")
        if name in {"published", "path", "title"}:
            raise QuestionError(f"where: {_INSTEAD[name]}")
        yield (name if name in OWN else storable(field).strip()), values


_OTHER_NAMES = {"lang": "language", "authors": "author"}

_INSTEAD = {
    "published": "an article is published at some time; use since and until",
    "path": "use path for where an article was found",
    "title": "write title:word in the question for words of a title",
}


def _values(field: str, values: Any) -> tuple[str, ...]:
    """Return the values that a field of `where` may have, as they are written."""
    single = isinstance(values, str | int | float)
    if not single and (
        not isinstance(values, Iterable) or isinstance(values, Mapping | bytes | bytearray)
    ):
        raise QuestionError(f"{field}: {shown(values)} is neither a value nor a list of values")
    several = [values] if single else list(values)
    for value in several:
        if not isinstance(value, str | int | float):
            raise QuestionError(f"{field}: {shown(value)} is neither text, a number nor a boolean")
    found = tuple(dict.fromkeys(filter(None, map(as_written, several))))
    if not found:
        raise QuestionError(f"{field}: no value is asked for")
    return found


def _glob(path: str) -> str:
    """Return a pattern as it is compared: parted by `/`, without what leads nowhere."""
    path = storable(path).strip().replace(os.sep, "/")
    if path.startswith("~"):
        with suppress(RuntimeError):  # nobody is called so: a file may be, as ~draft.txt
            path = absolute_path(Path(path).expanduser())
    if ".." in path.split("/"):
        path = absolute_path(Path(path))
    while path.startswith("./"):
        path = path[2:]
    return path.rstrip("/")
