"""Versions of one item, as news agencies number them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus import Article


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

    def __init__(self) -> None:
        self._versions: dict[str, str] = {}

    def note(self, id_: str, version: str) -> None:
        """Note that a version and those before it are withdrawn; without one nothing is known."""
        if version:
            self._versions[id_] = max(version, self._versions.get(id_, ""), key=order)

    def covers(self, article: Article) -> bool:
        """Tell whether an article is of a version that is withdrawn."""
        last = self._versions.get(article.id)
        return last is not None and order(version_of(article)) <= order(last)
