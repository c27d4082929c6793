"""Versions of one item, as news agencies number them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from index.vocabulary.results import WithdrawnArticle

if TYPE_CHECKING:
    from collections.abc import Callable

    from corpus import Article, Withdrawal


def version_of(article: Article) -> str:
    """Return an article's version; empty if it has none."""
    return str(article.extra.get("version", ""))


def order(version: str) -> tuple[int, str]:
    """Return what versions of one item are ordered by: as numbers where they are."""
    return (int(version), "") if version.isdecimal() else (-1, version)


def is_later(version: str, *, than: str) -> bool:
    """Tell whether one version of an item came after another."""
    return order(version) > order(than)


class Withdrawn:
    """What was withdrawn so far, for files that don't come in the order of their events."""

    def __init__(
        self, remembered: Callable[[str], WithdrawnArticle | None] = lambda _: None
    ) -> None:
        """Begin.

        Args:
            remembered: returns what an index knows of the withdrawal of an article, by id.
        """
        self._remembered = remembered
        self._noted: dict[str, WithdrawnArticle] = {}
        self._untaken: dict[str, WithdrawnArticle] = {}
        self._bare: set[str] = set()
        """Ids of withdrawals noted since the beginning that name neither version nor date."""

    def note(self, withdrawal: Withdrawal, title: str = "") -> WithdrawnArticle:
        """Note a withdrawal; return what it says itself.

        Args:
            withdrawal: an older one than is known already changes nothing.
            title: of the article, where the withdrawal has none.
        """
        before = self._of(withdrawal.id)
        said = WithdrawnArticle(
            withdrawal.id,
            withdrawal.status,
            withdrawal.version,
            withdrawal.title or title or (before.title if before else ""),
            withdrawal.issued or datetime.now(UTC),
        )
        if before is None or self._supersedes(withdrawal, before):
            self._noted[said.id] = self._untaken[said.id] = said
            if not (withdrawal.version or withdrawal.issued):
                self._bare.add(said.id)
        return said

    def _supersedes(self, withdrawal: Withdrawal, before: WithdrawnArticle) -> bool:
        if withdrawal.version and before.version:
            return is_later(withdrawal.version, than=before.version)
        if withdrawal.issued is None:  # the same word, once more, would else be of today
            return (withdrawal.status, withdrawal.version) != (before.reason, before.version)
        return withdrawal.issued > before.when

    def taken(self) -> list[WithdrawnArticle]:
        """Return what was noted since the last time, to be remembered."""
        taken, self._untaken = self._untaken, {}
        return list(taken.values())

    def covers(self, article: Article) -> bool:
        """Tell whether an article is of a version that is withdrawn."""
        withdrawn = self._of(article.id)
        if withdrawn is None or (article.id in self._bare and _is_bare(article)):
            return False  # where nothing else is known, what comes after the word for it is newer
        return is_covered(article, withdrawn)

    def _of(self, id_: str) -> WithdrawnArticle | None:
        return self._noted.get(id_) or self._remembered(id_)


def _is_bare(article: Article) -> bool:
    return not (version_of(article) or article.updated or article.published)


def is_covered(article: Article, withdrawn: WithdrawnArticle) -> bool:
    """Tell whether an article is of a version that is withdrawn: by number, else by its date."""
    version = version_of(article)
    if version and withdrawn.version:
        return not is_later(version, than=withdrawn.version)
    moment = article.updated or article.published
    return moment is None or moment <= withdrawn.when
