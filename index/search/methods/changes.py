"""What changes an index: add, sync, embed, remove, compact."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

from index.models import GivenVectors
from index.search.methods.incoming import UpToError, bringing
from index.search.opening import OpenIndex
from index.vocabulary.arguments import check_callable, texts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from corpus import Article, ArticleReader, FileState, Limits, Problem, Withdrawal
    from corpus.files.named_paths import Paths
    from corpus.reading.from_scripts import Given
    from index.search.methods.incoming import OwnVectors
    from index.vocabulary.results import AddReport, CompactReport, RemoveReport, SyncReport


class Changes(OpenIndex):
    """Takes articles in and out; each change is whole or not there at all."""

    def add(  # noqa: PLR0913 - one parameter for each option
        self,
        articles: Given,
        *,
        atomic: bool = False,
        embed: bool = True,
        vectors: OwnVectors | None = None,
        dayfirst: bool | None = None,
        zone: str | None = None,
        on_problem: Callable[[Problem], None] | None = None,
        on_embedded: Callable[[int, int], None] | None = None,
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
            vectors: of passages, from outside: a mapping of ids to arrays, or a function of an
                article and its passages that returns an array; (passages, dimension), of any
                length. Those of articles that it has none of (None) are made as ever. In an index
                of vectors from outside the passages are those of `split_passages(article.text)`.
            dayfirst: whether `03/04/2021` in a record is of April, as `read_articles`.
            zone: of times in records that state none, as `read_articles`.
            on_problem: called with each record that can't become an article, or not all of it;
                the next one follows.
            on_embedded: called with how many passages are embedded, and of how many.

        Raises:
            ArgumentError: something else is given.
            EncoderError: vectors come from outside, and neither `vectors` nor a function is given.
            AddInterruptedError: an iterable has raised an error, the first problem with a record
                included, if `on_problem` is None: what came before is in the index. With
                `atomic` the error is raised as it is.
            IndexLockedError: another process is writing.
            IndexWriteError: the directory can't be written to.
            DamagedIndexError: the index is damaged, and takes nothing before it is repaired.
        """
        check_callable("on_embedded", on_embedded)
        from corpus.reading.from_scripts import articles_from, unread  # which no search needs

        if embed and vectors is None:
            self._check_embedding()
        if self._ray is not None and vectors is None and unread(articles):
            # Its files are read by the machines of the cluster, as far as they see them.
            return self._index.add(
                articles, self._passage_encoder, atomic=atomic, embed=embed, on_embedded=on_embedded
            )
        given = articles_from(articles, on_problem, dayfirst=dayfirst, zone=zone)
        here = self._passage_encoder if vectors is None else self._encoder
        ready = nullcontext(here) if vectors is None else GivenVectors(here)
        with ready as encoder:
            if vectors is not None and isinstance(encoder, GivenVectors):
                given = bringing(given, vectors, encoder)
            incoming = UpToError(given)
            report = self._index.add(
                given if atomic else incoming,
                encoder,
                atomic=atomic,
                embed=embed,
                follow=False,
                keep=True,
                jobs=self._jobs,
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
        on_embedded: Callable[[int, int], None] | None = None,
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
            on_embedded: called with how many passages are embedded, and of how many.

        Raises:
            UnreadableError: for the first problem, if `on_problem` is None.
            IndexLockedError, IndexWriteError, DamagedIndexError: as `add`.
        """
        for name, called in (("on_read", on_read), ("on_embedded", on_embedded)):
            check_callable(name, called)
        from corpus.files.named_paths import named_paths
        from index.search.methods.syncing import Sync  # which no search needs

        if embed and not dry_run:
            self._check_embedding()

        def add(incoming: Iterable[Article | Withdrawal | FileState]) -> AddReport:
            return self._index.add(
                incoming,
                self._passage_encoder,
                atomic=False,
                embed=embed,
                follow=True,
                keep=not dry_run,
                jobs=self._jobs,
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

    def embed(self, *, on_embedded: Callable[[int, int], None] | None = None) -> int:
        """Make the vectors that passages lack, and return how many; it commits as it goes.

        Args:
            on_embedded: called with how many passages are embedded, and of how many.

        Raises: as `add`.
        """
        check_callable("on_embedded", on_embedded)
        self._check_embedding()
        return self._index.embed(self._passage_encoder, on_embedded=on_embedded)

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
