"""How far an `add`, a `sync` or an `embed` is, for whoever looks on at a terminal."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from index.cli.everywhere import is_quiet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from rich.progress import Progress

    from corpus import Article, ArticleReader, FileState, Withdrawal

    Items = Iterable[Article | Withdrawal | FileState]
    OnRead = Callable[[ArticleReader], None] | None
    OnEmbedded = Callable[[int, int], None] | None
    """Called with how many passages are embedded, and of how many."""


@contextmanager
def show_adding(reader: ArticleReader) -> Iterator[tuple[Callable[[Items], Items], OnEmbedded]]:
    """Show how far an `add` is: what was read, then what was embedded.

    Yields what to put around the articles as they are read, and `on_embedded`.
    """
    with _bars() as progress:
        if progress is None:
            yield (lambda items: items), None
            return
        on_read = _reading(progress, "reading files")

        def read(items: Items) -> Items:
            for item in items:
                yield item
                on_read(reader)
            on_read(reader)

        shown = _embedding(progress)

        def on_embedded(done: int, total: int) -> None:
            on_read(reader)  # others may read for it
            shown(done, total)

        yield read, on_embedded


@contextmanager
def show_syncing() -> Iterator[tuple[OnRead, OnEmbedded]]:
    """Show how far a `sync` is; yields `on_read` and `on_embedded`."""
    with _bars() as progress:
        if progress is None:
            yield None, None
        else:
            yield _reading(progress, "comparing files"), _embedding(progress)


@contextmanager
def show_embedding(passages: int) -> Iterator[OnEmbedded]:
    """Show how many of some passages are embedded; yields `on_embedded`."""
    with _bars() as progress:
        if progress is None:
            yield None
        else:
            on_embedded = _embedding(progress)
            on_embedded(0, passages)  # the model is loaded first
            yield on_embedded


@contextmanager
def _bars() -> Iterator[Progress | None]:
    """Yield where bars are drawn; nothing where nobody looks on, or `--quiet` was said."""
    if not sys.stderr.isatty() or is_quiet():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(bar_width=20), TextColumn("{task.fields[told]}"), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield progress


def _reading(progress: Progress, told: str) -> Callable[[ArticleReader], None]:
    """Return what draws how far a reader is, by bytes; how many those of a pipe are none knows."""
    task = progress.add_task("", total=None, told=told)

    def on_read(reader: ArticleReader) -> None:
        files = f"{reader.files:,} of {_counted(reader.files_total, 'file')}"
        told = f"{files}, {_counted(reader.articles, 'article')} read"
        total = reader.bytes_total or None
        progress.update(task, total=total, completed=reader.bytes_read, told=told)

    return on_read


def _embedding(progress: Progress) -> Callable[[int, int], None]:
    """Return what draws how many passages are embedded, in a bar that is shown from then on."""
    task = progress.add_task("", total=None, told="", visible=False)

    def on_embedded(done: int, total: int) -> None:
        if total:
            told = f"{done:,} of {_counted(total, 'passage')} embedded"
            # The first is drawn at once: all may be embedded before bars are drawn next.
            progress.update(
                task, total=total, completed=done, told=told, visible=True, refresh=not done
            )

    return on_embedded


def _counted(count: int, name: str) -> str:
    return f"{count:,} {name}{'s' * (count != 1)}"
