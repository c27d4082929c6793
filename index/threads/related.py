"""What is told of articles near to another one: the sentence that shares most with it, copies."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from corpus import Passage
from corpus.passages.sentences import sentence_spans
from index.threads.novelty import LEAD
from index.vocabulary.results import Related, RelatedArticles
from index.vocabulary.words import Marker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.interfaces import Snapshot
    from index.threads.matter import Matter
    from index.threads.near import Near
    from index.vocabulary.results import Copy

_LINE = 20
"""Words that are read at a glance."""


def related(near: Near, matter: Matter, snapshot: Snapshot) -> RelatedArticles:
    """Return what is told of each of some articles, in their order; all of them are read."""
    store = snapshot.store
    found = RelatedArticles()
    spans = store.spans(near.passages.tolist())
    languages = snapshot.keyword.languages_of(near.passages)
    for place, number in enumerate(near.articles.tolist()):
        article = store.article(number)
        start, end = spans[place]
        passage = Passage(start, end, article.text[start:end])
        sentence = _nearest_sentence(passage, matter, languages[place])
        score = min(max(float(near.scores[place]), 0.0), 1.0)
        copies = tuple(copies_of(number, snapshot))
        found.append(Related(place + 1, score, article, sentence, copies))
    return found


def copies_of(number: int, snapshot: Snapshot) -> Iterator[Copy]:
    """Yield the other articles that print the same story."""
    (story,) = snapshot.store.stories_of(np.array([number])).tolist()
    printing = snapshot.store.copies(story)
    yield from snapshot.store.printings(printing[printing != number])


def _nearest_sentence(passage: Passage, matter: Matter, language: str) -> Passage | None:
    """Return the sentence of a passage that holds most of what tells an article from others.

    A long sentence holds more: it has to hold more for the root of its length, once it is longer
    than a line. One further down counts less, as news is told first.
    """
    sentences = [
        Passage(passage.start + start, passage.start + end, passage.text[start:end])
        for start, end in sentence_spans(passage.text)
    ]
    marker = Marker(matter.weights, language)

    def shared(place: int) -> float:
        text = sentences[place].text
        held = marker.held(text)
        weights = (weight for word, weight in matter.weights.items() if word.key in held)
        words = max(_LINE, len(text.split()))
        return math.fsum(weights) / math.sqrt(words) / (1 + LEAD * place)

    best = max(range(len(sentences)), key=shared, default=None)
    return None if best is None else sentences[best]
