"""What is said of a hit beside its text, as one reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.formats.rows.moments import day_of
from index.formats.rows.named import embargo_of
from index.formats.wording.pieces import on_a_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from corpus import Article
    from index.vocabulary.results import Copy

_PLACES = 5
"""Other places that are told of, where a story stands."""


def byline_of(article: Article) -> Iterator[str]:
    """Yield source, authors, day of publication and embargo of an article, where it has them."""
    told = [article.source, ", ".join(article.authors)]
    if article.published:
        told.append(day_of(article.published))
    if until := embargo_of(article):
        told.append(f"embargoed until {until}")
    return filter(None, told)


def _place_of(copy: Copy, article: Article) -> str:
    """Return what tells a reader of a copy which one it is."""
    if copy.source not in {"", article.source}:
        return copy.source
    of = f" of {day_of(copy.published)}" if copy.published else ""
    return f"{copy.source or 'an article'}{of} ({copy.id})"


def also_in(article: Article, copies: Iterable[Copy]) -> str:
    """Return where else a story stands: in which sources; of the article's own, on which day.

    Behind a day stands the id, by which `show` knows the copy.
    """
    places = list(dict.fromkeys(on_a_line(_place_of(copy, article)).strip() for copy in copies))
    more = len(places) - _PLACES
    return "also in: " + ", ".join(places[:_PLACES]) + (f" and {more} more" if more > 0 else "")
