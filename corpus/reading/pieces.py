"""Files that are read piece by piece, elsewhere: what another process needs, and what it tells."""

from __future__ import annotations

import contextlib
import hashlib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.files.finding import STDIN, NewsFile
from corpus.vocabulary.origin import absolute_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.articles.dates_of_file import DateRules
    from corpus.fields.names import FieldMap
    from corpus.vocabulary.errors import Problem
    from corpus.vocabulary.limits import Limits


@dataclass(frozen=True, slots=True)
class Piece:
    """Some of the files of a reading, and how they are read."""

    files: tuple[NewsFile, ...]
    fields: FieldMap
    limits: Limits
    dates: DateRules
    folder: str
    """That paths begin in."""

    @property
    def is_file(self) -> bool:
        """Whether it is files on a disk, which others may see as well."""
        return all(file.path != STDIN for file in self.files)

    @property
    def key(self) -> str:
        """A digest, in hexadecimal: what is read is the same where it is the same."""
        files = [(absolute_path(each.path), each.size, each.modified) for each in self.files]
        said = repr((files, sorted(self.fields.items()), self.limits, self.dates, self.folder))
        return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()

    @contextlib.contextmanager
    def in_place(self) -> Iterator[bool]:
        """Be where paths begin, and tell whether the files are here as they were found."""
        if not Path(self.folder).is_dir():
            yield False
            return
        with contextlib.chdir(self.folder):
            yield all(map(_is_here, self.files))


@dataclass(frozen=True, slots=True)
class ReadElsewhere:
    """What a reader of a piece has come to since it was asked last."""

    files: int = 0
    articles: int = 0
    size: int = 0
    """Bytes on disk."""
    problems: tuple[Problem, ...] = ()
    passed_over: Counter[str] = field(default_factory=Counter)


def in_pieces(files: Sequence[NewsFile], most: int) -> Iterator[tuple[NewsFile, ...]]:
    """Cut files into runs of at most so many bytes; what is larger, or piped, is one by itself."""
    run: list[NewsFile] = []
    size = 0
    for file in files:
        alone = file.path == STDIN or (run and run[-1].path == STDIN)
        if run and (alone or size + file.size > most):
            yield tuple(run)
            run, size = [], 0
        run.append(file)
        size += file.size
    if run:
        yield tuple(run)


def _is_here(file: NewsFile) -> bool:
    try:
        found = Path(file.path).stat()
    except OSError:
        return False
    return (found.st_size, found.st_mtime_ns) == (file.size, file.modified)
