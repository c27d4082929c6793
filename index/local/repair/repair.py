"""Mending a damaged index from what is whole in it.

The store is the truth: keyword leg and vectors are made anew from it where they are damaged.
All is written aside and takes effect by one commit at the end.
"""

from __future__ import annotations

import contextlib
import shutil
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.local.commit.checksums import unmark_damaged
from index.local.commit.disk import make_folder, read_array, sync_folder, writing
from index.local.commit.layout import MANIFEST, PARTS, REMOVED
from index.local.commit.leftovers import clear_away
from index.local.commit.manifest import (
    Manifest,
    PartEntry,
    copies,
    describe_files,
    past_first_commit,
    publish,
    read_manifest,
)
from index.local.commit.writer_lock import WAIT, WriterLock
from index.local.dense.files import ranges_in
from index.local.dense.vectors import PartVectors
from index.local.repair.salvage import Salvage, nameless
from index.local.repair.verify import Check
from index.local.snapshot import LocalSnapshot
from index.local.store.part import stored_counts
from index.local.writing.parts import write_part, write_part_vectors, write_removed
from index.models import load_encoder
from index.vocabulary.errors import (
    DamagedIndexError,
    IndexFormatError,
    NewsIndexError,
    NoIndexError,
)
from index.vocabulary.results import RepairReport

if TYPE_CHECKING:
    import os

    from index.local.commit.manifest import FileEntry
    from index.models import Encoder

SET_ASIDE = "set-aside"
"""Folder of parts of which not everything could be read; nothing of newsdex's looks there."""


def repair(
    path: str | os.PathLike[str], *, model: str | None = None, wait: float = WAIT
) -> RepairReport:
    """Mend an index; one without faults stays as it is.

    A damaged manifest is brought back from its copy, else put together from the parts that are
    there. A damaged leg is made anew from the store. Of a damaged store every article is kept
    that still is what was written; the rest is named, and the damaged part is set aside.

    Args:
        path: its directory.
        model: what it was made with; asked for only where no manifest is left that tells.
        wait: seconds to wait for another writer.

    Raises:
        NoIndexError: there is none.
        IndexLockedError: another process is writing.
        IndexWriteError: the directory can't be written to; it is as it was.
        NewsIndexError: it can't be mended without knowing the model, or without that model.
    """
    directory = Path(path)
    if not directory.is_dir():
        raise NoIndexError(f"{directory} does not exist")
    if not (directory / MANIFEST).exists() and not past_first_commit(directory):
        raise NoIndexError(f"{directory} is no index")
    with WriterLock(directory, wait=wait):
        report = _Repair(directory, model).run()
        clear_away(directory)
        unmark_damaged(directory)
    return report


class _Repair:
    """Puts together the manifest of a generation without faults."""

    def __init__(self, directory: Path, model: str | None) -> None:
        self._directory = directory
        self._model = model
        self._done: list[str] = []
        self._lost: list[str] = []
        self._set_aside: list[str] = []
        self._base = self._newest()
        self._parts: list[PartEntry] = []
        self._files: dict[str, FileEntry] = {}
        self._unlisted: set[str] = set()
        """Parts whose list of removed articles is gone."""

    def run(self) -> RepairReport:
        """Mend what needs it, and publish."""
        check = Check(self._directory, self._base)
        check.run(quick=False)
        faulty = {fault.path for fault in check.faults if fault.path}
        with writing(self._directory):
            for part in self._base.parts:
                self._mend(part, {path for path in faulty if _belongs(path, part)})
            if faulty:
                self._remove_twins()
        self._done += [f"{fault.what}: written anew" for fault in check.faults if not fault.path]
        repaired = self._publish() if self._done or self._lost else self._base
        return RepairReport(repaired.articles, tuple(self._done), tuple(self._lost))

    def _newest(self) -> Manifest:
        """Return the newest manifest that can be read, or one of the parts that are there."""
        kept = copies(self._directory)
        try:
            return read_manifest(self._directory)
        except IndexFormatError:
            if not kept:
                raise
        except DamagedIndexError:
            pass
        if kept:
            self._done.append(f"{MANIFEST}: brought back, generation {kept[0].generation}")
            return kept[0]
        self._done.append(f"{MANIFEST}: put together from the parts that are there")
        return self._from_parts()

    def _from_parts(self) -> Manifest:
        if self._model is None:
            raise NewsIndexError(
                f"{self._directory} has no manifest left that tells which model made it; say it: "
                "newsdex repair --model NAME"
            )
        settings = load_encoder(self._model).settings
        parts: list[PartEntry] = []
        files: dict[str, FileEntry] = {}
        for folder in sorted((self._directory / PARTS).glob("*")):
            try:
                articles, passages = stored_counts(folder)
                found = ranges_in(folder, passages)
                part = PartEntry(folder.name, articles, passages, vectors=found)
                entry = self._with_list(part)
            except DamagedIndexError as error:
                self._lost.append(f"all of {PARTS}/{folder.name} ({error.damage})")
                self._set_aside.append(folder.name)
                continue
            paths = [path for path in folder.rglob("*") if path.is_file()]
            if entry.removed:
                paths.append(self._directory / entry.removed)
            parts.append(entry)
            with writing(self._directory):
                files.update(describe_files(self._directory, paths))
        return Manifest(
            0, settings.name, settings.fingerprint, settings.dimension, tuple(parts), files
        )

    def _with_list(self, part: PartEntry) -> PartEntry:
        """Add to a part its newest list of removed articles that can be read."""
        lists = (self._directory / REMOVED).glob(f"{part.name}-*.npy")
        for path in sorted(lists, key=lambda path: -path.stat().st_mtime_ns):
            with contextlib.suppress(NewsIndexError):
                count = len(read_array(path, mapped=False))
                return replace(part, removed=f"{REMOVED}/{path.name}", removed_articles=count)
        return part

    def _mend(self, part: PartEntry, faulty: set[str]) -> None:
        """Take over a part, or what is whole of it."""
        if part.removed in faulty:
            faulty.discard(part.removed)
            self._done.append(
                f"{part.removed}: the list of {part.removed_articles} removed articles can't be "
                "read; those of them that were not replaced are back"
            )
            part = replace(part, removed="", removed_articles=0, removed_passages=0)
            self._unlisted.add(part.name)
        if not faulty:
            self._take(part, self._base.files_of(part))
            return
        generation = LocalSnapshot(self._directory, replace(self._base, parts=(part,), files={}))
        removed = set(generation.removed[0].tolist())
        folder = self._directory / PARTS / part.name
        vectors = None
        where = f"{PARTS}/{part.name}"
        if not any(path == where or path.startswith(f"{where}/vectors") for path in faulty):
            with contextlib.suppress(DamagedIndexError):
                vectors = PartVectors(folder, self._base.dimension, part.passages, part.vectors)
        try:
            salvage = Salvage(folder, part, removed, vectors, lambda: self._encoder)
        except DamagedIndexError:  # the store is no SQLite file, or gone
            left = sorted(set(range(part.articles)) - removed)
            self._lose(part, [nameless(folder, ordinal) for ordinal in left])
            return
        with contextlib.closing(salvage):
            if any(True for _ in salvage):
                entry, files = write_part(self._directory, salvage, salvage.placed())
                if not part.lacking:  # else they are left to `newsdex embed`
                    entry, made = write_part_vectors(
                        self._directory,
                        self._base.dimension,
                        entry,
                        (0, entry.passages),
                        salvage.vectors(),
                    )
                    files = {**files, **made}
                self._take(entry, files)
                if part.name in self._unlisted:
                    self._unlisted.add(entry.name)
            anew = f", {salvage.embedded} passages embedded anew" if salvage.embedded else ""
            self._done.append(f"{PARTS}/{part.name}: written anew from its store{anew}")
            if salvage.lost:
                self._lose(part, salvage.lost)

    def _take(self, part: PartEntry, files: dict[str, FileEntry]) -> None:
        self._parts.append(part)
        self._files.update(files)

    def _lose(self, part: PartEntry, articles: list[str]) -> None:
        self._lost += articles
        self._set_aside.append(part.name)

    def _remove_twins(self) -> None:
        """Remove articles whose id another part has too: those whose removal is forgotten first."""
        generation = self._manifest_so_far()
        with contextlib.closing(LocalSnapshot(self._directory, generation)) as opened:
            order = sorted(
                range(len(self._parts)),
                key=lambda at: (self._parts[at].name in self._unlisted, -at),
            )
            seen: set[str] = set()
            for place in order:
                removed = opened.removed[place]
                store = opened.part_stores[place]
                twins = []
                for ordinal, id_ in store.query("SELECT ordinal, id FROM article ORDER BY ordinal"):
                    if ordinal not in removed:
                        (twins.append(ordinal) if id_ in seen else seen.add(id_))
                if twins:
                    dead = np.union1d(removed, np.array(twins, np.int64))
                    counted = store.passages_in(dead.tolist())
                    self._parts[place], files = write_removed(
                        self._directory, self._parts[place], dead, counted
                    )
                    self._files.update(files)

    def _manifest_so_far(self) -> Manifest:
        newest = [manifest.generation for manifest in (self._base, *copies(self._directory))]
        manifest = replace(self._base, generation=max(newest) + 1, parts=tuple(self._parts))
        return manifest.with_files(self._files)

    def _publish(self) -> Manifest:
        manifest = self._manifest_so_far()
        LocalSnapshot(self._directory, manifest).close()  # it opens
        with writing(self._directory):
            for name in self._set_aside:
                self._keep_aside(name)
            publish(self._directory, manifest)
        return manifest

    def _keep_aside(self, name: str) -> None:
        """Give the files of a part that is given up second names; the first are cleared away."""
        part, aside = self._directory / PARTS / name, self._directory / SET_ASIDE / name
        for path in [path for path in part.rglob("*") if path.is_file()]:
            second = aside / path.relative_to(part)
            make_folder(second.parent)
            second.unlink(missing_ok=True)  # of a repair that was stopped
            try:
                second.hardlink_to(path)
            except OSError:  # a file system on which a file has but one name
                shutil.copyfile(path, second)
                describe_files(self._directory, [second])
            sync_folder(second.parent)
        if aside.exists():
            self._done.append(f"{PARTS}/{name}: what is left of it is kept in {SET_ASIDE}/{name}")

    @cached_property
    def _encoder(self) -> Encoder:
        return load_encoder(self._base.model, self._base.fingerprint)


def _belongs(path: str, part: PartEntry) -> bool:
    return path == part.removed or f"{path}/".startswith(f"{PARTS}/{part.name}/")
