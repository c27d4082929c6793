"""The headings that a page shows, and what two of them are compared by."""

from __future__ import annotations

import re
from typing import Any

from corpus.readers.html.json_ld import plain

LONGEST_TITLE = 2_000
"""Characters; what is longer is not a headline, and is cut."""


def key(title: str) -> str:
    """Return a title's letters and digits, by which two writings of it are the same."""
    return re.sub(r"[\W_]+", "", title).casefold()


def titles_of(tree: Any) -> list[tuple[str, str]]:
    """Return the lines that are headlines on the page itself, each with its place: h1, title."""
    lines = [
        (place, plain(tag.text_content()[: 2 * LONGEST_TITLE])[:LONGEST_TITLE])
        for place in ("h1", "title")
        for tag in list(tree.iter(place))[:10]
    ]
    return [(place, line) for place, line in lines if line]
