"""Whether an index can be made in a directory, and whether one there is of the model named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.local.commit.layout import GENERATIONS, LOCK, MANIFEST
from index.local.commit.manifest import past_first_commit
from index.models import find_model
from index.vocabulary.errors import EncoderMismatchError, IndexExistsError, NoIndexError

if TYPE_CHECKING:
    from pathlib import Path

    from index.local.commit.manifest import Manifest


def check_vacant(directory: Path) -> None:
    """Check that an index can be made; what a crash has left of the making of one is no index."""
    vacant = _is_vacant(directory)
    if (directory / MANIFEST).exists():  # asked last: another process may be making one just now
        raise IndexExistsError(f"{directory} is an index already; open it instead")
    if not vacant:
        raise NoIndexError(f"{directory} is not empty and no index; name another directory")


def _is_vacant(directory: Path) -> bool:
    if not directory.exists():
        return True
    left = {LOCK, GENERATIONS, f"{MANIFEST}.new"}
    other = not directory.is_dir() or any(path.name not in left for path in directory.iterdir())
    return not other and not past_first_commit(directory)


def check_model(directory: Path, manifest: Manifest, model: str) -> None:
    """Check that an index was made with a model."""
    found = find_model(model)
    if found.fingerprint != manifest.fingerprint:
        raise EncoderMismatchError(
            f"{directory} was made with {manifest.model}, not with {found.name}; "
            "leave the model out, or make a new index for it"
        )
