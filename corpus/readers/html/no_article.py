"""Pages that hold no article: fronts of links, logins, errors; why one is taken for such."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any

from corpus.readers.html.teasers import drop, teasers_in, text_length

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
_FEW_WORDS = 4
"""Buttons and captions have fewer, or don't end like a sentence."""
_SENTENCE_END = re.compile(r"[.!?…。！？؟।][\"'’”»)\]」』]*$")

_MANY_TEASERS = 3
"""A page with as many is a front, if there is nothing else on it."""
_LONGEST_TEASER = 5_000
"""Characters; on the front of a blog whole stories stand."""
_LINKED = 0.6
"""Share of a page's text that is links, if it is a front."""

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
    if _is_front(tree):
        return "links to articles only"
    return "" if any(map(is_prose, text.split("\n"))) else "no running text"


def is_prose(line: str) -> bool:
    """Tell whether a line is a sentence: a few words at least, that end like one."""
    # Ideographs are not parted into words.
    words = len(line.split()) + sum("\u3040" <= character <= "\u9fff" for character in line) // 2
    return words >= _FEW_WORDS and bool(_SENTENCE_END.search(line))


def _is_front(tree: Any) -> bool:
    """Tell whether what is not a teaser on the page is not prose either."""
    rest = deepcopy(tree)
    for tag in list(rest.iter(*_AROUND)):
        if next(tag.iter("h1"), None) is None:
            drop(tag)
    whole = text_length(rest)
    if whole and sum(text_length(link) for link in rest.iter("a")) >= _LINKED * whole:
        return True
    teasers = teasers_in(rest, longest=_LONGEST_TEASER)
    for item in teasers:
        drop(item)
    lines = (" ".join(tag.text_content().split()) for tag in rest.iter("p"))
    return len(teasers) >= _MANY_TEASERS and not any(map(is_prose, lines))
