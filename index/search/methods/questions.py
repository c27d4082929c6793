"""Questions put to an index, and what of it matches them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from index.search.asked.conditions import request_of
from index.search.asked.request import Request
from index.search.asked.unknown_names import names_checked
from index.search.methods.contents import Contents
from index.vocabulary.arguments import check_text, names_given

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from index.interfaces import Copies, Group, Mode, Numbers, Snapshot, Sort
    from index.models import Reranker
    from index.query import Names, When
    from index.search.searching.found import Found
    from index.search.searching.searcher import Searcher
    from index.vocabulary.results import Hits


class Questions(Contents):
    """Answers questions."""

    @names_checked()
    def search(  # noqa: PLR0913 - one parameter for each condition
        self,
        question: str,
        *,
        limit: int = 10,
        offset: int = 0,
        sort: Sort = "relevance",
        mode: Mode = "hybrid",
        since: When | None = None,
        until: When | None = None,
        on: When | None = None,
        source: Names = None,
        author: Names = None,
        section: Names = None,
        language: Names = None,
        path: str | None = None,
        where: Mapping[str, Any] | None = None,
        per_article: int | None = None,
        copies: Copies = "first",
        recent: float | None = None,
        today: date | None = None,
        rerank: str | None = None,
        facets: Names = None,
        explain: bool = False,
        group: Group | None = None,
    ) -> Hits:
        """Return the passages that answer a question best.

        Words rank; marks bind: `"a phrase"`, `-without`, `+with`, `title:word`, `source:AFP`,
        `published:2021-03`, `begin*`, `simlar~`, `AND OR NOT ( )`. See docs/queries.md.

        Args:
            question: words, in any form; without any, articles are listed, newest first.
            limit: most hits.
            offset: hits to leave out before those; `hit.rank` counts them.
            sort: `relevance`, or `newest` or `oldest` first of all that matches; hits without a
                date come last there.
            mode: `hybrid`, or one leg alone: `keyword` (BM25) or `dense` (cosine).
            since: only articles published then or later: a day, a moment, or text for one, as
                `2024-03-05T18:00`, `2024-03`, `last week`, `3 days ago`. A day begins and ends by
                the clock of the article's own time zone.
            until: only articles published up to then; a day, week, month or year to its end.
            on: only articles published on that day, or in that week, month or year.
            source: only articles of this source, or of one of these; here and below names are
                compared without case, accents and kinds of dashes and apostrophes.
            author: only articles with these words, in this order, in a byline; or one of these.
            section: only articles of this section, or one of these.
            language: only articles in this language, or one of these; `en` also stands for
                `en-GB`.
            path: only articles found in files that a glob says, as `reports/2024/*`: of the path
                as it was given or absolute, of its end from a folder on, or of a folder.
            where: only articles whose `extra` has, of each field, this value or one of these, as
                `{"topics": ["grain", "wheat"], "priority": 3}`; `fields` says what there is.
            per_article: most hits of one article; 0 for any number; None for 2, or for 1 where
                articles are grouped.
            copies: of articles that print the same story show the `first`, that is the earliest
                complete one that the conditions leave, or `all`; `hit.copies` names the others.
            recent: prefer new articles: days after which newness counts half, from the newest.
            today: the day that `yesterday`, in a question or a condition, is counted from; None
                takes today.
            rerank: a sentence-transformers CrossEncoder, by name or folder, that orders the
                first 50 hits anew; their scores are then its own.
            facets: fields, as `Shapes.facets` takes them: `hits.facets` says how many of all
                articles that match have which values.
            explain: also tell of each hit how its ranking score came about.
            group: `story` shows articles of one running story as one, by the best of them;
                `hit.story` names the others.

        Raises:
            QuestionError: a mode, limit, date or facet that means nothing, or a question without
                words where no condition is given.
            DamagedIndexError: a file is damaged.
            ModelNotFoundError, EncoderError: the reranker can't be found or loaded.
        """
        check_text("rerank", rerank, optional=True)
        with self._turns, self._index.use() as snapshot:
            request = request_of(
                snapshot,
                question,
                limit=limit,
                offset=offset,
                sort=sort,
                mode=mode,
                since=since,
                until=until,
                on=on,
                source=source,
                author=author,
                section=section,
                language=language,
                path=path,
                where=where,
                per_article=per_article,
                copies=copies,
                recent=recent,
                today=today,
                explain=explain,
                group=group,
            )
            reranker = self._named_reranker(rerank)
            return self._searcher(snapshot).search(request, reranker, names_given("facets", facets))

    @names_checked("per_article", "recent", "offset", "sort", "explain", "group")
    def search_all(
        self, question: str, *, rerank: str | None = None, facets: Names = None, **conditions: Any
    ) -> Iterator[Hits]:
        """Yield all that matches a question, best first, in lots of a hundred hits, one at least.

        The texts of a lot are read when it is taken, so that memory does not grow with them. Each
        says of all hits what `search` says.

        Args: as `search`, without `limit`.

        Raises: as `search`.
        """
        with self._index.use() as snapshot:
            with self._turns:
                request = request_of(snapshot, question, limit=1, **conditions)
                reranker = self._named_reranker(rerank)
                searcher = self._searcher(snapshot)
                lots = searcher.everything(request, reranker, names_given("facets", facets))
            yield from lots

    def rank_articles(
        self,
        question: str,
        *,
        limit: int = 100,
        mode: Mode = "hybrid",
        copies: Copies = "first",
        today: date | None = None,
    ) -> list[tuple[str, float]]:
        """Return the ids of the articles that `search` shows, best first, and their scores.

        The way is that of a search, up to where texts are read: an article ranks by its best
        passage; where a story is shown once, its other copies, which the hit names, follow it.

        Args: as `search`.

        Raises:
            QuestionError: a mode or limit that means nothing.
        """
        request = Request(question, limit, mode, per_article=1, copies=copies, today=today)
        with self._turns, self._index.use() as snapshot:
            return self._searcher(snapshot).rank_articles(request)

    def _searcher(self, snapshot: Snapshot) -> Searcher:
        from index.search.searching.searcher import (
            Searcher,  # what only reads articles needs no leg
        )

        return Searcher(snapshot, self._embed, self._recent, lambda: self._languages)

    def _named_reranker(self, name: str | None) -> Reranker | None:
        check_text("rerank", name, optional=True)
        return None if name is None else self._reranker(name)

    def _found(self, snapshot: Snapshot, question: str, **conditions: Any) -> Found:
        """Return what a question finds, before any text is read; without one, what is there."""
        with self._turns:
            request = request_of(snapshot, question, **conditions)
            return self._searcher(snapshot).found(request)

    def _counted(self, snapshot: Snapshot, question: str, **conditions: Any) -> Numbers:
        """Return the articles that a question finds, ascending; without one, those there are."""
        with self._turns:
            request = request_of(snapshot, question, of_all=True, **conditions)
            return self._searcher(snapshot).counted(request)
