"""The shape of what a question finds: by which values, when, in which words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from index.search.questions import Questions
from index.vocabulary.arguments import names_given

if TYPE_CHECKING:
    from index.query import Names
    from index.search.conditions import Conditions
    from index.vocabulary.results import Facet


class Shapes(Questions):
    """Counts all that a question finds, however much it is."""

    def facets(
        self,
        question: str = "",
        fields: Names = None,
        *,
        most: int = 10,
        **conditions: Unpack[Conditions],
    ) -> tuple[Facet, ...]:
        """Count the articles that match by their values of some fields.

        All that match count, as many as `search(…).total` says: a story that several articles
        print counts once where it is shown once. An article with several values of a field counts
        for each.

        Args:
            question: as `search` takes it; nothing counts every article.
            fields: a field that `fields` lists, but for `path`; `year`, `month`, `week`, `day` or
                `weekday` of when articles were published; or several of these. None takes source,
                section, author, language and year.
            most: values told of each, those that most articles have.
            conditions: as `search`.

        Raises:
            QuestionError: there is no such field, or as `search`.
        """
        from index.search.facets import FACETS, facets

        names = FACETS if fields is None else names_given("fields", fields)
        with self._index.use() as snapshot:
            found = self._found(snapshot, question, of_all=True, **conditions)
            articles = self._searcher(snapshot).matching(found)
            return facets(snapshot.store, articles, names, most)
