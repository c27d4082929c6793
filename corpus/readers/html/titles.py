"""The headline of a page, told from the name of its site."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from corpus.found.findings import Value
from corpus.readers.html import meta_tags
from corpus.readers.html.headings import LONGEST_TITLE, key, titles_of
from corpus.readers.html.json_ld import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from corpus.readers.html.page_data import PageData


_SHARED = {"meta og:title", "meta twitter:title", "title"}
"""Where a page has the headline for people who are not on it."""

_SEPARATOR = re.compile(r"\s+[|–—·•»«:~-]+\s+|\s*[|»«]\s*")
_SITE_BEFORE = re.compile(r"(.{1,80}?)\s*[:|–—·•»-]\s+")
_CUT_OFF = re.compile(r"\s*(?:\.{3}|…)$")
_LONGEST_IN_DATA = 100
"""Characters; search engines want no more than 110 in JSON-LD, so that some sites cut there."""


def title_in(tree: Any, page: PageData) -> Value:
    """Return the headline as structured data, meta tags, the first heading or the title has it.

    Where the heading that readers see is also the one that is shared or in the window's title, it
    is the headline, whatever search engines are told.
    """
    on_page = titles_of(tree)
    headings = [line for place, line in on_page if place == "h1"]
    sites = {key(name) for name in page.site_names()} - {""}
    found = [
        Value(title, place)
        for place, line in _candidates(on_page, page)
        if (title := without_site(line, sites, headings)) and key(title) not in sites
    ]
    if not found:
        return Value("", "")
    shared = {key(each.value) for each in found if each.place in _SHARED}
    for each in found:
        if each.place == "h1" and key(each.value) in shared:
            return each
    first = found[0]
    start = key(_CUT_OFF.sub("", first.value))
    if _CUT_OFF.search(first.value) or len(first.value) >= _LONGEST_IN_DATA:
        whole = (title for title in found if len(key(title.value)) > len(start))
        return next((title for title in whole if key(title.value).startswith(start)), first)
    return first


def without_site(title: str, sites: Iterable[str], headings: Iterable[str]) -> str:
    """Return a title without the name of the site before or after it.

    Args:
        title: `Dam inquiry opens | Coastal Wire`.
        sites: keys of the names that the site goes by.
        headings: of the page; where one is a part of the title, it is the title.
    """
    before = _SITE_BEFORE.match(title)
    if before and key(before[1]) in sites:
        return title[before.end() :]
    parts = _SEPARATOR.split(title)
    for heading in headings:
        if key(heading) in {key(part) for part in (parts[0], parts[-1])} - set(sites):
            return heading
    for between in list(_SEPARATOR.finditer(title))[::-1]:
        if key(title[between.end() :]) in sites:
            return without_site(title[: between.start()], sites, headings)
    return title


def _candidates(on_page: list[tuple[str, str]], page: PageData) -> Iterator[tuple[str, str]]:
    for kind, node in page.described:
        for field in ("headline", "name"):
            if line := text_of(node.get(field))[:LONGEST_TITLE]:
                yield f"{kind} {field}", line
    for name, content in page.metas.all(meta_tags.TITLE):
        yield f"meta {name}", content[:LONGEST_TITLE]
    yield from on_page
