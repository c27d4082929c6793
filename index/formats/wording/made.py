"""When a page was made, and of which archive: what it says of itself once it is mailed around."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.formats.rows.moments import day_of

if TYPE_CHECKING:
    from datetime import datetime

    from index.vocabulary.results import Status


def made_of(status: Status, now: datetime) -> str:
    """Return a line that says when something was made, and of what.

    Args:
        status: of the index that was asked.
        now: the moment of making, by the clock of whoever makes it.
    """
    articles = f"{status.articles:,} article{'s' * (status.articles != 1)}"
    told = f"made on {day_of(now)} of an archive of {articles}"
    if not (status.oldest and status.newest):
        return told
    first, last = day_of(status.oldest), day_of(status.newest)
    return f"{told}, {first}" + (f" to {last}" if last != first else "")
