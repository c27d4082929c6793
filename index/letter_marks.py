"""Which passages hold a word that begins with a letter, for `a*`: it stands for thousands of words.

Made as a part's words are written, a bit for each passage. Two letters stand for few enough words
to read the postings of each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.disk import unreadable
from index.errors import DamagedIndexError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from index.interfaces import Allowed
    from index.postings import Postings

FILE = "letters.npz"

MANY = 64
"""Words from which marks are kept; those of fewer are soon read."""


class LetterMarks:
    """Collects the marks of a part of so many passages."""

    def __init__(self, passages: int) -> None:
        self._marks: dict[str, NDArray[np.uint8]] = {}
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
            self._marks[_name(self._letter)] = np.packbits(self._held)
        self._held[:] = False
        self._words = 0

    def save(self, folder: Path) -> None:
        """Write the marks to a folder."""
        with (folder / FILE).open("wb") as file:
            np.savez(file, allow_pickle=False, **self._marks)


def marked(folder: Path, letter: str, passages: int) -> Allowed | None:
    """Return which passages hold a word that begins with a letter: (passages,); None: unknown.

    Raises:
        DamagedIndexError: the file is damaged.
        NewsIndexError: it can't be opened.
    """
    path = folder / FILE
    if not path.exists():  # of a part that an older newsdex wrote
        return None
    try:
        with np.load(path) as marks:
            bits = marks.get(_name(letter))
    except Exception as error:  # whatever zipfile and NumPy make of a damaged file
        raise unreadable(path, error) from error
    if bits is None:
        return None
    if bits.dtype != np.uint8 or bits.shape != (-(-passages // 8),):
        raise DamagedIndexError(f"{path} is damaged")
    return np.unpackbits(bits, count=passages).astype(np.bool_)


def _name(letter: str) -> str:
    return f"{ord(letter):x}"
