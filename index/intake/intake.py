"""Article after article, what becomes of it: it goes in, stays out, or another goes for it.

Nothing is written here. One intake serves a batch; when that is stored, the next one begins with
what the index then holds.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from corpus import Withdrawal
from index.copies import CopyFinder
from index.intake.digest import digest_of
from index.intake.identity import distinct_id, is_bare_number, of_one_place
from index.intake.versions import is_covered, is_later, version_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from corpus import Article
    from index.copies import Placed
    from index.intake.holdings import Holdings, Known
    from index.intake.versions import Withdrawn


Item = TypeVar("Item", bound="Article | Withdrawal")


class Effect(Enum):
    """What an incoming article or withdrawal does to the index."""

    NEW = auto()
    """Its id is not there: it goes in."""
    NEWER = auto()
    """It goes in, and the article of its id that is there goes."""
    KNOWN = auto()
    """It is there as it is, to the letter: nothing happens."""
    OLDER = auto()
    """A later version is there: nothing happens."""
    WITHDRAWN = auto()
    """A withdrawal removes the article that is there, or what comes was withdrawn before."""
    MOOT = auto()
    """A withdrawal of what is not there, or only in a later version: nothing happens."""


class Signature(NamedTuple):
    """What an article is recognised by."""

    digest: bytes
    """Of all that it says: see `digest_of`."""
    keys: NDArray[np.uint64] | None
    """By what its copies are found: see `copies.keys_of`; None if they are not made yet."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of an incoming article or withdrawal."""

    effect: Effect
    removes: int | None = None
    """The number of the article that goes."""
    placed: Placed | None = None
    """The story that an article which goes in prints, as a copy of another or on its own."""


class Intake:
    """Decides what a batch of articles and withdrawals does to an index, one after the other."""

    def __init__(self, holdings: Holdings, withdrawn: Withdrawn) -> None:
        """Begin a batch.

        Args:
            holdings: what is in the index.
            withdrawn: what was withdrawn in batches before; goes on to be noted.
        """
        self._holdings = holdings
        self._withdrawn = withdrawn
        self._coming: list[Article] = []
        """What goes in with this batch, in order."""
        self._digests: dict[str, bytes] = {}
        """Of what goes in, by id."""
        self._finder: CopyFinder | None = None
        self._by_id: dict[str, Article] = {}
        """What goes in with this batch, by id."""
        self.removes: set[int] = set()
        """The numbers of articles that go with this batch."""
        self.effects: Counter[Effect] = Counter()
        self.crossed: list[str] = []
        """Ids of articles that give way to one of another source or file."""

    def named(self, article: Item) -> Item:
        """Return an article under the id that it goes by in this index.

        A bare number that an article of another source, host or file has already is made
        distinct; it stays so for as long as that one is there.
        """
        if isinstance(article, Withdrawal) or not is_bare_number(article.id):
            return article
        distinct = distinct_id(article)
        if distinct == article.id:
            return article
        if distinct in self._by_id or self._find(distinct):
            return replace(article, id=distinct)
        there = self._there(article.id)
        if there is None or of_one_place(there, article) or digest_of(there) == digest_of(article):
            return article
        return replace(article, id=distinct)

    def _there(self, id_: str) -> Article | None:
        """Return the article with an id that is in the index, or goes in with this batch."""
        if id_ in self._by_id:
            return self._by_id[id_]
        found = self._find(id_)
        return self._holdings.article(found.number) if found else None

    def has_another(self, item: Article | Withdrawal) -> bool:
        """Tell whether this batch has another version of an item, and is to be stored first."""
        if item.id not in self._digests:
            return False
        return isinstance(item, Withdrawal) or self._digests[item.id] != digest_of(item)

    def knows(self, id_: str, digest: bytes) -> bool:
        """Tell whether an article is there to the letter, as far as this batch goes."""
        there = self._find(id_)
        return digest in {self._digests.get(id_), there and there.digest}

    def take(self, item: Article | Withdrawal, signature: Signature | None = None) -> Decision:
        """Decide what becomes of an item, and reckon with it from then on.

        Args:
            item: the next.
            signature: of an article, where that is made; else it is made now.
        """
        if isinstance(item, Withdrawal):
            decision = self._withdraw(item)
        else:
            decision = self._admit(item, signature or Signature(digest_of(item), None))
        self.effects[decision.effect] += 1
        if decision.removes is not None:
            self.removes.add(decision.removes)
            if self._finder:
                self._finder.forget([decision.removes])
        return decision

    def expect(self, keys: NDArray[np.uint64]) -> None:
        """Get ready for articles by whose keys copies will be looked for: (articles, KEYS)."""
        self._copy_finder().expect(keys)

    def _withdraw(self, withdrawal: Withdrawal) -> Decision:
        there = self._find(withdrawal.id)
        article = self._holdings.article(there.number) if there else None
        said = self._withdrawn.note(withdrawal, article.title if article else "")
        if there is None or article is None or not is_covered(article, said):
            return Decision(Effect.MOOT)
        return Decision(Effect.WITHDRAWN, there.number)

    def _admit(self, article: Article, signature: Signature) -> Decision:
        digest = signature.digest
        there = self._find(article.id)
        if article.id in self._digests or (there and there.digest == digest):
            return Decision(Effect.KNOWN)
        if self._withdrawn.covers(article):
            return Decision(Effect.OLDER if there else Effect.WITHDRAWN)
        if there and self._is_later(there, version_of(article)):
            return Decision(Effect.OLDER)
        # Placed before the version that is there is forgotten: a new one stays with its story.
        placed = self._copy_finder().place(article, signature.keys)
        self._coming.append(article)
        self._digests[article.id] = digest
        self._by_id[article.id] = article
        if there:
            if not of_one_place(self._holdings.article(there.number), article):
                self.crossed.append(article.id)
            return Decision(Effect.NEWER, there.number, placed)
        return Decision(Effect.NEW, placed=placed)

    def _find(self, id_: str) -> Known | None:
        """Return the article with an id that stays, as far as this batch goes."""
        found = self._holdings.find(id_)
        return None if found and found.number in self.removes else found

    def _is_later(self, there: Known, version: str) -> bool:
        return bool(version) and is_later(
            version_of(self._holdings.article(there.number)), than=version
        )

    def _copy_finder(self) -> CopyFinder:
        """Return what finds copies among all articles there are, those of the batch included."""
        if self._finder is None:  # made only when an article goes in: it asks of the whole index
            there = self._holdings
            self._finder = CopyFinder(there.keys, there.stories, there.days, self._text_of)
            self._finder.forget([*there.removed().tolist(), *self.removes])
        return self._finder

    def _text_of(self, number: int) -> str:
        before = len(self._holdings.stories)
        if number < before:
            return self._holdings.text(number)
        return self._coming[number - before].text
