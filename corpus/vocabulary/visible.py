"""A text as it may be printed: without what a terminal or a reader would obey or not see."""

from __future__ import annotations

_JOINERS = "\u200c\u200d"
"""They hold together what is one sign to a reader, an emoji of a family, or part the letters of a
Persian word: a space in their place would tear it."""


def visible(text: str, kept: str = "") -> str:
    """Return a text of the same length with spaces for what is not printed, line breaks included.

    Args:
        text: of a stranger.
        kept: characters of these that stay, as line breaks.
    """
    return "".join(c if c.isprintable() or c in _JOINERS or c in kept else " " for c in text)
