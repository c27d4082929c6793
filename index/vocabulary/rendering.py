"""How a passage is put before both legs."""

from __future__ import annotations

_LONGEST_TITLE = 200
"""Characters: a title that is longer is not a headline, and would push the passage out."""


def render(title: str, text: str) -> str:
    """Return `title. text`: the one form that both legs index."""
    title = title.strip()[:_LONGEST_TITLE]
    if not title or not text:
        return title or text
    return f"{title}{'' if title[-1] in '.!?' else '.'} {text}"
