"""RSS, RDF and Atom: an entry of a feed is an article."""

from __future__ import annotations

import html
import io
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from corpus.found.findings import Fault, Found, Item
from corpus.found.reader import Reader, Stream
from corpus.markup.html_fragments import line_of
from corpus.markup.xml_prolog import DocumentError, Prolog, decode_xml, prolog_of, read_prolog
from corpus.readers.feeds.entries import Entry, entry_item
from corpus.readers.feeds.site_exports import (
    BLOGGERS_KIND,
    dates_of,
    is_article,
    said,
    status_of,
    text_in,
    writers_in,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LARGEST = 32 * 1024 * 1024
"""Bytes of a feed: feedparser holds all of it, and some ten times as much, in memory."""

_PARSER_ERRORS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What feedparser raises where a feed is broken in a way that its authors haven't met."""

_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,8}));|&#[xX]?[0-9a-fA-F]{9,};?")
_FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 can't hold, and real feeds do."""

_ATOM = "http://www.w3.org/2005/Atom"

_HARMLESS = re.compile("unbound prefix|undefined entity|not associated with a namespace")
"""Faults of XML that feedparser reads over without losing anything."""

_ENTRY_OR_CATEGORY = re.compile(
    r"<(?:[\w.-]+:)?(?:(?P<entry>item|entry)|category|subject|keywords)\b", re.IGNORECASE
)
_LONGEST_DATE = 200
_MOST_ENTRIES = 100_000
_MOST_ELEMENTS = 500_000
"""Of a feed, HTML in CDATA left out: feedparser takes ten seconds for a million of them, and a
kilobyte for each that is not closed."""
_CDATA = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL)
_BARE = re.compile(
    rf"(?P<cdata>{_CDATA.pattern})|&(?!#[0-9]|#[xX][0-9a-fA-F]|[A-Za-z][\w.-]{{0,50}};)", re.DOTALL
)
"""An ampersand that stands for itself, which ends the reading of XML; in CDATA it may."""
_MOST_CATEGORIES = 1_000
"""Of one entry: feedparser compares each of them with each."""
_WORD = re.compile(r"([\w.+-]{1,1000}+)[\w.+-]*+", re.ASCII)
"""A word or an address, and the rest of what is too long to be one: feedparser looks for
addresses in quadratic time."""

_CAPTION = re.compile(r"<(/?)media:(?:description|text)\b[^<>]*?(/?)>")
"""feedparser takes the caption of a picture for a description of the entry; under another name
it stays what it is."""


def _is_feed(prolog: Prolog) -> bool:
    attributes = prolog.attributes.lower()
    match prolog.root.lower():
        case "rss" | "channel":
            return True
        case "rdf":
            return "purl.org/rss/" in attributes or "netscape.com/rdf/simple" in attributes
        case "feed":
            return "atom" in attributes or "xmlns=" not in attributes or 'version="0.' in attributes
        case "entry":
            return "www.w3.org/2005/atom" in attributes
    return False


def _begins_feed(head: bytes) -> bool:
    prolog = prolog_of(head)
    return prolog is not None and _is_feed(prolog)


def _read(stream: Stream) -> Iterator[Found]:
    data = stream.whole("feed", min(LARGEST, stream.limits.size))
    if isinstance(data, Fault):
        yield data
        return
    decoded = decode_xml(data)
    text = decoded.text
    try:
        prolog = read_prolog(text)
    except DocumentError:
        yield Fault("no XML, or nothing in it", "check the file")
        return
    if not _is_feed(prolog):
        yield Fault(f"XML of no news format: root <{prolog.root[:50]}>")
        return
    if prolog.entities:
        yield Fault(
            "feed that declares entities of its own", "write them out, or remove its DOCTYPE"
        )
        return
    if crowd := _crowd(text):
        yield Fault(crowd, "split it")
        return
    try:
        parsed = _parsed(text[prolog.start :])
    except _PARSER_ERRORS as error:
        yield Fault(f"feed too broken to be read ({type(error).__name__})", "check the file")
        return
    before = text.count("\n", 0, prolog.start)
    lied = decoded.declared and not decoded.held
    complaint = f"declared as {decoded.declared}, but not in it" if lied else ""
    yield from _found(parsed, complaint, before, writers_in(text))


def _crowd(text: str) -> str:
    """Return of what there is too much in a feed, if there is."""
    entries = categories = 0
    for found in _ENTRY_OR_CATEGORY.finditer(text):
        categories = 0 if found["entry"] else categories + 1
        entries += bool(found["entry"])
        if categories > _MOST_CATEGORIES:
            return f"feed with an entry of more than {_MOST_CATEGORIES:,} categories"
        if entries > _MOST_ENTRIES:
            return f"feed of more than {_MOST_ENTRIES:,} entries"
    if (
        _elements(text) - sum(_elements(found[0]) for found in _CDATA.finditer(text))
        > _MOST_ELEMENTS
    ):
        return f"feed of more than {_MOST_ELEMENTS:,} elements"
    return ""


def _elements(text: str) -> int:
    return text.count("<") - text.count("</")


def _parsed(root: str) -> Any:
    """Parse a feed that begins with its root element: no declaration, no document type.

    A stream is handed over, since feedparser takes bytes for the name of a file and text for an
    address to be fetched.
    """
    import feedparser

    sound = _BARE.sub(lambda found: found["cdata"] or "&amp;", root)
    sound = _FORBIDDEN.sub("", _REFERENCE.sub(_sound, sound))
    sound = _WORD.sub(r"\1", _CAPTION.sub(r"<\1media:caption\2>", sound))
    return feedparser.parse(
        io.BytesIO(sound.encode("utf-8", "replace")),
        # No HTML gets further than `corpus.markup.html_fragments`, which keeps nothing but text;
        # feedparser's sanitiser takes quadratic time over comments without an end.
        sanitize_html=False,
        resolve_relative_uris=False,
    )


def _sound(reference: re.Match[str]) -> str:
    """Return a reference to a character as it stands, or U+FFFD if there is no such character."""
    hexadecimal, decimal = reference.groups()
    code = int(hexadecimal, 16) if hexadecimal else int(decimal) if decimal else -1
    known = 0 <= code <= 0x10FFFF and not _FORBIDDEN.match(chr(code))  # noqa: PLR2004 - Unicode's end
    return reference[0] if known else "\ufffd"


def _found(
    parsed: Any, complaint: str, lines_before: int, writers: Mapping[str, str]
) -> Iterator[Found]:
    """Yield the articles, and what is wrong with the feed."""
    warnings = [complaint] if complaint else []
    broken: list[Fault] = []
    if error := parsed.get("bozo_exception"):
        line = getattr(error, "getLineNumber", lambda: None)()
        reason = (getattr(error, "getMessage", lambda: str(error))() or type(error).__name__)[:100]
        if _HARMLESS.search(reason):
            warnings.append(f"ill-formed XML ({reason})")
        else:
            reason = f"ill-formed XML ({reason})"
            broken = [Fault(reason, "read as far as it goes", line and line + lines_before)]
    rss = not parsed.version.startswith("atom")
    entries = [entry for entry in parsed.entries if is_article(entry)]
    for entry in entries:
        yield _item(entry, parsed, warnings, writers, rss=rss)
        warnings = []
    yield from broken
    if not entries:
        yield Fault("feed without entries", "; ".join(warnings))


def _item(
    entry: Any, parsed: Any, warnings: list[str], writers: Mapping[str, str], *, rss: bool
) -> Item:
    feed = parsed.feed
    contents = [content for content in entry.get("content", ()) if content.get("value")]
    source = entry.get("source") or {}
    detail = [entry.get("title_detail") or {}, *contents, entry.get("summary_detail") or {}]
    tags = [(_tag(tag), tag.get("scheme") or "") for tag in entry.get("tags", ())]
    tags = [tag for tag in tags if tag[1] != BLOGGERS_KIND]
    stated = dates_of(entry)
    in_export = "wp_post_type" in entry
    published, updated = _dates(entry, parsed.namespaces, rss=rss)
    return entry_item(
        Entry(
            id=(said(entry, "id"), "guid" if rss else "id"),
            url=(_address(entry, feed), "link"),
            title=_markup(entry, "title"),
            contents=[
                (text_in(value) if in_export else value, "content:encoded" if rss else "content")
                for value in map(_as_markup, contents)
            ],
            summaries=[
                (_summary(entry), "description" if rss else "summary"),
                (said(entry, "media_caption"), "media:description"),
            ],
            published=published or stated[0],
            updated=updated or stated[1],
            moments=[
                (str(dict.get(feed, name))[:_LONGEST_DATE], f"{name} of the feed")
                for name in ("published", "updated")
                if dict.get(feed, name)
            ],
            authors=[writers.get(name, name) for name in _authors(entry) or _authors(source)],
            source=[
                (_markup(source, "title"), "source title"),
                (_markup(feed, "title"), "title of the feed"),
            ],
            language=next(
                (part["language"] for part in detail if part.get("language")),
                feed.get("language") or "",
            ),
            section=said(entry, "prism_section"),
            categories=tags,
            extra={"rights": line_of(_markup(entry, "rights")), "status": status_of(entry)},
            warnings=warnings,
        )
    )


def _address(entry: Any, feed: Any) -> str:
    link = said(entry, "link")
    if entry.get("guidislink") and not link.startswith(("http:", "https:")):
        return ""  # a guid is an address unless it says otherwise, and some don't
    try:
        return urljoin(feed.get("link") or "", link) if link else ""
    except ValueError:  # a broken address
        return link


def _tag(tag: Any) -> str:
    return tag.get("label") or tag.get("term") or ""


def _summary(entry: Any) -> str:
    # Where there is none, feedparser puts a copy of the content in its place, without detail.
    return _markup(entry, "summary") if "summary_detail" in entry else ""


def _markup(holder: Any, name: str) -> str:
    """Return an element as HTML, whichever way it was written."""
    value = holder.get(name) or ""
    return _as_markup({**(holder.get(f"{name}_detail") or {"type": "text/plain"}), "value": value})


def _as_markup(content: Any) -> str:
    value: str = content["value"]
    if content.get("type") != "text/plain":
        return value
    # Entities in plain text are undone as well: who writes them has escaped once too often.
    return html.escape(html.unescape(value), quote=False)


def _dates(
    entry: Any, namespaces: Any, *, rss: bool
) -> tuple[list[tuple[Any, str]], list[tuple[Any, str]]]:
    """Return the candidates for the dates of publication and of the last change.

    feedparser takes `dc:date` for a change; in RSS it is when the item was published.
    """
    names = {"published": "pubDate", "updated": "dc:date", "created": "created"} if rss else {}
    found = {
        name: (str(dict.get(entry, name))[:_LONGEST_DATE], names.get(name, name))
        for name in ("published", "updated", "created")
        if dict.get(entry, name)
    }
    changes = not rss or "dcterms" in namespaces or _ATOM in namespaces.values()
    published = [found[name] for name in ("published", "updated", "created") if name in found]
    return published, [found["updated"]] if changes and "updated" in found else []


def _authors(holder: Any) -> list[str]:
    authors = holder.get("authors") or []
    if len(authors) == 1:  # as it is written: feedparser doesn't part every address from the name
        return [holder.get("author") or ""]
    return [author.get("name") or "" for author in authors]


READER = Reader(
    "RSS or Atom",
    (".rss", ".atom", ".rdf"),
    _read,
    certain=_begins_feed,
)
