"""A piece of an article on one line, with the words of the question marked."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from index.cli.printing.console import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console
    from rich.text import Text

    from index.vocabulary.results import Hit

_BETWEEN = frozenset(" -\u2010\u2011\n\r\t")
"""What may stand between words that have one mark."""


def shows_colours(out: Console) -> bool:
    """Tell whether a mark may be a colour; else it is two asterisks."""
    return out.color_system is not None and not out.no_color


def marked(hit: Hit, start: int, end: int, *, coloured: bool, strong: bool) -> Text:
    """Return a piece of a hit's article on one line.

    Words of the question are coloured; without colours they stand between asterisks. The answer
    is bold if it is to be `strong`.
    """
    from rich.text import Text

    text = hit.article.text
    bold = strong and hit.answer
    answer = range(bold.start, bold.end) if bold else range(0)
    words = [(a, b) for a, b in _joined(hit.marks, text) if start <= a and b <= end]
    edges = {start, end, *(cut for word in words for cut in word)}
    edges |= {cut for cut in (answer.start, answer.stop) if start < cut < end}
    line = Text()
    for low, high in pairwise(sorted(edges)):
        word = any(a <= low < b for a, b in words)
        piece = one_line(text[low:high], trim=False)
        style = f"{'bold ' if low in answer else ''}{'yellow' if word else ''}".strip()
        line.append(f"*{piece}*" if word and not coloured else piece, style=style)
    return line


def _joined(spans: Sequence[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Join spans with nothing but space or a hyphen between them."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and set(text[joined[-1][1] : start]) <= _BETWEEN:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
