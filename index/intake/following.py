"""What it means for the index that files were read again, or are gone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from corpus.vocabulary.article import names_its_text
from index.intake.digest import digest_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from corpus import Article, FileState, Origin


class Ledger(Protocol):
    """Which articles were found in which files, in one state of an index."""

    def ids_in(self, path: str) -> set[str]:
        """Return the ids of the articles that a file holds, by its absolute path."""

    def origins_of(self, id_: str, digest: bytes | None = None) -> tuple[Origin, ...]:
        """Return where an article is found; with a digest, only where it says just that."""


@dataclass(frozen=True, slots=True)
class Followed:
    """What follows for the index."""

    removes: frozenset[str] = frozenset()
    """Ids of articles that no file holds any more."""
    replaced: int = 0
    """How many of them another article stands for, which came from the same file."""
    moved: int = 0
    """Articles that are no longer in one file, and are now in another."""
    again: frozenset[str] = frozenset()
    """Absolute paths of files that hold another version of an article that goes."""


def follow(  # noqa: PLR0913 - two states of an index, and what came between
    states: Mapping[str, FileState],
    before: Ledger,
    after: Ledger,
    new: Collection[str],
    article: Callable[[str], Article | None],
    *,
    whole: bool,
) -> Followed:
    """Say which articles go because no file holds them any more.

    A file that was not read to its end takes nothing away.

    Args:
        states: of the files that were read, or are gone, by absolute path.
        before: as it was before.
        after: as it is with them.
        new: ids of articles that came in from these files and were not there.
        article: gives what is in the index, by id.
        whole: whether the files are to be followed in everything. Else an article goes only where
            a file that held one alone, known by nothing but its text, now holds another.
    """
    removes: set[str] = set()
    moved: set[str] = set()
    again: set[str] = set()
    replaced = 0
    for path, state in states.items():
        was = before.ids_in(path) if state.reading != "partly" else set()
        if not was:
            continue
        now = after.ids_in(path)
        if not whole and not _is_other_text(was, now, article):
            continue
        gone = set()
        for id_ in was - now:
            there = article(id_)
            left = after.origins_of(id_, digest_of(there) if there else None)
            if there is None:
                continue
            if not left:
                gone.add(id_)
                again.update(origin.absolute for origin in after.origins_of(id_))
            elif {o.absolute for o in left} - {o.absolute for o in before.origins_of(id_)}:
                moved.add(id_)
        replaced += min(len(gone - removes), len((now - was).intersection(new)))
        removes |= gone
    return Followed(frozenset(removes), replaced, len(moved), frozenset(again - states.keys()))


def _is_other_text(was: set[str], now: set[str], article: Callable[[str], Article | None]) -> bool:
    """Tell whether a file that held one article, known by its text, holds another instead."""
    if len(was) != 1 or len(now) != 1 or was == now:
        return False
    there = article(*was)
    return there is not None and names_its_text(there)
