"""How far an `add` or an `embed` is, for whoever looks on at a terminal."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from rich.progress import Progress

    from corpus import ArticleReader

    OnEmbedded = Callable[[int], None] | None
    """Called with the number of passages embedded since the last call."""

_Item = TypeVar("_Item")


@contextmanager
def show_progress(
    reader: ArticleReader,
) -> Iterator[tuple[Callable[[Iterable[_Item]], Iterable[_Item]], OnEmbedded]]:
    """Show on a terminal how far an `add` is: what was read, then what was embedded.

    Yields what to put around the articles as they are read, and `on_embedded`.
    """
    if not sys.stderr.isatty():
        yield (lambda items: items), None
        return
    with _progress() as progress:
        reading = progress.add_task("", total=reader.bytes_total or None, told="")

        def read(items: Iterable[_Item]) -> Iterator[_Item]:
            for item in items:
                yield item
                told = f"{reader.files} files, {reader.articles} articles"
                progress.update(reading, completed=reader.bytes_read, told=told)

        yield read, _counter(progress, None)


@contextmanager
def show_syncing() -> Iterator[tuple[Callable[[ArticleReader], None] | None, OnEmbedded]]:
    """Show on a terminal how far a `sync` is; yields `on_read` and `on_embedded`."""
    if not sys.stderr.isatty():
        yield None, None
        return
    with _progress() as progress:
        reading = progress.add_task("", total=None, told="comparing files")

        def on_read(reader: ArticleReader) -> None:
            told = f"{reader.files} files, {reader.articles} articles"
            progress.update(
                reading, total=reader.bytes_total, completed=reader.bytes_read, told=told
            )

        yield on_read, _counter(progress, None)


@contextmanager
def show_embedding(passages: int) -> Iterator[OnEmbedded]:
    """Show on a terminal how many of some passages are embedded."""
    if not sys.stderr.isatty():
        yield None
        return
    with _progress() as progress:
        yield _counter(progress, passages)


def _progress() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), TextColumn("{task.fields[told]}"), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)


def _counter(progress: Progress, total: int | None) -> Callable[[int], None]:
    """Return what counts passages, in a bar that is shown from the first on."""
    task = progress.add_task("", total=total, told="", visible=False)
    embedded = 0

    def on_embedded(passages: int) -> None:
        nonlocal embedded
        embedded += passages
        told = f"{embedded} passages embedded"
        progress.update(task, completed=embedded, told=told, visible=True)

    return on_embedded
