"""Mending a damaged index from what is whole in it.

The store is the truth: keyword leg and vectors are made anew from it where they are damaged.
All is written aside and takes effect by one commit at the end.
"""

from __future__ import annotations

import contextlib
import shutil
from dataclasses import replace
from itertools import compress
from typing import TYPE_CHECKING

import numpy as np

from index.engines.local.commit.checksums import check_files, unmark_damaged
from index.engines.local.commit.disk import make_folder, read_array, sync_folder, writing
from index.engines.local.commit.layout import MANIFEST, PARTS, REMOVED
from index.engines.local.commit.leftovers import clear_away
from index.engines.local.commit.manifest import (
    Contents,
    PartEntry,
    copies,
    describe_files,
    past_first_commit,
    read_manifest,
)
from index.engines.local.commit.writer_lock import WAIT, WriterLock
from index.engines.local.dense.files import ranges_in
from index.engines.local.dense.vectors import PartVectors
from index.engines.local.removed import read_removed
from index.engines.local.repair.ledger import segments_in, withdrawn_in
from index.engines.local.repair.salvage import Salvage, nameless
from index.engines.local.repair.verify import Check
from index.engines.local.repair.watches import watches_in
from index.engines.local.store.part import PartStore, stored_counts
from index.engines.local.writing.staged import Staged
from index.engines.local.writing.staging import Staging
from index.models import OWN, OwnEncoder, load_encoder
from index.vocabulary.arguments import check_number, check_text, directory_of
from index.vocabulary.errors import (
    DamagedIndexError,
    EncoderError,
    IndexFormatError,
    NewsIndexError,
    NoIndexError,
)
from index.vocabulary.made_once import made_once
from index.vocabulary.results import RepairReport

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable
    from pathlib import Path

    from index.engines.local.commit.manifest import Manifest
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
    directory = directory_of(path)
    check_text("model", model, optional=True)
    check_number("wait", wait, "seconds")
    if not directory.is_dir():
        raise NoIndexError(f"{directory} does not exist")
    if not (directory / MANIFEST).exists() and not past_first_commit(directory):
        raise NoIndexError(f"{directory} is not an index")
    with WriterLock(directory, wait=wait):
        report = _Repair(directory, model).run()
        clear_away(directory)
        unmark_damaged(directory)
    return report


class _Repair:
    """Stages a generation without faults, part by part, and publishes it."""

    def __init__(self, directory: Path, model: str | None) -> None:
        self._directory = directory
        self._model = model
        self._done: list[str] = []
        self._lost: list[str] = []
        self._set_aside: list[str] = []
        self._unlisted: set[str] = set()
        """Parts whose list of removed articles is gone."""
        self._base = self._newest()
        newest = max((self._base, *copies(directory)), key=lambda manifest: manifest.generation)
        after = replace(Staged.after(self._base), generation=newest.generation + 1, parts=())
        self._staging = Staging(directory, after)

    def run(self) -> RepairReport:
        """Mend what needs it, and publish."""
        check = Check(self._directory, self._base)
        check.run(quick=False)
        faulty = {fault.path for fault in check.faults if fault.path}
        with contextlib.closing(self._staging):
            self._mend_ledger(faulty)
            self._mend_watches(faulty)
            for part in self._base.parts:
                self._mend(part, {path for path in faulty if _belongs(path, part)})
            if faulty:
                self._remove_twins()
            self._done += [
                f"{fault.what}: written anew" for fault in check.faults if not fault.path
            ]
            repaired = self._publish() if self._done or self._lost else self._base
        return RepairReport(repaired.articles, tuple(self._done), tuple(self._lost))

    def _mend_ledger(self, faulty: set[str]) -> None:
        """Leave out what is damaged of where articles were found, but for withdrawals in it."""
        kept = [segment for segment in self._base.ledger if segment.path not in faulty]
        self._staging.staged = self._staging.staged.with_ledger(kept)
        for segment in self._base.ledger:
            if segment.path not in faulty:
                continue
            whole = [self._directory / each.path for each in self._staging.staged.ledger]
            withdrawn = withdrawn_in(self._directory / segment.path, whole)
            if withdrawn:
                self._staging.note((), (), withdrawn)
            self._done.append(
                f"{segment.path}: where some articles were found is no longer known; newsdex sync "
                f"of the same files finds it again; of withdrawals {len(withdrawn)} were saved"
            )

    def _mend_watches(self, faulty: set[str]) -> None:
        """Leave out standing questions that can't be read."""
        watches = self._base.watches
        if watches and watches.path in faulty:
            self._staging.staged = self._staging.staged.with_watches(None)
            self._done.append(f"{watches.path}: the standing questions are lost; add them anew")

    def _newest(self) -> Contents:
        """Return what the newest manifest that can be read says, or the parts that are there."""
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

    def _from_parts(self) -> Contents:
        if self._model is None:
            raise NewsIndexError(
                f"{self._directory} has no manifest left that tells which model made it; say it: "
                "newsdex repair --model NAME"
            )
        settings = load_encoder(self._model).settings
        parts: list[PartEntry] = []
        for folder in sorted((self._directory / PARTS).glob("*")):
            try:
                parts.append(self._found(folder))
            except DamagedIndexError as error:
                self._lost.append(f"all of {PARTS}/{folder.name} ({error.damage})")
                self._set_aside.append(folder.name)
        ledger = tuple(segments_in(self._directory, self._done.append))
        return Contents(
            self._last_generation(parts),
            settings.name,
            settings.fingerprint,
            settings.dimension,
            tuple(parts),
            ledger,
            watches_in(self._directory),
        )

    def _last_generation(self, parts: Iterable[PartEntry]) -> int:
        """Return the newest generation that articles came in with, as far as that can be read."""
        last = 0
        for part in parts:
            folder = self._directory / PARTS / part.name
            with (
                contextlib.closing(PartStore(folder, part.articles, part.passages)) as store,
                contextlib.suppress(DamagedIndexError),
            ):
                last = max(last, int(store.generations().max(initial=0)))
        return last

    def _found(self, folder: Path) -> PartEntry:
        """Return what a manifest would say of a part, by the files that are there."""
        articles, passages = stored_counts(folder)
        with writing(self._directory):
            paths = [path for path in folder.rglob("*") if path.is_file()]
            files = describe_files(self._directory, paths)
        found = ranges_in(folder, passages)
        part = PartEntry(folder.name, articles, passages, files, vectors=found)
        lists = (self._directory / REMOVED).glob(f"{part.name}-*.npy")
        for path in sorted(lists, key=lambda path: -path.stat().st_mtime_ns):
            with contextlib.suppress(DamagedIndexError):
                return self._with_list(part, path)
        return part

    def _with_list(self, part: PartEntry, path: Path) -> PartEntry:
        """Return a part with a list of its removed articles.

        Raises:
            DamagedIndexError: it can't be read, or is not of this part.
        """
        count = len(np.atleast_1d(read_array(path, mapped=False)))
        name = path.relative_to(self._directory).as_posix()
        listed = replace(part, removed=name, removed_articles=count)
        ordinals = read_removed(self._directory, listed).tolist()
        with contextlib.closing(PartStore(self._directory / PARTS / part.name, 0, 0)) as store:
            passages = store.passages_in(ordinals)
        with writing(self._directory):
            files = {**part.files, **describe_files(self._directory, [path])}
        return replace(listed, files=files, removed_passages=passages)

    def _mend(self, part: PartEntry, faulty: set[str]) -> None:
        """Take over a part, or what is whole of it."""
        if part.removed in faulty:
            faulty.discard(part.removed)
            self._done.append(
                f"{part.removed}: the list of {part.removed_articles} removed articles can't be "
                "read; those of them that were not replaced are back"
            )
            files = {path: entry for path, entry in part.files.items() if path != part.removed}
            part = replace(part, files=files, removed="", removed_articles=0, removed_passages=0)
            self._unlisted.add(part.name)
        if not faulty:
            self._staging.take_over(part)
            return
        folder = self._directory / PARTS / part.name
        removed = set(read_removed(self._directory, part).tolist())
        where = f"{PARTS}/{part.name}"
        vectors = None
        if not any(path == where or path.startswith(f"{where}/vectors") for path in faulty):
            with contextlib.suppress(DamagedIndexError):
                vectors = PartVectors(folder, self._base.dimension, part.passages, part.vectors)
        try:
            salvage = Salvage(folder, part, removed, vectors, lambda: self._encoder)
        except DamagedIndexError:  # the store is not a SQLite file, or gone
            left = sorted(set(range(part.articles)) - removed)
            self._lose(part, [nameless(folder, ordinal) for ordinal in left])
            return
        with contextlib.closing(salvage):
            whole = self._add_anew(salvage, part)
            anew = f", {salvage.embedded} passages embedded anew" if salvage.embedded else ""
            if not whole:
                anew = (
                    ", without vectors: those came from outside, and can't be made anew here; "
                    "NewsIndex.open(path, embed=…).embed() does, and keywords find all meanwhile"
                )
            self._done.append(f"{PARTS}/{part.name}: written anew from its store{anew}")
            if salvage.lost:
                self._lose(part, salvage.lost)

    def _add_anew(self, salvage: Salvage, part: PartEntry) -> bool:
        """Stage the sound articles of a part, with vectors if it had them all.

        Returns whether what it had of vectors is there again: those from outside can't be made.
        """
        if not any(True for _ in salvage):
            return True
        self._staging.add(salvage, salvage.generations())
        *_, new = self._staging.staged.parts
        if part.name in self._unlisted:
            self._unlisted.add(new.name)
        if part.unembedded:  # they are left to `newsdex embed`
            return True
        place = len(self._staging.staged.parts) - 1
        try:
            self._staging.set_vectors(place, (0, new.passages), salvage.vectors())
        except EncoderError:
            if self._base.fingerprint != OWN:
                raise
            return False
        return True

    def _lose(self, part: PartEntry, articles: list[str]) -> None:
        self._lost += articles
        self._set_aside.append(part.name)

    def _remove_twins(self) -> None:
        """Remove articles whose id another part has too: those whose removal is forgotten first."""
        parts, snapshot = self._staging.staged.parts, self._staging.snapshot
        order = sorted(
            range(len(parts)), key=lambda place: (parts[place].name in self._unlisted, -place)
        )
        seen: set[str] = set()
        twins: list[int] = []
        for place in order:
            ids = snapshot.part_stores[place].ids()
            for ordinal, id_ in compress(enumerate(ids), snapshot.alive.in_part(place)):
                if id_ in seen:
                    twins.append(snapshot.numbering.number_of(place, ordinal))
                seen.add(id_)
        self._staging.remove(twins)

    def _publish(self) -> Manifest:
        check_files(self._directory, self._staging.staged)
        with writing(self._directory):
            for name in self._set_aside:
                self._keep_aside(name)
        return self._staging.publish()

    def _keep_aside(self, name: str) -> None:
        """Give the files of a part that is given up second names; the first are cleared away."""
        part, aside = self._directory / PARTS / name, self._directory / SET_ASIDE / name
        for path in [path for path in part.rglob("*") if path.is_file()]:
            second = aside / path.relative_to(part)
            make_folder(second.parent)
            second.unlink(missing_ok=True)  # of a repair that was stopped
            try:
                second.hardlink_to(path)
            except (OSError, NotImplementedError):  # pathlib's where a file has but one name
                shutil.copyfile(path, second)
                describe_files(self._directory, [second])
            sync_folder(second.parent)
        if aside.exists():
            self._done.append(f"{PARTS}/{name}: what is left of it is kept in {SET_ASIDE}/{name}")

    @made_once
    def _encoder(self) -> Encoder:
        base = self._base
        if base.fingerprint == OWN:
            return OwnEncoder(base.model, base.dimension)
        return load_encoder(base.model, base.fingerprint)


def _belongs(path: str, part: PartEntry) -> bool:
    return path == part.removed or f"{path}/".startswith(f"{PARTS}/{part.name}/")
