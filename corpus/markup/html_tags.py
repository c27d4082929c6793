"""How long a tag is to a parser, which compares each of its attributes with each.

One with 100,000 attributes takes it ten seconds.
"""

from __future__ import annotations

import re

_QUOTED = re.compile(r""""[^"]*"|'[^']*'""")

_SHORT = 200
"""Characters of a tag that is not looked at any closer."""

MOST_OF_A_TAG = 4_000
"""Characters of a tag, as `length_of` counts them, above which it is read without attributes."""


def length_of(tag: re.Match[str]) -> int:
    """Return the characters of a tag without the values of its attributes.

    Behind a quotation mark without its twin a match ends, and the tag goes on.
    """
    length = len(tag[0]) if len(tag[0]) <= _SHORT else len(_QUOTED.sub("", tag[0]))
    if tag[0].endswith(">"):
        return length
    end = tag.string.find(">", tag.end(), tag.end() + MOST_OF_A_TAG)
    return length + (end - tag.end() if end >= 0 else MOST_OF_A_TAG)
