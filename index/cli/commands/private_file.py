"""A file of a user's that is there only once it is whole, and readable for the owner alone."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, BinaryIO

from index.vocabulary.errors import IndexWriteError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OWNER_FILE = 0o600


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write, which takes the place of one before it when all is written.

    Raises:
        IndexWriteError: it can't be written; what was there is as it was.
    """
    aside = path.with_name(f"{path.name}.new")
    try:
        aside.unlink(missing_ok=True)
        with open(aside, "xb", opener=_for_owner) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except OSError as error:
        raise IndexWriteError(f"{path} can't be written ({error.strerror or error})") from error
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)


def _for_owner(path: str, flags: int) -> int:
    return os.open(path, flags, OWNER_FILE)
