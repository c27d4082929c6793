"""The keyword leg: postings scored as arrays.

BM25 as Whoosh's own `scoring.BM25F` computes it for one field, after Robertson and Zaragoza,
"The Probabilistic Relevance Framework: BM25 and Beyond" (2009). Whoosh walks postings one by
one in Python; arrays of them give the same scores many times faster.
"""

from __future__ import annotations

import math
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh.reading import MultiReader

from index.interfaces import Neighbour, Statistics
from index.local.keyword.analysis import TERMS, TITLE, WORDS
from index.local.keyword.phrases import holding_phrase
from index.local.keyword.prefixes import holding_prefix
from index.local.keyword.spelling import Lexicon
from index.local.numbering import Numbering
from index.local.passage_mask import PassageMask, allowed_by
from index.query import Fuzzy, Phrase, Prefix
from index.vocabulary.errors import NewsIndexError
from index.vocabulary.made_once import made_once
from index.vocabulary.words import stem, words_in, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from index.interfaces import Allowed, Numbers, Scores, Searchable
    from index.local.keyword.part import PartKeywords
    from index.query import Words

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


@dataclass(frozen=True, slots=True)
class _Scored:
    """Where a term occurs in all parts, and what BM25 makes of it there, but for its weight."""

    passages: NDArray[np.uint32]
    """Ascending: (n,)."""
    gains: NDArray[np.float32]
    """Frequency · (K1 + 1) / (frequency + norm): (n,)."""


class WhooshLeg:
    """The keyword leg of a generation: statistics and numbers run over all its parts."""

    def __init__(self, parts: Sequence[PartKeywords]) -> None:
        self.parts = parts
        numbering = Numbering([part.passages for part in parts])
        self.bases, self._count = numbering.bases, len(numbering)
        self._kept: dict[tuple[str, str], _Scored] = {}
        self._kept_size = 0
        self._average_length = 0.0
        self._lock = threading.Lock()
        """What is kept is looked up and changed by one thread at a time."""

    @made_once
    def _lengths(self) -> NDArray[np.float32]:
        """Terms in each passage: (passages,)."""
        return np.concatenate([np.zeros(0, np.float32), *(part.lengths for part in self.parts)])

    def _reckon_with(self, average_length: float) -> None:
        """Score by K1 · (1 - B + B · length / average length) of every passage from now on."""
        if average_length != self._average_length:
            norms = K1 * (1 - B + B * self._lengths / average_length)
            self._norms: NDArray[np.float32] = norms.astype(np.float32)
            self._average_length = average_length
            self._kept.clear()
            self._kept_size = 0

    def statistics(self, question: str) -> Statistics:
        """Return what the passages have of a question's words."""
        with self._reading():
            words = words_of(question)
            length = sum(part.total_length for part in self.parts)
            if not self._average_length:
                self._reckon_with(Statistics(self._count, length, {}).average_length)
            held = {term: len(self._postings(term, TERMS).passages) for term in map(stem, words)}
            return Statistics(self._count, length, held, self._neighbours(words))

    def ask(self, question: str, statistics: Statistics) -> KeywordAnswer:
        """Score every passage by BM25; a word that no passage has is read as the nearest one."""
        with self._reading():
            return self._ask(words_of(question), statistics)

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Let one thread at a time read; tell of what is raised on damaged files."""
        with self._lock:
            try:
                yield
            except NewsIndexError:
                raise
            except Exception as error:
                if not self.parts:
                    raise
                raise self.parts[0].damage_error(error) from error

    def _ask(self, words: Sequence[str], statistics: Statistics) -> KeywordAnswer:
        self._reckon_with(statistics.average_length)
        weights: dict[str, float] = {}
        for word in words:
            read_as = statistics.corrections.get(word, word)
            weight = CORRECTED if word in statistics.corrections else 1.0
            weights[stem(read_as)] = max(weight, weights.get(stem(read_as), 0.0))
        scores = np.zeros(self._count, np.float32)
        idfs = {term: idf(statistics.frequencies[term], statistics.passages) for term in weights}
        for term, weight in weights.items():
            found = self._postings(term, TERMS)
            scores[found.passages] += np.float32(weight * idfs[term]) * found.gains
        return KeywordAnswer(self, scores, idfs)

    def holding(self, words: Words) -> PassageMask:
        """Return the passages in which a phrase, prefix or similar word occurs."""
        held = np.zeros(self._count, np.bool_)
        if self._count:
            with self._reading():
                self._hold(held, words)
        return PassageMask(held)

    def _hold(self, held: Allowed, words: Words) -> None:
        match words:
            case Phrase(text, in_title):
                field = TITLE if in_title else WORDS
                words_there = words_in(text)
                terms = list(map(stem, words_there)) if in_title else words_there
                if len(terms) == 1:
                    self._mark(held, field, terms)
                elif terms:
                    for part, base in zip(self.parts, self.bases, strict=False):
                        held[holding_phrase(part, field, terms) + base] = True
            case Prefix(text):
                for part, base in zip(self.parts, self.bases, strict=False):
                    held[base : base + part.passages] = holding_prefix(part, text.lower())
            case Fuzzy(text, edits):
                word = text.lower()
                self._mark(held, WORDS, self._lexicon.within(word, edits))

    def _mark(self, held: Allowed, field: str, terms: Iterable[str]) -> None:
        for term in terms:
            held[self._postings(term, field).passages] = True

    @made_once
    def _reader(self) -> Any:
        """All parts as one to Whoosh."""
        return MultiReader([part.reader for part in self.parts])

    @made_once
    def _lexicon(self) -> Lexicon:
        def beginning_with(letter: str) -> list[str]:
            return [term.decode() for term in self._reader.expand_prefix(WORDS, letter.encode())]

        return Lexicon(beginning_with)

    def title_shares(self, idfs: dict[str, float], numbers: Numbers) -> Scores:
        """Return how much of a question the titles of some passages hold, 0 to 1, by idf."""
        shares = np.zeros(len(numbers), np.float32)
        with self._reading():
            for term, idf in idfs.items():
                shares[_among(numbers, self._postings(term, TITLE).passages)] += idf
        return shares / (sum(idfs.values()) or 1.0)

    def _postings(self, term: str, field: str) -> _Scored:
        """Return where a term occurs in all parts.

        Those used last are kept, up to a bound: decoding them is most of a question's work.
        """
        key = (term, field)
        kept = self._kept.pop(key, None)
        if kept is None:
            kept = self._read(term, field)
            self._kept_size += kept.passages.nbytes + kept.gains.nbytes
        self._kept[key] = kept  # the one used last stands last
        while self._kept_size > _KEPT and len(self._kept) > 1:
            oldest = self._kept.pop(next(iter(self._kept)))
            self._kept_size -= oldest.passages.nbytes + oldest.gains.nbytes
        return kept

    def _read(self, term: str, field: str) -> _Scored:
        found = [part.postings(term, field) for part in self.parts]
        numbers = np.concatenate(
            [
                np.zeros(0, np.uint32),
                *(p.passages + np.uint32(b) for p, b in zip(found, self.bases, strict=False)),
            ]
        )
        if field != TERMS:
            return _Scored(numbers, np.zeros(0, np.float32))
        counts = np.concatenate([np.zeros(0, np.float32), *(each.counts for each in found)])
        return _Scored(numbers, counts * np.float32(K1 + 1) / (counts + self._norms[numbers]))

    def _neighbours(self, words: Sequence[str]) -> dict[str, dict[str, Neighbour]]:
        """Return for words that no passage has, and that may be misspelt, the nearest it has."""
        neighbours: dict[str, dict[str, Neighbour]] = {}
        for word in words if self._count else ():
            if len(word) < _SHORTEST_CORRECTED or not word.isalpha():
                continue
            if len(self._postings(stem(word), TERMS).passages):
                continue
            neighbours[word] = {}
            for edits in range(1, 2 if len(word) < _TWO_EDITS else 3):
                if near := self._lexicon.within(word, edits):
                    occur = self._reader.frequency
                    neighbours[word] = {w: Neighbour(edits, int(occur(WORDS, w))) for w in near}
                    break
        return neighbours

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
    ) -> None:
        self._leg = leg
        self._scores = scores
        self.idfs = idfs
        """Inverse document frequencies of the question's terms."""

    def best(self, limit: int, searchable: Searchable | None) -> Numbers:
        """Return the numbers of the best passages that hold a word of the question."""
        allowed = allowed_by(searchable)
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
        return self._leg.title_shares(self.idfs, numbers)


def idf(frequency: int, passages: int) -> float:
    """Return a term's inverse document frequency, as Whoosh computes it.

    Args:
        frequency: passages that hold the term.
        passages: how many there are.
    """
    return math.log(passages / (frequency + 1)) + 1 if passages else 0.0


def _among(numbers: Numbers, held: NDArray[np.uint32]) -> Allowed:
    """Return which of some numbers are among others, which ascend."""
    if not len(held):
        return np.zeros(len(numbers), np.bool_)
    places = np.searchsorted(held, numbers.astype(np.uint32))
    found: Allowed = held[np.minimum(places, len(held) - 1)] == numbers
    return found
