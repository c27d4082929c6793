"""NewsML-G2 2.x: news items alone, in packages and in messages, with text in them."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from corpus.found.findings import Fault, Item
from corpus.found.reader import Reader
from corpus.markup.safe_xml import attribute_at, language_of
from corpus.markup.xml_prolog import root_name
from corpus.readers.agencies import values as agency
from corpus.readers.agencies.markup import inline, line_at, line_of, without_title
from corpus.readers.agencies.newsml_g2_content import Content, content_of, same_language
from corpus.readers.agencies.people import is_person, people_in
from corpus.readers.agencies.xml_items import Other, read_elements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.markup.safe_xml import Element
    from corpus.readers.agencies.xml_items import Maker

_PICTURES = frozenset("picture photo graphic video audio animation image".split())
_PERSON = frozenset("person".split())
_PLACE = frozenset("geoarea place poi city country region location".split())
_ORGANISATION = frozenset("organisation organization company".split())
_CREDITED_ELSEWHERE = frozenset("photographer photo camera illustrator infographics".split())

_HOST = re.compile(r"(?:https?://)?(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}/?", re.IGNORECASE)
"""The address of a site, which is not what it is called."""


def read_news_item(item: Element) -> Iterator[Item | Other | Fault]:
    """Yield the article of a `newsItem`, or say what it is instead."""
    kind = agency.code_of(attribute_at(item, "itemMeta/itemClass", "qcode")).lower()
    state = attribute_at(item, "itemMeta/pubStatus", "qcode") or attribute_at(
        item, "itemMeta/pubStatus", "uri"
    )
    withdrawn = agency.withdrawn_as(state)
    if kind in _PICTURES and not withdrawn:
        yield Other(kind, _title(item, Content(), _language(item))[0])
        return
    language = _language(item)
    source, source_place = _source(item)
    content = content_of(item, language, source)
    title, title_place = _title(item, content, language)
    if content.remote and not content.text and not withdrawn:
        named = f" {title[:80]!r}" if title else ""
        yield Fault(f"item{named} whose text is elsewhere (remote content only)")
        return
    yield _item(
        item,
        content,
        withdrawn=withdrawn,
        fields=agency.fields(
            id=((item.get("guid") or "").strip(), "guid"),
            title=(title, title_place),
            source=(source, source_place),
            language=(language, "contentMeta/language or xml:lang"),
            url=_url(item),
        ),
    )


def _item(item: Element, content: Content, *, withdrawn: str, fields: dict[str, Any]) -> Item:
    warnings: list[str] = []
    published = agency.dates(_dates(item, "firstCreated contentCreated versionCreated"))
    updated = agency.dates(_dates(item, "versionCreated contentModified"))
    source = fields["source"].value if "source" in fields else ""
    authors, byline, place = _authors(item, content, source)
    title = fields["title"].value if "title" in fields else ""
    text, text_place = without_title(content.text, title), content.place
    summary = _summary(item)
    if not text and summary:
        text, text_place = summary, "contentMeta/description"
    return Item(
        fields=fields | agency.fields(text=(text, text_place), authors=(authors, place)),
        published=published,
        updated=agency.later_than(updated, published),
        extra=_extra(item, warnings)
        | {
            "dateline": line_at(item, "contentMeta/dateline") or content.dateline,
            "byline": "" if authors == [byline] else byline,
            "summary": "" if text == summary else summary,
            "summary_only": bool(summary and not content.text) or None,
        },
        warnings=warnings,
        withdrawn=withdrawn,
    )


def read_package(item: Element) -> Iterator[Item | Other | Fault]:
    """Yield the articles that stand within a `packageItem`, or say that it only refers to some."""
    inner = [found for found in item.iter("newsItem") if found is not item]
    for news in inner:
        yield from read_news_item(news)
    if not inner:
        yield Other("package of references", line_at(item, "contentMeta/headline"))


def other(kind: str, item: Element) -> Iterator[Item | Other | Fault]:
    """Name an item that is not news: a concept, a plan, a list of codes."""
    named = (
        line_at(item, path) for path in ("concept/name", "contentMeta/headline", "itemMeta/title")
    )
    yield Other(kind, next(filter(None, named), ""))


def _dates(item: Element, names: str) -> list[tuple[Any, str]]:
    found = []
    for name in names.split():
        part = "contentMeta" if name.startswith("content") else "itemMeta"
        found.append((line_at(item, f"{part}/{name}"), f"{part}/{name}"))
    return found


def _language(item: Element) -> str:
    return attribute_at(item, "contentMeta/language", "tag") or language_of(item)


def _title(item: Element, content: Content, language: str) -> tuple[str, str]:
    headlines = [h for h in item.iterfind("contentMeta/headline") if inline(h)]
    best = _in_language(headlines, language)
    candidates = [
        ("" if best is None else inline(best), "contentMeta/headline"),
        (content.title, "hedline/hl1 or h1 of the content"),
        (line_at(item, "itemMeta/title"), "itemMeta/title"),
        (line_at(item, "contentMeta/title"), "contentMeta/title"),
    ]
    return next(((title, place) for title, place in candidates if title), ("", ""))


def _in_language(elements: list[Element], language: str) -> Element | None:
    """Return the element in the language of the content, of several the one in chief."""
    own = [e for e in elements if same_language(language_of(e), language)] or elements
    main = [e for e in own if agency.code_of(e.get("role")).lower() in {"", "main", "hld", "hl1"}]
    return next(iter(main or own), None)


def _source(item: Element) -> tuple[str, str]:
    provider = item.find("itemMeta/provider")
    holder = item.find("rightsInfo/copyrightHolder")
    web = "" if provider is None else agency.host_in(provider.get("uri", ""))
    provided = _named(provider) or (
        "" if provider is None else agency.code_of(provider.get("qcode"))
    )
    candidates = [
        (provided, "itemMeta/provider"),
        (line_at(item, "contentMeta/creditline"), "contentMeta/creditline"),
        (_named(_info_source(item)), "contentMeta/infoSource"),
        (_named(holder), "rightsInfo/copyrightHolder"),
    ]
    hosts = [(web, "itemMeta/provider uri"), (agency.host_in(item.get("guid", "")), "guid")]
    # A provider is often given as an address, and what readers call it elsewhere.
    called = [found for found in candidates if not _HOST.fullmatch(found[0])]
    return next((found for found in [*called, *candidates, *hosts] if found[0]), ("", ""))


def _info_source(item: Element) -> Element | None:
    """Return whom the information comes from, of several the one that is so by its role."""
    sources = item.findall("contentMeta/infoSource")
    main = [s for s in sources if agency.code_of(s.get("role")).lower() in {"source", "main"}]
    return next(iter(main or sources), None)


def _named(element: Element | None, asserted: dict[str, str] | None = None) -> str:
    """Return what something is called: its name, else its literal."""
    if element is None:
        return ""
    name = _in_language(element.findall("name"), language_of(element))
    named = "" if name is None else inline(name)
    if not named and asserted:
        named = asserted.get(element.get("qcode") or element.get("literal") or "", "")
    return named or line_of(element.get("literal") or "")


def _authors(item: Element, content: Content, source: str) -> tuple[list[str], str, str]:
    """Return the people who wrote it, the byline as it stands, and where they are named."""
    byline = line_at(item, "contentMeta/by")
    agencies = [source, line_at(item, "contentMeta/creditline")]
    if authors := people_in(byline, agencies):
        return authors, byline, "contentMeta/by"
    if content.authors:
        return list(content.authors), content.byline, "byline of the content"
    creators = []
    for creator in item.iterfind("contentMeta/creator"):
        role = agency.code_of(creator.get("role")).lower()
        kind = agency.code_of(creator.get("type")).lower()
        name = _named(creator)
        if role not in _CREDITED_ELSEWHERE and kind not in _ORGANISATION:
            creators.append(name if is_person(name, agencies) else "")
    return agency.names(creators), byline or content.byline, "contentMeta/creator"


def _url(item: Element) -> tuple[str, str]:
    """Return where the item can be read on the web, if it says so."""
    for link in item.iterfind("itemMeta/link"):
        href = link.get("href", "")
        relation = agency.code_of(link.get("rel")).lower()
        if relation in {"canonical", "permalink", "self"} and href.startswith("http"):
            return href, "itemMeta/link"
    return "", ""


def _summary(item: Element) -> str:
    described = [d for d in item.iterfind("contentMeta/description") if inline(d)]
    captions = [d for d in described if agency.code_of(d.get("role")) == "caption"]
    best = next(iter([d for d in described if d not in captions] or captions), None)
    return "" if best is None else inline(best)


def _extra(item: Element, warnings: list[str]) -> dict[str, Any]:
    embargo = item.find("itemMeta/embargoed")
    if embargo is not None and not inline(embargo):
        warnings.append("embargoed without a date")
    notes = [inline(note) for note in item.iterfind("itemMeta/edNote")]
    return _subjects(item) | {
        "version": agency.numbered(item.get("version")),
        "embargoed": agency.iso(line_at(item, "itemMeta/embargoed"), "embargoed", warnings),
        "expires": agency.iso(line_at(item, "itemMeta/expires"), "expires", warnings),
        "editors_note": " ".join(filter(None, notes)),
        "signals": agency.names(_codes(item, "itemMeta/signal")),
        "service": agency.names(
            _named(s) or agency.code_of(s.get("qcode")) for s in item.iterfind("itemMeta/service")
        ),
        "urgency": agency.numbered(line_at(item, "contentMeta/urgency")),
        "slugline": line_at(item, "contentMeta/slugline"),
        "creditline": line_at(item, "contentMeta/creditline"),
        "located": _named(item.find("contentMeta/located")),
        "info_sources": agency.names(_named(s) for s in item.iterfind("contentMeta/infoSource")),
        "genre": agency.names(
            _named(g) or agency.code_of(g.get("qcode")) for g in item.iterfind("contentMeta/genre")
        ),
        "keywords": agency.names(inline(k) for k in item.iterfind("contentMeta/keyword")),
        "copyright": line_at(item, "rightsInfo/copyrightNotice"),
        "usage_terms": " ".join(
            agency.names(inline(u) for u in item.iterfind("rightsInfo/usageTerms"))
        ),
    }


def _codes(item: Element, path: str) -> Iterator[str]:
    for element in item.iterfind(path):
        yield agency.code_of(element.get("qcode") or element.get("uri"))


def _subjects(item: Element) -> dict[str, Any]:
    """Return what it is about, by kind: the names, else the codes."""
    asserted = {
        found.get("qcode") or found.get("literal") or "": _named(found)
        for found in item.iterfind("assert")
    }
    kinds: dict[str, list[str]] = {name: [] for name in ("people", "places", "organisations")}
    subjects: list[str] = []
    for subject in item.iterfind("contentMeta/subject"):
        kind = agency.code_of(subject.get("type")).lower()
        name = _named(subject, asserted) or (subject.get("qcode") or subject.get("uri") or "")
        if kind in _PERSON:
            kinds["people"].append(name)
        elif kind in _PLACE:
            kinds["places"].append(name)
        elif kind in _ORGANISATION:
            kinds["organisations"].append(name)
        else:
            subjects.append(name)
    return {name: agency.names(found) for name, found in {"subjects": subjects, **kinds}.items()}


MAKERS: dict[str, Maker] = {
    "newsItem": read_news_item,
    "packageItem": read_package,
    "conceptItem": partial(other, "concept"),
    "knowledgeItem": partial(other, "list of concepts"),
    "planningItem": partial(other, "plan of coverage"),
    "catalogItem": partial(other, "catalogue of codes"),
    "groupSet": partial(other, "package of references"),
}
"""Local name of an item: what makes articles of it."""

_ROOTS = frozenset([*MAKERS, "newsMessage"])

READER = Reader(
    "NewsML-G2",
    (".newsml", ".g2"),
    partial(read_elements, makers=MAKERS),
    certain=lambda head: root_name(head) in _ROOTS,
)
