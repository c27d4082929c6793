"""NewsML 1.x: news items of components within components, of which some hold text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from corpus.readers import agency_values as agency
from corpus.readers.bylines import people_in
from corpus.readers.markup import inline, line_of, text_of, text_of_string
from corpus.readers.nitf import Story, story_of
from corpus.readers.reader import Fault, Item, Reader
from corpus.readers.xml_documents import Other, language_of, read_elements, root_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.readers.xml_documents import Element

_NO_STORY = frozenset("caption photocaption picture photo image graphic video audio".split())
"""Roles of a component whose text belongs to something that is no article."""

_SUBJECTS = ("SubjectDetail", "SubjectMatter", "Subject", "SubjectQualifier")


@dataclass(frozen=True, slots=True)
class _Text:
    """One text in the tree of components, and the component that gives it its headline."""

    component: Element
    headed: Element
    place: str
    story: Story


def read_news_item(item: Element) -> Iterator[Item | Other | Fault]:
    """Yield the articles of a `NewsItem` and of those within it."""
    within = [inner for inner in item.iter("NewsItem") if inner is not item]
    for inner in within:
        yield from _read_one(inner, alone=True)
        inner.getparent().remove(inner)
    yield from _read_one(item, alone=not within)


def _read_one(item: Element, *, alone: bool) -> Iterator[Item | Other | Fault]:
    """Yield one article, or one for each component that has its own headline."""
    state = _formal(item, "NewsManagement/Status")
    withdrawn = agency.withdrawn_as(state)
    texts = list(_texts(item))
    if not texts and not withdrawn:
        if alone:
            yield from _without_text(item)
        return
    if withdrawn:
        headed = item.find("NewsComponent")
        yield _article(item, [], headed if headed is not None else item, "", withdrawn)
        return
    groups: list[list[_Text]] = []
    for text in texts:
        if groups and groups[-1][0].headed is text.headed:
            groups[-1].append(text)
        else:
            groups.append([text])
    for number, group in enumerate(groups):
        yield _article(item, group, group[0].headed, f"#{number + 1}" if number else "", "")


def _without_text(item: Element) -> Iterator[Item | Other | Fault]:
    kinds = agency.names((kind.get("FormalName") or "").lower() for kind in item.iter("MediaType"))
    pictures = [kind for kind in kinds if kind != "text"]
    if pictures:
        yield Other(pictures[0][:60])
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
        headed = next((c for c in item.iter("NewsComponent") if _headline(c)), component)
        if headed is None:
            yield Other("item without content")
            return
        yield _article(item, [], headed, "", "")


def _texts(item: Element) -> Iterator[_Text]:
    """Yield the texts among the components, of equivalent ones the first in each language."""
    seen: list[tuple[Element, str]] = []
    for content in item.iter("ContentItem"):
        component = _above(content, "NewsComponent")
        if component is None or _role(component) in _NO_STORY:
            continue
        story, place = _story(content)
        if not story.text:
            continue
        chosen = _choice(component, item)
        if chosen is not None:
            language = _language(component)
            if any(chosen is one and language == other for one, other in seen):
                continue
            seen.append((chosen, language))
        yield _Text(component, _headed(component, item), place, story)


def _choice(component: Element, item: Element) -> Element | None:
    """Return the component whose parts say the same, each in its own way, around this one."""
    around: Element | None = component
    while around is not None and around is not item:
        if (around.get("EquivalentsList") or "").lower() == "yes":
            return around
        around = around.getparent()
    return None


def _above(element: Element, name: str) -> Element | None:
    return next(element.iterancestors(name), None)


def _headed(component: Element, item: Element) -> Element:
    """Return the nearest component with a headline, this one or around it, else the outermost."""
    around, last = component, component
    while around is not None and around is not item:
        if around.tag == "NewsComponent":
            if _headline(around):
                return around
            last = around
        around = around.getparent()
    return last


def _headline(component: Element) -> str:
    return inline(component.find("NewsLines/HeadLine"))


def _role(component: Element) -> str:
    return agency.code_of(_formal(component, "Role")).lower().replace(" ", "")


def _story(content: Element) -> tuple[Story, str]:
    """Return the text of a content item: NITF, XHTML or plain."""
    media = _formal(content, "MediaType").lower()
    encoded = next(content.iter("Encoding"), None) is not None
    data = next(content.iter("DataContent"), None)
    if data is None or encoded or media in _NO_STORY:
        return Story(), ""
    nitf = next(data.iter("nitf", "body.content"), None)
    if nitf is not None:
        return story_of(data if nitf.tag == "body.content" else nitf), "DataContent (NITF)"
    if len(data):
        body = next(data.iter("body"), data)
        title = next((inline(e) for e in data.iter("h1", "title")), "")
        return Story(title=title, text=text_of(body)), "DataContent (XHTML)"
    return Story(text=text_of_string(data.text or "")), "DataContent"


def _article(item: Element, texts: list[_Text], headed: Element, part: str, withdrawn: str) -> Item:
    warnings: list[str] = []
    story = texts[0].story if texts else Story()
    identifier, version = _id(item)
    title = _headline(headed) or story.title or _line(item, "Identification/NameLabel")
    source, source_place = _source(item, headed)
    authors, byline, authors_place = _authors(headed, story, source)
    language, place = _language(texts[0].component if texts else headed), "Language or xml:lang"
    published = agency.dates(_dates(item))
    updated = agency.dates(
        [(_line(item, "NewsManagement/ThisRevisionCreated"), "ThisRevisionCreated")]
    )
    text = "\n\n".join(_without_title(each.story.text, title) for each in texts)
    return Item(
        fields=agency.fields(
            id=(identifier and identifier + part, "NewsIdentifier"),
            title=(title, "HeadLine" if _headline(headed) else "hl1, h1 or NameLabel"),
            text=(text, texts[0].place if texts else ""),
            source=(source, source_place),
            authors=(authors, authors_place),
            language=(language, place),
        ),
        published=published,
        updated=agency.later_than(updated, published),
        extra=_extra(item, headed, warnings)
        | {
            "version": agency.numbered(version),
            "byline": "" if authors == [byline] else byline,
            "dateline": _news_line(headed, "DateLine") or story.dateline,
            "summary": story.abstract,
        },
        warnings=warnings,
        withdrawn=withdrawn,
    )


def _without_title(text: str, title: str) -> str:
    first, _, rest = text.partition("\n\n")
    return rest if rest and line_of(first) == title else text


def _id(item: Element) -> tuple[str, str]:
    """Return provider, date and number of an item as one name, and its revision."""
    found = item.find("Identification/NewsIdentifier")
    if found is None:
        return "", ""
    public, public_version = agency.without_version(_line(found, "PublicIdentifier"))
    version = _line(found, "RevisionId") or public_version
    number = _line(found, "NewsItemId")
    if public:
        return public.removesuffix(f":{version}") if version else public, version
    names = [_line(found, "ProviderId"), _line(found, "DateId"), number]
    return (":".join(["urn:newsml", *filter(None, names)]) if number else ""), version


def _dates(item: Element) -> list[tuple[Any, str]]:
    envelope = item.getparent()
    places = [
        (_line(item, "NewsManagement/FirstCreated"), "FirstCreated"),
        (_line(item, "NewsManagement/ThisRevisionCreated"), "ThisRevisionCreated"),
        (_described(item, "DateLineDate"), "DateLineDate"),
        (_line(item, "Identification/NewsIdentifier/DateId"), "DateId"),
    ]
    if envelope is not None:
        sent = (e for e in envelope.iter("{*}DateAndTime", "DateAndTime"))
        for moment in sent:
            places.append((inline(moment), "NewsEnvelope/DateAndTime"))
            break
    return places


def _described(item: Element, name: str) -> str:
    return inline(next(item.iter(name), None))


def _source(item: Element, headed: Element) -> tuple[str, str]:
    places = ("AdministrativeMetadata/Provider", "AdministrativeMetadata/Source")
    for place in places:
        for component in (headed, *item.iter("NewsComponent")):
            for party in component.iterfind(f"{place}/Party"):
                if name := _party(party):
                    return name, place
    credit = _news_line(headed, "CreditLine")
    if credit:
        return credit, "NewsLines/CreditLine"
    provider = _line(item, "Identification/NewsIdentifier/ProviderId")
    return provider, "ProviderId"


def _party(party: Element) -> str:
    """Return what a party is called: a name within it or among the topics, else its code."""
    named = inline(next(party.iter("FullName", "Name"), None))
    return named or _topic(party) or line_of(party.get("FormalName") or "")


def _topic(element: Element) -> str:
    """Return the description that a topic of the same document gives of what is referred to."""
    reference = (element.get("Topic") or "").removeprefix("#")
    top = element.getroottree().getroot() if reference else None
    for topic in () if top is None else top.iter("Topic", "{*}Topic"):
        if topic.get("Duid") == reference:
            return inline(next(topic.iter("Description", "{*}Description"), None))
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


def _language(component: Element) -> str:
    around = component
    while around is not None and around.tag == "NewsComponent":
        if language := _formal(around, "DescriptiveMetadata/Language"):
            return language
        around = around.getparent()
    return language_of(component)


def _extra(item: Element, headed: Element, warnings: list[str]) -> dict[str, Any]:
    lines = {"subtitle": "SubHeadLine", "creditline": "CreditLine", "copyright": "CopyrightLine"}
    lines |= {"slugline": "SlugLine", "keywords": "KeywordLine", "usage_terms": "RightsLine"}
    extra: dict[str, Any] = {name: _news_line(headed, line) for name, line in lines.items()}
    terms = item.find(".//RightsMetadata/UsageRights")
    return extra | {
        "slugline": extra["slugline"] or _line(item, "Identification/NameLabel"),
        "keywords": agency.names([*extra["keywords"].split(";"), *_properties(item, "Keyword")]),
        "usage_terms": extra["usage_terms"] or inline(terms),
        "editors_note": " ".join(_notes(headed)),
        "urgency": agency.numbered(_formal(item, "NewsManagement/Urgency")),
        "embargoed": _embargo(item, warnings),
        "subjects": agency.names(_subjects(item)),
        "places": agency.names(_places(item)),
        "genre": agency.names(g.get("FormalName") or "" for g in item.iter("Genre")),
    }


def _embargo(item: Element, warnings: list[str]) -> str:
    """Return until when an item is embargoed, if it is."""
    if agency.code_of(_formal(item, "NewsManagement/Status")).lower() != "embargoed":
        return ""
    until = _line(item, "NewsManagement/StatusWillChange/DateAndTime")
    if not until:
        warnings.append("embargoed without a date")
    return agency.iso(until, "StatusWillChange/DateAndTime", warnings)


def _subjects(item: Element) -> Iterator[str]:
    for code in item.iter("SubjectCode"):
        finest = (e for name in _SUBJECTS for e in code.iterfind(name))
        for subject in finest:
            name = inline(subject) or _topic(subject) or _property(subject, "Name")
            yield name or subject.get("FormalName") or ""
            break


def _places(item: Element) -> Iterator[str]:
    for location in item.iter("Location"):
        parts = [_property(location, name) for name in ("City", "CountryArea", "Country")]
        yield ", ".join(filter(None, parts)) or location.get("FormalName") or ""


def _properties(item: Element, name: str) -> Iterator[str]:
    for found in item.iterfind(".//DescriptiveMetadata/Property"):
        if found.get("FormalName") == name:
            yield line_of(found.get("Value") or "")


def _property(element: Element, name: str) -> str:
    for found in element.iterfind("Property"):
        if found.get("FormalName") == name:
            return line_of(found.get("Value") or "")
    return ""


def _notes(headed: Element) -> Iterator[str]:
    for line in headed.iterfind("NewsLines/NewsLine"):
        kind = agency.code_of(_formal(line, "NewsLineType")).lower()
        if "advisory" in kind or "note" in kind:
            yield inline(line.find("NewsLineText"))


def _news_line(headed: Element, name: str) -> str:
    return inline(headed.find(f"NewsLines/{name}"))


def _line(element: Element, path: str) -> str:
    return inline(element.find(path))


def _formal(element: Element, path: str) -> str:
    found = element.find(path)
    return "" if found is None else (found.get("FormalName") or "").strip()


MAKERS = {"NewsItem": read_news_item}

READER = Reader(
    "NewsML 1",
    (),
    partial(read_elements, makers=MAKERS),
    certain=lambda head: root_name(head) in {"NewsML", "NewsItem"},
)
