"""What is new in each step of a story: the sentence least like earlier ones, and like the story.

Sentences are compared by the cosine of their words, as the novelty tracks of TREC did (Allan, Wade
and Bolivar, "Retrieval and Novelty Detection at the Sentence Level", 2003): a sentence is as new
as it is unlike the nearest of those told before. What is new and of another matter is no news of
this story, so that counts by how much like the whole it is, as in maximal marginal relevance
(Carbonell and Goldstein, 1998).
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

SHORTEST = 6
"""Words of weight that a sentence needs to say something by itself."""
LEAD = 0.25
"""How much less each sentence counts than the one before: news is told first, and what comes later
and is new may be a remark. Chosen by eye, on thirty steps of Wikinews and the sample news."""


@dataclass(frozen=True, slots=True)
class News:
    """The sentence of a step that is its news."""

    place: int
    """Among the sentences of the step."""
    novelty: float
    """1 − the cosine with the nearest sentence of an earlier step; 1 in the first step."""


def newest_sentences(steps: Sequence[Sequence[frozenset[str]]]) -> list[News | None]:
    """Return for each step the sentence that is its news; None for a step without sentences.

    Args:
        steps: of each, oldest first, its sentences, each as the terms of its words of weight.
    """
    sentences = [terms for step in steps for terms in step]
    if not sentences:
        return [None] * len(steps)
    vectors = weighed(sentences)
    whole = vectors.sum(axis=0)
    likeness = vectors @ (whole / (np.linalg.norm(whole) or 1.0))
    short = np.minimum(1.0, np.array([len(terms) for terms in sentences]) / SHORTEST)
    found: list[News | None] = []
    start = 0
    for step in steps:
        end = start + len(step)
        known = vectors[start:end] @ vectors[:start].T
        novelty = np.clip(1 - known.max(axis=1, initial=0.0), 0.0, 1.0)
        if step:
            weights = short[start:end] / (1 + LEAD * np.arange(len(step)))
            best = int(np.argmax(novelty * likeness[start:end] * weights))
            found.append(News(best, float(novelty[best])))
        else:
            found.append(None)
        start = end
    return found


def weighed(sentences: Sequence[frozenset[str]]) -> NDArray[np.float64]:
    """Return a vector of unit length for each sentence, by its terms and their idf: (n, terms).

    The idf is that of these sentences: what is told over and over is no news.
    """
    frequencies = Counter(term for terms in sentences for term in terms)
    columns = {term: place for place, term in enumerate(sorted(frequencies))}
    vectors = np.zeros((len(sentences), len(columns)))
    for row, terms in zip(vectors, sentences, strict=True):
        for term in terms:
            row[columns[term]] = math.log(1 + len(sentences) / frequencies[term])
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors / np.where(lengths > 0, lengths, 1.0)
