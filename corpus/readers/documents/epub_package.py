"""What an EPUB says of itself: its metadata, the order of its documents, its table of contents.

EPUB 3.3 (W3C 2023), Open Packaging Format 2.0.1 (IDPF 2010).
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

from corpus.markup.packages import part_of
from corpus.markup.safe_xml import local_name
from corpus.markup.xml_prolog import DocumentError

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator

    from corpus.markup.safe_xml import Element
    from corpus.vocabulary.limits import Limits

_CONTAINER = "META-INF/container.xml"
_TYPE = "{http://www.idpf.org/2007/ops}type"
_PAGES = frozenset({"application/xhtml+xml", "text/html", "text/x-oeb1-document"})
_NOT_A_DAY = re.compile(r"\d{4}(?:-\d\d)?")
_PROGRAMS = frozenset({"calibre", "sigil", "unknown", "pandoc"})
"""What programs write for a publisher or an author."""
_NO_AUTHORS = frozenset({"trl", "edt", "ill", "bkp", "pbl", "cov", "ctb"})
_MOST = 200
"""Values of one kind that are looked at, and documents of a book times fifty."""
_LONGEST = 1_000


@dataclass(frozen=True, slots=True)
class Entry:
    """A document in the order of reading."""

    path: str
    """Within the package."""
    label: str = ""
    """What the table of contents calls it."""
    section: str = ""
    """What the table of contents has it under."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A package, with its documents in their order."""

    title: str = ""
    creators: list[str] = field(default_factory=list)
    publisher: str = ""
    date: str = ""
    year: str = ""
    """Of publication, with its month, where no day is named."""
    language: str = ""
    identifier: str = ""
    rights: str = ""
    subjects: list[str] = field(default_factory=list)
    spine: list[Entry] = field(default_factory=list)


def read_book(package: zipfile.ZipFile, limits: Limits) -> Book:
    """Read what a package says of itself.

    Raises:
        DocumentError: it does not say where its documents are.
    """
    container = part_of(package, _CONTAINER, limits)
    path = "" if container is None else _first(container, "rootfile", "full-path")
    opf = part_of(package, path, limits) if path else None
    if opf is None:
        raise DocumentError("no package document", "check the file")
    about = opf.find("metadata")
    told = _told(about) if about is not None else {}
    date = _date(about) if about is not None else ""
    manifest = {item.get("id", ""): item for item in opf.iterfind("manifest/item")}
    labels = dict(_labels(package, opf, manifest, path, limits))
    return Book(
        title=next(iter(told.get("title", [])), ""),
        creators=[name for name in told.get("creator", []) if name.lower() not in _PROGRAMS],
        publisher=next((n for n in told.get("publisher", []) if n.lower() not in _PROGRAMS), ""),
        date="" if _NOT_A_DAY.fullmatch(date) else date,
        year=date if _NOT_A_DAY.fullmatch(date) else "",
        language=next(iter(told.get("language", [])), ""),
        identifier=next(iter(told.get("identifier", [])), ""),
        rights=next(iter(told.get("rights", [])), ""),
        subjects=told.get("subject", []),
        spine=[Entry(name, *labels.get(name, ("", ""))) for name in _spine(opf, manifest, path)],
    )


def _first(element: Element, name: str, attribute: str) -> str:
    return next((found.get(attribute, "") for found in element.iter(name)), "")


def _told(about: Element) -> dict[str, list[str]]:
    """Return Dublin Core's elements by their names; creators who are not authors are left out."""
    found: dict[str, list[str]] = {}
    others = {
        (meta.get("refines") or "").removeprefix("#")
        for meta in about.iter("meta")
        if meta.get("property") == "role" and (meta.text or "").strip() in _NO_AUTHORS
    }
    for element in about.iter("*"):
        name, value = local_name(element), " ".join("".join(element.itertext()).split())[:_LONGEST]
        role = next((v for k, v in element.attrib.items() if k.endswith("role")), "")
        another = name == "creator" and (role in _NO_AUTHORS or element.get("id", "") in others)
        if value and not another and len(found.setdefault(name, [])) < _MOST:
            found[name].append(value)
    return found


def _date(about: Element) -> str:
    """Return the date of publication, else one that does not say what it is of."""
    dates: dict[str, str] = {}
    for element in about.iter("date"):
        event = next((v for k, v in element.attrib.items() if k.endswith("event")), "")
        dates.setdefault(event, " ".join((element.text or "").split()))
    return next((dates[event] for event in ("publication", "", "creation") if dates.get(event)), "")


def _spine(opf: Element, manifest: dict[str, Element], path: str) -> Iterator[str]:
    seen: set[str] = set()
    for reference in opf.iterfind("spine/itemref"):
        item = manifest.get(reference.get("idref", ""))
        if item is None or item.get("media-type") not in _PAGES:
            continue
        if "nav" in (item.get("properties") or "").split():
            continue
        name = _resolved(path, item.get("href", ""))
        if name not in seen and len(seen) < _MOST * 50:
            seen.add(name)
            yield name


def _resolved(base: str, href: str) -> str:
    """Return the name of the part that a part refers to, without the place in it."""
    path = unquote(href.partition("#")[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), path)).lstrip("/")


def _labels(
    package: zipfile.ZipFile, opf: Element, manifest: dict[str, Element], path: str, limits: Limits
) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield documents with what the table of contents calls them, the surest last."""
    parts = [item for item in manifest.values() if "nav" in (item.get("properties") or "").split()]
    spine = opf.find("spine")
    ncx = manifest.get(spine.get("toc", "") if spine is not None else "")
    parts += [ncx] if ncx is not None else []
    for item in parts:
        name = _resolved(path, item.get("href", ""))
        try:
            contents = part_of(package, name, limits)
        except DocumentError:
            continue
        if contents is None:
            continue
        points = list(_points_of_ncx(contents) if item is ncx else _points_of_nav(contents))
        if points:
            # Of several places in a document the first is its own.
            for href, label, section in reversed(points):
                yield _resolved(name, href), (label, section)
            return


def _points_of_nav(page: Element) -> Iterator[tuple[str, str, str]]:
    tables = [nav for nav in page.iter("nav") if (nav.get(_TYPE) or "toc") == "toc"]
    for listed in tables[0].iter("li") if tables else ():
        link = listed.find("a")
        if link is not None and link.get("href"):
            above = next(iter(listed.iterancestors("li")), None)
            yield link.get("href"), _line(link), _label(above)


def _label(listed: Element | None) -> str:
    if listed is None:
        return ""
    named = listed.find("a") if listed.find("a") is not None else listed.find("span")
    return "" if named is None else _line(named)


def _points_of_ncx(contents: Element) -> Iterator[tuple[str, str, str]]:
    for point in contents.iter("navPoint"):
        target, above = point.find("content"), point.getparent()
        if target is not None and target.get("src"):
            label, section = point.find("navLabel/text"), above.find("navLabel/text")
            yield target.get("src"), _line(label), _line(section)


def _line(element: Element | None) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())[:_LONGEST]
