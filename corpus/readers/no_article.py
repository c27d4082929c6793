"""Pages that hold no article: fronts of links, logins, errors; why one is taken for such."""

from __future__ import annotations

import re
from copy import deepcopy
from itertools import islice
from typing import Any

_ERROR = re.compile(
    r"^\W*(?:error\W+)?(?:40[0134]|410|429|50[0234])\b(?:\W|$)(?!\d)|\b(?:page|site|article|story|url|file)"
    r"\b.{0,20}\b(?:not found|no longer (?:available|exists?)|doesn'?t exist|unavailable|missing)"
    r"|^\W*not found\b|access denied|^forbidden|service unavailable|bad gateway|just a moment"
    r"|are you a robot|attention required|seite (?:wurde )?nicht gefunden|page (?:non |introuvable)"
    r"|página no encontrada|pagina non trovata|página não encontrada|pagina niet gevonden"
    r"|sidan (?:kunde inte hittas|hittades inte)|strona nie (?:została )?znaleziona|ne existe pas"
    r"|страница не найдена|ページが見つかりません|sayfa bulunamadı",
    re.IGNORECASE,
)
"""Titles of pages that a server sends in place of an article."""

_SHORT = 600
"""Characters; an article is longer than what error and login pages say."""
_PROSE = 40
"""Characters of a paragraph that ends like a sentence; buttons and captions are shorter."""
_SENTENCE_END = re.compile(r"[.!?…。！？؟।][\"'’”»)\]」』]*$")

_MOST_TEASERS = 3
"""Headings that are links to stories; a page with as many is a front, if nothing else is there."""
_LINKED = 0.6
"""Share of a heading, or a page's text, that is links."""

_HEADINGS = ("h2", "h3", "h4", "h5")
_ITEMS = ("article", "li", "section", "div", "td")
_AROUND = ("nav", "header", "footer", "aside", "form", "script", "style", "noscript", "template")


def why_no_article(tree: Any, title: str, text: str, *, declared: bool) -> str:
    """Return in a few words why a page holds no article; empty where it holds one.

    Args:
        tree: the page.
        title: the page's.
        text: extracted from it.
        declared: whether the page itself says that it is an article.
    """
    short = len(text) < _SHORT
    if short and _ERROR.search(title):
        return "an error page"
    if declared:
        return "" if text or title else "nothing in it"
    if short and tree.xpath("//body//input[@type='password']"):
        return "a login page"
    if not any(_is_prose(line) for line in text.split("\n")):
        return "no running text"
    return "links to articles only" if _is_front(tree) else ""


def _is_prose(line: str) -> bool:
    # Ideographs say in one what letters say in three.
    wide = sum("\u3040" <= character <= "\ud7a3" for character in line)
    return len(line) + 2 * wide >= _PROSE and bool(_SENTENCE_END.search(line))


def _is_front(tree: Any) -> bool:
    """Tell whether what is no teaser on the page is no prose either."""
    rest = deepcopy(tree)
    for tag in list(rest.iter(*_AROUND)):
        if tag.getparent() is not None and next(tag.iter("h1"), None) is None:
            tag.drop_tree()
    teasers = 0
    for heading in list(rest.iter(*_HEADINGS)):
        if not _is_linked(heading):
            continue
        teasers += 1
        item = _item_of(heading)
        if item.getparent() is not None and next(item.iter("h1"), None) is None:
            item.drop_tree()
    whole = _length(rest)
    links = sum(_length(link) for link in rest.iter("a"))
    if whole and links / whole >= _LINKED:
        return True
    if teasers < _MOST_TEASERS:
        return False
    return not any(_is_prose(" ".join(p.text_content().split())) for p in rest.iter("p"))


def _is_linked(heading: Any) -> bool:
    whole = _length(heading)
    if any(tag.tag == "a" for tag in heading.iterancestors()):
        return whole > 0
    return whole > 0 and sum(_length(link) for link in heading.iter("a")) >= _LINKED * whole


def _item_of(heading: Any) -> Any:
    """Return the element that holds the heading and what belongs to it, and no other heading."""
    item = heading
    for around in heading.iterancestors():
        if (
            around.tag in {"body", "main"}
            or len(list(islice(around.iter(*_HEADINGS, "h1"), 2))) > 1
        ):
            break
        item = around
        if around.tag in {"article", "li"}:
            break
    return item


def _length(tag: Any) -> int:
    return len(tag.text_content().strip())
