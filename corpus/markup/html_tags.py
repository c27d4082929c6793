"""Where a tag of HTML ends, and how long it is to a parser.

A parser compares each attribute of a tag with each: one with 100,000 takes it ten seconds.
"""

from __future__ import annotations

import re

_OPENS = "<(?![a-zA-Z/!])"
"""A `<` that opens nothing; one that does ends a tag that was not closed."""

_SPACE = r"[ \t\n\f\r]"
_ATTRIBUTE_NAME = rf"(?:[^ \t\n\f\r/><]|{_OPENS})(?:[^ \t\n\f\r/><=]|{_OPENS})*+"
_QUOTED = r"""(?:"[^"]*+"|'[^']*+')"""
_BARE = rf"(?:[^ \t\n\f\r><]|{_OPENS})++"

NAME_REST = rf"(?:[^ \t\n\f\r/><]|{_OPENS})*+"
"""What else belongs to the name of a tag that begins with some letters."""

ATTRIBUTES = (
    rf"(?:[ \t\n\f\r/]++"
    rf"|{_ATTRIBUTE_NAME}(?:{_SPACE}*+={_SPACE}*+(?:{_QUOTED}|[\"']|{_BARE}))?+)*+"
)
"""What stands between the name of a tag and its `>`, by the states of HTML's tokenizer
(https://html.spec.whatwg.org/multipage/parsing.html#before-attribute-name-state): a quotation mark
opens a value only after `=`, elsewhere it is part of a name. Unlike there, a value whose quotation
mark is not closed doesn't swallow the rest of the page, and a tag that is not closed ends before
the next. No character is looked at more than three times."""

_EACH = re.compile(
    rf"{_ATTRIBUTE_NAME}"
    rf"(?:{_SPACE}*+={_SPACE}*+(?:(?P<value>{_QUOTED})|(?P<unclosed>[\"'])|{_BARE}))?"
)
"""One attribute. (Groups within a possessive loop are more than Python's `re` can count.)"""

_PLAIN = re.compile(
    rf"(?:{_SPACE}++[\w:.@-]++(?:=(?:{_QUOTED}|[^ \t\n\f\r\"'=<>`]++))?+)*+[ \t\n\f\r/]*+"
)
"""Attributes as nearly everybody writes them."""

_SHORT = 200
"""Characters of a tag that is not looked at any closer."""

MOST_OF_A_TAG = 4_000
"""Characters of a tag, as `length_of` counts them, above which it is read without attributes."""


def length_of(tag: re.Match[str]) -> int:
    """Return the characters of a tag without the quoted values of its attributes.

    Args:
        tag: with a group `attributes`.
    """
    length = len(tag[0])
    if length <= _SHORT:
        return length
    return length - sum(len(each["value"] or "") for each in _EACH.finditer(tag["attributes"]))


def bounded(tag: re.Match[str]) -> str:
    """Return a tag that any parser ends where it ends here, and reads in little time.

    Args:
        tag: with groups `name` and `attributes`.
    """
    attributes = tag["attributes"]
    odd = not _PLAIN.fullmatch(attributes)
    if odd and any(each["unclosed"] for each in _EACH.finditer(attributes)):
        return f"<{tag['name']}>"
    if length_of(tag) > MOST_OF_A_TAG:
        return f"<{tag['name']}>"
    return tag[0] if tag[0].endswith(">") else f"{tag[0]}>"
