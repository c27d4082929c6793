"""Blocks of a document, each with its style, to a title and a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.fields.headlines import split_headline
from corpus.found.findings import Value

if TYPE_CHECKING:
    from collections.abc import Sequence

Block = tuple[str, str]
"""A text, and its style: `Title`, `Heading 1`, `item` of a list, `row` of a table, any other."""


def titled(blocks: Sequence[Block], named: str) -> tuple[Value, str]:
    """Return the title by its style, else from the properties, and the text without it.

    Args:
        blocks: paragraphs and rows in their order, none of them empty.
        named: what the properties say that the title is; may be empty.
    """
    styled = next((text for text, style in blocks if style == "Title"), "")
    heading = blocks[0][0] if blocks and blocks[0][1].startswith("Heading") else ""
    for title, place in ((styled, "Title style"), (named, "title property"), (heading, "heading")):
        if title:
            kept = [block for block in blocks if block != (title, "Title")]
            if kept and kept[0][0] == title:
                kept = kept[1:]
            return Value(title, place), joined(kept)
    headline, text = split_headline(joined(blocks))
    return Value(headline, "first line"), text


def joined(blocks: Sequence[Block]) -> str:
    """Join paragraphs by a blank line, items of a list and rows of a table by none."""
    pieces: list[str] = []
    before = ""
    for block, style in blocks:
        close = style == before and style in {"row", "item"}
        pieces += "\n" if close else "\n\n", block
        before = style
    return "".join(pieces).strip()
