"""The console for results, and text made fit for one line of it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from corpus.vocabulary.visible import visible

if TYPE_CHECKING:
    from rich.console import Console

_UNBROKEN = 100_000
"""Columns of an output that is not a terminal."""


def console() -> Console:
    """Return the console for results: standard output, lines unbroken where no one looks on."""
    from rich.console import Console

    class ResultConsole(Console):
        """Leaves a broken pipe to the command line, as for every other output."""

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    if sys.stdout.isatty():
        return ResultConsole(highlight=False)
    return ResultConsole(highlight=False, soft_wrap=True, width=_UNBROKEN)


def one_line(text: str) -> str:
    """Return a text without line breaks, nor control characters that a terminal would obey."""
    return " ".join(visible(text).split())


def fitted(text: str, width: int) -> str:
    """Return a text on one line in so many columns: cut at its end, or filled with space.

    A letter of Chinese or Japanese takes two.
    """
    from rich.cells import cell_len, set_cell_size

    line = one_line(text)
    if cell_len(line) > width:
        line = f"{set_cell_size(line, width - 1).rstrip()}…"
    return set_cell_size(line, width)
