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


def also_in(article: Article, copies: Iterable[Copy]) -> str:
    """Return where else a story stands: sources, or ids where those are the article's own."""
    own = {"", article.source}
    places = [on_a_line(copy.id if copy.source in own else copy.source).strip() for copy in copies]
    places = list(dict.fromkeys(places))
    more = len(places) - _PLACES
    return "also in: " + ", ".join(places[:_PLACES]) + (f" and {more} more" if more > 0 else "")
