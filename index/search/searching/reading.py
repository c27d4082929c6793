"""What a question asks for, once it is read: words, marks, times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.query import Filters, Times, parse, read_times
from index.search.asked.times import asked_in, now_in, of_times_alone

if TYPE_CHECKING:
    from index.interfaces import ArticleStore
    from index.query import Query, Time
    from index.search.asked.request import Request


def question_of(request: Request, store: ArticleStore) -> tuple[Query, Times]:
    """Take a question apart, with the fields that articles here have.

    One leg alone prefers no time, and reads none.
    """
    now = now_in(store, request.today)
    fields = store.field_names() if ":" in request.question else ()
    if request.mode != "hybrid":
        words = request.question
        return parse(words, now, fields), Times((), "", words, words)
    asked, times = asked_in(request.question, now, fields)
    listing = of_times_alone(times, now, fields)
    # Of 1945 an archive of today may tell, though it has no article that old.
    if listing and not (times.named and all(_is_history(time, store) for time in times.named)):
        return listing, times
    return asked, times


def _is_history(time: Time, store: ArticleStore) -> bool:
    """Tell whether articles may tell of a time, but none is as old."""
    last = time.period.last
    return time.in_texts and not len(store.newest(store.meeting(Filters(until=last)), 1))


def is_timed(request: Request, store: ArticleStore) -> bool:
    """Tell whether a question names a time."""
    now = now_in(store, request.today)
    return bool(read_times(request.question, now).named)
