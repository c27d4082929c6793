"""News of standing questions as an Atom feed (RFC 4287), which goes on from what it held."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from index.formats.wording.hit_facts import also_in, byline_of
from index.formats.wording.pieces import in_context, on_a_line, said_by
from index.vocabulary.errors import NewsIndexError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from lxml import etree

    from index.vocabulary.results import Hit, News, Watch

_ENTRIES = 50
"""Entries that a feed keeps, the newest first."""

_ATOM = "http://www.w3.org/2005/Atom"
_KIND = uuid.UUID("9b0f3c5e-8a53-4d3c-9e0b-5a3f6c1d2e47")
"""Of the ids that are made here: the same article and question have the same one at any time."""


def feed(news: Sequence[News], now: datetime, before: bytes = b"", url: str = "") -> bytes:
    """Return a feed of what came in, followed by what it held before.

    Args:
        news: of standing questions.
        now: when they came in, with its time zone.
        before: the feed as it was; nothing if there was none.
        url: where it will be found; where none is named, what the feed said before.

    Raises:
        NewsIndexError: what was there is no such feed.
    """
    from lxml import etree  # which no search needs

    old = _parsed(before) if before else None
    root = etree.Element(_name("feed"), nsmap={None: _ATOM})
    names = ", ".join(each.watch.name for each in news)
    title = f"News: {names}" if names else "News"
    own = {"id": _urn(*sorted(each.watch.name for each in news)), "title": title}
    for name, value in own.items():
        _add(root, name, (old is not None and old.findtext(_name(name))) or value)
    if address := url or _address(old):
        etree.SubElement(root, _name("link"), rel="self", href=_text(address))
    _add(root, "updated", _moment(now))
    _add(etree.SubElement(root, _name("author")), "name", "newsdex")
    entries = [_entry(each.watch, hit, now) for each in news for hit in each.hits]
    entries += [] if old is None else old.findall(_name("entry"))
    root.extend(_first(entries, _ENTRIES))
    whole: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return whole


def _entry(watch: Watch, hit: Hit, now: datetime) -> etree._Element:
    from lxml import etree

    article = hit.article
    entry = etree.Element(_name("entry"))
    _add(entry, "id", _urn(watch.name, article.id))
    _add(entry, "title", _text(article.title) or article.id)
    _add(entry, "updated", _moment(now))
    if article.published:
        _add(entry, "published", _moment(article.published))
    for author in article.authors:
        _add(etree.SubElement(entry, _name("author")), "name", author)
    if article.link:
        etree.SubElement(entry, _name("link"), rel="alternate", href=article.link)
    etree.SubElement(entry, _name("category"), term=_text(watch.name))
    speaker = said_by(hit)
    said = f"{speaker}: " if speaker else ""
    text = "".join(piece.text for piece in in_context(hit))
    elsewhere = also_in(article, hit.copies) if hit.copies else ""
    told = (" · ".join(byline_of(article)), said + text, elsewhere)
    _add(entry, "content", " – ".join(filter(None, told)))
    return entry


def _address(feed: etree._Element | None) -> str:
    """Return where a feed says that it is found."""
    links = () if feed is None else feed.iterfind(_name("link"))
    return next((link.get("href", "") for link in links if link.get("rel") == "self"), "")


def _first(entries: Iterable[etree._Element], count: int) -> Iterator[etree._Element]:
    """Yield the first entries, each id once."""
    seen: set[str | None] = set()
    for entry in entries:
        id_ = entry.findtext(_name("id"))
        if id_ not in seen and len(seen) < count:
            seen.add(id_)
            yield entry


def _parsed(before: bytes) -> etree._Element:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=True)
    try:
        root = etree.fromstring(before, parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None or root.tag != _name("feed"):
        raise NewsIndexError("what is there is no Atom feed; name another file")
    return root


def _add(parent: etree._Element, name: str, text: str) -> None:
    from lxml import etree

    etree.SubElement(parent, _name(name)).text = _text(text)


def _text(text: str) -> str:
    """Return a text as XML can hold it."""
    return on_a_line(text).strip()


def _name(name: str) -> str:
    return f"{{{_ATOM}}}{name}"


def _urn(*parts: str) -> str:
    return uuid.uuid5(_KIND, "\n".join(parts)).urn


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
