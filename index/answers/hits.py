"""A ranking to hits: the texts fetched, the answers marked, their speakers named."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from corpus import Passage
from index.answers.sentence import best_sentence
from index.answers.speaker import speaker_of
from index.vocabulary.results import Copy, Hit, Hits

if TYPE_CHECKING:
    from index.interfaces import ArticleStore, Scores
    from index.ranking import Ranking


def hits_of(ranking: Ranking, store: ArticleStore, question: str) -> Hits:
    """Return a hit for each passage of a ranking, in its order.

    Args:
        ranking: no longer than what is to be shown, since every article in it is read.
        store: of the generation that was ranked.
        question: by which the answers are marked.
    """
    articles = {number: store.article(number) for number in set(ranking.articles.tolist())}
    copies = {number: _copies(number, store) for number in articles}
    hits = Hits()
    for place, (start, end) in enumerate(store.spans(ranking.numbers.tolist())):
        article = articles[int(ranking.articles[place])]
        passage = Passage(start, end, article.text[start:end])
        answer = best_sentence(passage, question, ranking.idfs)
        hits.append(
            Hit(
                rank=place + 1,
                score=float(ranking.scores[place]),
                keyword_score=None if ranking.keyword is None else float(ranking.keyword[place]),
                dense_score=_known(ranking.dense, place),
                article=article,
                passage=passage,
                answer=answer,
                copies=copies[int(ranking.articles[place])],
                speaker=speaker_of(article.text, answer.start, answer.end) if answer else None,
                article_score=_known(ranking.preferences.get("article"), place),
                title_score=_known(ranking.preferences.get("title"), place),
                source_score=_known(ranking.preferences.get("source"), place),
                time_score=_known(ranking.preferences.get("time"), place),
            )
        )
    return hits


def _copies(article: int, store: ArticleStore) -> tuple[Copy, ...]:
    """Return the other articles that print the same story."""
    (story,) = store.stories_of(np.array([article])).tolist()
    printing = store.copies(story)
    return tuple(store.printings(printing[printing != article]))


def _known(scores: Scores | None, place: int) -> float | None:
    """Return a score, or None where there is none."""
    return None if scores is None or math.isnan(scores[place]) else float(scores[place])
