"""A piece of an article on one line, with the words of the question marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.formats import pieces

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from index.vocabulary.results import Hit


def shows_colours(out: Console) -> bool:
    """Tell whether a mark may be a colour; else it is two asterisks."""
    return out.color_system is not None and not out.no_color


def marked(hit: Hit, start: int, end: int, *, coloured: bool, strong: bool) -> Text:
    """Return a piece of a hit's article on one line.

    Words of the question are coloured; without colours they stand between asterisks. The answer
    is bold if it is to be `strong`.
    """
    from rich.text import Text

    line = Text()
    for piece in pieces(hit, start, end):
        bold = "bold " if strong and piece.answer else ""
        style = f"{bold}{'yellow' if piece.asked else ''}".strip()
        starred = piece.asked and not coloured
        line.append(f"*{piece.text}*" if starred else piece.text, style=style)
    return line
