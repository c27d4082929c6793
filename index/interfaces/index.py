"""An index as an engine keeps it: snapshots to read, and changes to make."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from contextlib import AbstractContextManager

    from corpus import Article, FileState, Withdrawal
    from index.interfaces.snapshot import Snapshot
    from index.models import Encoder
    from index.vocabulary.place import Where
    from index.vocabulary.results import AddReport, CompactReport, RemoveReport, Status, Watch


class Index(Protocol):
    """Holds the newest snapshot there was when it was opened, or refreshed last.

    Any thread may use it. Every change is whole or not there at all; after one, `use` gives the
    snapshot that it made.
    """

    @property
    def path(self) -> Where:
        """Where it is kept: a directory, or a URL."""

    @property
    def model(self) -> tuple[str, str]:
        """The name and the fingerprint of the encoder that makes its vectors."""

    def use(self) -> AbstractContextManager[Snapshot]:
        """Keep one snapshot open for the length of a block.

        Raises:
            NewsIndexError: the index was closed.
        """

    def refresh(self) -> bool:
        """Move on to the newest snapshot; return whether there was a newer one."""

    def close(self) -> None:
        """Let its snapshot go as soon as no one uses it."""

    def status(self) -> Status:
        """Return what is in the snapshot."""

    def add(  # noqa: PLR0913 - one parameter for each option
        self,
        articles: Iterable[Article | Withdrawal | FileState],
        encoder: Encoder,
        *,
        atomic: bool,
        embed: bool,
        follow: bool = False,
        keep: bool = True,
        jobs: int | None = None,
        on_embedded: Callable[[int, int], None] | None,
    ) -> AddReport:
        """Add articles; see `NewsIndex.add`.

        Args:
            articles: any number; they are taken as they come. After those of a file, or for
                one that is gone, comes its state.
            encoder: the one that makes the index's vectors.
            atomic: whether it is one commit.
            embed: whether every passage has its vector at the end.
            follow: whether articles go that no file holds any more, all in one commit.
            keep: whether it is to be done; without it all that comes of it is the report.
            jobs: processes that read articles, this one among them; None for one for each core.
                It changes nothing of the index.
            on_embedded: called with how many passages are embedded, and of how many.

        Raises:
            IndexLockedError, IndexWriteError, DamagedIndexError
        """

    def embed(self, encoder: Encoder, *, on_embedded: Callable[[int, int], None] | None) -> int:
        """Make the vectors that are missing, and return how many.

        Raises: as `add`.
        """

    def remove(self, ids: Iterable[str]) -> RemoveReport:
        """Remove articles by id, in one commit.

        Raises: as `add`.
        """

    def change_watches(self, change: Callable[[tuple[Watch, ...]], Sequence[Watch]]) -> None:
        """Change the standing questions, in one commit; none where nothing changes.

        Args:
            change: given those there are, whoever wrote them, returns those there are to be.

        Raises: as `add`, and what `change` does.
        """

    def compact(self) -> CompactReport:
        """Free what removed articles take up.

        Raises: as `add`.
        """
