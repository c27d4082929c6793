"""The sentences of a passage that answer a question best, by their words.

The sentence that shares most words with a question is mostly the first of its article, which
says what the story is about; the answer is the one that shares the words that the others lack.
So a word counts by how rare it is in the corpus, and by how rare among the passage's sentences.
What a question demands, a phrase or a word with a plus, comes before all that: whoever asks for
`"trade deficit"` wants to read where it is said.

One sentence is a fine claim: the one that answers often speaks of "the device" or "its winds" and
stands beside the one that names them. So what a reader is shown is a window of whole sentences.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from corpus import Passage
from corpus.passages.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from index.answers.demanded import Demanded
    from index.vocabulary.words import MarkedWord

LONGEST = 60
"""Words of a window; a sentence that has more is a window of its own."""
_CHARACTERS = 480
"""Of a window, in scripts that put no spaces between words as well."""


@dataclass(frozen=True, slots=True)
class Marked:
    """What a passage has to say to a question, with offsets into the article."""

    answer: Passage
    """The one sentence of the window that answers best."""
    window: Passage
    """Sentences side by side that hold most of the question."""
    demanded: tuple[tuple[int, int], ...] = ()
    """Where in the answer what the question demands stands first, in the article's text."""


def best_sentences(
    passage: Passage,
    words: Sequence[MarkedWord],
    idfs: Mapping[str, float],
    demanded: Demanded | None = None,
) -> Marked | None:
    """Return the window of a passage that answers best, and its best sentence.

    Args:
        passage: as a hit has it.
        words: of its text that the question asks for, in order.
        idfs: of that in the corpus, by its keys.
        demanded: what the question demands of a text.

    Returns:
        The first of equals; None for a passage without text.
    """
    spans = sentence_spans(passage.text)
    if not spans:
        return None
    texts = [passage.text[start:end] for start, end in spans]
    terms = [_held(words, start, end) & idfs.keys() for start, end in spans]
    weights = {
        term: idf * math.log(1 + len(texts) / (1 + sum(term in held for held in terms)))
        for term, idf in idfs.items()
    }

    def weight(held: Iterable[str]) -> float:
        return math.fsum(weights[term] for term in held)

    lengths = [len(text.split()) for text in texts]

    def demands(first: int, last: int) -> int:
        """How much of what is demanded stands in sentences side by side."""
        return (
            len(demanded.spans(passage.text[spans[first][0] : spans[last][1]])) if demanded else 0
        )

    def holds(window: range) -> tuple[int, float, int]:
        """Most of the question; of equals the one with most to read."""
        held = weight(set().union(*(terms[n] for n in window)))
        return demands(window[0], window[-1]), held, sum(lengths[n] for n in window)

    window = max(_windows(spans, lengths), key=holds)
    best = max(window, key=lambda n: (demands(n, n), weight(terms[n])))
    start, end = spans[window[0]][0], spans[window[-1]][1]
    answer = _part(passage, *spans[best])
    found = demanded.spans(answer.text) if demanded else ()
    places = tuple(sorted((answer.start + a, answer.start + b) for a, b in found))
    return Marked(answer, _part(passage, start, end), places)


def _held(words: Sequence[MarkedWord], start: int, end: int) -> set[str]:
    """Return what of the question stands between two places of a passage, by its keys."""
    return {key for word in words if start <= word.start < end for key in word.keys}


def _windows(spans: Sequence[tuple[int, int]], words: Sequence[int]) -> list[range]:
    """Return the windows that can't be longer, by the places of their sentences.

    Args:
        spans: where each sentence begins and ends.
        words: of each.
    """
    ends = [_reach(first, spans, words) for first in range(len(spans))]
    return [range(ends[0])] + [
        range(first, end)
        for first, (before, end) in enumerate(pairwise(ends), 1)
        if end > before  # else it is the end of the one before
    ]


def _reach(first: int, spans: Sequence[tuple[int, int]], words: Sequence[int]) -> int:
    """Return the place behind the last sentence of the window that begins with one."""
    end, held = first + 1, words[first]
    while (
        end < len(spans)
        and held + words[end] <= LONGEST
        and spans[end][1] - spans[first][0] <= _CHARACTERS
    ):
        held += words[end]
        end += 1
    return end


def _part(passage: Passage, start: int, end: int) -> Passage:
    return Passage(passage.start + start, passage.start + end, passage.text[start:end])
