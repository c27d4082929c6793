"""From an article of an index onwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

import numpy as np

from index.search.asked.conditions import request_of
from index.search.asked.unknown_names import names_checked
from index.search.methods.contents import Contents
from index.vocabulary.arguments import text_given
from index.vocabulary.errors import ArticleNotFoundError, QuestionError

if TYPE_CHECKING:
    from index.interfaces import Searchable, Snapshot
    from index.search.asked.conditions import Conditions
    from index.search.asked.request import Request
    from index.vocabulary.results import RelatedArticles, Story


class Threads(Contents):
    """Leads on from an article: to those near it, to its background, along its story."""

    @names_checked()
    def similar(
        self, id_: str, *, limit: int = 10, **conditions: Unpack[Conditions]
    ) -> RelatedArticles:
        """Return the articles nearest in matter to one, the nearest first.

        By the words that tell most what it is about, and by its meaning: the mean of its
        passages' vectors. Neither it nor its copies are among them.

        Args:
            id_: of the article.
            limit: most articles.
            conditions: as `search`.

        Raises:
            ArticleNotFoundError: no article has the id.
            QuestionError: a condition or limit that means nothing.
        """
        from index.threads import matter_of, nearest, related

        with self._turns, self._index.use() as snapshot:
            number, request, searchable = self._asked_of(snapshot, id_, limit, **conditions)
            matter = matter_of(number, snapshot)
            near = nearest(matter, snapshot, searchable, mode=request.mode, copies=request.copies)
            return related(near.at(np.arange(len(near.articles))[:limit]), matter, snapshot)

    @names_checked()
    def background(
        self, id_: str, *, limit: int = 5, **conditions: Unpack[Conditions]
    ) -> RelatedArticles:
        """Return what to read before an article, best first.

        Earlier articles on the same matter, rather those that have more to tell and those of
        other hours; none is a copy of it or of another, or tells what another one tells.

        Args:
            id_: of the article.
            limit: most articles.
            conditions: as `search`.

        Raises:
            ArticleNotFoundError: no article has the id.
            QuestionError: a condition or limit that means nothing, or the article has no date.
        """
        from index.threads import background, earlier_than, matter_of, nearest, related

        with self._turns, self._index.use() as snapshot:
            number, request, searchable = self._asked_of(snapshot, id_, limit, **conditions)
            _check_dated(number, id_, snapshot)
            earlier = earlier_than(number, snapshot.store)
            searchable = earlier if searchable is None else earlier & searchable
            matter = matter_of(number, snapshot)
            near = nearest(matter, snapshot, searchable, mode=request.mode, copies=request.copies)
            return related(background(near, matter, snapshot, limit), matter, snapshot)

    @names_checked()
    def story(self, id_: str, *, limit: int = 20, **conditions: Unpack[Conditions]) -> Story:
        """Return the running story that an article is a part of, oldest first.

        Articles on the same matter, near to it and to one another the more the longer they are
        apart; each with the sentence that tells what is new in it. Of one that stands alone, it
        is the only step.

        Args:
            id_: of the article.
            limit: most steps: the article, and those nearest to it.
            conditions: as `search`; they bind all steps but the article itself.

        Raises:
            ArticleNotFoundError: no article has the id.
            QuestionError: a condition or limit that means nothing, or the article has no date.
        """
        from index.threads import matter_of, nearest, story_of

        with self._turns, self._index.use() as snapshot:
            number, request, searchable = self._asked_of(snapshot, id_, limit, **conditions)
            _check_dated(number, id_, snapshot)
            matter = matter_of(number, snapshot)
            near = nearest(matter, snapshot, searchable, mode=request.mode, copies=request.copies)
            return story_of(near, matter, snapshot, limit)

    def _asked_of(
        self, snapshot: Snapshot, id_: str, limit: int, **conditions: Unpack[Conditions]
    ) -> tuple[int, Request, Searchable | None]:
        """Return the number of an article, what is asked of others, and the passages it leaves."""
        id_ = text_given("id", id_)
        request = request_of(snapshot, "", limit=limit, of_all=True, **conditions)
        store = snapshot.store
        number = store.number_of(id_)
        if number is None:
            raise ArticleNotFoundError(f"no article has the id {id_!r}; search shows ids")
        bound = request.conditions
        return number, request, store.meeting(bound) if bound else store.searchable()


def _check_dated(number: int, id_: str, snapshot: Snapshot) -> None:
    """Check that it is known when an article was published.

    Raises:
        QuestionError: it isn't.
    """
    if np.isnan(snapshot.store.published(np.array([number]))).any():
        raise QuestionError(
            f"the article {id_!r} has no date, so that nothing is known to come before or after "
            "it; similar finds what is near to it at any time"
        )
