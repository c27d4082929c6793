"""Teasers on a page: headings that are links to other stories, with a line or two about each."""

from __future__ import annotations

from copy import deepcopy
from itertools import islice
from typing import Any

_HEADINGS = ("h2", "h3", "h4", "h5")
_LINKED = 0.6
"""Share of a heading's text that is a link, if it is the heading of a teaser."""
_LONGEST = 500
"""Characters of a teaser; what is longer is a story of its own, with a link to itself."""


def teasers_in(tree: Any, longest: int = _LONGEST) -> list[Any]:
    """Return the elements of a page that are teasers, in its order.

    Args:
        tree: the page.
        longest: characters; a longer one is not a teaser.
    """
    items = (_item_of(heading) for heading in tree.iter(*_HEADINGS) if _is_linked(heading))
    return [
        item
        for item in items
        if next(item.iter("h1"), None) is None and text_length(item) <= longest
    ]


def without_teasers(tree: Any) -> Any:
    """Return a copy of a page without the teasers that stand beside its story.

    In the story itself a heading may be a link, too, as in a list of things to buy.
    """
    rest = deepcopy(tree)
    heading = next(rest.iter("h1"), None)
    story = next(heading.iterancestors("article"), None) if heading is not None else None
    for item in teasers_in(rest):
        beside = story is not None and all(tag is not story for tag in item.iterancestors())
        if item.tag == "article" or beside:
            drop(item)
    return rest


def drop(tag: Any) -> None:
    """Take a tag out of its tree; the text after it stays."""
    if tag.getparent() is not None:
        tag.drop_tree()


def text_length(tag: Any) -> int:
    """Return the characters of text in a tag, without the space around it."""
    return len(tag.text_content().strip())


def _is_linked(heading: Any) -> bool:
    whole = text_length(heading)
    if next(heading.iterancestors("a"), None) is not None:
        return whole > 0
    return whole > 0 and sum(text_length(link) for link in heading.iter("a")) >= _LINKED * whole


def _item_of(heading: Any) -> Any:
    """Return the element that holds the heading and what belongs to it, and no other heading."""
    item = heading
    for around in heading.iterancestors():
        headings = islice(around.iter(*_HEADINGS, "h1"), 2)
        if around.tag in {"body", "main"} or len(list(headings)) > 1:
            break
        item = around
        if around.tag in {"article", "li"}:
            break
    return item
