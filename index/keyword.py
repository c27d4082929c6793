"""The keyword leg: Whoosh's index, its postings scored as arrays.

BM25 as Whoosh's own `scoring.BM25F` computes it for one field, after Robertson and Zaragoza,
"The Probabilistic Relevance Framework: BM25 and Beyond" (2009). Whoosh walks postings one by
one in Python; reading its blocks into arrays gives the same scores many times faster.
"""

from __future__ import annotations

import errno
import math
import os
import threading
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh import query
from whoosh.fields import TEXT, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import EmptyIndexError
from whoosh.reading import MultiReader

from index.disk import OWNER_FOLDER, unreadable
from index.errors import DamagedIndexError, NewsIndexError
from index.inversion import BlockCodec, PassageWriter
from index.lexicon import Lexicon
from index.query import Fuzzy, Phrase, Prefix
from index.words import analyzer, stem, word_analyzer, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from index.interfaces import Allowed, Numbers, Scores
    from index.query import Words

FOLDER = "keyword"

TERMS = "text"
"""Field of the stems of a passage as both legs see it; ranked by."""
WORDS = "word"
"""Field of its words as they are written, with positions: phrases, `word*`, spelling."""
TITLE = "title"
"""Field of the stems of its article's title."""

K1 = 0.9
B = 0.4
"""Measured on three sets of news; with 1.2 and 0.75 each ranks worse. See docs/ranking.md."""

CORRECTED = 0.7
"""Weight of a word that stands in for one that the corpus doesn't have."""

_SHORTEST_CORRECTED = 5
"""Letters: shorter words have too many neighbours."""
_TWO_EDITS = 8
"""Letters from which two edits are allowed; in a shorter word they make another word of it."""

_KEPT = 64 * 1024 * 1024
"""Bytes of decoded postings that are kept for the next question."""

_LENGTHS = "lengths.npy"
_MEMORY = 256
"""Megabytes that Whoosh may fill with postings before it writes them to disk."""


def write_keywords(folder: Path, passages: Iterable[tuple[str, str]]) -> int:
    """Write the keyword index of a part, and return how many passages it has.

    Args:
        folder: of the part.
        passages: for each its article's title, and the passage as both legs see it; they are
            numbered in the order given.
    """
    where = folder / FOLDER
    where.mkdir(mode=OWNER_FOLDER)
    storage = FileStorage(str(where))
    schema = Schema(
        **{
            TERMS: TEXT(analyzer=analyzer(), phrase=False),
            WORDS: TEXT(analyzer=word_analyzer(), phrase=True),
            TITLE: TEXT(analyzer=analyzer(), phrase=True),
        }
    )
    index = storage.create_index(schema)
    codec = BlockCodec()
    try:
        writer = index.writer(limitmb=_MEMORY, codec=codec, compound=False)
    except EmptyIndexError as error:  # Whoosh takes a folder that it can't list for an empty one
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE)) from error
    passage_writer = PassageWriter(writer, {TERMS: True, WORDS: False, TITLE: True})
    for title, text in passages:
        passage_writer.add({TERMS: text, WORDS: text, TITLE: title})
    writer.commit(optimize=True)
    index.close()
    storage.close()
    for left_over in where.glob("*LOCK"):
        left_over.unlink()
    lengths = np.array(codec.lengths[TERMS], np.float32)
    np.save(where / _LENGTHS, lengths)
    return len(lengths)


class PartKeywords:
    """The keyword index of one part."""

    def __init__(self, folder: Path, count: int) -> None:
        """Open the keyword index of a part with so many passages."""
        self._folder = folder / FOLDER
        try:
            self._storage = FileStorage(str(self._folder), readonly=True)
            self.reader: Any = self._storage.open_index().reader()
            self.lengths: NDArray[np.float32] = np.load(self._folder / _LENGTHS, mmap_mode="r")
        except Exception as error:  # whatever Whoosh and pickle raise on damaged files
            raise self.damage(error) from error
        if not self.reader.doc_count_all() == len(self.lengths) == count:
            raise self.damage(ValueError("its counts are wrong"))

    def damage(self, error: Exception) -> NewsIndexError:
        """Return what to raise when reading fails."""
        # Where Whoosh could not open a file or list a folder, this file can't be opened either.
        told = unreadable(self._folder / _LENGTHS, error)
        if isinstance(error, OSError) or not isinstance(told, DamagedIndexError):
            return told
        return DamagedIndexError(f"the keyword index {self._folder} is damaged")

    @property
    def total_length(self) -> int:
        """Terms in all passages together."""
        return int(self.reader.field_length(TERMS))

    def postings(
        self, term: str, field: str = TERMS
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return the passages that hold a term, ascending, and how often each does."""
        try:
            if not self.reader.doc_frequency(field, term):
                return np.zeros(0, np.int64), np.zeros(0, np.float32)
            blocks = list(_blocks(self.reader.postings(field, term)))
            numbers, weights = map(np.concatenate, zip(*blocks, strict=True))
        except Exception as error:  # whatever Whoosh and pickle raise on damaged files
            raise self.damage(error) from error
        if len(numbers) and not 0 <= numbers.min() <= numbers.max() < len(self.lengths):
            raise self.damage(ValueError("its postings are wrong"))
        return numbers, weights

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
        self._kept: dict[tuple[str, str], tuple[NDArray[np.int64], NDArray[np.float32]]] = {}
        self._kept_size = 0
        self._lock = threading.Lock()
        """Whoosh's readers remember where in a file they are: one thread at a time."""

    @cached_property
    def _norms(self) -> NDArray[np.float32]:
        """K1 · (1 - B + B · length / average length) of every passage."""
        lengths = np.concatenate([np.zeros(0, np.float32), *(part.lengths for part in self.parts)])
        average = sum(part.total_length for part in self.parts) / max(1, self._count) or 1.0
        norms: NDArray[np.float32] = (K1 * (1 - B + B * lengths / average)).astype(np.float32)
        return norms

    def ask(self, question: str) -> KeywordAnswer:
        """Score every passage by BM25; a word that no passage has is read as the nearest one."""
        with self._reading():
            return self._ask(words_of(question))

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Let one thread at a time read; tell of what Whoosh and pickle raise on damaged files."""
        with self._lock:
            try:
                yield
            except NewsIndexError:
                raise
            except Exception as error:
                if not self.parts:
                    raise
                raise self.parts[0].damage(error) from error

    def _ask(self, words: Sequence[str]) -> KeywordAnswer:
        corrections = self._corrections(words)
        weights: dict[str, float] = {}
        for word in words:
            read_as = corrections.get(word, word)
            weight = CORRECTED if word in corrections else 1.0
            weights[stem(read_as)] = max(weight, weights.get(stem(read_as), 0.0))
        scores = np.zeros(self._count, np.float32)
        idfs = {term: self.idf(term) for term in weights}
        for term, weight in weights.items():
            numbers, counts = self._postings(term, TERMS)
            gain = counts * (K1 + 1) / (counts + self._norms[numbers])
            scores[numbers] += weight * idfs[term] * gain
        return KeywordAnswer(self, scores, idfs, corrections)

    def holding(self, words: Words) -> Allowed:
        """Return by passage number whether a phrase, prefix or similar word occurs."""
        held = np.zeros(self._count, np.bool_)
        if self._count:
            with self._reading():
                self._hold(held, words)
        return held

    def _hold(self, held: Allowed, words: Words) -> None:
        match words:
            case Phrase(text, in_title):
                field = TITLE if in_title else WORDS
                chain = analyzer() if in_title else word_analyzer()
                terms = [token.text for token in chain(text)]
                if len(terms) == 1:
                    self._mark(held, field, terms)
                elif terms:
                    # Where words stand only Whoosh's own matcher knows.
                    found = self._searcher.docs_for_query(query.Phrase(field, terms))
                    held[np.fromiter(found, np.int64)] = True
            case Prefix(text):
                start = text.lower().encode()
                self._mark(held, WORDS, self._reader.expand_prefix(WORDS, start))
            case Fuzzy(text, edits):
                word = text.lower()
                self._mark(held, WORDS, self._lexicon.within(word, edits))

    def _mark(self, held: Allowed, field: str, terms: Iterable[str | bytes]) -> None:
        for term in terms:
            text = term.decode() if isinstance(term, bytes) else term
            held[self._postings(text, field)[0]] = True

    @cached_property
    def _reader(self) -> Any:
        """All parts as one to Whoosh."""
        return MultiReader([part.reader for part in self.parts])

    @cached_property
    def _lexicon(self) -> Lexicon:
        def beginning_with(letter: str) -> list[str]:
            return [term.decode() for term in self._reader.expand_prefix(WORDS, letter.encode())]

        return Lexicon(beginning_with)

    @cached_property
    def _searcher(self) -> Any:
        from whoosh.searching import Searcher

        return Searcher(self._reader, closereader=False)

    def idf(self, term: str) -> float:
        """Return a term's inverse document frequency, as Whoosh computes it."""
        frequency = len(self._postings(term, TERMS)[0])
        return math.log(self._count / (frequency + 1)) + 1 if self._count else 0.0

    def title_shares(self, idfs: dict[str, float]) -> Scores:
        """Return for every passage how much of a question its title holds, 0 to 1, by idf."""
        shares = np.zeros(self._count, np.float32)
        with self._reading():
            for term, idf in idfs.items():
                shares[self._postings(term, TITLE)[0]] += idf
        return shares / (sum(idfs.values()) or 1.0)

    def _postings(self, term: str, field: str) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return the passages of all parts that hold a term, ascending, and how often each does.

        Those used last are kept, up to a bound: decoding them is most of a question's work.
        """
        key = (term, field)
        kept = self._kept.pop(key, None)
        if kept is None:
            found = [part.postings(term, field) for part in self.parts]
            kept = (
                np.concatenate(
                    [
                        np.zeros(0, np.int64),
                        *(n + base for (n, _), base in zip(found, self.bases, strict=False)),
                    ]
                ),
                np.concatenate([np.zeros(0, np.float32), *(counts for _, counts in found)]),
            )
            self._kept_size += sum(array.nbytes for array in kept)
        self._kept[key] = kept  # the one used last stands last
        while self._kept_size > _KEPT and len(self._kept) > 1:
            oldest = self._kept.pop(next(iter(self._kept)))
            self._kept_size -= sum(array.nbytes for array in oldest)
        return kept

    def _corrections(self, words: Sequence[str]) -> dict[str, str]:
        """Return for words that no passage has the nearest that one does, if it is near."""
        corrections = {}
        for word in words if self._count else ():
            if len(word) < _SHORTEST_CORRECTED or not word.isalpha():
                continue
            if len(self._postings(stem(word), TERMS)[0]):
                continue
            for edits in range(1, 2 if len(word) < _TWO_EDITS else 3):
                if near := self._lexicon.within(word, edits):
                    # The most frequent of the nearest, as in Whoosh's own corrector.
                    reader = self._reader
                    corrections[word] = max(near, key=lambda w: (reader.frequency(WORDS, w), w))
                    break
        return corrections

    def close(self) -> None:
        """Close the files of all parts."""
        for part in self.parts:
            part.close()


class KeywordAnswer:
    """The BM25 score of every passage for one question."""

    def __init__(
        self,
        leg: WhooshLeg,
        scores: Scores,
        idfs: dict[str, float],
        corrections: dict[str, str],
    ) -> None:
        self._leg = leg
        self._scores = scores
        self.idfs = idfs
        """Inverse document frequencies of the question's terms."""
        self.corrections = corrections
        """Words of the question that no passage has, and the ones they were read as."""

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

    def title_shares(self, numbers: Numbers) -> Scores:
        """Return how much of the question the titles of passages hold, 0 to 1, by idf."""
        return self._leg.title_shares(self.idfs)[numbers]
