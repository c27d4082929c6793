"""The manifest: which files make up a generation. Publishing one is the commit.

Files are written once and never changed. A commit writes new files aside, syncs them and their
directories, and then replaces the manifest by rename; a crash at any point leaves the state
before or the state after.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from index.engines.local.commit.disk import (
    OWNER_FILE,
    make_folder,
    read_text,
    replace_file,
    sync_file,
    sync_folder,
    unreadable,
    write_synced,
)
from index.engines.local.commit.layout import (
    GENERATIONS,
    MANIFEST,
    ORIGINS,
    PARTS,
    REMOVED,
    WATCHES,
    generation_file,
)
from index.engines.parts.contents import between
from index.vocabulary.errors import DamagedIndexError, IndexFormatError, NoIndexError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


FORMAT = 11
"""Of the directory's layout. Another is refused: an index is made anew from its articles."""

HEAD = 4096


@dataclass(frozen=True, slots=True)
class FileEntry:
    """What a file of the index must be."""

    size: int
    sha256: str
    head: str
    """SHA-256 of its first `HEAD` bytes, which libraries trust."""
    modified: int
    """When it was last written to, nanoseconds since 1970."""


@dataclass(frozen=True, slots=True)
class PartEntry:
    """A part of the index: articles that were committed together, in a folder of their own."""

    name: str
    articles: int
    passages: int
    files: dict[str, FileEntry]
    """By path within the index directory, the list of removed articles included."""
    removed: str = ""
    """File of the articles that are no longer in the index, by ordinal; empty if none."""
    removed_articles: int = 0
    removed_passages: int = 0
    vectors: tuple[tuple[int, int], ...] = ()
    """Passages that have vectors: the first and one past the last of each run, ascending."""

    def __post_init__(self) -> None:
        """Refuse names that lead out of the index: a stranger's manifest may hold any."""
        if not re.fullmatch(r"\w+", self.name):
            raise ValueError(f"{self.name!r} does not name a part")
        if not re.fullmatch(rf"(?:{REMOVED}/[\w-]+\.npy)?", self.removed):
            raise ValueError(f"{self.removed!r} does not name a list of removed articles")

    @property
    def embedded(self) -> int:
        """Passages that have vectors, removed ones included."""
        return sum(end - first for first, end in self.vectors)

    @property
    def unembedded(self) -> list[tuple[int, int]]:
        """Passages without vectors, in runs as those that have them."""
        return between(self.vectors, self.passages)


@dataclass(frozen=True, slots=True)
class SegmentEntry:
    """A file of the ledger of where articles were found."""

    path: str
    """Within the index directory."""
    notes: int
    entry: FileEntry

    def __post_init__(self) -> None:
        """Refuse paths that lead out of the index: a stranger's manifest may hold any."""
        if not re.fullmatch(rf"{ORIGINS}/\w+\.sqlite", self.path):
            raise ValueError(f"{self.path!r} does not name a file of the ledger")


@dataclass(frozen=True, slots=True)
class WatchesEntry:
    """The file of the standing questions."""

    path: str
    """Within the index directory."""
    entry: FileEntry

    def __post_init__(self) -> None:
        """Refuse paths that lead out of the index: a stranger's manifest may hold any."""
        if not re.fullmatch(rf"{WATCHES}/\w+\.json", self.path):
            raise ValueError(f"{self.path!r} does not name a file of standing questions")


@dataclass(frozen=True, slots=True)
class Contents:
    """What a generation is made of, be it published or yet to be."""

    generation: int
    model: str
    fingerprint: str
    dimension: int
    parts: tuple[PartEntry, ...]
    ledger: tuple[SegmentEntry, ...] = ()
    """Where articles were found, the oldest segment first."""
    watches: WatchesEntry | None = None
    """The standing questions; None where there never were any."""

    @property
    def articles(self) -> int:
        """Articles in the index, those removed not counted."""
        return sum(part.articles - part.removed_articles for part in self.parts)

    @property
    def passages(self) -> int:
        """Passages in the index, those removed not counted."""
        return sum(part.passages - part.removed_passages for part in self.parts)

    @property
    def files(self) -> dict[str, FileEntry]:
        """All files but manifests, by path within the index directory."""
        files = {path: entry for part in self.parts for path, entry in part.files.items()}
        files |= {segment.path: segment.entry for segment in self.ledger}
        return files | ({self.watches.path: self.watches.entry} if self.watches else {})

    def only(self, part: PartEntry) -> Contents:
        """Return the same generation as if it had but one part, and nothing else."""
        return Contents(self.generation, self.model, self.fingerprint, self.dimension, (part,))


@dataclass(frozen=True, slots=True)
class Manifest(Contents):
    """What a generation is made of, as it is published: its files are there, whole and synced."""


def read_manifest(directory: Path) -> Manifest:
    """Read the manifest of the newest generation.

    Raises:
        NoIndexError: there is none.
        DamagedIndexError: it is not what was written.
        IndexFormatError: its format is another.
    """
    try:
        return read_manifest_file(directory / MANIFEST)
    except (FileNotFoundError, NotADirectoryError) as error:
        if past_first_commit(directory):
            if (directory / MANIFEST).exists():  # another process has made it just now
                return read_manifest(directory)
            raise DamagedIndexError(f"{directory / MANIFEST} is missing from the index") from error
        there = "is not an index" if directory.exists() else "does not exist"
        raise NoIndexError(
            f"{directory} {there}; make one with: newsdex --index {directory} add PATH"
        ) from error


def past_first_commit(directory: Path) -> bool:
    """Tell whether there are traces of more than an index that was just being made."""
    first = {generation_file(0), f"{generation_file(0)}.new"}
    names = {f"{GENERATIONS}/{path.name}" for path in (directory / GENERATIONS).glob("*")}
    return bool(names - first) or any((directory / PARTS).glob("*"))


def read_manifest_file(path: Path) -> Manifest:
    """Read one manifest, of the newest generation or of an older one.

    Raises:
        FileNotFoundError: it isn't there.
        DamagedIndexError: it is not what was written.
        IndexFormatError: its format is another.
    """
    try:
        values = json.loads(read_text(path))
        found = values["format"]
    except (FileNotFoundError, NotADirectoryError):
        raise
    except OSError as error:
        raise unreadable(path, error) from error
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedIndexError(f"{path} is damaged") from error
    if found != FORMAT:
        raise IndexFormatError(
            f"{path.parent} has format {str(found)[:20]}, this newsdex reads {FORMAT}; make a new "
            "index with: newsdex --index NEW add PATH (what made this one can export its articles)"
        )
    try:
        if values.pop("checksum") != _checksum(values):
            raise DamagedIndexError(f"{path} is damaged: its checksum is wrong")
        if not re.fullmatch(r"[0-9a-f]+", values["fingerprint"]):  # it names a folder of the cache
            raise DamagedIndexError(f"{path} is damaged: it names no model")
        del values["format"]
        parts, ledger = tuple(map(_part, values["parts"])), tuple(map(_segment, values["ledger"]))
        watches = values["watches"] and WatchesEntry(**_with_entry(values["watches"]))
        return Manifest(**{**values, "parts": parts, "ledger": ledger, "watches": watches})
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise DamagedIndexError(f"{path} is damaged") from error


def _part(values: dict[str, Any]) -> PartEntry:
    files = {path: FileEntry(**entry) for path, entry in values["files"].items()}
    runs = tuple((int(first), int(end)) for first, end in values["vectors"])
    return PartEntry(**{**values, "files": files, "vectors": runs})


def _segment(values: dict[str, Any]) -> SegmentEntry:
    return SegmentEntry(**_with_entry(values))


def _with_entry(values: dict[str, Any]) -> dict[str, Any]:
    return {**values, "entry": FileEntry(**values["entry"])}


def copies(directory: Path) -> list[Manifest]:
    """Return what can be read of the copies of manifests that readers hold, newest first."""
    found = []
    for path in sorted((directory / GENERATIONS).glob("*.json"), reverse=True):
        with contextlib.suppress(DamagedIndexError, IndexFormatError, FileNotFoundError):
            found.append(read_manifest_file(path))
    return sorted(found, key=lambda manifest: -manifest.generation)


def publish(directory: Path, manifest: Manifest) -> None:
    """Make a generation the newest: after this returns, a power cut loses nothing of it.

    Its files must have been described by `describe_files`, which syncs them.
    """
    values: dict[str, Any] = {"format": FORMAT, **asdict(manifest)}
    values["checksum"] = _checksum(values)
    text = json.dumps(values, indent=1)
    make_folder(directory / GENERATIONS)
    # Readers hold a lock on this copy for as long as they need the generation's files.
    write_synced(directory / generation_file(manifest.generation), text)
    sync_folder(directory / GENERATIONS)
    aside = directory / f"{MANIFEST}.new"
    write_synced(aside, text)
    replace_file(aside, directory / MANIFEST)
    sync_folder(directory)


def describe_files(directory: Path, paths: Iterable[Path]) -> dict[str, FileEntry]:
    """Sync files and their folders to disk, and return what a manifest says of them.

    They become readable for the owner alone.
    """
    entries = {}
    folders = set()
    for path in paths:
        path.chmod(OWNER_FILE)
        with path.open("r+b") as file:  # Windows syncs only what may be written to
            sync_file(file.fileno())
            head = hashlib.sha256(file.read(HEAD)).hexdigest()
            file.seek(0)
            whole = hashlib.file_digest(file, "sha256").hexdigest()
            found = os.fstat(file.fileno())
        entry = FileEntry(found.st_size, whole, head, found.st_mtime_ns)
        entries[path.relative_to(directory).as_posix()] = entry
        folders.update({path.parent, *path.parent.parents} - set(directory.parents))
    for folder in sorted(folders, reverse=True):
        sync_folder(folder)
    return entries


def _checksum(values: dict[str, Any]) -> str:
    content = {key: value for key, value in values.items() if key != "checksum"}
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
