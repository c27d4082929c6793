"""EPUB, as books and e-reader editions of papers: each document with running text is an article."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from corpus.fields.bylines import split_byline
from corpus.fields.document_properties import real_name
from corpus.found.findings import Fault, Found, Item, Value
from corpus.found.reader import Reader, Stream
from corpus.markup.html_fragments import text_of, tree_of
from corpus.markup.packages import PACKAGE_ERRORS, excess, kind_of, part_of, shown
from corpus.markup.xml_prolog import DocumentError, decode_xml
from corpus.readers.documents.epub_package import Book, read_book

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.readers.documents.epub_package import Entry

_KIND = "application/epub+zip"
_FONT_OBFUSCATION = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_LARGEST_TEXT = 32 * 1024 * 1024
"""Bytes of all documents that are read of a book."""

_SENTENCE_END = re.compile(r"[.!?…:][\"'’”»)\]]{0,3}$")
_SENTENCE_WORDS = 5
"""A line with a full stop that has fewer stands on covers and above parts, too."""
_COPYRIGHT = re.compile(r"©|\(c\)|\bcopyright\b|\bISBN\b|all rights reserved", re.IGNORECASE)
_COPYRIGHT_WORDS = 200
"""What has more is a story about a copyright."""
_MOST_LINKED = 0.5
"""Share of the words in links, from which a document is a list of contents."""
_FRONT_MATTER = frozenset(
    "cover titlepage halftitlepage copyright-page toc landmarks page-list loi lot index imprint "
    "colophon dedication epigraph".split()
)
"""What a document says that it is (EPUB Structural Semantics), and is no article."""
_FRONT_HEADING = re.compile(
    r"(?:cover|title page|copyright(?: page| notice)?|(?:table of )?contents|imprint|colophon|index"
    r"|impressum|titelseite|inhalt(?:sverzeichnis)?|sommaire|table des matières|índice|indice"
    r"|innehåll|indhold|innhold|inhoud)\W*",
    re.IGNORECASE,
)
_DROPPED = ("figcaption", "nav", "head", "aside", "script", "style")
_TYPE = "epub:type"


def _is_epub(head: bytes) -> bool:
    return kind_of(head) == _KIND


def _read(stream: Stream) -> Iterator[Found]:
    data = stream.whole("EPUB", stream.limits.size)
    if isinstance(data, Fault):
        yield data
        return
    try:
        if over := excess(data, stream.limits, "EPUB"):
            yield Fault(over, "check where it comes from")
            return
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if _is_protected(package, stream):
                yield Fault("EPUB under copy protection", "save it without")
                return
            yield from _articles(package, read_book(package, stream.limits))
    except DocumentError as error:
        yield Fault(f"damaged EPUB ({error})", error.advice)
    except PACKAGE_ERRORS as error:
        yield Fault(f"damaged EPUB ({shown(error)})", "check the file")


def _is_protected(package: zipfile.ZipFile, stream: Stream) -> bool:
    encryption = part_of(package, "META-INF/encryption.xml", stream.limits)
    if encryption is None:
        return False
    methods = (method.get("Algorithm", "") for method in encryption.iter("EncryptionMethod"))
    # Fonts are made unreadable in many books that can be read.
    return any(method not in _FONT_OBFUSCATION for method in methods)


def _articles(package: zipfile.ZipFile, book: Book) -> Iterator[Found]:
    taken = 0
    found = False
    names = set(package.namelist())
    for entry in book.spine:
        if entry.path not in names:
            continue
        content = package.read(entry.path)
        taken += len(content)
        if taken > _LARGEST_TEXT:
            yield Fault(f"EPUB with more than {_LARGEST_TEXT:,} bytes of text", "split it")
            return
        page = _page(decode_xml(content).text)
        if page and not _FRONT_HEADING.fullmatch(entry.label or page.heading):
            found = True
            yield _item(book, entry, page)
    if not found:
        yield Fault("EPUB without running text", "check the file")


@dataclass(frozen=True, slots=True)
class _Page:
    """A document of a book."""

    heading: str
    title: str
    text: str


def _page(html: str) -> _Page | None:
    """Return what a document shows, or None where it has no running text."""
    tree: Any = tree_of(html)
    if tree is None or _is_front_matter(tree):
        return None
    title = _line(next(tree.iter("title"), None))
    for element in list(tree.iter(*_DROPPED)):
        _drop(element)
    heading = next(filter(None, map(_line, tree.iter("h1", "h2", "h3"))), "")
    words = sum(len(text.split()) for text in tree.itertext())
    linked = sum(len(text.split()) for link in tree.iter("a") for text in link.itertext())
    text = text_of(_serialized(tree))
    if linked > words * _MOST_LINKED or not any(map(_is_running, text.split("\n"))):
        return None
    if words < _COPYRIGHT_WORDS and _COPYRIGHT.search(text) and not heading:
        return None
    return _Page(heading, title, text)


def _is_running(line: str) -> bool:
    words = len(line.split(maxsplit=_SENTENCE_WORDS - 1))
    return words == _SENTENCE_WORDS and bool(_SENTENCE_END.search(line[-5:]))


def _is_front_matter(tree: Any) -> bool:
    body = next(tree.iter("body"), None)
    if body is None:
        return False
    inner = [child for child in body if isinstance(child.tag, str)]
    blocks = [body, *inner] if len(inner) == 1 else [body]
    kinds = {kind for block in blocks for kind in block.get(_TYPE, "").split()}
    return not kinds.isdisjoint(_FRONT_MATTER)


def _drop(element: Any) -> None:
    """Take an element out, but not the text behind it."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _serialized(tree: Any) -> str:
    from lxml import etree

    return str(etree.tostring(tree, encoding="unicode", method="html"))


def _line(element: Any) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())


def _item(book: Book, entry: Entry, page: _Page) -> Item:
    title, place = entry.label, "table of contents"
    if not title:
        title, place = page.heading, "heading"
    if not title and page.title not in {book.title, ""}:
        title, place = page.title, "title"
    text = page.text
    for line in (page.heading, title):
        first, _, rest = text.partition("\n\n")
        if rest and line and " ".join(first.split()) == line:
            text = rest
    names = [name for creator in book.creators for name in split_byline(real_name(creator)) if name]
    source, source_place = (book.publisher, "publisher") if book.publisher else (book.title, "book")
    return Item(
        fields={
            "title": Value(title, place),
            "text": Value(text, entry.path),
            "authors": Value(names, "creator"),
            "source": Value(source, source_place),
            "section": Value(entry.section, "table of contents"),
            "language": Value(book.language, "language"),
        },
        published=[Value(book.date, "date")] if book.date else [],
        extra={
            "book": book.title,
            "book_identifier": book.identifier,
            "document": entry.path,
            "year": book.year,
            "rights": book.rights,
            "keywords": book.subjects,
        },
    )


READER = Reader("EPUB", (".epub",), _read, certain=_is_epub)
