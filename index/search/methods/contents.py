"""What is in an index: its articles, their copies and fields, its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.vocabulary.in_notebooks import plain, small
from index.search.counted.foreign import foreign_languages
from index.search.opening import OpenIndex
from index.vocabulary.arguments import check_whole_number, text_given
from index.vocabulary.errors import ArticleNotFoundError, NewsIndexError
from index.vocabulary.results import CopyGroup

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from corpus import Article, Passage
    from index.interfaces import Snapshot
    from index.vocabulary.results import Archive, FieldSummary, Status, WithdrawnArticle


class Contents(OpenIndex):
    """Tells what is there, whatever is asked for."""

    def article(self, id_: str) -> Article:
        """Return an article by its id.

        Raises:
            ArticleNotFoundError: no article has it.
        """
        id_ = text_given("id", id_)
        with self._index.use() as snapshot:
            article = snapshot.store.article_by_id(id_)
        if article is None:
            raise ArticleNotFoundError(f"no article has the id {id_!r}; search shows ids")
        return article

    def __repr__(self) -> str:
        """Return in one line where it is, and how many articles there are."""
        try:
            with self._index.use() as snapshot:
                articles, passages = snapshot.store.articles, snapshot.store.passages
        except NewsIndexError:
            return f"<NewsIndex {str(self.path)!r}: closed>"
        return f"<NewsIndex {str(self.path)!r}: {articles:,} articles, {passages:,} passages>"

    def _repr_html_(self) -> str:
        """Return it as a notebook shows it: what it holds, and where."""
        try:
            archive = self.archive()
        except NewsIndexError:
            return f"<p>{plain(repr(self))}</p>"
        return f"<p>{small(str(self.path))}</p>{archive._repr_html_()}"

    def __len__(self) -> int:
        """Return how many articles there are."""
        return self.status().articles

    def __bool__(self) -> bool:
        """Return that it is an index, however many articles there are."""
        return True

    def __contains__(self, id_: object) -> bool:
        """Tell whether an article has this id."""
        return isinstance(id_, str) and self.holds(id_)

    def holds(self, id_: str) -> bool:
        """Tell whether an article has this id."""
        id_ = text_given("id", id_)
        with self._index.use() as snapshot:
            return snapshot.store.holds(id_)

    def ids_beginning(self, text: str, *, limit: int = 10) -> list[str]:
        """Return ids of articles that begin with a text, sorted, at most `limit`."""
        text = text_given("text", text)
        check_whole_number("limit", limit)
        with self._index.use() as snapshot:
            return snapshot.store.ids_beginning(text, limit)

    def vectors(self) -> Iterator[tuple[Article, list[Passage], NDArray[np.float32]]]:
        """Yield every article with its passages and their vectors: float32, (n, dim), unit length.

        Raises:
            NotEmbeddedError: some passages have no vector yet.
            DamagedIndexError: a file is not what was written.
        """
        with self._index.use() as snapshot:
            articles = snapshot.articles()
            for (article, passages), vectors in zip(articles, snapshot.vectors(), strict=True):
                yield article, passages, vectors

    def copies(self) -> list[CopyGroup]:
        """Return the stories that several articles print, the most copied first."""
        with self._index.use() as snapshot:
            found = [snapshot.store.printings(group) for group in snapshot.store.groups()]
        groups = []
        for copies in found:
            moments = [copy.published for copy in copies if copy.published]
            oldest, newest = min(moments, default=None), max(moments, default=None)
            groups.append(CopyGroup(tuple(copies), oldest, newest))
        return groups

    def fields(self) -> list[FieldSummary]:
        """Return what articles can be asked for by, with the most frequent values of each.

        The fields that every article may have come first, then those of `extra`, by name.
        """
        from index.search.counted.fields import all_fields  # which no search needs

        with self._index.use() as snapshot:
            return all_fields(snapshot.store)

    def field(self, name: str) -> FieldSummary:
        """Return one of the fields, with all its values.

        Raises:
            QuestionError: there is none of this name.
        """
        from index.search.counted.fields import one_field

        name = text_given("name", name)
        with self._index.use() as snapshot:
            return one_field(snapshot.store, name)

    def withdrawn(self) -> list[WithdrawnArticle]:
        """Return the articles that their agencies withdrew, by id.

        An older version stays out when it is added later; a newer one comes back.
        """
        with self._index.use() as snapshot:
            return list(snapshot.store.withdrawn())

    def status(self) -> Status:
        """Return how the index is kept, and how much is in it."""
        return self._index.status()

    def archive(self) -> Archive:
        """Return what the articles are, counted: sources, languages, days."""
        from index.search.counted.archive import archive_of

        with self._index.use() as snapshot:
            return archive_of(snapshot, self._languages)

    def foreign_languages(self) -> dict[str, float]:
        """Return languages that many passages are in, and that the model was not made for.

        Their shares of the passages are beside them, the largest first. Such passages are found
        by their words, but hardly by their meaning.
        """
        with self._index.use() as snapshot:
            return self._foreign(snapshot)

    def _foreign(self, snapshot: Snapshot) -> dict[str, float]:
        return foreign_languages(snapshot.keyword.languages, self._languages)
