"""NewsML 1.x: news items of components within components, of which some hold text."""

from __future__ import annotations

from functools import partial
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Any

from corpus.found.findings import Fault, Item
from corpus.found.reader import Reader
from corpus.markup.safe_xml import local_name
from corpus.markup.xml_prolog import root_name
from corpus.readers.agencies import values as agency
from corpus.readers.agencies.markup import inline, line_at, line_of, without_title
from corpus.readers.agencies.newsml_1_metadata import extra_of, news_line, party_name
from corpus.readers.agencies.newsml_1_texts import (
    ComponentText,
    formal_name,
    headline_of,
    language_in,
    texts_in,
)
from corpus.readers.agencies.people import people_in
from corpus.readers.agencies.story import Story
from corpus.readers.agencies.xml_items import Other, read_elements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.markup.safe_xml import Element

_MOST_TEXTS = 1000
"""Texts in one item; an item is a story in its versions and parts, not an archive."""


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
        extra=extra_of(item, headed, about, warnings)
        | {
            "version": agency.numbered(version),
            "byline": "" if authors == [byline] else byline,
            "dateline": news_line(headed, "DateLine") or story.dateline,
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
                if name := party_name(party):
                    return name, place
    credit = news_line(headed, "CreditLine")
    if credit:
        return credit, "NewsLines/CreditLine"
    provider = line_at(item, "Identification/NewsIdentifier/ProviderId")
    return provider, "ProviderId"


def _authors(headed: Element, story: Story, source: str) -> tuple[list[str], str, str]:
    agencies = [source, news_line(headed, "CreditLine")]
    bylines = [inline(line) for line in headed.iterfind("NewsLines/ByLine")]
    byline = "; ".join(filter(None, bylines))
    if authors := people_in(byline, agencies):
        return authors, byline, "NewsLines/ByLine"
    if story.authors:
        return story.authors, story.byline, "byline of the content"
    creators = [
        party_name(party) for party in headed.iterfind("AdministrativeMetadata/Creator/Party")
    ]
    credited = "; ".join(filter(None, creators))
    return people_in(credited, agencies), byline or credited, "AdministrativeMetadata/Creator"


MAKERS = {"NewsItem": read_news_item}

READER = Reader(
    "NewsML 1",
    (),
    partial(read_elements, makers=MAKERS),
    certain=lambda head: root_name(head) in {"NewsML", "NewsItem"},
)
