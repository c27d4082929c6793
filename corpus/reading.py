"""Files and folders to articles: the one way in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.encodings import SAMPLE, is_binary
from corpus.errors import Problem, UnreadableError
from corpus.files import READ_ERRORS, STDIN, NewsFile, OpenFile, find_files, open_file
from corpus.readers import SUFFIXES, reader_for
from corpus.readers.reader import Fault, Record, Stream
from corpus.records import FieldMap, RecordError, field_map, read_record

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from corpus.article import Article


class ArticleReader:
    """An iterator over the articles in files and folders, with counts of how far it is.

    It holds one record at a time; memory does not grow with the files.

    Attributes:
        files: files begun.
        articles: articles given out.
        problems: files, records and details that could not be read.
        bytes_read: bytes on disk read so far, of `bytes_total`, 0 where that is not known.
    """

    def __init__(
        self,
        paths: Iterable[str | os.PathLike[str]],
        fields: FieldMap,
        on_problem: Callable[[Problem], None] | None,
    ) -> None:
        self.files = 0
        self.articles = 0
        self.problems = 0
        self._on_problem = on_problem
        self._fields = fields
        self._before = 0
        self._open: OpenFile | None = None
        self._found = list(find_files(paths, self._not_listed))
        self.bytes_total = sum(file.size for file in self._found)
        self._articles = self._read()

    @property
    def bytes_read(self) -> int:
        """Bytes on disk read so far."""
        return self._before + (self._open.position() if self._open else 0)

    def __iter__(self) -> Iterator[Article]:
        return self

    def __next__(self) -> Article:
        return next(self._articles)

    def _read(self) -> Iterator[Article]:
        for file in self._found:
            self.files += 1
            try:
                with open_file(file) as opened:
                    self._open = opened
                    yield from self._read_file(file, opened)
            except READ_ERRORS as error:
                self._report(Problem(file.path, _reason(error), "check the file"))
            finally:
                self._open = None
                self._before += file.size

    def _read_file(self, file: NewsFile, opened: OpenFile) -> Iterator[Article]:
        suffix = "" if file.path == STDIN else file.suffix
        if file.path != STDIN and suffix not in SUFFIXES:
            advice = f"newsdex reads {' '.join(SUFFIXES)}, each also as .gz"
            self._report(Problem(file.path, f"unknown suffix {suffix!r}", advice))
            return
        # peek() may give less than asked for; of a file's first read it never gives nothing.
        head = opened.stream.peek(SAMPLE)[:SAMPLE]
        reader = reader_for(suffix, head)
        if not head.strip():
            self._report(Problem(file.path, "empty file"))
        elif is_binary(head) or reader is None:
            self._report(Problem(file.path, "binary data, not text"))
        else:
            for item in reader.read(Stream(opened.stream, head, suffix)):
                article = self._article(file, item)
                if article is not None:
                    self.articles += 1
                    yield article

    def _article(self, file: NewsFile, item: Record | Fault) -> Article | None:
        if isinstance(item, Fault):
            self._report(Problem(file.path, item.reason, item.advice, item.line))
            return None
        try:
            reading = read_record(item.fields, self._fields)
        except RecordError as error:
            self._report(Problem(file.path, str(error), error.advice, item.line))
            return None
        for warning in reading.warnings:
            self._report(Problem(file.path, warning, "kept", item.line, skipped=False))
        return reading.article

    def _not_listed(self, path: str, error: OSError) -> None:
        self._report(Problem(path, _reason(error), "check the path"))

    def _report(self, problem: Problem) -> None:
        self.problems += 1
        if self._on_problem is None:
            raise UnreadableError(problem)
        self._on_problem(problem)


def read_articles(
    paths: Iterable[str | os.PathLike[str]],
    *,
    fields: Mapping[str, str] | None = None,
    on_problem: Callable[[Problem], None] | None = None,
) -> ArticleReader:
    """Read the articles in files and folders, one at a time.

    Args:
        paths: files (also gzipped), folders (searched through, in sorted order), `-` for
            standard input.
        fields: field of an article to the record's own name for it, where that is unusual:
            `{"text": "story"}`; dotted for nested names.
        on_problem: called with each file or record that can't be read; reading goes on.

    Raises:
        UnreadableError: for the first problem, if `on_problem` is None.
        FieldMapError: `fields` names something that is no field of an article.
    """
    return ArticleReader(paths, field_map(fields or {}), on_problem)


def _reason(error: BaseException) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return str(error).lower() or "cut short"
