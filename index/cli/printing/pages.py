"""Lines on the terminal: a screen of them as they are, more in a pager."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from contextlib import nullcontext, suppress
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from index.cli.printing.console import console

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.text import Text

_LESS = "less"


def columns() -> int:
    """Return how many columns there are: those of the terminal or of `COLUMNS`, else 80."""
    return shutil.get_terminal_size((80, 24)).columns


def show(lines: Iterable[Text], *, pager: bool = True, first: int = 0) -> None:
    """Print lines as they come; in a pager where they are more than a terminal shows.

    Args:
        lines: none longer than is wanted: they are not broken.
        pager: whether one may be used.
        first: where to begin in a pager that can, as the number of a line from 0.
    """
    printed = _printed(lines)
    if not pager or not sys.stdout.isatty() or not (command := _pager()):
        _write(printed)
        return
    ahead = list(islice(printed, shutil.get_terminal_size().lines - 1))
    more = next(printed, None)
    if more is None:
        _write(ahead)
    else:
        _page(command, chain(ahead, [more], printed), first)


def _write(printed: Iterable[str]) -> None:
    sys.stdout.writelines(printed)
    sys.stdout.flush()  # what is said of it on stderr comes behind it


def _printed(lines: Iterable[Text]) -> Iterator[str]:
    """Yield each line with the signs that its styles take on this output."""
    out = console()
    for line in lines:
        with out.capture() as captured:
            out.print(line, soft_wrap=True)
        yield captured.get()


def _pager() -> list[str]:
    """Return the pager's command, by `PAGER`, else `less`; none where that is not there."""
    command = shlex.split(os.environ.get("PAGER", _LESS))
    return command if command and shutil.which(command[0]) else []


def _page(command: Sequence[str], printed: Iterable[str], first: int) -> None:
    """Give lines to a pager, as they come, until it is left."""
    if Path(command[0]).stem == _LESS and first:
        command = [*command, f"+{first + 1}"]
    environment = {"LESS": "-R", **os.environ}  # colours as such
    process = subprocess.Popen(  # noqa: S603 - the user's own choice
        command,
        stdin=subprocess.PIPE,
        env=environment,
        encoding=sys.stdout.encoding,
        errors="backslashreplace",
    )
    with suppress(BrokenPipeError, KeyboardInterrupt), process.stdin or nullcontext() as pipe:
        if pipe:
            pipe.writelines(printed)
    while process.poll() is None:
        with suppress(KeyboardInterrupt):  # which is the pager's own business
            process.wait()
