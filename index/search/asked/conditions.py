"""The conditions that every question to an index may come with, declared once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

from index.query import filters
from index.search.asked.request import Request
from index.search.asked.times import now_in

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from index.interfaces import Copies, Group, Mode, Numbers, Snapshot, Sort
    from index.query import Names, When


class Conditions(TypedDict, total=False):
    """Keyword arguments of every method that takes a question; `NewsIndex.search` tells of each."""

    mode: Mode
    since: When | None
    until: When | None
    on: When | None
    source: Names
    author: Names
    section: Names
    language: Names
    path: str | None
    where: Mapping[str, Any] | None
    copies: Copies
    today: date | None


def hits_of_article(per_article: int | None, group: Group | None) -> int:
    """Return how many hits of one article are shown at most; 0 for any number.

    Args:
        per_article: as asked; None shows two, or one where it stands for its story.
        group: whether articles of one story are shown as one.
    """
    if per_article is not None:
        return per_article
    return 2 if group is None else 1


def request_of(  # noqa: PLR0913 - one parameter for each option
    snapshot: Snapshot,
    question: str,
    *,
    limit: int = 1,
    mode: Mode = "hybrid",
    per_article: int | None = None,
    copies: Copies = "first",
    recent: float | None = None,
    today: date | None = None,
    offset: int = 0,
    sort: Sort = "relevance",
    of_all: bool = False,
    explain: bool = False,
    group: Group | None = None,
    within: Numbers | None = None,
    **bound: Any,
) -> Request:
    """Return what is asked for.

    Args:
        snapshot: of which it is asked.
        question: as it was typed.
        limit: most hits.
        mode: which legs.
        per_article: most hits of one article; None for as many as `hits_of_article` says.
        copies: which of a story are shown.
        recent: days after which newness counts half.
        today: the day that times are counted from.
        offset: hits to leave out before those.
        sort: in which order hits are.
        of_all: whether a question without words and conditions means every article.
        explain: whether to tell how scores came about.
        within: the articles that may be found at all; None for those that are in the index.
        group: whether articles of one story are shown as one.
        bound: as `query.filters` takes them.

    Raises:
        QuestionError: a condition means nothing, or nothing is asked.
    """
    conditions = filters(now=now_in(snapshot.store, today), **bound)
    return Request(
        question,
        limit,
        mode,
        conditions,
        hits_of_article(per_article, group),
        copies,
        recent,
        today,
        offset,
        sort,
        of_all,
        explain,
        within,
        group,
    )
