"""The command line. Nothing heavier than click is imported before a command runs."""

from __future__ import annotations

import io
import logging
import os
import sys
from pathlib import Path
from typing import Any

import click

from index.cli.lazily import Lazily
from index.cli.shell import say, was_stopped
from index.vocabulary.errors import NewsIndexError, QuestionError

_COMMANDS = {
    "adding": "add embed",
    "syncing": "sync",
    "searching": "search show open",
    "shapes": "facets timeline terms",
    "quotes": "quotes",
    "threads": "similar background story",
    "cite": "cite",
    "status": "status",
    "fields": "fields",
    "copies": "copies",
    "withdrawn": "withdrawn",
    "inspect": "inspect",
    "evaluate": "evaluate",
    "watch": "watch",
    "upkeep": "verify repair compact",
    "selecting": "export remove",
}
"""The commands of each module of `index.cli.commands`, which is imported when one is asked for."""


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
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--index",
    "directory",
    type=click.Path(path_type=Path),
    envvar="NEWSDEX_INDEX",
    default=".newsdex",
    show_default=True,
    show_envvar=True,
    help="Directory of the index.",
)
@click.option("--debug", is_flag=True, help="Show tracebacks.")
@click.version_option(package_name="newsdex")
@click.pass_context
def cli(context: click.Context, directory: Path, debug: bool) -> None:
    """Search your own archive of news: keywords and meaning, one answer, offline."""
    context.obj = directory
    context.meta["debug"] = debug


def main() -> None:
    """Run the command line: exit code 0 when done, 1 when failed, 2 when wrongly used."""
    logging.basicConfig(format="newsdex: %(message)s", level=logging.WARNING)
    logging.getLogger("newsdex").setLevel(logging.INFO)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that knows few characters
            stream.reconfigure(errors="backslashreplace")
    try:
        code = cli.main(standalone_mode=False)
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
        say("stopped; what was committed is kept")
        return 1
    match error:
        case click.ClickException():
            error.show()
            return error.exit_code
        case QuestionError():
            say(str(error))
            return 2
        case NewsIndexError() | CorpusError():
            say(str(error))
        case OSError():
            name = f": {error.filename}" if error.filename else ""
            say(f"{error.strerror or error}{name}")
        case _:
            say(f"unexpected {type(error).__name__}: {error}; add --debug for the traceback")
    return 1
