"""Mixed content of XHTML, HTML and NITF to plain text: paragraphs, lists, tables."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

from corpus.markup.html_fragments import tree_of
from corpus.vocabulary.limits import LONGEST_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.markup.safe_xml import Element

_BLOCKS = frozenset(
    "p div section article header footer main aside address blockquote bq block body body.content "
    "h1 h2 h3 h4 h5 h6 hl1 hl2 hedline pre dl dt dd ul ol li table tbody thead tfoot tr caption "
    "fn note hr figure media nitf html center form fieldset credit datasource dateline byline "
    "abstract summary details".split()
)
_GROUPS = frozenset("ul ol dl table".split())
"""What holds lines of its own: items or rows."""
_CELLS = frozenset("td th".split())
_PASSED = frozenset(
    "head script style template noscript svg math iframe object embed video audio picture canvas "
    "img map form select button figure figcaption media media-caption media-metadata nav "
    "media-reference media-producer media-object nitf-table-metadata rt rp body.head body.end "
    "title".split()
)
"""What is not text of the story: programs, pictures, their captions and credits."""
_TOLD_ELSEWHERE = frozenset("byline vignette source".split())
"""Classes of what stands over a story and is a field of its own."""
_NOT_FOR_READERS = frozenset("notepad noprint nonpublic".split())
"""Classes of what an agency writes to editors below a story."""
_SHORT = 100
"""Characters: what is longer is text, whatever its class is."""

_SPACES = re.compile(r"[ \t\r\n\f\xa0]+")
_RUNS = re.compile(" {2,}")
_AROUND_BREAKS = re.compile(r" ?([\n\t]) ?")
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n\s*")
_BLANK_LINES = re.compile(r"\n{3,}")
_TAG = re.compile(
    r"</?(?:p|br|div|span|b|i|u|em|strong|a|ul|ol|li|table|tr|td|h[1-6]|hl[12]|block|blockquote|"
    r"section|article|body|body\.content|html|nitf|sup|sub|font|figure|img|pre|small)\b[^<>]*>",
    re.IGNORECASE,
)
_ANY_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_ESCAPED_TAG = re.compile(
    r"&lt;/?(?:p|br|div|span|b|i|em|strong|a|ul|li)\b[^<>]{0,300}?&gt;", re.IGNORECASE
)
_ENTITY = re.compile(r"&(?:[A-Za-z]\w{1,31}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_LONG_LINE = 100
"""Characters: lines this long are paragraphs, not lines broken to fit a screen."""
_INDENT = re.compile(r"\n(?=[ \t]{2,}\S)")


class _Writer:
    """Gathers text into blocks: a blank line between them, one line end within a group."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._line: list[str] = []
        self._group = 0
        self._last_group = 0
        self._depths = {"group": 0, "cell": 0, "pre": 0}

    def text(self, text: str | None) -> None:
        if text:
            self._line.append(text if self._depths["pre"] else _SPACES.sub(" ", text))

    def start(self, name: str) -> None:
        if name == "br":
            self._line.append("\n")
        elif name in _CELLS:
            if self._depths["cell"] == 0 and "".join(self._line).strip(" "):
                self._line.append("\t")
            self._depths["cell"] += 1
        elif name in _BLOCKS:
            self._boundary()
            if name in _GROUPS:
                self._group += self._depths["group"] == 0
                self._depths["group"] += 1
            self._depths["pre"] += name == "pre"

    def end(self, name: str) -> None:
        if name in _CELLS:
            self._depths["cell"] -= 1
        elif name in _BLOCKS:
            self._boundary()
            self._depths["group"] -= name in _GROUPS
            self._depths["pre"] -= name == "pre"

    def _boundary(self) -> None:
        if self._depths["cell"]:
            self._line.append(" ")
            return
        block = "".join(self._line)
        if not self._depths["pre"]:
            block = _AROUND_BREAKS.sub(r"\1", _RUNS.sub(" ", block))
        self._line.clear()
        block = block.strip() if not self._depths["pre"] else block.strip("\r\n")
        if not block.strip():
            return
        group = self._group if self._depths["group"] else 0
        if self._parts:
            self._parts.append("\n" if group and group == self._last_group else "\n\n")
        self._parts.append(block)
        self._last_group = group

    def written(self) -> str:
        self._depths["cell"] = 0
        self._boundary()
        return _BLANK_LINES.sub("\n\n", "".join(self._parts))


def text_of(element: Element | None) -> str:
    """Return what is within an element as plain text, captions and pictures left out."""
    if element is None:
        return ""
    writer = _Writer()
    for event, inner in _walk(element):
        if event == "start":
            if inner is not element:
                writer.start(inner.tag)
            writer.text(inner.text)
        elif event == "end":
            if inner is not element:
                writer.end(inner.tag)
                writer.text(inner.tail)
        else:
            writer.text(inner.tail)
    return writer.written()


def _walk(element: Element) -> Iterator[tuple[str, Element]]:
    """Yield each element at its start and its end; `passed` for those whose inside is skipped."""
    from lxml import etree

    walker = etree.iterwalk(element, events=("start", "end"))
    passed = None
    for event, inner in walker:
        if inner is passed:
            passed = None
            yield "passed", inner
        elif event == "start" and inner is not element and _is_passed(inner):
            walker.skip_subtree()
            passed = inner
        else:
            yield event, inner


def _is_passed(element: Element) -> bool:
    if not isinstance(element.tag, str) or element.tag in _PASSED:
        return True
    classes = (element.get("class") or "").lower().split()
    if any(name in _NOT_FOR_READERS for name in classes):
        return True
    return any(name in _TOLD_ELSEWHERE for name in classes) and _is_short(element)


def _is_short(element: Element) -> bool:
    length = 0
    for text in element.itertext():
        length += len(text)
        if length > _SHORT:
            return False
    return True


def inline(element: Element | None) -> str:
    """Return what is within an element as one line."""
    return line_of(text_of(element))


def line_of(text: Any) -> str:
    """Return a headline or a name as one line, markup and entities in it undone."""
    if not isinstance(text, str):
        return str(text) if isinstance(text, int | float) and not isinstance(text, bool) else ""
    text = text[:LONGEST_TEXT]
    if "&" in text and _ENTITY.search(text):
        text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub(" " if "<br" in text.lower() else "", text)
    return " ".join(text.split())


def text_of_string(text: str, *, as_html: bool = False) -> str:
    """Return plain text of a string that is HTML, HTML with its tags escaped, or plain.

    Args:
        text: any string.
        as_html: it says that it is HTML, so that line ends mean nothing, even without a tag.
    """
    if len(text) > 4 * LONGEST_TEXT:
        return text
    if not _TAG.search(text) and _ESCAPED_TAG.search(text):
        text = html.unescape(text)
    if _TAG.search(text):
        # The parser gives up where tags are nested without end; the words are there all the same.
        return text_of(tree_of(text)) or " ".join(_ANY_TAG.sub(" ", text).split())
    text = html.unescape(text) if _ENTITY.search(text) else text
    if as_html:
        return "\n\n".join(" ".join(part.split()) for part in _BLANK_LINE.split(text.strip()))
    return plain_text(text)


def headed(element: Element) -> tuple[str, str]:
    """Return the heading of a page or a part of one, and its text, in which it may stand again."""
    headings = (inline(e) for name in ("h1", "title") for e in element.iter(name))
    body = next(element.iter("body"), element)
    parts = [part for part in body.iter("main", "section", "div") if _is_main(part)]
    text = text_of(parts[0]) if len(parts) == 1 else ""
    return next(filter(None, headings), ""), text or text_of(body)


def _is_main(element: Element) -> bool:
    classes = (element.get("class") or "").lower().split()
    return element.tag == "main" or "main" in classes or element.get("itemprop") == "articleBody"


def headed_string(text: str, *, as_html: bool = False) -> tuple[str, str]:
    """Return the heading in a string that is HTML, and the text of any string."""
    if len(text) <= 4 * LONGEST_TEXT and _TAG.search(text):
        element = tree_of(text)
        if element is not None and any(found := headed(element)):
            return found
    return "", text_of_string(text, as_html=as_html)


def without_title(text: str, title: str) -> str:
    """Leave out the first paragraph where it says the title once more."""
    first, _, rest = text.partition("\n\n")
    return rest if rest and title and line_of(first) == title else text


def line_at(element: Element, path: str) -> str:
    """Return what is in the first element at a path, as one line."""
    return inline(element.find(path))


def is_markup(text: str) -> bool:
    """Tell whether there are tags of HTML or NITF in a string, as such or escaped."""
    return bool(_TAG.search(text) or _ESCAPED_TAG.search(text))


def plain_text(text: str) -> str:
    """Return text that agencies send without markup, its paragraphs parted by blank lines.

    A paragraph may end at a blank line, at an indent, or at the end of a long line.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    lines = [line.rstrip() for line in text.split("\n")]
    if all(lines):
        if any(len(line) > _LONG_LINE for line in lines):
            return "\n\n".join(line.strip() for line in lines).strip()
        if len(paragraphs := _INDENT.split("\n".join(lines))) > 1:
            return "\n\n".join(" ".join(part.split()) for part in paragraphs).strip()
    return _BLANK_LINES.sub("\n\n", "\n".join(line.strip() for line in lines)).strip()
