"""The keyword leg of a generation: what its parts have of a question's words, and their scores."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np

from index.engines.parts.keyword.answer import Gain, KeywordAnswer
from index.engines.parts.keyword.fields import LANGUAGE, LEAD, TERMS, TITLE, WORDS
from index.engines.parts.keyword.holding import holding
from index.engines.parts.keyword.patterns import counts_of_pattern
from index.engines.parts.keyword.scored import Scored, ScoredPostings, idf
from index.engines.parts.keyword.spelling import Lexicon
from index.engines.parts.passage_mask import PassageMask, allowed_by
from index.interfaces import Statistics, among
from index.query import pattern_key
from index.vocabulary.errors import NewsIndexError
from index.vocabulary.made_once import made_once
from index.vocabulary.words import LEAD_WEIGHT
from index.vocabulary.words.spelling import SUSPECTED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from index.engines.parts.keyword.part import KeywordPart
    from index.interfaces import Allowed, Numbers, Scores, Searchable
    from index.query import Pattern, Ranked, Words
    from index.vocabulary.words import QuestionWord

EXACT = 0.2
"""Of a word's idf, that a passage gains which has it as it was typed, accents and ending too."""


class ScoredLeg:
    """The keyword leg of a generation: statistics and numbers run over all its parts."""

    def __init__(self, parts: Sequence[KeywordPart]) -> None:
        self.parts = parts
        self._found = ScoredPostings(parts)
        self._patterns: dict[Pattern, tuple[NDArray[np.int64], dict[str, int]]] = {}
        """Of the last question: its statistics are asked for before its scores."""
        self._lock = threading.Lock()
        """What is kept is looked up and changed by one thread at a time."""

    @property
    def languages(self) -> Mapping[str, int]:
        """The languages of the passages, by their primary tags, and how many are in each."""
        with self._reading():
            return self._found.languages

    def statistics(self, asked: Ranked) -> Statistics:
        """Return what the passages have of what a question is ranked by."""
        with self._reading():
            found = self._found
            self._reckon()
            self._read_ahead(asked)
            held = {word.key: len(self._of(word).passages) for word in asked.weights}
            expansions: dict[str, dict[str, int]] = {}
            self._patterns.clear()
            for pattern in asked.patterns:
                counts, words = self._counts(pattern)
                held[pattern_key(pattern)] = int(np.count_nonzero(counts))
                expansions[pattern_key(pattern)] = words
            return Statistics(
                found.count,
                found.total_length,
                held,
                {
                    word.key: self._lexicon.near(word.key)
                    for word in asked.spelt
                    if self._lexicon.occurrences(word.key) <= SUSPECTED
                },
                expansions,
            )

    def _read_ahead(self, asked: Ranked) -> None:
        """Have all parts read what the question is about to ask of them."""
        wanted = []
        for word, weight in asked.weights.items():
            terms = word.terms(self._found.languages)
            wanted += [(field, term) for field in (TERMS, TITLE, LEAD) for term in terms]
            if weight == 1:
                wanted.append((WORDS, word.stored))
        for part in self.parts:
            part.read_ahead(wanted)

    def ask(self, asked: Ranked, statistics: Statistics) -> KeywordAnswer:
        """Score every passage by BM25."""
        with self._reading():
            return self._ask(asked, statistics)

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

    def _ask(self, asked: Ranked, statistics: Statistics) -> KeywordAnswer:
        self._found.reckon_with(statistics.average_length)
        gains: list[Gain] = []
        weights = asked.weights
        idfs: dict[str, float] = {}
        for word, weight in weights.items():
            idfs[word.key] = idf(statistics.frequencies[word.key], statistics.passages)
            found = self._of(word)
            gains.append(Gain(word.key, found, weight * idfs[word.key]))
            if weight == 1:
                exact = self._found.of(WORDS, (word.stored,))
                gains.append(Gain(word.key, exact, EXACT * idfs[word.key]))
        for pattern in asked.patterns:
            key = pattern_key(pattern)
            idfs[key] = idf(statistics.frequencies[key], statistics.passages)
            counts, _ = self._counts(pattern)
            held = np.flatnonzero(counts).astype(np.uint32)
            found = self._found.gains(held, counts[held].astype(np.float32))
            gains.append(Gain(key, found, idfs[key]))

        def title_shares(numbers: Numbers) -> Scores:
            return self._title_shares(list(weights), idfs, numbers)

        return KeywordAnswer(gains, self._found.count, idfs, title_shares, self._found.text_lengths)

    def _of(self, word: QuestionWord, field: str = TERMS) -> Scored:
        return self._found.of(field, word.terms(self._found.languages))

    def _counts(self, pattern: Pattern) -> tuple[NDArray[np.int64], dict[str, int]]:
        """Return how many of a pattern's words each passage holds, and those words."""
        if pattern not in self._patterns:
            found = [counts_of_pattern(part, pattern) for part in self.parts]
            words: dict[str, int] = {}
            for _, each in found:
                for word, occurrences in each.items():
                    words[word] = words.get(word, 0) + occurrences
            counts = np.concatenate([np.zeros(0, np.int64), *(counts for counts, _ in found)])
            self._patterns[pattern] = counts, words
        return self._patterns[pattern]

    def languages_of(self, numbers: Numbers) -> list[str]:
        """Return the language of each of some passages, by its primary tag."""
        with self._reading():
            known = sorted(self._found.languages)
            found = np.zeros(len(numbers), np.int64)
            for place, language in enumerate(known):
                found[among(numbers, self._found.of(LANGUAGE, (language,)).passages)] = place
        return [known[place] for place in found.tolist()]

    def occurrences(self, words: Sequence[QuestionWord], searchable: Searchable | None) -> Numbers:
        """Return in how many of the passages that may be found words occur: (words,)."""
        allowed = allowed_by(searchable)
        with self._reading():
            self._reckon()
            found = [self._of(word).passages for word in words]
            counts = [len(each) if allowed is None else int(allowed[each].sum()) for each in found]
        return np.array(counts, np.int64)

    def held(self, words: Sequence[QuestionWord], numbers: Numbers) -> Allowed:
        """Return which words occur in which passages: (words, passages)."""
        held = np.zeros((len(words), len(numbers)), np.bool_)
        with self._reading():
            self._reckon()
            for row, word in zip(held, words, strict=True):
                row[:] = among(numbers, self._of(word).passages)
        return held

    def frequencies(self, terms: Sequence[str]) -> Numbers:
        """Return how many passages have each of some terms, those removed included: (terms,)."""
        with self._reading():
            counts = [[part.frequency(term) for term in terms] for part in self.parts]
        shape = len(self.parts), len(terms)
        frequencies: Numbers = np.array(counts, np.int64).reshape(shape).sum(axis=0)
        return frequencies

    def _reckon(self) -> None:
        """Score by the average length of these parts, unless they were told another."""
        found = self._found
        if not found.reckons:
            found.reckon_with(Statistics(found.count, found.total_length, {}).average_length)

    def holding(self, words: Words) -> PassageMask:
        """Return the passages in which a phrase occurs, or a word that a pattern stands for."""
        with self._reading():
            held = [holding(part, words) for part in self.parts]
            return PassageMask(np.concatenate([np.zeros(0, np.bool_), *held]))

    @made_once
    def _lexicon(self) -> Lexicon:
        return Lexicon(self.parts)

    def _title_shares(
        self, words: Sequence[QuestionWord], idfs: dict[str, float], numbers: Numbers
    ) -> Scores:
        """Return how much of a question titles hold, or leads in their place, 0 to 1, by idf."""
        shares = np.zeros(len(numbers), np.float32)
        with self._reading():
            for word in words:
                for field, weight in ((TITLE, 1.0), (LEAD, LEAD_WEIGHT)):
                    held = self._of(word, field).passages
                    shares[among(numbers, held)] += weight * idfs[word.key]
        return shares / (sum(idfs.values()) or 1.0)

    def close(self) -> None:
        """Close the files of all parts."""
        for part in self.parts:
            part.close()
