"""The shape of what a question finds: by which values, when, in which words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from index.search.asked.unknown_names import names_checked
from index.search.methods.questions import Questions
from index.vocabulary.arguments import names_given
from index.vocabulary.errors import QuestionError

if TYPE_CHECKING:
    from index.query import Names
    from index.search.asked.conditions import Conditions
    from index.shape import Unit
    from index.vocabulary.results import Facets, Terms, Timeline


class Shapes(Questions):
    """Counts all that a question finds, however much it is."""

    @names_checked()
    def facets(
        self,
        question: str = "",
        fields: Names = None,
        *,
        most: int = 10,
        **conditions: Unpack[Conditions],
    ) -> Facets:
        """Count the articles that match by their values of some fields.

        All that match count, as many as `search(…).total` says: a story that several articles
        print counts once where it is shown once. An article with several values of a field counts
        for each.

        Args:
            question: as `search` takes it; nothing counts every article.
            fields: a field that `fields` lists; `year`, `month`, `week`, `day` or `weekday` of when
                articles were published; or several of these. None takes source, section, author,
                language and year.
            most: values told of each, those that most articles have.
            conditions: as `search`.

        Raises:
            QuestionError: there is no such field, or as `search`.
        """
        from index.search.counted.facets import FACETS, facets

        names = FACETS if fields is None else names_given("fields", fields)
        with self._index.use() as snapshot:
            articles = self._counted(snapshot, question, **conditions)
            return facets(snapshot.store, articles, names, most)

    @names_checked()
    def timeline(
        self,
        questions: Names,
        *,
        by: Unit | None = None,
        share: bool = False,
        **conditions: Unpack[Conditions],
    ) -> Timeline:
        """Count the articles that match by when they were published, and say when they burst.

        All that match count, as in `facets`, from the first to the last period that has some, on
        the days of the clock where each was published. In a burst a question finds far more of
        what was published than usually: see `index.shape.bursts`.

        Args:
            questions: one as `search` takes it, or several, to be compared.
            by: `day`, `week`, `month` or `year`; None takes what makes about 20 to 60 periods.
            share: show shares of all articles that the conditions leave, not numbers.
            conditions: as `search`; they bind all questions.

        Raises:
            QuestionError: no question, no such period, or as `search`.
        """
        from index.search.searching.timelines import timeline

        asked = names_given("questions", questions)
        if not asked:
            raise QuestionError("questions: none is asked")
        with self._index.use() as snapshot:
            searcher = self._searcher(snapshot)
            found = [self._found(snapshot, each, of_all=True, **conditions) for each in asked]
            of_all = self._counted(snapshot, "", **conditions)
            pairs = [(each, searcher.matching(each)) for each in found]
            return timeline(snapshot.store, pairs, of_all, by=by, share=share)

    @names_checked()
    def terms(
        self,
        question: str,
        *,
        most: int = 20,
        own: bool = False,
        **conditions: Unpack[Conditions],
    ) -> Terms:
        """Return which words and names stand out in what matches, and which sources do.

        Words are compared by log-likelihood (Dunning 1993), passage by passage, with the rest of
        the index: those of the best 300 articles, or of the newest ones where no question ranks
        them. Sources are compared over all that matches.

        Args:
            question: as `search` takes it.
            most: words, and sources, that are told.
            own: tell words of the question, too.
            conditions: as `search`.

        Raises:
            QuestionError: `most` is below 1, or as `search`.
        """
        from index.search.searching.terms import READ, terms

        with self._index.use() as snapshot:
            searcher = self._searcher(snapshot)
            found = self._found(snapshot, question, limit=READ, per_article=0, **conditions)
            of_all = self._counted(snapshot, "", copies=conditions.get("copies", "first"))
            articles = searcher.matching(found), of_all
            return terms(snapshot, found, articles, most=most, own=own)
