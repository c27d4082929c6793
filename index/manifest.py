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
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from index.errors import DamagedIndexError, IndexFormatError, NoIndexError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FORMAT = 1
"""Of the directory's layout; an index of another format is refused, never guessed at."""

MANIFEST = "manifest.json"
GENERATIONS = "generations"


@dataclass(frozen=True, slots=True)
class PartEntry:
    """A part of the index: articles that were committed together, in a folder of their own."""

    name: str
    articles: int
    passages: int
    removed: str = ""
    """File of the articles that are no longer in the index, by ordinal; empty if none."""
    removed_articles: int = 0
    removed_passages: int = 0


@dataclass(frozen=True, slots=True)
class FileEntry:
    """What a file of the index must be."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """One generation of the index."""

    generation: int
    model: str
    fingerprint: str
    dimension: int
    parts: tuple[PartEntry, ...]
    files: dict[str, FileEntry]
    """By path within the index directory."""

    @property
    def articles(self) -> int:
        """Articles in the index, those removed not counted."""
        return sum(part.articles - part.removed_articles for part in self.parts)

    @property
    def passages(self) -> int:
        """Passages in the index, those removed not counted."""
        return sum(part.passages - part.removed_passages for part in self.parts)


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
        there = "is no index" if directory.exists() else "does not exist"
        raise NoIndexError(
            f"{directory} {there}; make one with: newsdex --index {directory} add PATH"
        ) from error


def read_manifest_file(path: Path) -> Manifest:
    """Read one manifest, of the newest generation or of an older one.

    Raises:
        FileNotFoundError: it isn't there.
        DamagedIndexError: it is not what was written.
        IndexFormatError: its format is another.
    """
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        found = values["format"]
    except (FileNotFoundError, NotADirectoryError):
        raise
    except OSError as error:
        raise DamagedIndexError(f"{path} can't be read ({error.strerror})") from error
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedIndexError(f"{path} is damaged") from error
    if found != FORMAT:
        raise IndexFormatError(
            f"{path.parent} has format {found}, this newsdex reads {FORMAT}; "
            "index the articles anew, or use the newsdex that made it"
        )
    try:
        if values.pop("checksum") != _checksum(values):
            raise DamagedIndexError(f"{path} is damaged: its checksum is wrong")
        return Manifest(
            generation=values["generation"],
            model=values["model"],
            fingerprint=values["fingerprint"],
            dimension=values["dimension"],
            parts=tuple(PartEntry(**part) for part in values["parts"]),
            files={path: FileEntry(**entry) for path, entry in values["files"].items()},
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise DamagedIndexError(f"{path} is damaged") from error


def publish(directory: Path, manifest: Manifest) -> None:
    """Make a generation the newest: after this returns, a power cut loses nothing of it.

    Its files must have been described by `describe_files`, which syncs them.
    """
    values: dict[str, Any] = {"format": FORMAT, **asdict(manifest)}
    values["checksum"] = _checksum(values)
    text = json.dumps(values, indent=1)
    (directory / GENERATIONS).mkdir(exist_ok=True)
    # Readers hold a lock on this copy for as long as they need the generation's files.
    _write_synced(directory / generation_file(manifest.generation), text)
    _sync_folder(directory / GENERATIONS)
    aside = directory / f"{MANIFEST}.new"
    _write_synced(aside, text)
    aside.replace(directory / MANIFEST)
    _sync_folder(directory)


def generation_file(generation: int) -> str:
    """Return the path of a generation's manifest within the index directory."""
    return f"{GENERATIONS}/{generation:08}.json"


def _write_synced(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def describe_files(directory: Path, paths: Iterable[Path]) -> dict[str, FileEntry]:
    """Sync files and their folders to disk, and return what a manifest says of them."""
    entries = {}
    folders = set()
    for path in paths:
        with path.open("rb") as file:
            os.fsync(file.fileno())
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            size = file.tell()
        entries[path.relative_to(directory).as_posix()] = FileEntry(size, digest)
        folders.update({path.parent, *path.parent.parents} - set(directory.parents))
    for folder in folders:
        _sync_folder(folder)
    return entries


def check_files(directory: Path, manifest: Manifest) -> None:
    """Check that every file of a generation is there and has its size.

    Raises:
        DamagedIndexError: one is missing or has another size.
    """
    for path, entry in manifest.files.items():
        try:
            size = (directory / path).stat().st_size
        except OSError as error:
            raise DamagedIndexError(f"{directory / path} is missing from the index") from error
        if size != entry.size:
            raise DamagedIndexError(f"{directory / path} has {size} bytes, not {entry.size}")


def _checksum(values: dict[str, Any]) -> str:
    content = {key: value for key, value in values.items() if key != "checksum"}
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _sync_folder(folder: Path) -> None:
    # Some file systems refuse to sync a directory; there the rename is all that can be had.
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
