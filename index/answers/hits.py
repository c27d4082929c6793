"""A ranking to hits: the texts fetched, the answers marked, their speakers named."""

from __future__ import annotations

import math
from functools import cache
from itertools import repeat
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from corpus import Passage
from index.answers.demanded import Demanded
from index.answers.explanation import explained
from index.answers.sentence import best_sentences
from index.answers.sought import marker_of, sought_of
from index.quotations import quotations_in, speaker_of
from index.vocabulary.results import Copy, Hit, Hits
from index.vocabulary.words import ENGLISH, whole_spans

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from index.answers.sentence import Marked
    from index.interfaces import ArticleStore, Numbers, Scores, Snapshot
    from index.query import Query
    from index.quotations import Quoted
    from index.ranking import HeldWords, Ranking
    from index.vocabulary.words import Marker

NO_STORIES: Mapping[int, Numbers] = MappingProxyType({})
NOBODY: Numbers = np.zeros(0, np.int64)


def hits_of(  # noqa: PLR0913 - what is told of hits is found out apart
    ranking: Ranking,
    snapshot: Snapshot,
    query: Query,
    held: HeldWords,
    *,
    first: int = 0,
    stories: Mapping[int, Numbers] = NO_STORIES,
) -> Hits:
    """Return a hit for each passage of a ranking, in its order.

    Args:
        ranking: no longer than what is to be shown, since every article in it is read.
        snapshot: that was ranked.
        query: by which the answers are marked.
        held: of the words of weight: which of them an article lacks is told.
        first: place of the first of them in the whole ranking, from 0.
        stories: the others of a running story, by the article that stands for it.
    """
    store = snapshot.store
    articles = {number: store.article(number) for number in set(ranking.articles.tolist())}
    copies = {number: _copies(number, store) for number in articles}
    lacking = held.lacking(ranking.articles)
    named = bool(query.words.strip() or query.patterns)  # else nothing asks for the keyword leg
    asked_in = snapshot.keyword.languages if named else (ENGLISH,)
    seeking = sought_of(query, ranking.corrections, asked_in)
    demanded = Demanded(query.condition, snapshot.keyword.languages)
    read_in = snapshot.keyword.languages_of(ranking.numbers) if named else repeat(ENGLISH)
    quoted_in = _quotations(store)
    markers: dict[str, Marker] = {}
    hits = Hits()
    spans = store.spans(ranking.numbers.tolist())
    for place, ((start, end), language) in enumerate(zip(spans, read_in, strict=False)):
        number = int(ranking.articles[place])
        article = articles[number]
        passage = Passage(start, end, article.text[start:end])
        if language not in markers:
            markers[language] = marker_of(seeking, language)
        words = markers[language].marked(passage.text)
        marked = best_sentences(passage, words, ranking.idfs, demanded)
        hits.append(
            Hit(
                rank=first + place + 1,
                score=_known(ranking.relevance, place),
                ranking_score=float(ranking.scores[place]),
                keyword_score=None if ranking.keyword is None else float(ranking.keyword[place]),
                dense_score=_known(ranking.dense, place),
                article=article,
                passage=passage,
                answer=marked.answer if marked else None,
                window=marked.window if marked else None,
                copies=copies[number],
                story=tuple(store.printings(stories.get(number, NOBODY))),
                speaker=_speaker(article.text, marked, quoted_in(number)) if marked else None,
                demanded=marked.demanded if marked else (),
                marks=tuple((start + a, start + b) for a, b in whole_spans(passage.text, words)),
                without=lacking[place],
                explanation=explained(ranking, place, seeking),
                article_score=_known(ranking.preferences.get("article"), place),
                title_score=_known(ranking.preferences.get("title"), place),
                source_score=_known(ranking.preferences.get("source"), place),
                time_score=_known(ranking.preferences.get("time"), place),
            )
        )
    return hits


def _speaker(text: str, marked: Marked, quoted: Sequence[Quoted]) -> str | None:
    """Return who says the answer, or else its window, if most of that is a quotation.

    Where the quotation was found when the article came in, who was found then speaks, or nobody.
    """
    answer, window = marked.answer, marked.window
    speaker = speaker_of(text, answer.start, answer.end)
    if not speaker:
        spans = quotations_in(text, window.start, window.end)
        if 2 * sum(end - start for start, end in spans) < window.end - window.start:
            return None
        speaker = speaker_of(text, window.start, window.end)
    if not speaker:
        return None
    for shown in (answer, window):
        found = max(quoted, key=lambda each: _within(each, shown), default=None)
        if found and _within(found, shown):
            return found.speaker or None
    return speaker


def _within(quoted: Quoted, shown: Passage) -> int:
    """Return how many characters of a quotation stand in a piece of its article."""
    return sum(
        max(min(end, shown.end) - max(start, shown.start), 0) for start, end in quoted.pieces
    )


def _quotations(store: ArticleStore) -> Callable[[int], list[Quoted]]:
    """Return what looks up the quotations of an article by its number."""

    @cache
    def quoted_in(number: int) -> list[Quoted]:
        first, end = np.searchsorted(table.articles, (number, number + 1))
        return [store.quotation(each) for each in table.numbers[first:end].tolist()]

    table = store.quotations()
    return quoted_in


def _copies(article: int, store: ArticleStore) -> tuple[Copy, ...]:
    """Return the other articles that print the same story."""
    (story,) = store.stories_of(np.array([article])).tolist()
    printing = store.copies(story)
    return tuple(store.printings(printing[printing != article]))


def _known(scores: Scores | None, place: int) -> float | None:
    """Return a score, or None where there is none."""
    return None if scores is None or math.isnan(scores[place]) else float(scores[place])
