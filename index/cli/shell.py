"""What the commands share: options, opening an index, and what is said on stderr."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

import click

from index.vocabulary.errors import IndexExistsError, NoIndexError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from corpus import Problem
    from index.search import NewsIndex


def open_index(directory: Path, wait: float | None = None, *, jobs: int | None = None) -> NewsIndex:
    """Open an index; one that is written to, with how long to wait for another writer."""
    from index.search import WAIT, NewsIndex

    return NewsIndex.open(directory, wait=WAIT if wait is None else wait, jobs=jobs)


def index_to_write(
    directory: Path, model: str | None, wait: float, *, jobs: int | None = None
) -> NewsIndex:
    """Open an index, or make it if there is none."""
    from index.models import DEFAULT_MODEL
    from index.search import NewsIndex

    try:
        return NewsIndex.open(directory, model=model, wait=wait, jobs=jobs)
    except NoIndexError:
        try:
            model = model or DEFAULT_MODEL
            return NewsIndex.create(directory, model=model, wait=wait, jobs=jobs)
        except IndexExistsError:  # another process was quicker
            return NewsIndex.open(directory, model=model, wait=wait, jobs=jobs)


@contextmanager
def resumable() -> Iterator[None]:
    """Say of a command that is stopped that it can go on."""
    try:
        yield
    except BaseException as error:
        if was_stopped(error):
            fail(
                "stopped; what was read and embedded so far is kept: the same command goes on there"
            )
        raise


def was_stopped(error: BaseException | None) -> bool:
    """Tell whether Ctrl-C is behind an error: libraries in C make others of it as they load."""
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__ or error.__context__
    return error is not None


def tell(problem: Problem) -> None:
    """Tell of a problem in the input."""
    say(str(problem))


def say(line: str) -> None:
    """Say a line on stderr."""
    click.echo(f"newsdex: {line}", err=True)


def fail(line: str) -> NoReturn:
    """Say why the command failed, and end it."""
    say(line)
    raise click.exceptions.Exit(1)
