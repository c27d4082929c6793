"""Which passages hold a word that begins with a letter, for `a*`: it stands for thousands of words.

Made as a part's words are written, a bit for each passage. Two letters stand for few enough words
to read the postings of each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.local.commit.disk import read_array
from index.vocabulary.errors import DamagedIndexError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from index.interfaces.arrays import Allowed
    from index.local.keyword.postings import Postings

FILE = "letters.npy"

MANY = 64
"""Words from which marks are kept; those of fewer are soon read."""


class LetterMarks:
    """Collects the marks of a part of so many passages."""

    def __init__(self, passages: int) -> None:
        self._marks: list[tuple[int, NDArray[np.uint8]]] = []
        self._held = np.zeros(passages, np.bool_)
        self._letter = ""
        self._words = 0

    def watched(self, words: Iterable[tuple[bytes, Postings]]) -> Iterator[tuple[bytes, Postings]]:
        """Pass words on, which come in order, each with its postings."""
        for word, postings in words:
            letter = word.decode()[:1]
            if letter != self._letter:
                self._close()
                self._letter = letter
            self._words += 1
            self._held[postings.passages] = True
            yield word, postings
        self._close()

    def _close(self) -> None:
        if self._words >= MANY:
            self._marks.append((ord(self._letter), np.packbits(self._held)))
        self._held[:] = False
        self._words = 0

    def save(self, folder: Path) -> None:
        """Write the marks to a folder."""
        np.save(folder / FILE, np.array(self._marks, _kind(len(self._held))))


def marked(folder: Path, letter: str, passages: int) -> Allowed | None:
    """Return which passages hold a word that begins with a letter: (passages,); None: unknown.

    Raises:
        DamagedIndexError: the file is damaged.
        NewsIndexError: it can't be opened.
    """
    path = folder / FILE
    if not path.exists():  # of a part that an older newsdex wrote
        return None
    marks = read_array(path)
    if marks.dtype != _kind(passages):
        raise DamagedIndexError(f"{path} is damaged")
    for row in np.flatnonzero(marks["letter"] == ord(letter)).tolist():
        held: Allowed = np.unpackbits(marks["held"][row], count=passages).astype(np.bool_)
        return held
    return None


def _kind(passages: int) -> np.dtype[np.void]:
    """Return what is kept for each letter: its number, and a bit for each passage."""
    return np.dtype([("letter", "<u4"), ("held", "u1", (-(-passages // 8),))])
