"""What a NewsML 1 item says of its text: lines to print, codes, parties, topics."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from corpus.markup.safe_xml import local_name
from corpus.readers.agencies import values as agency
from corpus.readers.agencies.markup import inline, line_at, line_of
from corpus.readers.agencies.newsml_1_texts import formal_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.markup.safe_xml import Element

_MOST_TOPICS = 200
"""Topics that are looked through for one reference."""

_SUBJECTS = ("SubjectDetail", "SubjectMatter", "Subject", "SubjectQualifier")
"""What a subject code is made of, the finest first."""


def extra_of(
    item: Element, headed: Element, about: list[Element], warnings: list[str]
) -> dict[str, Any]:
    """Return what an item says that is not a field of an article.

    Args:
        item: the news item.
        headed: the component with the headline.
        about: the components whose metadata count.
        warnings: to which what can't be understood is added.
    """
    lines = {"subtitle": "SubHeadLine", "creditline": "CreditLine", "copyright": "CopyrightLine"}
    lines |= {"slugline": "SlugLine", "keywords": "KeywordLine", "usage_terms": "RightsLine"}
    extra: dict[str, Any] = {name: news_line(headed, line) for name, line in lines.items()}
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


def party_name(party: Element) -> str:
    """Return what a party is called: a name within it or among the topics, else its code."""
    named = inline(next(party.iter("FullName", "Name"), None))
    return named or _topic(party) or line_of(party.get("FormalName") or "")


def news_line(headed: Element, name: str) -> str:
    """Return one of the lines that a component gives to be printed with its text."""
    return inline(headed.find(f"NewsLines/{name}"))


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
