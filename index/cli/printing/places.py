"""Where an article is to be found."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from index.cli.printing.console import one_line
from index.formats import day_of

if TYPE_CHECKING:
    from corpus import Article


def where_of(article: Article) -> str:
    """Return the source and the date of an article, and its id."""
    date = day_of(article.published) if article.published else ""
    return " · ".join(one_line(each) for each in (article.source, date, article.id) if each)


def link_of(article: Article) -> str:
    """Return what a click on an article opens: its URL, else its file; empty if it has neither."""
    if article.link:
        return article.link
    return Path(article.origin.absolute).as_uri() if article.origin else ""
