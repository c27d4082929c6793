"""NITF 3.x: a document, or the part of one that another format carries."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from corpus.found.findings import Fault, Item
from corpus.found.reader import Reader
from corpus.markup.safe_xml import attribute_at, language_of
from corpus.markup.xml_prolog import root_name
from corpus.readers.agencies import values as agency
from corpus.readers.agencies.markup import inline, line_at, line_of, text_of, without_title
from corpus.readers.agencies.people import people_in
from corpus.readers.agencies.story import Story
from corpus.readers.agencies.xml_items import Other, read_elements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.markup.safe_xml import Element

_GENERAL_TYPES = frozenset("news article story text feature analysis".split())
"""Kinds of a story that are not sections of a paper."""

_EXTRA_PARTS = {
    "dateline": "body/body.head/dateline",
    "subtitle": "body/body.head/hedline/hl2",
    "rights": "body/body.head/rights",
    "tagline": "body/body.end/tagline",
}


def story_of(root: Element, agencies: list[str] | None = None) -> Story:
    """Return headline, byline and text of an element `nitf`, or of what stands for one."""
    title, place = _title(root)
    head = _first(root, "body.head")
    bylines = _bylines(root if head is None else head)
    return Story(
        title=title,
        title_place=place,
        byline="; ".join(bylines),
        authors=agency.names(n for b in bylines for n in people_in(b, agencies or [])),
        text=_text(root, title),
        abstract=text_of(None if head is None else head.find("abstract")),
        dateline=inline(None if head is None else head.find("dateline")),
    )


def read_nitf(root: Element) -> Iterator[Item | Other | Fault]:
    """Yield the article of an element `nitf`."""
    docdata = root.find("head/docdata")
    data = docdata if docdata is not None else root.makeelement("docdata", {}, None)
    warnings: list[str] = []
    source, source_place = _source(root, data)
    story = story_of(root, [source])
    published = agency.dates(_dates(root, data))
    identifier, id_version = _id(data)
    text, place = story.text, "body.content"
    if not text and story.abstract:
        text, place = story.abstract, "abstract"
    if not text and not story.title and _first(root, "media") is not None:
        yield Other("picture")
        return
    pubdata = root.find("head/pubdata")
    url = "" if pubdata is None else pubdata.get("ex-ref", "")
    section, section_place = _section(root)
    yield Item(
        fields=agency.fields(
            id=(identifier, "doc-id id-string"),
            title=(story.title, story.title_place),
            text=(text, place),
            source=(source, source_place),
            authors=(story.authors, "byline"),
            section=(section, section_place),
            language=(root.get("baselang") or language_of(root), "nitf baselang or xml:lang"),
            url=(url if url.startswith(("http://", "https://")) else "", "pubdata ex-ref"),
        ),
        published=published,
        extra=_extra(root, data, warnings)
        | {
            "version": agency.numbered(attribute_at(data, "du-key", "version") or id_version),
            "byline": "" if story.authors == [story.byline] else story.byline,
            "summary": story.abstract if place != "abstract" else "",
            "summary_only": place == "abstract" or None,
            "embargoed": _embargo(data, published, warnings),
        },
        warnings=warnings,
        withdrawn=agency.withdrawn_as(data.get("management-status")),
    )


def _dates(root: Element, data: Element) -> list[tuple[Any, str]]:
    places = [
        (data.find("date.issue"), "norm", "date.issue"),
        (root.find("head/pubdata"), "date.publication", "pubdata date.publication"),
        (_first(root, "story.date"), "norm", "story.date"),
        (data.find("date.release"), "norm", "date.release"),
    ]
    found = []
    for element, attribute, place in places:
        if element is not None:
            found.append((element.get(attribute) or inline(element), place))
    return found


def _embargo(data: Element, published: list[Any], warnings: list[str]) -> str:
    """Return the moment of release, if the document was issued before it."""
    release = data.find("date.release")
    if release is None:
        return ""
    until = agency.iso(release.get("norm") or inline(release), "date.release", warnings)
    issued = agency.iso(published[0].value, "date.issue", []) if published else ""
    if not until or not issued:
        return until
    from corpus.fields.dates import parse_date

    return until if parse_date(until) > parse_date(issued) else ""


def _id(data: Element) -> tuple[str, str]:
    found = data.find("doc-id")
    identifier = "" if found is None else line_of(found.get("id-string") or "")
    return agency.without_version(identifier)


def _title(root: Element) -> tuple[str, str]:
    for path in (".//hedline/hl1", ".//hl1", ".//hedline", "head/title", ".//body.head//h1"):
        for element in root.iterfind(path):
            if title := inline(element):
                return title, path.removeprefix(".//")
    return "", ""


def _bylines(head: Element) -> list[str]:
    found = []
    for byline in head.iter("byline"):
        # NITF archives carry the name twice: as printed, and turned for an index of names.
        if "normalized" in (byline.get("class") or ""):
            continue
        for title in list(byline.iter("byttl")):
            tail = title.tail or ""
            title.clear()
            title.tail = f"; {tail}" if tail.strip(" ,.") else ""
        people = [inline(person) for person in byline.iter("person")]
        found.append("; ".join(filter(None, people)) or inline(byline))
    return [byline.strip(" ,;") for byline in found if byline.strip(" ,;")]


def _text(root: Element, title: str) -> str:
    content = _first(root, "body.content")
    if content is None:
        body = root if root.tag == "body" else root.find(".//body")
        content = root if body is None else body
    blocks = [child for child in content if child.tag == "block"]
    # An archive may give the first paragraphs in a block of their own, and then all of them.
    if len(blocks) > 1 and _begins(text_of(blocks[1]), text_of(blocks[0])):
        content.remove(blocks[0])
    return without_title(text_of(content), title)


def _begins(whole: str, part: str) -> bool:
    return bool(part) and whole.startswith(part)


def _source(root: Element, data: Element) -> tuple[str, str]:
    distributor = _first(root, "distributor")
    pubdata = root.find("head/pubdata")
    candidates = [
        (inline(distributor), "distributor"),
        ("" if pubdata is None else pubdata.get("name", ""), "pubdata name"),
        (attribute_at(data, "doc.copyright", "holder"), "doc.copyright holder"),
        (attribute_at(data, "doc.rights", "owner"), "doc.rights owner"),
        (attribute_at(data, "doc-id", "regsrc"), "doc-id regsrc"),
    ]
    return next(((line_of(name), place) for name, place in candidates if name), ("", ""))


def _section(root: Element) -> tuple[str, str]:
    pubdata = root.find("head/pubdata")
    if pubdata is not None and (section := pubdata.get("position.section")):
        return section, "pubdata position.section"
    kind = attribute_at(root, "head/tobject", "tobject.type")
    return ("", "") if kind.lower() in _GENERAL_TYPES else (kind, "tobject tobject.type")


def _extra(root: Element, data: Element, warnings: list[str]) -> dict[str, Any]:
    extra: dict[str, Any] = {name: line_at(root, path) for name, path in _EXTRA_PARTS.items()}
    content = root.find("head/docdata/identified-content")
    inside = [] if content is None else [content]
    expires = attribute_at(data, "date.expire", "norm") or line_at(data, "date.expire")
    message = data.find("ed-msg")
    return extra | {
        "subjects": agency.names(_subjects(root)),
        "keywords": agency.names(line_of(key.get("key") or "") for key in root.iter("keyword")),
        "places": agency.names(_places(root)),
        "people": agency.names(inline(p) for part in inside for p in part.iter("person")),
        "organisations": agency.names(inline(o) for part in inside for o in part.iter("org")),
        "urgency": agency.numbered(attribute_at(data, "urgency", "ed-urg")),
        "editors_note": ""
        if message is None
        else line_of(message.get("info") or "") or inline(message),
        "slugline": line_of(attribute_at(data, "du-key", "key")),
        "series": line_of(attribute_at(data, "series", "series.name")),
        "copyright": _copyright(data),
        "expires": agency.iso(expires, "date.expire", warnings),
        "delivery": agency.names(
            line_of(e.get("src-name") or e.get("level-number") or "") for e in data.iter("from-src")
        ),
    }


def _subjects(root: Element) -> Iterator[str]:
    for subject in root.iterfind("head/tobject/tobject.subject"):
        for name in ("detail", "matter", "type", "refnum"):
            if value := subject.get(f"tobject.subject.{name}"):
                yield line_of(value)
                break


def _places(root: Element) -> Iterator[str]:
    for place in root.iter("evloc"):
        parts = (place.get(name) for name in ("city", "county-dist", "state-prov", "region"))
        named = [part for part in parts if part]
        yield ", ".join(named) or place.get("iso-cc", "")


def _copyright(data: Element) -> str:
    holder = attribute_at(data, "doc.copyright", "holder")
    year = attribute_at(data, "doc.copyright", "year")[:4]
    return line_of(f"© {year} {holder}") if holder else ""


def _first(root: Element, name: str) -> Element | None:
    return next(root.iter(name), None)


READER = Reader(
    "NITF",
    (".nitf",),
    partial(read_elements, makers={"nitf": read_nitf}),
    certain=lambda head: root_name(head) == "nitf",
)
