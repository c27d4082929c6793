"""A search: from a question with its conditions to hits, over one generation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

import numpy as np

from index.answers.hits import hits_of
from index.interfaces.modes import Copies, Mode
from index.query.filters import Filters, filters
from index.query.parser import parse
from index.ranking.conditions import holding
from index.ranking.engine import Engine, Wish
from index.ranking.fusion import WEAK, spread
from index.ranking.one_per_story import once
from index.vocabulary.errors import QuestionError
from index.vocabulary.rendering import render

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from numpy.typing import NDArray

    from index.interfaces.arrays import Allowed
    from index.local.snapshot import Generation
    from index.models import Reranker
    from index.query.conditions import Query
    from index.ranking.engine import Ranking
    from index.vocabulary.results import Hits

RERANKED = 50
"""Hits that a cross-encoder reads; it is some ten times as slow as all the rest of a search."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for, and how much of it.

    Raises:
        QuestionError: a mode, limit or preference that means nothing.
    """

    question: str
    limit: int
    mode: Mode = "hybrid"
    conditions: Filters = filters()  # noqa: RUF009 - frozen
    per_article: int = 0
    copies: Copies = "all"
    recent: float | None = None
    today: date | None = None

    def __post_init__(self) -> None:
        if self.mode not in get_args(Mode):
            raise QuestionError(f"no mode {self.mode!r}; modes are {', '.join(get_args(Mode))}")
        if self.copies not in get_args(Copies):
            raise QuestionError(
                f"copies: {self.copies!r} is neither of {', '.join(get_args(Copies))}"
            )
        if self.limit < 1:
            raise QuestionError(f"a limit of {self.limit} asks for nothing; it must be 1 or more")
        if self.recent is not None and not self.recent > 0:
            raise QuestionError(f"recent: {self.recent} is no number of days above 0")
        if self.per_article < 0:
            raise QuestionError(f"per_article: {self.per_article} is below 0, which is any number")
        # Halves of surrogate pairs no library takes.
        proper = self.question.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        object.__setattr__(self, "question", proper)

    @property
    def wish(self) -> Wish:
        """How it is to be ranked."""
        return Wish(self.mode, 3 * self.limit, today=self.today, half_life=self.recent)


class Searcher:
    """Answers questions from one generation."""

    def __init__(self, generation: Generation, embed: Callable[[str], NDArray[np.float32]]) -> None:
        """Take what to search, and what makes a question's vector: float32, (dim,)."""
        self._generation = generation
        self._engine = Engine(
            generation.store, lambda: generation.keyword, lambda: generation.dense, embed
        )

    def search(self, request: Request, reranker: Reranker | None = None) -> Hits:
        """Return the passages that answer best, ordered anew by a cross-encoder if one is given."""
        asked = parse(request.question)
        allowed = self._allowed(asked, request.conditions)
        ranking = (
            self._engine.rank(asked.words, allowed, request.wish)
            if asked.words.strip() or asked.condition is None
            else self._engine.newest(allowed)
        )
        if request.copies == "first":
            ranking = ranking.at(once(ranking, self._generation.store))
        if reranker is not None and asked.words.strip():
            ranking = self._reranked(ranking, asked.words, reranker)
        places = spread(ranking.articles, request.per_article)[: request.limit]
        hits = hits_of(ranking.at(places), self._generation.store, asked.words)
        hits.note = asked.note
        hits.corrections = ranking.corrections
        hits.confidence = ranking.confidence
        hits.weak = ranking.confidence is not None and ranking.confidence < WEAK
        hits.lacking = self._generation.lacking if request.mode != "keyword" else 0
        hits.matched = ranking.keyword is None or bool(ranking.keyword.any())
        return hits

    def rank_articles(self, request: Request) -> list[tuple[str, float]]:
        """Return the ids of the best articles and their scores; the best passage counts."""
        store = self._generation.store
        ranking = self._engine.rank(request.question, store.allowed(filters()), request.wish)
        _, first = np.unique(ranking.articles, return_index=True)
        best = np.sort(first)[: request.limit]
        ids = store.ids(ranking.articles[best])
        return list(zip(ids, ranking.scores[best].tolist(), strict=True))

    def _allowed(self, asked: Query, conditions: Filters) -> Allowed | None:
        """Return the passages that marks in the question and filters leave."""
        generation = self._generation
        allowed = generation.store.allowed(conditions)
        if asked.condition is None:
            return allowed
        bound = holding(asked.condition, generation.store, lambda: generation.keyword)
        return bound if allowed is None else bound & allowed

    def _reranked(self, ranking: Ranking, question: str, reranker: Reranker) -> Ranking:
        """Order the first passages anew; the rest keep their order."""
        store = self._generation.store
        head = ranking.at(np.arange(min(RERANKED, len(ranking.numbers))))
        articles = [store.article(number) for number in head.articles.tolist()]
        spans = store.spans(head.numbers.tolist())
        texts = [
            render(article.title, article.text[start:end])
            for article, (start, end) in zip(articles, spans, strict=True)
        ]
        return ranking.reordered(reranker.scores(question, texts))
