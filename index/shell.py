"""What the commands share: options, opening an index, and what is said on stderr."""

from __future__ import annotations

from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, Any, NoReturn

import click

from index.errors import IndexExistsError, NoIndexError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from corpus import Problem
    from index.news_index import NewsIndex

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "jsonl", "csv"]),
    default="table",
    show_default=True,
    help="How results are printed.",
)

model_option = click.option(
    "--model",
    metavar="NAME",
    help="Sentence-transformers model, by name or folder. Default: all-MiniLM-L6-v2.",
)

wait_option = click.option(
    "--wait",
    metavar="SECONDS",
    type=click.FloatRange(min=0),
    default=10,
    show_default=True,
    help="How long to wait for another process that writes.",
)


jobs_option = click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(min=1),
    help="Passages to embed at once. Default: one for each core.",
)

FIELDS = "id title text published updated source authors section language url".split()

LARGEST_SIZE = 2048
"""MB; libraries that need a document as a whole count its bytes in 31 bits."""


def reading_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options for reading files, passed on as `fields` and `limits`."""

    @click.option(
        "--map",
        "pairs",
        metavar="FIELD=NAME",
        multiple=True,
        help=f"Which field of the file to take, such as text=story. FIELD: {', '.join(FIELDS)}.",
    )
    @click.option(
        "--max-size",
        metavar="MB",
        type=click.IntRange(1, LARGEST_SIZE),
        help="How large, unpacked, a document may be that is read as a whole. Default: 256.",
    )
    @click.option(
        "--max-ratio",
        metavar="TIMES",
        type=click.IntRange(min=1),
        help="How many times its size a packed file may unpack to. Default: 200.",
    )
    @wraps(command)
    def reading(
        *arguments: Any,
        pairs: tuple[str, ...],
        max_size: int | None,
        max_ratio: int | None,
        **options: Any,
    ) -> None:
        from corpus import Limits

        bounds = {}
        if max_size:
            bounds["size"] = max_size * 1024 * 1024
        if max_ratio:
            bounds["ratio"] = max_ratio
        fields = dict(_pair(pair) for pair in pairs)
        command(*arguments, fields=fields, limits=Limits(**bounds), **options)

    return reading


def _pair(pair: str) -> tuple[str, str]:
    field, equals, name = pair.partition("=")
    if not equals or not name or field not in FIELDS:
        raise click.BadParameter(
            f"{pair!r} is not FIELD=NAME with FIELD one of {', '.join(FIELDS)}", param_hint="--map"
        )
    return field, name


def open_index(directory: Path, wait: float | None = None, *, jobs: int | None = None) -> NewsIndex:
    """Open an index; one that is written to, with how long to wait for another writer."""
    from index.lock import WAIT
    from index.news_index import NewsIndex

    return NewsIndex.open(directory, wait=WAIT if wait is None else wait, jobs=jobs)


def index_to_write(
    directory: Path, model: str | None, wait: float, *, jobs: int | None = None
) -> NewsIndex:
    """Open an index, or make it if there is none."""
    from index.model import DEFAULT_MODEL
    from index.news_index import NewsIndex

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
