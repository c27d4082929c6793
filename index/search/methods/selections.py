"""All articles that match a question and its conditions, to the last one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from index.search.asked.unknown_names import names_checked
from index.search.methods.questions import Questions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus import Article
    from index.interfaces import Numbers, Snapshot
    from index.search.asked.conditions import Conditions


class Selections(Questions):
    """Hands over articles, whatever their number, in the order of adding."""

    @names_checked()
    def articles(self, question: str = "", **conditions: Unpack[Conditions]) -> Iterator[Article]:
        """Yield the articles that match, of one generation; all of them where nothing is asked.

        Those are the articles that `hits.total` counts. They are read as they are taken.

        Args:
            question: as `search` takes it.
            conditions: as `search` takes them; of copies all are meant unless told.

        Raises:
            QuestionError: a condition means nothing.
            DamagedIndexError: an article is not what was written.
        """
        with self._index.use() as snapshot:
            if not question and not conditions:
                for article, _ in snapshot.articles():
                    yield article
                return
            for number in self._selected(snapshot, question, conditions).tolist():
                yield snapshot.store.article(number)

    @names_checked()
    def ids(self, question: str = "", **conditions: Unpack[Conditions]) -> list[str]:
        """Return the ids of the articles that `articles` yields.

        Args: as `articles`.

        Raises: as `articles`.
        """
        with self._index.use() as snapshot:
            return snapshot.store.ids(self._selected(snapshot, question, conditions))

    def _selected(self, snapshot: Snapshot, question: str, conditions: Conditions) -> Numbers:
        """Return the numbers of the articles that match, ascending."""
        asked: Conditions = {"copies": "all", **conditions}
        found = self._found(snapshot, question, of_all=True, **asked)
        return self._searcher(snapshot).matching(found)
