"""How far an `add` is, for whoever looks on at a terminal."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from corpus import ArticleReader


@contextmanager
def show_progress(reader: ArticleReader) -> Iterator[Callable[[int], None] | None]:
    """Show on a terminal how far an `add` is."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(),
        TextColumn("{task.fields[files]} files, {task.fields[articles]} articles,"),
        TextColumn("{task.fields[passages]} passages embedded"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        total = reader.bytes_total or None
        task = progress.add_task("", total=total, files=0, articles=0, passages=0)
        embedded = 0

        def on_embedded(passages: int) -> None:
            nonlocal embedded
            embedded += passages
            progress.update(
                task,
                completed=reader.bytes_read,
                files=reader.files,
                articles=reader.articles,
                passages=embedded,
            )

        yield on_embedded
