"""Whether the files of an index are what was written."""

from __future__ import annotations

import contextlib
import hashlib
from typing import TYPE_CHECKING

from index.engines.local.commit.disk import is_shortage, sync_folder, unreadable, write_synced
from index.engines.local.commit.layout import MANIFEST, generation_file
from index.engines.local.commit.manifest import HEAD, read_manifest_file
from index.vocabulary.errors import DamagedIndexError

if TYPE_CHECKING:
    from pathlib import Path

    from index.engines.local.commit.manifest import Contents, FileEntry, Manifest

DAMAGED = "damaged"
"""File that `verify` leaves behind where it found faults: no one writes until they are mended."""


def check_files(directory: Path, contents: Contents) -> None:
    """Check that every file of a generation is there, has its size, and begins as it should.

    Raises:
        DamagedIndexError: one is not as it should be.
    """
    for path, entry in contents.files.items():
        if fault := fault_of(directory / path, entry, thorough=False):
            raise DamagedIndexError(f"{directory / path} {fault}")


def fault_of(path: Path, entry: FileEntry, *, thorough: bool) -> str:
    """Return what is wrong with a file, or nothing.

    Args:
        path: of the file.
        entry: what the manifest says of it.
        thorough: compare all of it, not only how it begins.
    """
    try:
        size = path.stat().st_size
        if size != entry.size:
            return f"has {size} bytes, not {entry.size}"
        with path.open("rb") as file:
            if thorough:
                same = hashlib.file_digest(file, "sha256").hexdigest() == entry.sha256
            else:
                same = hashlib.sha256(file.read(HEAD)).hexdigest() == entry.head
    except FileNotFoundError:
        return "is missing from the index"
    except OSError as error:
        if is_shortage(error):
            raise unreadable(path, error) from error
        return f"can't be read ({error.strerror})"
    return "" if same else "is damaged: its checksum is wrong"


def refuse_damage(directory: Path, manifest: Manifest) -> None:
    """Refuse to build on a damaged index.

    A file that something wrote to since it was made is read through; reading all of them each
    time would make a small `add` as slow as the index is large.

    Raises:
        DamagedIndexError: a file is damaged, or `verify` found faults not mended since.
    """
    try:
        first = (directory / DAMAGED).read_text(encoding="utf-8", errors="replace").partition("\n")
        raise DamagedIndexError(f"{directory} is damaged ({first[0]})")
    except FileNotFoundError:
        pass
    except OSError as error:
        raise unreadable(directory / DAMAGED, error) from error
    check_files(directory, manifest)
    for path, entry in manifest.files.items():
        if (directory / path).stat().st_mtime_ns != entry.modified and (
            fault := fault_of(directory / path, entry, thorough=True)
        ):
            raise DamagedIndexError(f"{directory / path} {fault}")
    if fault := fault_of_copy(directory, manifest):
        raise DamagedIndexError(f"{directory} is damaged ({fault})")


def fault_of_copy(directory: Path, contents: Contents) -> str:
    """Return what is wrong with the second copy of a generation's manifest, or nothing."""
    name = generation_file(contents.generation)
    try:
        same = read_manifest_file(directory / name) == contents
    except FileNotFoundError:
        return f"{name} is missing from the index"
    except DamagedIndexError:
        same = False
    return "" if same else f"{name} is not the same as {MANIFEST}"


def mark_damaged(directory: Path, faults: list[str]) -> None:
    """Keep writers away until the index is repaired, where the directory can be written to."""
    with contextlib.suppress(OSError):
        write_synced(directory / DAMAGED, "\n".join(faults) + "\n")
        sync_folder(directory)


def unmark_damaged(directory: Path) -> None:
    """Let writers in again."""
    with contextlib.suppress(OSError):
        (directory / DAMAGED).unlink()
        sync_folder(directory)
