"""NewsML 1.x: news items of components within components, of which some hold text."""

from __future__ import annotations

from functools import partial
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Any

from corpus.readers.agencies import values as agency
from corpus.readers.agencies.marked_up import inline, line_at, line_of, without_title
from corpus.readers.agencies.newsml_1_texts import (
    ComponentText,
    formal_name,
    headline_of,
    language_in,
    texts_in,
)
from corpus.readers.agencies.nitf import Story
from corpus.readers.agencies.people import people_in
from corpus.readers.agencies.xml_items import Other, read_elements
from corpus.readers.reader import Fault, Item, Reader
from corpus.safe_xml import local_name
from corpus.xml_prolog import root_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.safe_xml import Element

_MOST_TEXTS = 1000
"""Texts in one item; an item is a story in its versions and parts, not an archive."""
_MOST_TOPICS = 200
"""Topics that are looked through for one reference."""

_SUBJECTS = ("SubjectDetail", "SubjectMatter", "Subject", "SubjectQualifier")


def read_news_item(item: Element) -> Iterator[Item | Other | Fault]:
    """Yield the articles of a `NewsItem` and of those within it."""
    within = [inner for inner in item.iter("NewsItem") if inner is not item]
    for inner in within:
        yield from _read_one(inner, alone=True)
        inner.getparent().remove(inner)
    yield from _read_one(item, alone=not within)


def _read_one(item: Element, *, alone: bool) -> Iterator[Item | Other | Fault]:
    """Yield one article, or one for each component that has its own headline."""
    state = formal_name(item, "NewsManagement/Status")
    withdrawn = agency.withdrawn_as(state)
    texts = list(islice(texts_in(item), _MOST_TEXTS + 1))
    if len(texts) > _MOST_TEXTS:
        yield Fault(f"item of more than {_MOST_TEXTS:,} texts", "split it")
        return
    if not texts and not withdrawn:
        if alone:
            yield from _without_text(item)
        return
    if withdrawn:
        headed = item.find("NewsComponent")
        yield _article(item, [], headed if headed is not None else item, withdrawn=withdrawn)
        return
    groups: list[list[ComponentText]] = []
    for text in texts:
        if groups and groups[-1][0].head is text.head:
            groups[-1].append(text)
        else:
            groups.append([text])
    for number, group in enumerate(groups):
        yield _article(item, group, group[0].head, f"#{number + 1}" if number else "")


def _without_text(item: Element) -> Iterator[Item | Other | Fault]:
    kinds = agency.names(
        line_of(kind.get("FormalName") or "").lower() for kind in item.iter("MediaType")
    )
    pictures = [kind for kind in kinds if kind != "text"]
    if pictures:
        headlines = (headline_of(component) for component in item.iter("NewsComponent"))
        yield Other(pictures[0][:60], next(filter(None, headlines), ""))
        return
    if any(content.get("Href") for content in item.iter("ContentItem")):
        yield Fault("item whose text is elsewhere (a reference to a file)")
        return
    if next(item.iter("NewsItemRef"), None) is not None:
        yield Other("package of references")
    elif next(item.iter("TopicSet"), None) is not None:
        yield Other("list of topics")
    else:
        component = item.find("NewsComponent")
        headed = next((c for c in item.iter("NewsComponent") if headline_of(c)), component)
        if headed is None:
            yield Other("item without content")
            return
        yield _article(item, [], headed)


def _article(
    item: Element, texts: list[ComponentText], headed: Element, part: str = "", withdrawn: str = ""
) -> Item:
    about = _about(item, headed, texts)
    warnings: list[str] = []
    story = texts[0].story if texts else Story()
    identifier, version = _id(item)
    title = headline_of(headed) or story.title or line_at(item, "Identification/NameLabel")
    source, source_place = _source(item, headed, about)
    authors, byline, authors_place = _authors(headed, story, source)
    language, place = language_in(texts[0].component if texts else headed), "Language or xml:lang"
    published = agency.dates(_dates(item))
    updated = agency.dates(
        [(line_at(item, "NewsManagement/ThisRevisionCreated"), "ThisRevisionCreated")]
    )
    text = "\n\n".join(without_title(each.story.text, title) for each in texts)
    return Item(
        fields=agency.fields(
            id=(identifier and identifier + part, "NewsIdentifier"),
            title=(title, "HeadLine" if headline_of(headed) else "hl1, h1 or NameLabel"),
            text=(text, texts[0].place if texts else ""),
            source=(source, source_place),
            authors=(authors, authors_place),
            language=(language, place),
        ),
        published=published,
        updated=agency.later_than(updated, published),
        extra=_extra(item, headed, about, warnings)
        | {
            "version": agency.numbered(version),
            "byline": "" if authors == [byline] else byline,
            "dateline": _news_line(headed, "DateLine") or story.dateline,
            "summary": story.abstract,
        },
        warnings=warnings,
        withdrawn=withdrawn,
    )


def _about(item: Element, headed: Element, texts: list[ComponentText]) -> list[Element]:
    """Return the components whose metadata tell of an article: its own, and those around it.

    Those within it are left out where texts without a headline of their own are not all there is.
    """
    above = takewhile(lambda component: component is not item, headed.iterancestors())
    around = [headed, *(component for component in above if component.tag == "NewsComponent")]
    alone = not texts or headed.getparent() is item
    return [*around, *headed.iter("NewsComponent")] if alone else around


def _id(item: Element) -> tuple[str, str]:
    """Return provider, date and number of an item as one name, and its revision."""
    found = item.find("Identification/NewsIdentifier")
    if found is None:
        return "", ""
    public, public_version = agency.without_version(line_at(found, "PublicIdentifier"))
    version = line_at(found, "RevisionId") or public_version
    number = line_at(found, "NewsItemId")
    if public:
        return public.removesuffix(f":{version}") if version else public, version
    names = [line_at(found, "ProviderId"), line_at(found, "DateId"), number]
    return (":".join(["urn:newsml", *filter(None, names)]) if number else ""), version


def _dates(item: Element) -> list[tuple[Any, str]]:
    envelope = item.getparent()
    places = [
        (line_at(item, "NewsManagement/FirstCreated"), "FirstCreated"),
        (line_at(item, "NewsManagement/ThisRevisionCreated"), "ThisRevisionCreated"),
        (_described(item, "DateLineDate"), "DateLineDate"),
        (line_at(item, "Identification/NewsIdentifier/DateId"), "DateId"),
    ]
    if envelope is not None and local_name(envelope) == "NewsML":
        sent = envelope.find("{*}NewsEnvelope/{*}DateAndTime")
        places.append((inline(sent), "NewsEnvelope/DateAndTime"))
    return places


def _described(item: Element, name: str) -> str:
    return inline(next(item.iter(name), None))


def _source(item: Element, headed: Element, about: list[Element]) -> tuple[str, str]:
    places = ("AdministrativeMetadata/Provider", "AdministrativeMetadata/Source")
    for place in places:
        for component in about:
            for party in component.iterfind(f"{place}/Party"):
                if name := _party(party):
                    return name, place
    credit = _news_line(headed, "CreditLine")
    if credit:
        return credit, "NewsLines/CreditLine"
    provider = line_at(item, "Identification/NewsIdentifier/ProviderId")
    return provider, "ProviderId"


def _party(party: Element) -> str:
    """Return what a party is called: a name within it or among the topics, else its code."""
    named = inline(next(party.iter("FullName", "Name"), None))
    return named or _topic(party) or line_of(party.get("FormalName") or "")


def _topic(element: Element) -> str:
    """Return how a topic set over the items describes what is referred to by its number."""
    reference = (element.get("Topic") or "").removeprefix("#")
    if not reference:
        return ""
    root = element.getroottree().getroot()
    sets = (child for child in islice(root, _MOST_TOPICS) if local_name(child) == "TopicSet")
    for topic in islice((topic for topics in sets for topic in topics), _MOST_TOPICS):
        if topic.get("Duid") == reference:
            return inline(next(topic.iter("{*}Description", "Description"), None))
    return ""


def _authors(headed: Element, story: Story, source: str) -> tuple[list[str], str, str]:
    agencies = [source, _news_line(headed, "CreditLine")]
    bylines = [inline(line) for line in headed.iterfind("NewsLines/ByLine")]
    byline = "; ".join(filter(None, bylines))
    if authors := people_in(byline, agencies):
        return authors, byline, "NewsLines/ByLine"
    if story.authors:
        return story.authors, story.byline, "byline of the content"
    creators = [_party(party) for party in headed.iterfind("AdministrativeMetadata/Creator/Party")]
    credited = "; ".join(filter(None, creators))
    return people_in(credited, agencies), byline or credited, "AdministrativeMetadata/Creator"


def _extra(
    item: Element, headed: Element, about: list[Element], warnings: list[str]
) -> dict[str, Any]:
    lines = {"subtitle": "SubHeadLine", "creditline": "CreditLine", "copyright": "CopyrightLine"}
    lines |= {"slugline": "SlugLine", "keywords": "KeywordLine", "usage_terms": "RightsLine"}
    extra: dict[str, Any] = {name: _news_line(headed, line) for name, line in lines.items()}
    described = [part for component in about for part in component.iterfind("DescriptiveMetadata")]
    terms = next((c for c in about if c.find("RightsMetadata/UsageRights") is not None), headed)
    return extra | {
        "slugline": extra["slugline"] or line_at(item, "Identification/NameLabel"),
        "keywords": agency.names(
            [*extra["keywords"].split(";"), *_properties(described, "Keyword")]
        ),
        "usage_terms": extra["usage_terms"] or line_at(terms, "RightsMetadata/UsageRights"),
        "editors_note": " ".join(_notes(headed)),
        "urgency": agency.numbered(formal_name(item, "NewsManagement/Urgency")),
        "embargoed": _embargo(item, warnings),
        "subjects": agency.names(_subjects(described)),
        "places": agency.names(_places(described)),
        "genre": agency.names(
            g.get("FormalName") or "" for part in described for g in part.iter("Genre")
        ),
    }


def _embargo(item: Element, warnings: list[str]) -> str:
    """Return until when an item is embargoed, if it is."""
    if agency.code_of(formal_name(item, "NewsManagement/Status")).lower() != "embargoed":
        return ""
    until = line_at(item, "NewsManagement/StatusWillChange/DateAndTime")
    if not until:
        warnings.append("embargoed without a date")
    return agency.iso(until, "StatusWillChange/DateAndTime", warnings)


def _subjects(described: list[Element]) -> Iterator[str]:
    for code in (code for part in described for code in part.iter("SubjectCode")):
        finest = (e for name in _SUBJECTS for e in code.iterfind(name))
        for subject in finest:
            name = inline(subject) or _topic(subject) or _property(subject, "Name")
            yield name or subject.get("FormalName") or ""
            break


def _places(described: list[Element]) -> Iterator[str]:
    for location in (location for part in described for location in part.iter("Location")):
        parts = [_property(location, name) for name in ("City", "CountryArea", "Country")]
        yield ", ".join(filter(None, parts)) or location.get("FormalName") or ""


def _properties(described: list[Element], name: str) -> Iterator[str]:
    for found in (found for part in described for found in part.iterfind("Property")):
        if found.get("FormalName") == name:
            yield line_of(found.get("Value") or "")


def _property(element: Element, name: str) -> str:
    for found in element.iterfind("Property"):
        if found.get("FormalName") == name:
            return line_of(found.get("Value") or "")
    return ""


def _notes(headed: Element) -> Iterator[str]:
    for line in headed.iterfind("NewsLines/NewsLine"):
        kind = agency.code_of(formal_name(line, "NewsLineType")).lower()
        if "advisory" in kind or "note" in kind:
            yield inline(line.find("NewsLineText"))


def _news_line(headed: Element, name: str) -> str:
    return inline(headed.find(f"NewsLines/{name}"))


MAKERS = {"NewsItem": read_news_item}

READER = Reader(
    "NewsML 1",
    (),
    partial(read_elements, makers=MAKERS),
    certain=lambda head: root_name(head) in {"NewsML", "NewsItem"},
)
