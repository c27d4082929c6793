"""A piece of a reading, read in place of the whole one."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from corpus.reading.article_reader import ArticleReader
from corpus.reading.pieces import ReadElsewhere

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.articles.outcome import Withdrawal
    from corpus.reading.pieces import Piece
    from corpus.vocabulary.article import Article
    from corpus.vocabulary.errors import Problem
    from corpus.vocabulary.origin import FileState


class PieceReader:
    """Reads a piece of what an `ArticleReader` was to read; whoever takes it over is told of it."""

    def __init__(self, piece: Piece) -> None:
        """Begin; files are opened as they are read."""
        self._problems: list[Problem] = []
        self._reader = ArticleReader(
            piece.files, piece.fields, self._problems.append, piece.limits, piece.dates
        )
        self._told = ReadElsewhere()

    def __iter__(self) -> Iterator[Article | Withdrawal | FileState]:
        """Yield what `ArticleReader.with_files` does."""
        return self._reader.with_files()

    def told(self) -> ReadElsewhere:
        """Return what was read since the last time."""
        reader, before = self._reader, self._told
        now = ReadElsewhere(
            reader.files, reader.articles, reader.bytes_read, (), reader.passed_over.copy()
        )
        passed_over = Counter(now.passed_over)
        passed_over.subtract(before.passed_over)
        problems, self._told = tuple(self._problems), now
        self._problems.clear()
        return ReadElsewhere(
            now.files - before.files,
            now.articles - before.articles,
            now.size - before.size,
            problems,
            passed_over,
        )
