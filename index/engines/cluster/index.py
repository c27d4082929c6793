"""An index in tables: made, opened, read, and written to."""

from __future__ import annotations

import threading
import uuid
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from index.engines.cluster.generations import Contents, newest, publish
from index.engines.cluster.objects import Objects
from index.engines.cluster.snapshot import ClusterSnapshot
from index.engines.parts.changing import ChangingIndex
from index.models import RayEncoder
from index.vocabulary.errors import (
    IndexExistsError,
    IndexWriteError,
    NewsIndexError,
    NoIndexError,
)
from index.vocabulary.results import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from corpus import Article, FileState, Withdrawal
    from index.engines.cluster.writing.writer import ClusterWriter
    from index.engines.parts.contents import Model
    from index.engines.parts.snapshot import PartedSnapshot
    from index.interfaces import Snapshot
    from index.models import Encoder
    from index.vocabulary.results import AddReport, CompactReport


class ClusterIndex(ChangingIndex):
    """An index in Lance tables; an engine behind `index.interfaces.Index`.

    Any number of them, on any machine, read and write one index; none holds a lock.
    """

    def __init__(self, objects: Objects, *, wait: float) -> None:
        """Use `create` or `open`."""
        self._objects = objects
        self._wait = wait
        self._lock = threading.Lock()
        self._snapshot: ClusterSnapshot | None = ClusterSnapshot(objects, newest(objects))

    @classmethod
    def create(cls, url: str, encoder: Callable[[], Encoder], *, wait: float) -> Self:
        """Make an empty index.

        Args:
            url: of a place where nothing is yet.
            encoder: gives what will make its vectors, once the place is found to be vacant.
            wait: seconds for which other writers may be quicker, in later calls.

        Raises:
            IndexExistsError: there is an index already.
            NoIndexError: something else is there.
            IndexWriteError: it can't be written to, or is no place for several writers.
        """
        objects = Objects(url, make=True)
        _check_vacant(objects)
        settings = encoder().settings
        contents = Contents(0, settings.name, settings.fingerprint, settings.dimension)
        if not publish(objects, contents):
            raise IndexExistsError(f"{url} is an index already; open it instead")
        return cls(objects, wait=wait)

    @classmethod
    def take_over(cls, url: str, snapshot: PartedSnapshot, model: Model, *, wait: float) -> Self:
        """Make an index that holds what another does; nothing is read, split or embedded anew.

        Args:
            url: of a place where nothing is yet.
            snapshot: of the other, of whichever engine.
            model: the name, the fingerprint and the dimension of the encoder of its vectors.
            wait: seconds for which other writers may be quicker, in later calls.

        Raises: as `create`.
        """
        from index.engines.cluster.writing.staging import Staging

        objects = Objects(url, make=True)
        _check_vacant(objects)
        staging = Staging(objects, Contents(0, *model))
        try:
            staging.take_over(snapshot)
            made = publish(objects, staging.contents)
        except BaseException:
            staging.discard()
            raise
        if not made:
            staging.discard()
            raise IndexExistsError(f"{url} is an index already; open it instead")
        return cls(objects, wait=wait)

    @classmethod
    def open(cls, url: str, *, wait: float) -> Self:
        """Open an index.

        Args:
            url: where it is.
            wait: seconds for which other writers may be quicker than a change.

        Raises:
            NoIndexError: there is none.
            DamagedIndexError: what is there is not what was written.
            IndexFormatError: another version of newsdex wrote it.
        """
        return cls(Objects(url), wait=wait)

    @property
    def path(self) -> str:
        """Its URL."""
        return self._objects.url

    @property
    def model(self) -> tuple[str, str]:
        """The name and the fingerprint of the encoder that makes its vectors."""
        contents = self._current().contents
        return contents.model, contents.fingerprint

    def _current(self) -> ClusterSnapshot:
        snapshot = self._snapshot
        if snapshot is None:
            raise NewsIndexError("this index was closed; open it anew")
        return snapshot

    @contextmanager
    def use(self) -> Iterator[Snapshot]:
        """Keep one snapshot open for the length of a block.

        Raises:
            NewsIndexError: the index was closed.
        """
        yield self._current()

    def refresh(self) -> bool:
        """Move on to the newest generation; return whether there was a newer one."""
        with self._lock:
            before = self._current().contents
            last = newest(self._objects, before.generation)
            if last.generation == before.generation:
                return False
            self._snapshot = self._current().next(last)
            return True

    def close(self) -> None:
        """Let the generation go; a second time does nothing."""
        with self._lock:
            self._snapshot = None

    def compact(self) -> CompactReport:
        """Merge all parts into one, in one commit, and remove what nobody reads any more."""
        with self._writing() as writer:
            return writer.compact()

    def add(  # noqa: PLR0913 - as the interface
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
        """Add articles; see `Index.add`. A cluster fills the index, where the encoder is on one."""
        if not keep or not isinstance(encoder, RayEncoder):
            return super().add(
                articles,
                encoder,
                atomic=atomic,
                embed=embed,
                follow=follow,
                keep=keep,
                jobs=jobs,
                on_embedded=on_embedded,
            )
        from index.engines.cluster.filling.filling import Filling

        with self._writing() as writer:
            filling = Filling(self._objects, encoder, wait=self._wait, on_embedded=on_embedded)
            report = filling.add(articles, atomic=atomic, embed=embed, follow=follow)
            left = writer.embed(encoder, on_embedded=on_embedded) if embed else 0
        return replace(report, embedded=report.embedded + left)

    @contextmanager
    def _writing(self) -> Iterator[ClusterWriter]:
        """Let a writer in, and move on to what it has published, also before an error."""
        from index.engines.cluster.writing.writer import ClusterWriter  # which no search needs

        self._current()
        try:
            yield ClusterWriter(self._objects, wait=self._wait)
        finally:
            self.refresh()

    def status(self) -> Status:
        """Return what is in the index."""
        from index.engines.cluster.writing.cleaning import size_of

        snapshot = self._current()
        contents = snapshot.contents
        sources, oldest, newest_ = snapshot.store.summary()
        size = size_of(self._objects, contents)
        passages = sum(part.passages for part in contents.parts)
        removed = sum(part.removed_passages for part in contents.parts)
        return Status(
            path=self._objects.url,
            generation=contents.generation,
            articles=contents.articles,
            passages=contents.passages,
            embedded=contents.passages - snapshot.unembedded,
            parts=len(contents.parts),
            dense=_dense_kind(contents),
            removed=sum(part.removed_articles for part in contents.parts),
            size=size,
            reclaimable=size * removed // max(1, passages),
            model=contents.model,
            dimension=contents.dimension,
            sources=sources,
            oldest=None if oldest is None else datetime.fromtimestamp(oldest, UTC),
            newest=None if newest_ is None else datetime.fromtimestamp(newest_, UTC),
        )


_PROBE = "probe-"


def _check_vacant(objects: Objects) -> None:
    """Check that an index can be made, and that its store is one for several writers.

    Raises:
        IndexExistsError, NoIndexError, IndexWriteError: as `create`.
    """
    try:
        newest(objects)
    except NoIndexError:
        pass
    else:
        raise IndexExistsError(f"{objects.url} is an index already; open it instead")
    if any(not path.startswith(_PROBE) for path, _, _ in objects.listed("")):
        raise NoIndexError(f"{objects.url} is neither empty nor an index; name another place")
    _check_exclusive(objects)


def _check_exclusive(objects: Objects) -> None:
    """Check that of two writers of one object the second is refused.

    Raises:
        IndexWriteError: the store takes both, so that one could undo what another commits.
    """
    path = f"{_PROBE}{uuid.uuid4().hex[:12]}"
    first, second = (objects.write_new(path, b"") for _ in range(2))
    objects.remove([path])
    if not first or second:
        raise IndexWriteError(
            f"{objects.url} takes a second object of one name (it ignores If-None-Match), so that "
            "one writer could undo another's commit; keep the index in another store"
        )


def _dense_kind(contents: Contents) -> str:
    """Say how the dense leg searches a generation, and why."""
    from index.engines.cluster.dense.writing import INDEXED_FROM

    tables = [each for part in contents.parts for each in part.vectors]
    if not tables:
        return "none: no passage has a vector yet"
    indexed = sum(each.end - each.first for each in tables if each.version > 1)
    if not indexed:
        return f"exact: no table has {INDEXED_FROM:,} vectors, from which it has an index"
    exact = sum(each.end - each.first for each in tables) - indexed
    return (
        f"by an index: {indexed:,} vectors in tables of {INDEXED_FROM:,} or more; {exact:,} exact"
    )
