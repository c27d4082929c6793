"""Where an article is to be found, and where else its story stands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from index.cli.printing.console import one_line
from index.formats import day_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus import Article
    from index.vocabulary.results import Copy

_PLACES = 5
"""Other places shown where a story stands."""


def where_of(article: Article) -> str:
    """Return the source and the date of an article, and its id."""
    date = day_of(article.published) if article.published else ""
    return " · ".join(one_line(each) for each in (article.source, date, article.id) if each)


def link_of(article: Article) -> str:
    """Return what a click on an article opens: its URL, else its file; empty if it has neither."""
    if article.url.startswith(("https://", "http://")):
        return article.url if article.url.isprintable() and " " not in article.url else ""
    return Path(article.origin.absolute).as_uri() if article.origin else ""


def also_in(article: Article, copies: Iterable[Copy]) -> str:
    """Return where else a story stands: sources, or ids where those are the article's own."""
    own = {"", article.source}
    places = [one_line(copy.id if copy.source in own else copy.source) for copy in copies]
    places = list(dict.fromkeys(places))
    more = len(places) - _PLACES
    return "also in: " + ", ".join(places[:_PLACES]) + (f" and {more} more" if more > 0 else "")
