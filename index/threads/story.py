"""A running story as a thread: its articles, oldest first, and what is new in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from corpus import Passage
from corpus.passages.sentences import sentence_spans
from index.threads.membership import members
from index.threads.novelty import newest_sentences
from index.threads.related import copies_of
from index.vocabulary.results import Step, Story
from index.vocabulary.words import STOP_WORDS, term_of, words_in

if TYPE_CHECKING:
    from corpus import Article
    from index.interfaces import Snapshot
    from index.threads.matter import Matter
    from index.threads.near import Near

_READ = 2
"""Passages of an article in which its news is looked for: some 300 words; news comes first."""


def story_of(near: Near, matter: Matter, snapshot: Snapshot, limit: int) -> Story:
    """Return the story that an article is a part of.

    Args:
        near: articles, the nearest first; those without a date have no place in it.
        matter: what the article is about.
        snapshot: of all of them.
        limit: most steps: the article itself, and those nearest to it.
    """
    store = snapshot.store
    near = near.at(np.flatnonzero(~np.isnan(store.published(near.articles))))
    places = members(near, matter, snapshot)
    chosen = np.append(near.articles[places[: limit - 1]], matter.number)
    ordered = chosen[np.lexsort((chosen, store.published(chosen)))]
    first, counts = store.passages_of(ordered)
    languages = snapshot.keyword.languages_of(first)
    articles = [store.article(number) for number in ordered.tolist()]
    sentences = [
        _sentences(article, store.spans(range(start, start + min(count, _READ))))
        for article, start, count in zip(articles, first.tolist(), counts.tolist(), strict=True)
    ]
    news = newest_sentences(
        [
            [_terms(sentence.text, language) for sentence in each]
            for each, language in zip(sentences, languages, strict=True)
        ]
    )
    steps = [
        Step(
            number=place + 1,
            article=articles[place],
            new=sentences[place][new.place] if new else None,
            novelty=new.novelty if new else None,
            asked=number == matter.number,
            copies=tuple(copies_of(number, snapshot)),
        )
        for place, (number, new) in enumerate(zip(ordered.tolist(), news, strict=True))
    ]
    return Story(tuple(steps), len(places) + 1)


def _sentences(article: Article, passages: list[tuple[int, int]]) -> list[Passage]:
    """Return the sentences of some passages of an article."""
    return [
        Passage(start + first, start + end, article.text[start + first : start + end])
        for start, stop in passages
        for first, end in sentence_spans(article.text[start:stop])
    ]


def _terms(text: str, language: str) -> frozenset[str]:
    """Return the terms of the words of weight in a text."""
    return frozenset(term_of(key, language) for key in words_in(text) if key not in STOP_WORDS)
