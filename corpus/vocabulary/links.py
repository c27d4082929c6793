"""What may become a link: articles come from strangers, and so do their addresses."""

from __future__ import annotations

import re

_LINK = re.compile(r"(?:(?:https?|file)://|mailto:)[^\s<>\"\\]+", re.IGNORECASE)


def link_in(text: str) -> str:
    """Return a text if a page, a terminal or a feed may offer it as a link; else an empty string.

    It is of the web, of mail or a file, and whole: no space nor sign in it that would end it.
    Whatever else a reader could be made to click on, `javascript:` above all, is no link.
    """
    text = text.strip()
    return text if text.isprintable() and _LINK.fullmatch(text) else ""
