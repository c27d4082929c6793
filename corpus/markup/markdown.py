"""Markdown to plain text, and the heading that it begins with."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from corpus.fields.headlines import split_headline
from corpus.markup.html_fragments import line_of, text_of
from corpus.markup.markup_in_text import is_tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt

_MARKS = "\n*_`[]<|~&\\!"
_MOST_MARKS = 50_000
"""Of which each may take the parser some fifty microseconds."""

_BEYOND_COMMONMARK = (
    (re.compile(r"!\[\[[^\[\]\n]{0,300}\]\]"), ""),
    (re.compile(r"\[\[(?:[^\[\]|\n]{1,300}\|)?([^\[\]|\n]{1,300})\]\]"), r"\1"),
    (re.compile(r"\{\{[<%][^{}\n]{0,500}[>%]\}\}|\{%[^{}%\n]{0,500}%\}"), ""),
    (re.compile(r"^([ ]{0,3}>[ ]?)\[![a-zA-Z-]{1,30}\][+-]?[ ]?", re.MULTILINE), r"\1"),
    (re.compile(r"^([ \t]{0,20}(?:[-*+]|\d{1,9}[.)])[ ])\[[ xX]\][ ]", re.MULTILINE), r"\1"),
    (re.compile(r"^\[\^[^\[\]\s]{1,50}\]:[ ]?", re.MULTILINE), ""),
    (re.compile(r"\[\^[^\[\]\s]{1,50}\]"), ""),
    (re.compile(r"(?<![=\w])==(?=[^\s=])([^=\n]{1,300})(?<=\S)==(?![=\w])"), r"\1"),
    (re.compile(r"^[ ]{0,3}\{:[^{}\n]{0,300}\}[ ]*$", re.MULTILINE), ""),
    (re.compile(r"^(#{1,6}[ ][^\n{}]{1,300}?)[ ]*\{#[^{}\n]{1,100}\}[ ]*$", re.MULTILINE), r"\1"),
)
"""What Obsidian (links, embedded notes, callouts, highlights), Hugo and Jekyll (shortcodes,
attributes) and GitHub (tasks, footnotes) write, and what stands for it."""

_UP_TO_ITS_END = re.compile(r"\s*<(?:!--|script|style|textarea|pre|\?|!\[CDATA\[)", re.IGNORECASE)
_END = re.compile(r"-->|</(?:script|style|textarea|pre)|\?>|\]\]>", re.IGNORECASE)
"""Of HTML that hides or holds whatever comes before its end: without one, all that follows."""


@dataclass(frozen=True, slots=True)
class MarkdownText:
    """What Markdown says."""

    heading: str
    """The heading that it begins with, or the first line where that stands alone as one does."""
    text: str
    """All of it."""
    rest: str
    """All but that heading."""


def markdown_text(source: str) -> MarkdownText | None:
    """Return what Markdown says, without marks and addresses; None where it has too many marks.

    What looks like a tag and isn't one of HTML, such as `<IBM>`, is text.
    """
    if sum(map(source.count, _MARKS)) > _MOST_MARKS:
        return None
    for pattern, meant in _BEYOND_COMMONMARK:
        source = pattern.sub(meant, source)
    parser = _parser()
    tokens = parser.parse(source)

    def rendered(some: Sequence[Any]) -> str:
        return text_of(str(parser.renderer.render(some, parser.options, {})))

    text = rendered(tokens)
    if not _begins_with_heading(source, tokens):
        return MarkdownText("", text, text)
    heading = line_of(str(parser.renderer.render(tokens[1:2], parser.options, {})))
    return MarkdownText(heading, text, rendered(tokens[3:]))


def _begins_with_heading(source: str, tokens: Sequence[Any]) -> bool:
    """Tell whether the first block is a heading, or a line that is one by its looks."""
    first = tokens[0].type if tokens else ""
    return first == "heading_open" or (
        first == "paragraph_open" and bool(split_headline(source)[0])
    )


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 50})
    parser.enable(["table", "strikethrough"])
    for kind in ("html_inline", "html_block"):
        parser.add_render_rule(kind, _tag_or_text)
    return parser


def _tag_or_text(_renderer: Any, tokens: Sequence[Any], at: int, _options: Any, _env: Any) -> str:
    written = str(tokens[at].content)
    tag = is_tag(written) and not (_UP_TO_ITS_END.match(written) and not _END.search(written))
    return written if tag else html.escape(written, quote=False)
