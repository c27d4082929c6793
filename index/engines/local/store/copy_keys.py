"""By what copies of a part's articles are found, kept beside them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np

from index.copies import KeyRun, key_format
from index.engines.local.commit.disk import read_array
from index.vocabulary.errors import DamagedIndexError

if TYPE_CHECKING:
    from pathlib import Path


def load_keys(folder: Path, articles: int) -> KeyRun | None:
    """Map the keys of a part's articles; None if none of today's format are kept.

    Args:
        folder: of the part.
        articles: how many it has.

    Raises:
        DamagedIndexError: they are not what was written.
    """
    paths = _files(folder)
    if not all(path.exists() for path in paths):
        return None
    keys, owners = (read_array(path) for path in paths)
    if keys.shape != owners.shape or keys.dtype != np.uint64 or owners.dtype != np.uint32:
        raise DamagedIndexError(f"{paths[0]} is damaged")
    if owners.max(initial=0) >= max(1, articles):
        raise DamagedIndexError(f"{paths[1]} is damaged: it names articles that aren't there")
    return KeyRun(keys, owners, 0)


def save_keys(folder: Path, run: KeyRun) -> None:
    """Keep the keys of a part's articles, named for their format: what else they depend on."""
    keys, owners = _files(folder)
    np.save(keys, run.keys)
    np.save(owners, run.owners)


def _files(folder: Path) -> tuple[Path, Path]:
    name = hashlib.sha256(key_format().encode()).hexdigest()[:8]
    return folder / f"copies-{name}.keys.npy", folder / f"copies-{name}.owners.npy"
