"""HTML pages: what the page says of itself, and the text that trafilatura finds in it."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from corpus.fields.bylines import names_in
from corpus.found.findings import Fault, Found, Item, Value
from corpus.found.reader import Reader, Stream
from corpus.readers.html import json_ld
from corpus.readers.html.dates import published_in, updated_in
from corpus.readers.html.headings import titles_of
from corpus.readers.html.no_article import why_no_article
from corpus.readers.html.page_data import PageData
from corpus.readers.html.parsing import begins_page, parse_page
from corpus.readers.html.people import people_on
from corpus.readers.html.teasers import drop
from corpus.readers.html.text import article_text, body_text
from corpus.readers.html.titles import title_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.vocabulary.limits import Limits

_FAR_SHORTER = 0.5
"""Of the text that JSON-LD holds; what was extracted is then worse than that."""
_STUB = 1_500
"""Characters; what a page that is not free shows before its end is shorter."""


def _read(stream: Stream) -> Iterator[Found]:
    most = min(stream.limits.size, stream.limits.page)
    data = stream.whole("HTML page", most, advice="split it into articles")
    yield data if isinstance(data, Fault) else read_page(data, stream.limits)


def read_page(data: bytes, limits: Limits) -> Item | Fault:
    """Return the article in a page, or why there is none.

    Args:
        data: the page as a server sends it or a browser saves it.
        limits: what it may cost.
    """
    tree = parse_page(data, limits)
    if isinstance(tree, Fault):
        return tree
    page = PageData(tree, data)
    authors, source = page.authors(), page.source()
    title = title_in(tree, page)
    headlines = [title.value, *(line for _, line in titles_of(tree))]
    found, byline = article_text(tree, headlines, authors.value)
    text = Value(found, "page text")
    if page.only_site(authors.value):
        people = people_on(tree) or [name for name in byline if not page.only_site([name])]
        authors = Value(people, "byline") if people else authors
    if not (title.value and authors.value and source.value):
        authors = authors if authors.value else Value(byline, "page text")
        title, authors, source = _guessed(tree, title, authors, source)
    for kind, node in page.described:
        body = body_text(node.get("articleBody"), limits)
        if len(text.value) < _FAR_SHORTER * len(body):
            text = Value(body, f"{kind} articleBody")
    reason = why_no_article(tree, title.value, text.value, declared=page.declared)
    if reason:
        return Fault(f"no article on this page ({reason})")
    language = page.language()
    fields = {
        "title": title,
        "text": text,
        "authors": authors,
        "source": source if source.value else page.domain(),
        "section": page.section(),
        "language": language,
        "url": page.url(),
    }
    is_stub = len(text.value) < _STUB and not page.is_free()
    urls = [url.value for url in page.urls]
    return Item(
        fields={name: value for name, value in fields.items() if value.value},
        published=published_in(
            page.described, page.metas, tree, urls, language.value, title=title.value
        ),
        updated=updated_in(page.described, page.metas, tree),
        extra=page.extra() | ({"paywalled": True} if is_stub else {}),
    )


def _guessed(tree: Any, title: Value, *others: Value) -> tuple[Value, Value, Value]:
    """Return title, authors and source, those that are missing as trafilatura guesses them."""
    from trafilatura.metadata import extract_author, extract_sitename, extract_title

    authors, source = others
    page = deepcopy(tree)
    for script in list(page.iter("script")):
        drop(script)  # it is read already
    if not title.value:
        title = Value(extract_title(page) or "", "page text")
    if not authors.value:
        authors = Value(names_in(extract_author(page) or ""), "page text")
    if not source.value:
        source = Value(json_ld.plain(extract_sitename(page) or ""), "title")
    return title, authors, source


READER = Reader(
    "HTML",
    (".html", ".htm", ".xhtml", ".shtml"),
    _read,
    certain=begins_page,
    likely=lambda head: head.lstrip()[:1] == b"<" and b"</p>" in head.lower(),
)
