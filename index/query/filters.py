"""Hard conditions on articles: when, from whom, about what, in which language."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.vocabulary.article import storable
from corpus.vocabulary.origin import absolute_path
from index.query.periods import Now, When, bounds_between
from index.vocabulary.arguments import check_text, texts_of
from index.vocabulary.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime


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
    """The source's name, or names of which it has one; upper and lower case alike, as are all of
    these."""
    author: str = ""
    """A whole name, or whole words of one, in the byline."""
    section: str = ""
    language: str = ""
    """A language tag; `en` also stands for `en-GB`."""
    path: str = ""
    """Of a file that the article was found in: a glob of its path as given or absolute, of the
    end of one from a folder on, or of a folder."""

    def __bool__(self) -> bool:
        """Tell whether anything is asked for."""
        return self != Filters()


def filters(  # noqa: PLR0913 - one parameter for each condition
    *,
    since: When | None = None,
    until: When | None = None,
    on: When | None = None,
    now: Now | None = None,
    source: str | Iterable[str] | None = None,
    author: str | None = None,
    section: str | None = None,
    language: str | None = None,
    path: str | None = None,
) -> Filters:
    """Make filters of what a user gives; `now` is what its times are counted from.

    Raises:
        QuestionError: a date is not one, bounds are the wrong way round, a name is not text.
    """
    for name, value in (("author", author), ("section", section), ("path", path)):
        check_text(name, value, optional=True)
    check_text("language", language, optional=True)
    first, last = bounds_between(since, until, on, now or Now.on(None))
    return Filters(
        since=first,
        until=last,
        source=_sources(source),
        author=folded(author),
        section=folded(section),
        language=folded(language).replace("_", "-"),
        path=_glob(path or ""),
    )


def _sources(names: str | Iterable[str] | None) -> tuple[str, ...]:
    """Return names as they are compared; no text at all asks for nothing."""
    if names is None or isinstance(names, str):
        return tuple(filter(None, (folded(names),)))
    found = tuple(dict.fromkeys(map(folded, texts_of("source", names))))
    if not found:
        raise QuestionError("source: an empty list names no source")
    return found


def _glob(path: str) -> str:
    """Return a pattern as it is compared: parted by `/`, without what leads nowhere."""
    path = storable(path).strip().replace(os.sep, "/")
    if path.startswith("~") or ".." in path.split("/"):
        path = absolute_path(Path(path).expanduser())
    while path.startswith("./"):
        path = path[2:]
    return path.rstrip("/")


def folded(text: str | None) -> str:
    """Return a name as it is compared: without case and superfluous space."""
    return " ".join(storable(text or "").casefold().split())
