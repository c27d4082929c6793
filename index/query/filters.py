"""Hard conditions on articles: when, from whom, about what, in which language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from index.vocabulary.errors import QuestionError

When = datetime | date | str
"""A moment, a day (as a bound, the whole of it), or ISO 8601 text for either."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions that an article must meet, all of them; empty ones ask for nothing.

    An article without a date meets no condition on dates.
    """

    since: datetime | None = None
    """Published at this moment or later."""
    until: datetime | None = None
    """Published before this moment."""
    source: str = ""
    """The source's name, upper and lower case alike, as are all of these."""
    author: str = ""
    """A whole name, or whole words of one, in the byline."""
    section: str = ""
    language: str = ""
    """A language tag; `en` also stands for `en-GB`."""

    def __bool__(self) -> bool:
        """Tell whether anything is asked for."""
        return self != Filters()


def filters(  # noqa: PLR0913 - one parameter for each condition
    *,
    since: When | None = None,
    until: When | None = None,
    source: str | None = None,
    author: str | None = None,
    section: str | None = None,
    language: str | None = None,
) -> Filters:
    """Make filters of what a user gives.

    Raises:
        QuestionError: a date is not one.
    """
    return Filters(
        since=_moment(since, "since", end_of_day=False),
        until=_moment(until, "until", end_of_day=True),
        source=folded(source),
        author=folded(author),
        section=folded(section),
        language=folded(language).replace("_", "-"),
    )


def folded(text: str | None) -> str:
    """Return a name as it is compared: without case and superfluous space."""
    return " ".join((text or "").casefold().split())


def _moment(when: When | None, name: str, *, end_of_day: bool) -> datetime | None:
    if when is None:
        return None
    if isinstance(when, str):
        when = _from_text(when, name)
    if isinstance(when, datetime):
        when = when if when.tzinfo else when.replace(tzinfo=UTC)
        return when + timedelta(microseconds=end_of_day)  # the moment itself counts
    try:
        day = when + timedelta(days=1) if end_of_day else when
    except OverflowError as error:
        raise QuestionError(f"{name}: {when} is out of range") from error
    return datetime.combine(day, time(), UTC)


def _from_text(text: str, name: str) -> datetime | date:
    text = text.strip()
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise QuestionError(
            f"{name}: {text!r} is not a date; write it as 2021-03-18 or 2021-03-18T09:30"
        ) from error
