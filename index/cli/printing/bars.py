"""Bars of blocks for a terminal, as long as a number says."""

from __future__ import annotations

import sys

_EIGHTHS = " ▏▎▍▌▋▊▉"
_FULL = "█"


def bar(value: float, largest: float, width: int) -> str:
    """Return a bar whose length is to a width what a value is to the largest of all.

    What is more than nothing is seen. Where the output has no blocks they are `#`.

    Args:
        value: from 0 on.
        largest: that is as long as the width.
        width: in columns.
    """
    if value <= 0 or largest <= 0:
        return ""
    eighths = max(1, round(8 * width * value / largest))
    blocks = _FULL * (eighths // 8) + _EIGHTHS[eighths % 8].strip()
    try:
        blocks.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return "#" * max(1, eighths // 8)
    return blocks
