"""Which elements of a page hold its story, whatever they are called.

What finds the text goes by names: it takes one container for the story, and throws away what is
called like a menu, a box or an advertisement. So an element that holds much of the page's running
text is freed of its misleading names, and a story in several containers is put into one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from corpus.readers.html.no_article import is_prose

LARGE = 0.4
"""Share of a page's running text; what holds more is the story or a large part of it."""

_LEAST = 60
"""Characters of a paragraph that counts as running text."""
_OF_A_PARAGRAPH = ("p", "blockquote", "pre")
_BOXES = ("div", "section", "article", "main", "td", "span", "aside")

_STORY_NAMES = re.compile(
    r"(?:article|story|entry|post|page|text|body|art|content|main)[-_]{0,2}"
    r"(?:body|text|content|main|wrapper|container)?|articlebody|fulltext|hentry",
    re.IGNORECASE,
)
"""Names that say that a story is in it: what finds the text looks for them."""

_MISLEADING = ("role", "style", "aria-hidden", "data-component", "data-lp-replacement-content")
"""Attributes besides class and id by which something is taken for no part of a story."""

_PARTS = ("div", "section", "article")
_MOST_PARTS = 500


class RunningText:
    """How much running text there is in a page, and in elements of it: paragraphs of sentences."""

    def __init__(self, page: Any) -> None:
        self._of: defaultdict[Any, int] = defaultdict(int)
        """Characters of running text, of each element that holds some."""
        for paragraph in page.iter(*_OF_A_PARAGRAPH):
            line = " ".join(paragraph.text_content().split())
            if len(line) < _LEAST or not is_prose(line):
                continue
            if next(paragraph.iterancestors(*_OF_A_PARAGRAPH), None) is not None:
                continue
            for around in (paragraph, *paragraph.iterancestors()):
                self._of[around] += len(line)
        self.whole = self._of[page]

    def share(self, tag: Any) -> float:
        """Return the share of a page's running text that is in an element."""
        return self._of.get(tag, 0) / self.whole if self.whole else 0.0


def free_of_names(page: Any, running: RunningText) -> None:
    """Take from what holds a large part of the story the names that would cost it."""
    from trafilatura.xpaths import OVERALL_DISCARD_XPATH, TEASER_DISCARD_XPATH

    for thrown_away in (*OVERALL_DISCARD_XPATH, *TEASER_DISCARD_XPATH):
        for tag in thrown_away(page):
            if running.share(tag) > LARGE:
                _free(tag)


def _free(tag: Any) -> None:
    for name in _MISLEADING:
        tag.attrib.pop(name, None)
    for name in ("class", "id"):
        told = [word for word in tag.get(name, "").split() if _STORY_NAMES.fullmatch(word)]
        if told:
            tag.set(name, " ".join(told))
        else:
            tag.attrib.pop(name, None)


def join_parts(page: Any, running: RunningText) -> None:
    """Put a story that stands in several containers side by side into the first of them."""
    for around in [tag for tag in page.iter(*_BOXES, "body") if running.share(tag) > LARGE]:
        parts: defaultdict[tuple[str, str], list[Any]] = defaultdict(list)
        for child in around:
            if child.tag in _PARTS and running.share(child) > 0:
                parts[child.tag, _kind(child)].append(child)
        for several in parts.values():
            together = sum(map(running.share, several))
            if 1 < len(several) <= _MOST_PARTS and together > LARGE:
                _join(around, several)


def _kind(tag: Any) -> str:
    """Return what an element is called, its number left out."""
    return re.sub(r"\d+", "", f"{tag.get('class', '')}|{tag.get('itemprop', '')}")


def _join(around: Any, parts: list[Any]) -> None:
    """Move what stands from the first part to the last into the first, in its order."""
    if any(part.getparent() is not around for part in parts):
        return  # they are in what was put together just before
    first, last = around.index(parts[0]), around.index(parts[-1])
    joined = parts[0]
    for sibling in list(around)[first + 1 : last + 1]:
        joined.append(sibling)  # takes it from where it was, with the text behind it
    for part in parts[1:]:
        part.drop_tag()
