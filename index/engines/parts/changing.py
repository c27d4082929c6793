"""The changes of an index, each handed to a writer that its engine lets in."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from contextlib import AbstractContextManager

    from corpus import Article, FileState, Withdrawal
    from index.models import Encoder
    from index.vocabulary.results import AddReport, RemoveReport, Watch


class Writer(Protocol):
    """What changes an index of one engine; see `index.interfaces.Index` for each change."""

    def add(  # noqa: PLR0913 - one parameter for each option
        self,
        articles: Iterable[Article | Withdrawal | FileState],
        encoder: Encoder,
        *,
        atomic: bool,
        embed: bool,
        follow: bool,
        keep: bool,
        jobs: int | None,
        on_embedded: Callable[[int, int], None] | None,
    ) -> AddReport:
        """Add articles."""

    def embed(self, encoder: Encoder, *, on_embedded: Callable[[int, int], None] | None) -> int:
        """Make the vectors that are missing."""

    def remove(self, ids: Iterable[str]) -> RemoveReport:
        """Remove articles by id."""

    def change_watches(self, change: Callable[[tuple[Watch, ...]], Sequence[Watch]]) -> None:
        """Change the standing questions."""


class ChangingIndex(ABC):
    """An index whose changes are made by a writer, which is let in for each."""

    @abstractmethod
    def _writing(self) -> AbstractContextManager[Writer]:
        """Let a writer in, and move on to what it has published, also before an error."""

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
        """Add articles; see `Index.add`."""
        with self._writing() as writer:
            return writer.add(
                articles,
                encoder,
                atomic=atomic,
                embed=embed,
                follow=follow,
                keep=keep,
                jobs=jobs,
                on_embedded=on_embedded,
            )

    def embed(self, encoder: Encoder, *, on_embedded: Callable[[int, int], None] | None) -> int:
        """Make the vectors that are missing, and return how many; it commits as it goes."""
        with self._writing() as writer:
            return writer.embed(encoder, on_embedded=on_embedded)

    def remove(self, ids: Iterable[str]) -> RemoveReport:
        """Remove articles by id, in one commit; ids that are not there are reported."""
        with self._writing() as writer:
            return writer.remove(ids)

    def change_watches(self, change: Callable[[tuple[Watch, ...]], Sequence[Watch]]) -> None:
        """Change the standing questions, in one commit."""
        with self._writing() as writer:
            writer.change_watches(change)
