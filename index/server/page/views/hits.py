"""Articles that were found: by the best hit of each, as templates show them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from index.formats import by_article, falls_off, in_zone, said_by
from index.server.page.addresses import Address, article_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.server.api.asking import Asking
    from index.server.parameters import SearchParameters
    from index.vocabulary.results import Hit, Hits


@dataclass(frozen=True, slots=True)
class Shown:
    """An article that was found."""

    number: int
    hit: Hit
    others: tuple[Hit, ...]
    """More of its passages, where those were asked for."""
    speaker: str
    """Who says what is shown; nothing where nobody does."""
    address: str
    """Of its page, with the passage marked."""
    further: bool
    """Whether it is the first that is further away from the question."""


def shown(
    hits: Hits, asked: Asking, parameters: SearchParameters, address: Address
) -> Iterator[Shown]:
    """Yield the articles of a page; each leads back to its address."""
    near = True
    read = tuple(hits.corrections.values())
    number = parameters.offset
    for best, *others in by_article([hits], parameters.limit):
        number += 1
        was_near, near = near, hits.weak or not falls_off(hits[0].score, best.score)
        hit = replace(best, article=in_zone(asked.shown(best.article), parameters.zone))
        yield Shown(
            number,
            hit,
            tuple(others),
            spoken_by(hit),
            to_read(hit, parameters.q, read, address),
            further=was_near and not near,
        )


def spoken_by(hit: Hit) -> str:
    """Return who says what is shown of a hit, as one begins a line; nothing where nobody does."""
    speaker = said_by(hit)
    return f"{speaker[:1].upper()}{speaker[1:]}" if speaker else ""


def to_read(
    hit: Hit, question: str, read: Sequence[str] = (), search: Address | None = None
) -> str:
    """Return the address of a hit's article, where the passage that answers is marked.

    Args:
        hit: that leads there.
        question: whose words are marked.
        read: what misspelt words of it were read as.
        search: to go back to, where it has more than the question.
    """
    told = hit.answer or hit.passage
    pairs = [("q", question)] if question else []
    pairs += [("read", word) for word in read]
    pairs += [("start", str(told.start)), ("end", str(told.end))]
    if search and search.dropping("q").pairs:
        pairs.append(("back", urlencode(search.pairs)))
    return f"{Address(article_path(hit.article.id), tuple(pairs))}#hit"
