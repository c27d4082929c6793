"""What comes in, cut into batches: each is a task, and what is done again if its machine goes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from corpus import Article, FileState, Origin, Withdrawal
from index.intake import digest_of, distinct_id, is_bare_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from corpus.reading.pieces import ReadElsewhere


class Bounds(NamedTuple):
    """What a batch has at most."""

    articles: int = 1024
    characters: int = 1_500_000
    """Of their texts: some 2,000 passages, which a core embeds in 20 seconds."""


@dataclass(frozen=True, slots=True)
class Named:
    """An article of a batch, by what tells whether an index has it."""

    id: str
    digest: bytes
    origins: tuple[Origin, ...] = ()
    distinct: tuple[str, bytes] | None = None
    """Its other id, and what its digest is then, where its own is a bare number."""

    @property
    def names(self) -> tuple[tuple[str, bytes], ...]:
        """The ids that it may go by, each with its digest."""
        own = (self.id, self.digest)
        return (own, self.distinct) if self.distinct else (own,)


@dataclass(frozen=True, slots=True)
class Slip:
    """What is told of a batch: of its articles all but what they say."""

    items: tuple[Named | Withdrawal | FileState, ...]
    """In the order of their coming."""
    read: ReadElsewhere | None = None
    """What was read for it, where someone waits to be told."""

    @property
    def named(self) -> list[Named]:
        """Its articles."""
        return [item for item in self.items if isinstance(item, Named)]

    @property
    def count(self) -> int:
        """How many articles and withdrawals came."""
        return sum(not isinstance(item, FileState) for item in self.items)


def in_batches(
    items: Iterable[Article | Withdrawal | FileState],
    bounds: Bounds,
    told: Callable[[], ReadElsewhere | None] = lambda: None,
) -> Iterator[tuple[Slip, list[Article]]]:
    """Yield items batch by batch: what is told of them, and the articles.

    A second version of one article goes into the next batch, as does word of its withdrawal: they
    are taken one after the other.

    Args:
        items: in the order of their coming.
        bounds: of a batch.
        told: gives what was read since it was called last.
    """
    listed: list[Named | Withdrawal | FileState] = []
    articles: list[Article] = []
    there: dict[str, bytes] = {}
    characters = 0
    for item in items:
        known = _named(item) if isinstance(item, Article) else item
        # States of files stand behind what was found in them.
        full = len(articles) >= bounds.articles or characters >= bounds.characters
        if not isinstance(known, FileState) and (full or _has_another(there, known)):
            yield Slip(tuple(listed), told()), articles
            listed, articles, there, characters = [], [], {}, 0
        listed.append(known)
        if isinstance(item, Article) and isinstance(known, Named):
            articles.append(item)
            there.update(known.names)
            characters += len(item.text)
    yield Slip(tuple(listed), told()), articles


def _named(article: Article) -> Named:
    digest = digest_of(article)
    other = distinct_id(article) if is_bare_number(article.id) else article.id
    if other == article.id:
        return Named(article.id, digest, article.origins)
    distinct = other, digest_of(replace(article, id=other))
    return Named(article.id, digest, article.origins, distinct)


def _has_another(there: dict[str, bytes], item: Named | Withdrawal) -> bool:
    """Tell whether a batch has another version of an item that comes."""
    if isinstance(item, Withdrawal):
        return item.id in there
    id_, digest = item.names[-1]
    return there.get(id_, digest) != digest


def key_of(articles: Iterable[Named], made_for: tuple[object, ...]) -> str:
    """Return by what a draft of some articles is found: 32 hexadecimal digits.

    Args:
        articles: by whose ids and digests, and their order, it is known.
        made_for: what else it depends on.
    """
    said = repr((made_for, [(each.id, each.digest) for each in articles]))
    return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
