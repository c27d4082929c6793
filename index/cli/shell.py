"""What the commands share: options, opening an index, and what is said on stderr."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NoReturn

import click

from index.cli.everywhere import is_quiet, is_verbose, place_of_index
from index.vocabulary.errors import IndexExistsError, NoIndexError, QuestionError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from corpus import Problem
    from index.search import NewsIndex
    from index.vocabulary.place import Where

FAILED, WRONG_USAGE, NOTHING, STOPPED = 1, 2, 3, 130
"""Exit codes beside 0: what was asked for is not done; was asked for wrongly; was done and found
nothing, where that is to be told apart; was stopped by Ctrl-C."""

_KINDS = 10
"""Kinds of files that are told apart in a summary."""


def open_index(directory: Where, wait: float | None = None, **embedding: Any) -> NewsIndex:
    """Open an index; one that is written to, with how long to wait for another writer.

    Args:
        directory: of the index.
        wait: seconds.
        embedding: how to embed, as `NewsIndex.open` takes it.
    """
    from index.search import WAIT, NewsIndex

    index = NewsIndex.open(directory, wait=WAIT if wait is None else wait, **embedding)
    _tell_no_gpu(index, embedding)
    return index


def index_to_write(
    directory: Where, model: str | None, wait: float, *, told: bool = True, **embedding: Any
) -> NewsIndex:
    """Open an index, or make it if there is none, and say where: its name may be mistyped."""
    index = _opened_or_made(directory, model, wait, told=told, **embedding)
    _tell_no_gpu(index, embedding)
    return index


def _tell_no_gpu(index: NewsIndex, embedding: Mapping[str, Any]) -> None:
    """Say that GPUs were asked for, and the cluster has none, if so."""
    if embedding.get("gpu") and not index.embeds_on_gpu:
        say("onnxruntime finds no GPU in the cluster: its cores embed")


def _opened_or_made(
    directory: Where, model: str | None, wait: float, *, told: bool, **embedding: Any
) -> NewsIndex:
    from index.models import DEFAULT_MODEL
    from index.search import NewsIndex

    try:
        return NewsIndex.open(directory, model=model, wait=wait, **embedding)
    except NoIndexError:
        try:
            model = model or DEFAULT_MODEL
            index = NewsIndex.create(directory, model=model, wait=wait, **embedding)
        except IndexExistsError:  # another process was quicker
            return NewsIndex.open(directory, model=model, wait=wait, **embedding)
        place = place_of_index()
        if told and place and place.named:
            where = directory if isinstance(directory, str) else directory.absolute()
            say(f"made a new index in {where}")
        return index


@contextmanager
def options_as_typed() -> Iterator[None]:
    """Name in errors what is wrong with an option by the option: `--since:`, not `since:`."""
    try:
        yield
    except QuestionError as error:
        names = {
            parameter.name: parameter.opts[0]
            for parameter in click.get_current_context().command.params
            if isinstance(parameter, click.Option) and parameter.name
        }
        raise QuestionError(
            re.sub(r"(?<!\S)(\w+)(?=: )", lambda match: names.get(match[1], match[1]), str(error))
        ) from error


@contextmanager
def resumable() -> Iterator[None]:
    """Say of a command that is stopped that it can go on."""
    try:
        yield
    except BaseException as error:
        if was_stopped(error):
            fail(
                "stopped; what was read and embedded so far is kept: "
                "the same command goes on there",
                STOPPED,
            )
        raise


def was_stopped(error: BaseException | None) -> bool:
    """Tell whether Ctrl-C is behind an error: libraries in C make others of it as they load."""
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__ or error.__context__
    return error is not None


def tell(problem: Problem) -> None:
    """Tell of a problem in the input; files that are not documents are only counted."""
    if not problem.kind:
        warn(str(problem))


def teller() -> Callable[[Problem], None]:
    """Return what tells of problems in the input; with `--verbose`, of passed over files too."""

    def tell_all(problem: Problem) -> None:
        warn(str(replace(problem, advice="") if problem.kind else problem))

    return tell_all if is_verbose() else tell


def passed_over(counts: Mapping[str, int]) -> str:
    """Return how many files were not documents: `; passed over: 1,000 .jpg`, or nothing.

    Args:
        counts: of files by kind.
    """
    ordered = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    told = [f"{count:,} {kind}" for kind, count in ordered[:_KINDS]]
    if others := sum(count for _, count in ordered[_KINDS:]):
        told.append(f"{others:,} more of other kinds")
    return f"; passed over: {', '.join(told)}" if told else ""


def say(line: str) -> None:
    """Say a line on stderr, unless `--quiet` was said."""
    if not is_quiet():
        warn(line)


def warn(line: str) -> None:
    """Say a line of something wrong on stderr."""
    click.echo(f"newsdex: {line}", err=True)


def say_nothing_found(index: NewsIndex) -> None:
    """Say that nothing was found, and why that is no wonder where there is nothing."""
    say("nothing found" if len(index) else "nothing found: the index has no articles yet")


def tell_foreign(foreign: Mapping[str, float], model: str) -> None:
    """Say that a model was not made for languages of an index, if there are any.

    Args:
        foreign: languages, and the shares of passages in them.
        model: its name.
    """
    if foreign:
        shares = ", ".join(f"{language} {share:.0%}" for language, share in foreign.items())
        say(
            f"{model} was not made for languages of this index ({shares}): there, words are "
            "compared and hardly the meaning; docs/models.md names models that know them"
        )


def fail(line: str, code: int = FAILED) -> NoReturn:
    """Say why the command failed, and end it."""
    warn(line)
    raise click.exceptions.Exit(code)
