"""NewsIndex: what scripts and the command line hold in their hands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from index.models import languages_of
from index.query import Names, When, filters
from index.search.foreign import foreign_languages
from index.search.incoming import UpToError
from index.search.opening import OpenIndex
from index.search.request import Request
from index.search.times import now_in
from index.vocabulary.arguments import (
    check_callable,
    check_text,
    text_given,
    texts_of,
)
from index.vocabulary.errors import ArticleNotFoundError
from index.vocabulary.results import (
    AddReport,
    CompactReport,
    CopyGroup,
    FieldSummary,
    Hits,
    RemoveReport,
    Status,
    SyncReport,
    WithdrawnArticle,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    import numpy as np
    from numpy.typing import NDArray

    from corpus import (
        Article,
        ArticleReader,
        FileState,
        Limits,
        Passage,
        Problem,
        Withdrawal,
    )
    from corpus.files.named_paths import Paths
    from corpus.reading.from_scripts import Given
    from index.interfaces import Copies, Mode, Snapshot
    from index.models import Reranker
    from index.search.searcher import Searcher


class NewsIndex(OpenIndex):
    """A searchable index of news.

    Make one with `create`, open one with `open`; either is a context manager. An open index
    answers from the generation that it opened, whatever others commit meanwhile; its own changes
    and `refresh` move it on. Threads may share one.
    """

    def add(  # noqa: PLR0913 - one parameter for each option
        self,
        articles: Given,
        *,
        atomic: bool = False,
        embed: bool = True,
        dayfirst: bool | None = None,
        zone: str | None = None,
        on_problem: Callable[[Problem], None] | None = None,
        on_embedded: Callable[[int], None] | None = None,
    ) -> AddReport:
        """Add articles; one that is there already changes nothing, a changed one is replaced.

        What `read_articles` gives also replaces the article of a file that held one alone,
        known by its text, and now holds another text.

        They are found by keywords as soon as they are read, and by meaning as their vectors
        are made, which takes longer by far.

        Args:
            articles: one, or any number; memory does not grow with it. A long add commits as it
                goes. An article may also be a record, that is a mapping of the names that JSON
                Lines may have, or a row of a data frame (pandas, polars, pyarrow).
                States of files may be among them, as `ArticleReader.with_files` yields them.
                A withdrawal removes its article, unless that is of a later version.
            atomic: make it one commit: an error in the middle leaves the index as it was.
            embed: also make the vectors, those that were left before included.
            dayfirst: whether `03/04/2021` in a record is of April, as `read_articles`.
            zone: of times in records that state none, as `read_articles`.
            on_problem: called with each record that can't become an article, or not all of it;
                the next one follows.
            on_embedded: called with the number of passages embedded since the last call.

        Raises:
            ArgumentError: something else is given.
            AddInterruptedError: an iterable has raised an error, the first problem with a record
                included, if `on_problem` is None: what came before is in the index. With
                `atomic` the error is raised as it is.
            IndexLockedError: another process is writing.
            IndexWriteError: the directory can't be written to.
            DamagedIndexError: the index is damaged, and takes nothing before it is repaired.
        """
        check_callable("on_embedded", on_embedded)
        from corpus.reading.from_scripts import articles_from  # which a search doesn't need

        given = articles_from(articles, on_problem, dayfirst=dayfirst, zone=zone)
        incoming = UpToError(given)
        report = self._index.add(
            given if atomic else incoming,
            self._encoder,
            atomic=atomic,
            embed=embed,
            follow=False,
            keep=True,
            on_embedded=on_embedded,
        )
        incoming.raise_error(report)
        return report

    def sync(  # noqa: PLR0913 - one parameter for each option
        self,
        paths: Paths,
        *,
        dry_run: bool = False,
        checksum: bool = False,
        prune: bool = False,
        embed: bool = True,
        fields: Mapping[str, str] | None = None,
        limits: Limits | None = None,
        dayfirst: bool | None = None,
        zone: str | None = None,
        on_problem: Callable[[Problem], None] | None = None,
        on_read: Callable[[ArticleReader], None] | None = None,
        on_embedded: Callable[[int], None] | None = None,
    ) -> SyncReport:
        """Bring the index in step with files and folders that it was made of.

        Files that are new or were written to are read; what they no longer hold goes, what lay
        in files that are gone goes, in one commit; what was renamed or moved is followed. An
        article that another file holds as well stays, and so does what came from elsewhere. A
        file that can't be read, or not to its end, takes nothing away, nor does a whole folder
        that is missing: its drive may only be away.

        Args:
            paths: files and folders, or one.
            dry_run: say what would be done, and do nothing.
            checksum: compare files by their bytes; else by size and time alone.
            prune: also remove what lay in folders that are missing.
            embed: also make the vectors, those that were left before included.
            fields: field of an article to the record's own name for it, as `read_articles`.
            limits: what a file from a stranger may cost.
            dayfirst: whether `03/04/2021` is of April, as `read_articles`.
            zone: of times that state none, as `read_articles`.
            on_problem: called with each file or record that can't be read; reading goes on.
            on_read: called with the reader for each thing that it has read.
            on_embedded: called with the number of passages embedded since the last call.

        Raises:
            UnreadableError: for the first problem, if `on_problem` is None.
            IndexLockedError, IndexWriteError, DamagedIndexError: as `add`.
        """
        for name, called in (("on_read", on_read), ("on_embedded", on_embedded)):
            check_callable(name, called)
        from corpus.files.named_paths import named_paths
        from index.search.syncing import Sync  # which no search needs

        def add(incoming: Iterable[Article | Withdrawal | FileState]) -> AddReport:
            return self._index.add(
                incoming,
                self._encoder,
                atomic=False,
                embed=embed,
                follow=True,
                keep=not dry_run,
                on_embedded=on_embedded,
            )

        reading = {"fields": fields, "dayfirst": dayfirst, "zone": zone, "on_problem": on_problem}
        sync = Sync(
            named_paths(paths),
            add,
            reading | ({} if limits is None else {"limits": limits}),
            checksum=checksum,
            prune=prune,
            on_read=on_read,
        )
        with self._index.use() as snapshot:
            return sync.run(snapshot)

    def embed(self, *, on_embedded: Callable[[int], None] | None = None) -> int:
        """Make the vectors that passages lack, and return how many; it commits as it goes.

        Args:
            on_embedded: called with the number of passages embedded since the last call.

        Raises: as `add`.
        """
        check_callable("on_embedded", on_embedded)
        return self._index.embed(self._encoder, on_embedded=on_embedded)

    def remove(self, ids: Iterable[str]) -> RemoveReport:
        """Remove articles by id, in one commit; ids that are not there are reported.

        Raises: as `add`.
        """
        return self._index.remove(texts_of("ids", ids))

    def compact(self) -> CompactReport:
        """Merge all parts into one and free what removed articles take up, in one commit.

        Raises: as `add`.
        """
        return self._index.compact()

    def search(  # noqa: PLR0913 - one parameter for each condition
        self,
        question: str,
        *,
        limit: int = 10,
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
        per_article: int = 2,
        copies: Copies = "first",
        recent: float | None = None,
        today: date | None = None,
        rerank: str | None = None,
    ) -> Hits:
        """Return the passages that answer a question best.

        Words rank; marks bind: `"a phrase"`, `-without`, `+with`, `title:word`, `source:AFP`,
        `published:2021-03`, `begin*`, `simlar~`, `AND OR NOT ( )`. See docs/queries.md.

        Args:
            question: words, in any form; without any, articles are listed, newest first.
            limit: most hits.
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
            per_article: most hits of one article; 0 for any number.
            copies: of articles that print the same story show the `first`, that is the earliest
                complete one that the conditions leave, or `all`; `hit.copies` names the others.
            recent: prefer new articles: days after which newness counts half, from the newest.
            today: the day that `yesterday`, in a question or a condition, is counted from; None
                takes today.
            rerank: a sentence-transformers CrossEncoder, by name or folder, that orders the
                first 50 hits anew; their scores are then its own.

        Raises:
            QuestionError: a mode, limit or date that means nothing, or a question without words
                where no condition is given.
            DamagedIndexError: a file is damaged.
            ModelNotFoundError, EncoderError: the reranker can't be found or loaded.
        """
        check_text("rerank", rerank, optional=True)
        with self._turns, self._index.use() as snapshot:
            request = _request(
                snapshot,
                question,
                limit=limit,
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
            )
            hits = self._searcher(snapshot).search(request, self._named_reranker(rerank))
            hits.foreign = {} if mode == "keyword" else self._foreign(snapshot)
            return hits

    def search_all(
        self, question: str, *, rerank: str | None = None, **conditions: Any
    ) -> Iterator[Hits]:
        """Yield all that matches a question, best first, in lots of a hundred hits, one at least.

        The texts of a lot are read when it is taken, so that memory does not grow with them. Each
        says of all hits what `search` says.

        Args: as `search`, without `limit`.

        Raises: as `search`.
        """
        with self._index.use() as snapshot:
            with self._turns:
                request = _request(snapshot, question, limit=1, **conditions)
                reranker = self._named_reranker(rerank)
                foreign = {} if request.mode == "keyword" else self._foreign(snapshot)
                lots = self._searcher(snapshot).everything(request, reranker)
            for hits in lots:
                hits.foreign = foreign
                yield hits

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

    def holds(self, id_: str) -> bool:
        """Tell whether an article has this id."""
        id_ = text_given("id", id_)
        with self._index.use() as snapshot:
            return snapshot.store.holds(id_)

    def articles(self) -> Iterator[Article]:
        """Yield every article, in the order of adding, of one generation.

        Raises:
            DamagedIndexError: an article is not what was written.
        """
        with self._index.use() as snapshot:
            for article, _ in snapshot.articles():
                yield article

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
        from index.search.fields import all_fields  # which no search needs

        with self._index.use() as snapshot:
            return all_fields(snapshot.store)

    def field(self, name: str) -> FieldSummary:
        """Return one of the fields, with all its values.

        Raises:
            QuestionError: there is none of this name.
        """
        from index.search.fields import one_field

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
        """Return what is in the index."""
        return self._index.status()

    def foreign_languages(self) -> dict[str, float]:
        """Return languages that many passages are in, and that the model was not made for.

        Their shares of the passages are beside them, the largest first. Such passages are found
        by their words, but hardly by their meaning.
        """
        with self._index.use() as snapshot:
            return self._foreign(snapshot)

    def _foreign(self, snapshot: Snapshot) -> dict[str, float]:
        name, _ = self._index.model
        return foreign_languages(snapshot.keyword.languages, languages_of(name))

    def _searcher(self, snapshot: Snapshot) -> Searcher:
        from index.search.searcher import Searcher  # what only reads articles needs no leg

        return Searcher(snapshot, self._embed)

    def _named_reranker(self, name: str | None) -> Reranker | None:
        check_text("rerank", name, optional=True)
        return None if name is None else self._reranker(name)


def _request(  # noqa: PLR0913 - one parameter for each option
    snapshot: Snapshot,
    question: str,
    *,
    limit: int,
    mode: Mode = "hybrid",
    per_article: int = 2,
    copies: Copies = "first",
    recent: float | None = None,
    today: date | None = None,
    **conditions: Any,
) -> Request:
    """Return what is asked for; the conditions are those of `filters`."""
    bound = filters(now=now_in(snapshot.store, today), **conditions)
    return Request(question, limit, mode, bound, per_article, copies, recent, today)
