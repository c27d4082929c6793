"""Stories in XML of no format that is known, told by what its elements are called.

`RBNews` of Ritzau and the deliveries of many other agencies and publishing systems are such: an
element for the headline, one for the text, others beside them for what is said of the story.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from corpus.fields.bylines import names_in
from corpus.found.findings import Item
from corpus.markup.safe_xml import language_of, local_name
from corpus.readers.agencies import values as agency
from corpus.readers.agencies.element_names import meaning_of, rank_of
from corpus.readers.agencies.markup import inline, line_of, text_of, text_of_string, without_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.markup.safe_xml import Element

    _Told = dict[str, list[tuple[str, str]]]
    """What is told: values and the names that they stand under, the surest first."""

_YES = frozenset({"true", "1", "yes", "ja"})
_NAME_WITHIN = frozenset({"name", "fullname", "displayname"})
_FIELDS = frozenset("field property meta dc attribute param str date text arr datum entry".split())
"""Elements of which an attribute says what they hold."""
_HEADERS = frozenset({"meta", "metadata", "header", "head", "info"})
"""Elements whose attributes may tell of the story, as its own do."""
_HEADLINES = frozenset({"headline", "hedline", "Headline", "HeadLine"})
_HTML = frozenset("a abbr acronym img span link p div iframe td th h1 h2 h3 li q".split())
_SURER = 100
"""What the rank of an attribute is worse by than that of an element."""

_ZONES = {"RBNews": "Europe/Copenhagen"}
"""Elements of agencies that write the time of their own clock, without saying so."""
_NO_ZONE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?")

_DIGIT = re.compile(r"\d")
_LEAST_WORDS = 12
"""Of the text of a story that has no date."""
_FEWEST_WORDS = 4
_SENTENCE = re.compile(r"[.!?…][\"'’”»)\]]*(?:\s|$)")
_LONGEST_FIELD = 10_000
"""Characters; an element of more is no name, date or the like."""
_MOST_FIELDS = 2_000
"""Elements beside its text that are looked at for a story."""


def read_named(root: Element) -> Iterator[Item]:
    """Yield the stories of a document: each holds a headline and running text.

    Args:
        root: the first element, without namespaces.
    """
    if root.tag == "svg":
        return
    stories = _stories(root)
    for story, texts in stories.items():
        if item := _item(story, texts, stories):
            yield item


def _stories(root: Element) -> dict[Element, list[Element]]:
    """Return the elements that hold a headline and a text, the smallest that do, with the texts."""
    around: dict[str, dict[Element, None]] = {"title": {}, "text": {}}
    for element in root.iter("*"):
        what = meaning_of(_name(element))
        if what in around:
            _with_those_around(element, around[what])
        if element.attrib and _is_headed(element):
            around["title"].setdefault(element)
            _with_those_around(element, around["title"])
    stories: dict[Element, list[Element]] = {}
    within: set[Element] = set()
    for element in root.iter("*"):
        if element.getparent() in within:
            within.add(element)
        elif meaning_of(_name(element)) == "text":
            # An element called `story` or `content` may hold a whole story, headline and all.
            if element in around["title"] and element in around["text"]:
                continue
            within.add(element)
            story = element.getparent()
            while story is not None and story not in around["title"]:
                story = story.getparent()
            if story is not None:
                stories.setdefault(story, []).append(element)
    return stories


def _is_headed(element: Element) -> bool:
    """Tell whether an attribute is the headline of a story, not the title of a link."""
    named = local_name(element).lower() not in _HTML
    return any(name in _HEADLINES or (named and name == "title") for name in element.attrib)


def _name(element: Element) -> str:
    """Return what an element is called: `<field name="title">` is called title."""
    own = local_name(element)
    if element.attrib and own.lower() in _FIELDS:
        for attribute in ("name", "element", "property", "key"):
            if name := element.get(attribute):
                return str(name).rpartition(".")[2].rpartition(":")[2]
    return own


def _with_those_around(element: Element, found: dict[Element, None]) -> None:
    around = element.getparent()
    while around is not None and around not in found:
        found[around] = None
        around = around.getparent()


def _item(story: Element, texts: list[Element], stories: dict[Element, Any]) -> Item | None:
    told = _told(story, set(texts), stories)
    title, lead = _first(told, "title"), _first(told, "lead")
    text = without_title(_joined(texts), title)
    if lead and not line_of(text).startswith(lead):
        text = f"{lead}\n\n{text}".strip()
    withdrawn = "canceled" if _first(told, "withdrawn").lower() in _YES else ""
    if not withdrawn and not _is_news(title, text, told):
        return None
    byline = "; ".join(dict.fromkeys(value for value, _ in told.get("authors", [])))
    names = names_in(byline)
    source, place = _source(told, story)
    return Item(
        fields=agency.fields(
            title=(title, _place(told, "title")),
            text=(text, _name(texts[0])),
            id=_id(told),
            source=(source, place),
            authors=(names, _place(told, "authors")),
            section=(_first(told, "section"), _place(told, "section")),
            language=(_first(told, "language") or language_of(story), "language"),
            url=(_url(told), _place(told, "url")),
        ),
        published=agency.dates(_dates(told, "published", story)),
        updated=agency.dates(_dates(told, "updated", story)),
        extra=_extra(told) | {"byline": "" if byline == "; ".join(names) else byline},
        withdrawn=withdrawn,
    )


def _is_news(title: str, text: str, told: _Told) -> bool:
    """Tell whether there is a headline and running text, or as much beside them as news has.

    An agency's flash has one line of text, and may leave the element for its headline empty.
    """
    words = len(text.split())
    if words < _FEWEST_WORDS or not _SENTENCE.search(text):
        return False
    dated = bool(_first(told, "published"))
    return (bool(title) and (dated or words >= _LEAST_WORDS)) or (
        dated and bool(_first(told, "id"))
    )


def _extra(told: _Told) -> dict[str, Any]:
    names = "dateline subtitle summary slugline copyright editors_note".split()
    return {name: _first(told, name) for name in names} | {
        "keywords": agency.names(value for value, _ in told.get("keywords", [])),
        "version": agency.numbered(_first(told, "version")),
        "urgency": agency.numbered(_first(told, "urgency")),
    }


def _told(story: Element, texts: set[Element], stories: dict[Element, Any]) -> _Told:
    """Return what a story's elements and attributes say; its texts, and others, are left out."""
    found: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    passed: set[Element] = set()
    looked_at = 0
    for element in story.iter("*"):
        apart = element in texts or (element in stories and element is not story)
        if apart or element.getparent() in passed:
            passed.add(element)
            continue
        looked_at += 1
        if looked_at > _MOST_FIELDS:
            break
        if element is story or local_name(element).lower() in _HEADERS:
            for name, value in element.attrib.items():
                if what := meaning_of(name.rpartition("}")[2]):
                    found[what].append((rank_of(name) + _SURER, " ".join(value.split()), name))
        name = _name(element)
        if element is not story and (what := meaning_of(name)) and (value := _value(element)):
            found[what].append((rank_of(name), value, name))
    return {what: [v[1:] for v in sorted(all_, key=_by_rank)] for what, all_ in found.items()}


def _by_rank(value: tuple[int, str, str]) -> int:
    return value[0]


def _value(element: Element) -> str:
    """Return what a field says as one line; nothing where it holds fields of its own."""
    children = list(element)[:_MOST_FIELDS]
    for child in children:
        if local_name(child).lower() in _NAME_WITHIN:
            return line_of(inline(child))
    if any(meaning_of(_name(child)) for child in children):
        return ""
    text = inline(element) if children else element.text or ""
    value = line_of(text or element.get("value") or element.get("content") or "")
    return value if len(value) <= _LONGEST_FIELD else ""


def _first(told: _Told, what: str) -> str:
    return next((value for value, _ in told.get(what, []) if value), "")


def _place(told: _Told, what: str) -> str:
    return next((place for value, place in told.get(what, []) if value), what)


def _source(told: _Told, story: Element) -> tuple[str, str]:
    """Return the source that a story names, else the one that is named for all in the file."""
    if source := _first(told, "source").strip("/ "):
        return source, _place(told, "source")
    for around in story.iterancestors():
        for child in around[:50]:
            if meaning_of(_name(child)) == "source" and (source := _value(child)):
                return source, local_name(child)
    return "", ""


def _id(told: _Told) -> tuple[str, str]:
    """Return what tells a story from others: `id="root"` is for programs that read the file."""
    numbered = ((value, place) for value, place in told.get("id", []) if _DIGIT.search(value))
    return next(numbered, ("", ""))


def _url(told: _Told) -> str:
    urls = (value for value, _ in told.get("url", []))
    return next((url for url in urls if url.startswith(("http://", "https://"))), "")


def _joined(texts: list[Element]) -> str:
    """Return the text of the surest name; of several elements of that name, all in their order."""
    for rank in sorted({rank_of(_name(element)) for element in texts}):
        read = [_text(element) for element in texts if rank_of(_name(element)) == rank]
        if any(read):
            return "\n\n".join(dict.fromkeys(filter(None, read)))
    return ""


def _text(element: Element) -> str:
    """Return the text in an element: HTML that it holds, or has as a string, or its children."""
    if not len(element):
        return text_of_string(element.text or "")
    text = text_of(element)
    loose = (element.text or "").strip() or any((child.tail or "").strip() for child in element)
    if len(element) > 1 and not loose and "\n" not in text:
        return "\n\n".join(filter(None, map(inline, element)))
    return text


def _dates(told: _Told, what: str, story: Element) -> Iterator[tuple[Any, str]]:
    zone = _ZONES.get(local_name(story))
    for value, place in told.get(what, []):
        yield (_with_zone(value, zone) if zone and _NO_ZONE.fullmatch(value) else value), place


def _with_zone(value: str, name: str) -> str:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    try:
        return datetime.fromisoformat(value).replace(tzinfo=ZoneInfo(name)).isoformat()
    except (ValueError, OSError, LookupError):
        return value
