"""The keyword leg: Whoosh's index, its postings scored as arrays.

BM25 as Whoosh's own `scoring.BM25F` computes it for one field, after Robertson and Zaragoza,
"The Probabilistic Relevance Framework: BM25 and Beyond" (2009). Whoosh walks postings one by
one in Python; reading its blocks into arrays gives the same scores many times faster.
"""

from __future__ import annotations

import math
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh.codec.whoosh3 import W3Codec
from whoosh.fields import TEXT, Schema
from whoosh.filedb.filestore import FileStorage

from index.errors import DamagedIndexError
from index.words import analyzer, terms_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from index.interfaces import Allowed, Numbers, Scores

FOLDER = "keyword"
FIELD = "text"
K1 = 0.9
B = 0.4
"""Measured on three sets of news; with 1.2 and 0.75 each ranks worse. See docs/ranking.md."""

_LENGTHS = "lengths.npy"
_BLOCK = 1024
"""Postings to a block of Whoosh's file: larger ones are read in fewer steps."""
_MEMORY = 256
"""Megabytes that Whoosh may fill with postings before it writes them to disk."""


def write_keywords(folder: Path, texts: Iterable[str]) -> None:
    """Write the keyword index of a part; passages are numbered in the order given."""
    where = folder / FOLDER
    where.mkdir()
    storage = FileStorage(str(where))
    schema = Schema(**{FIELD: TEXT(analyzer=analyzer(), stored=False)})
    index = storage.create_index(schema)
    writer = index.writer(limitmb=_MEMORY, codec=W3Codec(blocklimit=_BLOCK))
    count = 0
    for text in texts:
        writer.add_document(**{FIELD: text})
        count += 1
    writer.commit(optimize=True)
    with index.reader() as reader:
        lengths = [reader.doc_field_length(number, FIELD, 0) or 0 for number in range(count)]
    index.close()
    storage.close()
    for left_over in where.glob("*LOCK"):
        left_over.unlink()
    np.save(where / _LENGTHS, np.array(lengths, np.float32))


class PartKeywords:
    """The keyword index of one part."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FOLDER
        try:
            self._storage = FileStorage(str(self._folder), readonly=True)
            self.reader: Any = self._storage.open_index().reader()
            self.lengths: NDArray[np.float32] = np.load(self._folder / _LENGTHS, mmap_mode="r")
        except Exception as error:  # whatever Whoosh and pickle raise on damaged files
            raise self._damage(error) from error
        if self.reader.doc_count_all() != len(self.lengths):
            raise self._damage("its files disagree")

    def _damage(self, reason: object) -> DamagedIndexError:
        return DamagedIndexError(f"the keyword index {self._folder} is damaged ({reason})")

    @property
    def total_length(self) -> int:
        """Terms in all passages together."""
        return int(self.reader.field_length(FIELD))

    def frequency(self, term: str) -> int:
        """Return how many passages hold a term."""
        return int(self.reader.doc_frequency(FIELD, term))

    def postings(self, term: str) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return the passages that hold a term, ascending, and how often each does."""
        try:
            blocks = list(_blocks(self.reader.postings(FIELD, term)))
        except Exception as error:
            raise self._damage(error) from error
        numbers, weights = zip(*blocks, strict=True)
        return np.concatenate(numbers), np.concatenate(weights)

    def close(self) -> None:
        """Close the files."""
        self.reader.close()
        self._storage.close()


def _blocks(matcher: Any) -> Iterator[tuple[NDArray[np.int64], NDArray[np.float32]]]:
    """Yield the posting blocks of a term: passage numbers and frequencies as arrays.

    Relies on whoosh3's W3LeafMatcher; the test suite holds the scores to Whoosh's own.
    """
    while True:
        if matcher._data is None:  # noqa: SLF001 - there is no public way to whole blocks
            matcher._read_data()  # noqa: SLF001
        gaps, weights = matcher._data[0], matcher._data[1]  # noqa: SLF001
        numbers = np.cumsum(np.asarray(gaps, np.int64))
        if weights is None:
            weights = 1.0
        yield numbers, np.broadcast_to(np.asarray(weights, np.float32), numbers.shape)
        if matcher._lastblock:  # noqa: SLF001
            return
        matcher._goto(matcher._nextoffset)  # noqa: SLF001


class WhooshLeg:
    """The keyword leg of a generation: statistics and numbers run over all its parts."""

    def __init__(self, parts: Sequence[PartKeywords]) -> None:
        self.parts = parts
        self.bases = np.cumsum([0, *(len(part.lengths) for part in parts)])
        self._count = int(self.bases[-1])

    @cached_property
    def _norms(self) -> NDArray[np.float32]:
        """K1 · (1 - B + B · length / average length) of every passage."""
        lengths = np.concatenate([np.zeros(0, np.float32), *(part.lengths for part in self.parts)])
        average = sum(part.total_length for part in self.parts) / max(1, self._count) or 1.0
        norms: NDArray[np.float32] = (K1 * (1 - B + B * lengths / average)).astype(np.float32)
        return norms

    def ask(self, question: str) -> KeywordAnswer:
        """Score every passage by BM25."""
        scores = np.zeros(self._count, np.float32)
        for term in terms_of(question):
            frequencies = [part.frequency(term) for part in self.parts]
            idf = math.log(self._count / (sum(frequencies) + 1)) + 1 if self._count else 0.0
            for part, base, frequency in zip(self.parts, self.bases, frequencies, strict=False):
                if frequency:
                    numbers, weights = part.postings(term)
                    numbers = numbers + base
                    scores[numbers] += idf * weights * (K1 + 1) / (weights + self._norms[numbers])
        return KeywordAnswer(scores)

    def close(self) -> None:
        """Close the files of all parts."""
        for part in self.parts:
            part.close()


class KeywordAnswer:
    """The BM25 score of every passage for one question."""

    def __init__(self, scores: Scores) -> None:
        self._scores = scores

    def best(self, limit: int, allowed: Allowed | None) -> Numbers:
        """Return the numbers of the best passages that hold a word of the question."""
        scores = self._scores if allowed is None else np.where(allowed, self._scores, 0)
        found = np.flatnonzero(scores > 0)
        if len(found) > limit:
            found = found[np.argpartition(-scores[found], limit - 1)[:limit]]
        return found[np.lexsort((found, -scores[found]))]

    def scores(self, numbers: Numbers) -> Scores:
        """Return the scores of any passages, 0 for one that holds no word of the question."""
        return self._scores[numbers]
