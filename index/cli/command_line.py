"""The command line. Nothing heavier than click is imported before a command runs."""

from __future__ import annotations

import io
import logging
import os
import re
import shlex
import sys
from typing import TYPE_CHECKING, Any

import click

from index.cli.everywhere import options_everywhere
from index.cli.lazily import Lazily
from index.cli.shell import FAILED, STOPPED, WRONG_USAGE, warn, was_stopped
from index.vocabulary.errors import NewsIndexError, QuestionError

if TYPE_CHECKING:
    from collections.abc import Sequence

_COMMANDS = {
    "adding": "add embed",
    "syncing": "sync",
    "searching": "search show open",
    "shapes": "facets timeline terms",
    "quotes": "quotes",
    "threads": "similar background story",
    "cite": "cite",
    "status": "status",
    "config": "config",
    "completion": "completion",
    "fields": "fields",
    "copies": "copies",
    "withdrawn": "withdrawn",
    "inspect": "inspect",
    "evaluate": "evaluate",
    "ask": "ask",
    "watch": "watch",
    "mcp": "mcp",
    "upkeep": "verify repair compact migrate",
    "selecting": "export remove",
    "serve": "serve",
}
"""The commands of each module of `index.cli.commands`, which is imported when one is asked for."""

_NAME = "newsdex"

_COMPLETING = "_NEWSDEX_COMPLETE"
"""The variable by which a shell asks click what may stand on the line."""

_LEFT_OUT = re.compile(r"-[^\W\d]{2}|-\"")
"""How a word or a phrase begins that a question leaves out."""


class _Group(click.Group):
    """The commands; click itself would print an empty line before it is told that one stopped."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except KeyboardInterrupt as stop:
            raise click.Abort from stop


@click.group(
    cls=_Group,
    commands=Lazily(_COMMANDS),
    params=list[click.Parameter](options_everywhere(hidden=False)),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="newsdex")
def cli() -> None:
    """Search your own archive of news: keywords and meaning, one answer, offline.

    The options below may also stand behind a command. `newsdex config` shows those that are kept
    in files and variables.
    """


def main() -> None:
    """Run the command line: exit code 0 when done, else as `shell` says."""
    logging.basicConfig(format="newsdex: %(message)s", level=logging.WARNING)
    logging.getLogger("newsdex").setLevel(logging.INFO)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that knows few characters
            stream.reconfigure(errors="backslashreplace")
    if _COMPLETING in os.environ:
        from index.cli.completing import take_bash

        take_bash()
    try:
        code = cli.main(prog_name=_NAME, complete_var=_COMPLETING, standalone_mode=False)
        sys.stdout.flush()
    except (BrokenPipeError, SystemExit):
        # Whoever read the results has seen enough; click makes an exit of it where it can.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno() if sys.__stdout__ else 1)
        return
    except (Exception, KeyboardInterrupt) as error:
        if "--debug" in sys.argv[1:]:
            raise
        code = _told(error)
    sys.exit(code or 0)


def _told(error: BaseException) -> int:
    """Tell of an error in one line, and return the exit code."""
    from corpus.vocabulary.errors import CorpusError

    if was_stopped(error):
        warn("stopped; what was committed is kept")
        return STOPPED
    match error:
        case click.ClickException():
            error.show()
            if isinstance(error, click.UsageError):
                _hint_at_dashes(error, sys.argv[1:])
            return error.exit_code
        case QuestionError():
            warn(str(error))
            return WRONG_USAGE
        case NewsIndexError() | CorpusError():
            warn(str(error))
        case OSError():
            name = f": {error.filename}" if error.filename else ""
            warn(f"{error.strerror or error}{name}")
        case _:
            warn(f"unexpected {type(error).__name__}: {error}; add --debug for the traceback")
    return FAILED


def _hint_at_dashes(error: click.UsageError, typed: Sequence[str]) -> None:
    """Say how a question is asked whose first word is to be left out, where that was meant."""
    words = error.ctx.command.params if error.ctx else ()
    if not any(each.name == "question" for each in words) or "--" in typed:
        return
    word = next(filter(_LEFT_OUT.match, typed), None)
    if word and error.ctx:
        meant = f"{error.ctx.command_path} -- {shlex.quote(word)}"
        warn(f"did you mean: {meant}? What is left out stands behind --, and options before it")
