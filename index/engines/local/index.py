"""An index in one directory: made, opened, read, and written to."""

from __future__ import annotations

from contextlib import closing, contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from index.engines.local.commit.disk import make_folder, sync_folder, writing
from index.engines.local.commit.layout import GENERATIONS, LOCK, MANIFEST
from index.engines.local.commit.manifest import Manifest, past_first_commit, publish
from index.engines.local.commit.writer_lock import WriterLock
from index.engines.local.current import Current
from index.engines.local.status import dense_kind, reclaimable
from index.engines.parts.changing import ChangingIndex
from index.vocabulary.errors import IndexExistsError, NoIndexError
from index.vocabulary.results import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from index.engines.local.writing.writer import IndexWriter
    from index.engines.parts.contents import Model
    from index.engines.parts.snapshot import PartedSnapshot
    from index.interfaces import Snapshot
    from index.models import Encoder
    from index.vocabulary.results import CompactReport


class LocalIndex(ChangingIndex):
    """An index in a directory; an engine behind `index.interfaces.Index`."""

    def __init__(self, directory: Path, *, wait: float) -> None:
        """Use `create` or `open`."""
        self._directory = directory
        self._wait = wait
        self._current = Current(directory)

    @classmethod
    def create(cls, directory: Path, encoder: Callable[[], Encoder], *, wait: float) -> Self:
        """Make an empty index, readable for its owner alone.

        Args:
            directory: that is empty or does not exist yet.
            encoder: gives what will make its vectors, once the directory is found to be vacant.
            wait: seconds to wait for another writer, now and in later calls.

        Raises:
            IndexExistsError: there is an index already.
            NoIndexError: the directory holds something else.
            IndexLockedError: another process is making an index there.
            IndexWriteError: the directory can't be written to.
        """
        _check_vacant(directory)
        settings = encoder().settings
        manifest = Manifest(0, settings.name, settings.fingerprint, settings.dimension, ())
        with writing(directory):
            make_folder(directory)
        with WriterLock(directory, wait=wait):
            _check_vacant(directory)
            with writing(directory):
                publish(directory, manifest)
                sync_folder(directory.parent)
        return cls(directory, wait=wait)

    @classmethod
    def take_over(
        cls, directory: Path, snapshot: PartedSnapshot, model: Model, *, wait: float
    ) -> Self:
        """Make an index that holds what another does; nothing is read, split or embedded anew.

        Args:
            directory: that is empty or does not exist yet.
            snapshot: of the other, of whichever engine.
            model: the name, the fingerprint and the dimension of the encoder of its vectors.
            wait: seconds to wait for another writer, now and in later calls.

        Raises: as `create`.
        """
        from index.engines.local.writing.staged import Staged
        from index.engines.local.writing.staging import Staging

        _check_vacant(directory)
        with writing(directory):
            make_folder(directory)
        with WriterLock(directory, wait=wait):
            _check_vacant(directory)
            with closing(Staging(directory, Staged(0, *model, ()))) as staging:
                staging.take_over_index(snapshot)
                staging.publish()
            with writing(directory):
                sync_folder(directory.parent)
        return cls(directory, wait=wait)

    @classmethod
    def open(cls, directory: Path, *, wait: float) -> Self:
        """Open an index.

        Args:
            directory: where it is.
            wait: seconds to wait for another writer before a change.

        Raises:
            NoIndexError: there is none.
            DamagedIndexError: a file is missing or damaged.
            IndexFormatError: another version of newsdex wrote it.
        """
        return cls(directory, wait=wait)

    @property
    def path(self) -> Path:
        """Its directory."""
        return self._directory

    @property
    def model(self) -> tuple[str, str]:
        """The name and the fingerprint of the encoder that makes its vectors."""
        with self._current.use() as snapshot:
            return snapshot.contents.model, snapshot.contents.fingerprint

    @contextmanager
    def use(self) -> Iterator[Snapshot]:
        """Keep one snapshot open for the length of a block.

        Raises:
            NewsIndexError: the index was closed.
        """
        with self._current.use() as snapshot:
            yield snapshot

    def refresh(self) -> bool:
        """Move on to the newest generation; return whether there was a newer one."""
        return self._current.move_on()

    def close(self) -> None:
        """Close its files, as soon as no search uses them, and let the generation go."""
        self._current.close()

    def compact(self) -> CompactReport:
        """Merge all parts into one and free what removed articles take up, in one commit."""
        with self._writing() as writer:
            return writer.compact(on_published=self.refresh)

    @contextmanager
    def _writing(self) -> Iterator[IndexWriter]:
        """Let a writer in, and move on to what it has published, also before an error."""
        from index.engines.local.writing.writer import IndexWriter  # which no search needs

        with IndexWriter(self._directory, wait=self._wait) as writer:
            try:
                yield writer
            finally:
                self.refresh()  # before the writer clears away what no one holds

    def status(self) -> Status:
        """Return what is in the index."""
        with self._current.use() as snapshot:
            contents = snapshot.contents
            sources, oldest, newest = snapshot.store.summary()
            unembedded = snapshot.unembedded
        return Status(
            path=self._directory,
            generation=contents.generation,
            articles=contents.articles,
            passages=contents.passages,
            embedded=contents.passages - unembedded,
            parts=len(contents.parts),
            dense=dense_kind(contents),
            removed=sum(part.removed_articles for part in contents.parts),
            size=sum(entry.size for entry in contents.files.values()),
            reclaimable=reclaimable(contents),
            model=contents.model,
            dimension=contents.dimension,
            sources=sources,
            oldest=None if oldest is None else datetime.fromtimestamp(oldest, UTC),
            newest=None if newest is None else datetime.fromtimestamp(newest, UTC),
        )


def _check_vacant(directory: Path) -> None:
    """Check that an index can be made; what a crash has left of the making of one is not one."""
    vacant = _is_vacant(directory)
    if (directory / MANIFEST).exists():  # asked last: another process may be making one just now
        raise IndexExistsError(f"{directory} is an index already; open it instead")
    if not vacant:
        raise NoIndexError(f"{directory} is neither empty nor an index; name another directory")


def _is_vacant(directory: Path) -> bool:
    if not directory.exists():
        return True
    left = {LOCK, GENERATIONS, f"{MANIFEST}.new"}
    other = not directory.is_dir() or any(path.name not in left for path in directory.iterdir())
    return not other and not past_first_commit(directory)
