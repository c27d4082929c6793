"""Dates and times for people: in the zone they were written in, or another that is asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date, datetime

    from corpus import Article

Zone = Literal["utc", "local"]


def in_zone(article: Article, zone: Zone | None) -> Article:
    """Return an article with its moments by the clock of a zone; None leaves them as they are."""
    if zone is None:
        return article
    published, updated = (
        moment and moment.astimezone(UTC if zone == "utc" else None)
        for moment in (article.published, article.updated)
    )
    return replace(article, published=published, updated=updated)


def day_of(day: date) -> str:
    """Return a day as one reads it: `8 April 1987`."""
    return f"{day.day} {day:%B %Y}"  # strftime's own way differs by system


def moment_of(moment: datetime) -> str:
    """Return a day and what the clock showed: `8 April 1987, 21:05 UTC-05:00`."""
    return f"{day_of(moment)}, {moment:%H:%M} {moment.tzname()}"
