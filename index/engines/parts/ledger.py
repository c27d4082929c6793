"""Where the articles of a generation were found, as an engine keeps it, and the notes it takes.

A reading of a file is numbered by the generation that it leads to. It supersedes those before it
once it is settled, that is when the file was read to its end, or is gone; until then, what an
earlier reading found holds beside what it has found so far.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from corpus import FileState, Origin
    from index.vocabulary.results import WithdrawnArticle


@dataclass(frozen=True, slots=True)
class FileNote:
    """What is noted of one reading of a file."""

    state: FileState
    reading: int
    settled: bool


@dataclass(frozen=True, slots=True)
class OriginNote:
    """Where an article was found."""

    id: str
    origin: Origin
    digest: bytes


class Ledger(Protocol):
    """Which files were read, how they were then, and which articles were found where."""

    def __bool__(self) -> bool:
        """Tell whether anything is noted."""

    def files(self, under: str) -> dict[str, FileState]:
        """Return what is known of the files in a folder, or of one file, by absolute path.

        Those that are gone are left out.
        """

    def every_file(self) -> list[FileState]:
        """Return what is known of all files that are not gone."""

    def state_of(self, path: str) -> FileState | None:
        """Return what is known of a file by its absolute path, if it was read and is there."""

    def ids_in(self, path: str) -> set[str]:
        """Return the ids of the articles that a file holds, by its absolute path."""

    def origins_of(self, id_: str, digest: bytes | None = None) -> tuple[Origin, ...]:
        """Return where an article is found, in the order of reading.

        Args:
            id_: of the article.
            digest: of what it says; without it also where another version of it is found.
        """

    def found_at(self, pattern: str) -> Mapping[str, set[bytes]]:
        """Return the articles found where a pattern says: their ids, and digests of what they say.

        Args:
            pattern: as SQLite's GLOB takes it; of a path as it was given or an absolute one, of
                the end of either from a folder on, or of a folder; a member follows after `!`.
        """

    def every_place(self) -> Iterator[tuple[str, str, bytes]]:
        """Yield where articles are found: a file, as given, an id, and the digest of what it says.

        An article that a file holds several times comes as often.
        """

    def kept(self) -> tuple[list[FileNote], list[OriginNote]]:
        """Return what holds of files that are not gone: a note for each, and all origins in them.

        Of readings that hold beside each other the last stands for all.
        """

    def withdrawal_of(self, id_: str) -> WithdrawnArticle | None:
        """Return what is known of the withdrawal of an article, by its id."""

    def withdrawn(self) -> Iterator[WithdrawnArticle]:
        """Yield the articles that were withdrawn, in the order of their ids."""
