"""ninjs 1.x to 3.x, AP's JSON and its like: objects among any JSON that are news items."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corpus.found.findings import Fault, Item, Value
from corpus.readers.agencies import values as agency
from corpus.readers.agencies.json_fields import lower_names, names_of, objects_in, word_in
from corpus.readers.agencies.markup import line_of, without_title
from corpus.readers.agencies.ninjs_bodies import body_of, description_of, is_body
from corpus.readers.agencies.people import people_in
from corpus.readers.agencies.story import Story

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from corpus.readers.agencies.json_fields import Fields

_PICTURES = frozenset("picture photo graphic video audio animation image".split())
_NO_NEWS = {"planning": "plan of coverage", "event": "event", "concept": "concept"}
_MARKS = ("pubstatus", "headline", "headlines", "bodies", "type", "associations", "renditions")
"""Names of which one at least stands in an item beside its identifier and its date."""
_VERSIONS = ("versioncreated", "firstcreated")

_WRAPPERS = tuple(
    "item items _items data hits _source source result results docs documents response newsitem "
    "newsitems entries content contents feed".split()
)
"""Names under which answers of an agency's interface hold items."""
_WRAPPED = 4
"""Objects and lists within one another, looked into for items."""
_NESTED = 3
"""Associations of associations that are looked into."""


def read_object(value: Mapping[str, Any], line: int | None = None) -> list[Item | Fault] | None:
    """Return what a JSON object holds as news items, or None if it is not an agency's.

    Args:
        value: any object.
        line: where it begins, to be kept in what is returned.
    """
    found = lower_names(value)
    if _is_item(found):
        return list(_read_item(found, line))
    wrapped = list(_within(value, _WRAPPED))
    if not wrapped:
        return None
    return [read for item in wrapped for read in _read_item(item, line)]


def _is_item(fields: Fields) -> bool:
    standard = fields.get("standard", fields.get("$standard"))
    if isinstance(standard, dict) and standard.get("name") == "ninjs":
        return True
    identified = isinstance(fields.get("uri"), str) or isinstance(fields.get("guid"), str)
    ap = isinstance(fields.get("altids"), dict) and "itemid" in fields["altids"]
    if not identified and not ap and not isinstance(fields.get("itemid"), str):
        return False
    marked = any(name in fields for name in _MARKS) or any(map(is_body, fields))
    if any(isinstance(fields.get(name), str) for name in _VERSIONS) and marked:
        return True
    return (
        _is_list_of_objects(fields.get("bodies"))
        or _is_list_of_objects(fields.get("headlines"))
        or any(name in fields for name in ("body_xhtml", "body_nitf", "pubstatus"))
        or (ap and "headline" in fields)
    )


def _is_list_of_objects(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(v, dict) for v in value)


def _within(value: Any, room: int) -> Iterator[Fields]:
    """Yield the items in what an interface wraps around them."""
    inner: list[Any] = []
    if isinstance(value, dict):
        inner = [v for name, v in value.items() if str(name).lower() in _WRAPPERS]
    elif isinstance(value, list):
        inner = value
    for element in inner if room else ():
        if isinstance(element, dict) and _is_item(fields := lower_names(element)):
            yield fields
        elif isinstance(element, dict | list):
            yield from _within(element, room - 1)


def _read_item(fields: Fields, line: int | None, depth: int = 0) -> Iterator[Item | Fault]:
    kind = word_in(fields, "type", "itemclass").rpartition(":")[2].lower()
    withdrawn = agency.withdrawn_as(word_in(fields, "pubstatus", "pub_status"))
    inner = list(_associated(fields, line, depth))
    title, title_place = _title(fields)
    named = f" {title[:80]!r}" if title else ""
    if withdrawn:
        yield _item(fields, (Story(), ""), (title, title_place), withdrawn, line)
    elif kind in _PICTURES:
        yield Fault(f"{kind}{named}, not an article", line=line)
    elif kind in _NO_NEWS:
        yield Fault(f"{_NO_NEWS[kind]}{named}, not an article", line=line)
    else:
        story, place = body_of(fields)
        if not story.text and inner and kind in {"composite", "package"}:
            yield from inner
            return
        if not story.text and kind in {"composite", "package"} and not description_of(fields):
            yield Fault(f"package{named} of references, not an article", line=line)
            return
        yield _item(fields, (story, place), (title, title_place), "", line)
    yield from inner


def _associated(fields: Fields, line: int | None, depth: int) -> Iterator[Item]:
    """Yield the articles among what is associated with an item; its pictures are not."""
    found = fields.get("associations")
    members = list(found.values()) if isinstance(found, dict) else found
    for member in objects_in(members) if depth < _NESTED else ():
        text = word_in(member, "type").lower() in {"text", "composite", ""}
        if text and body_of(member)[0].text:
            made = _read_item(member, line, depth + 1)
            yield from (item for item in made if isinstance(item, Item))


def _item(
    fields: Fields,
    body: tuple[Story, str],
    title: tuple[str, str],
    withdrawn: str,
    line: int | None,
) -> Item:
    story, place = body
    warnings: list[str] = []
    identifier, id_place, id_version = _id(fields)
    source, source_place = _source(fields)
    summary = description_of(fields) or story.abstract
    text = story.text
    if not text and summary:
        text, place = summary, "description"
    heading, heading_place = title if title[0] else (story.title, story.title_place)
    agencies = [source, word_in(fields, "copyrightholder")]
    authors, byline, authors_place = _authors(fields, story, agencies)
    published = _dates(fields, "firstpublished firstcreated contentcreated versioncreated")
    updated = _dates(fields, "versioncreated contentmodified")
    version = fields.get("version")
    return Item(
        fields=agency.fields(
            id=(identifier, id_place),
            title=(heading, heading_place),
            text=(without_title(text, heading), place),
            source=(source, source_place),
            authors=(authors, authors_place),
            section=(next(iter(names_of(fields.get("service"))), ""), "service"),
            language=(word_in(fields, "language"), "language"),
            url=_url(fields),
        ),
        published=published,
        updated=agency.later_than(updated, published),
        extra=_extra(fields, warnings)
        | {
            "version": agency.numbered(id_version if version in (None, "") else version),
            "byline": "" if authors == [byline] else byline,
            "dateline": word_in(fields, "dateline") or story.dateline,
            "summary": "" if text == summary else summary,
            "summary_only": bool(summary and not story.text) or None,
        },
        warnings=warnings,
        withdrawn=withdrawn,
        line=line,
    )


def _id(fields: Fields) -> tuple[str, str, str]:
    """Return what an item is called, where that stands, and the version if it says one."""
    uri = word_in(fields, "guid", "uri")
    other = fields.get("altids")
    itemid = line_of(other.get("itemid")) if isinstance(other, dict) else word_in(fields, "itemid")
    # An address with a query is one of an interface, and another for each version.
    if itemid and (not uri or "?" in uri):
        return itemid, "itemid", ""
    identifier, version = agency.without_version(uri)
    return identifier, "guid" if word_in(fields, "guid") else "uri", version


def _title(fields: Fields) -> tuple[str, str]:
    if word := word_in(fields, "headline"):
        return word, "headline"
    parts = [part for part in objects_in(fields.get("headlines")) if line_of(part.get("value"))]
    main = [part for part in parts if line_of(part.get("role")).lower() in {"main", "", "headline"}]
    if best := next(iter(main or parts), None):
        return line_of(best.get("value")), "headlines"
    named = [n for n in fields if n.startswith("headline_") and word_in(fields, n)]
    for name in sorted(named, key=lambda name: "extended" in name or "short" in name):
        return word_in(fields, name), name
    return word_in(fields, "title", "name"), "title" if "title" in fields else "name"


def _source(fields: Fields) -> tuple[str, str]:
    for name in (
        "provider",
        "creditline",
        "source",
        "copyrightholder",
        "infosources",
        "infosource",
    ):
        value = fields.get(name)
        if found := (line_of(value) or next(iter(names_of(value)), "")):
            return found, name
    return agency.host_in(word_in(fields, "uri", "guid")), "uri"


def _authors(fields: Fields, story: Story, agencies: list[str]) -> tuple[list[str], str, str]:
    """Return the people who wrote an item, its byline, and where they are named."""
    for name in ("byline", "by", "bylines", "authors"):
        value = fields.get(name)
        lines = names_of(value) if isinstance(value, list | dict) else [line_of(value)]
        byline = "; ".join(filter(None, lines))
        if byline:
            people = people_in(byline, agencies)
            return people or story.authors, byline, name if people else "byline of the body"
    return story.authors, story.byline, "byline of the body"


def _dates(fields: Fields, names: str) -> list[Value]:
    return agency.dates((fields.get(name), name) for name in names.split())


def _url(fields: Fields) -> tuple[str, str]:
    """Return where people can read an item."""
    for name in ("url", "canonicalurl", "link", "weburl", "uri"):
        if (word := word_in(fields, name)).startswith(("http://", "https://")):
            return ("" if name == "uri" and "?" in word else word), name
    return "", ""


def _extra(fields: Fields, warnings: list[str]) -> Fields:
    def all_of(*names: str) -> list[str]:
        return agency.names(word for name in names for word in names_of(fields.get(name)))

    return {
        "urgency": agency.numbered(fields.get("urgency")),
        "embargoed": agency.iso(fields.get("embargoed"), "embargoed", warnings),
        "expires": agency.iso(fields.get("expires"), "expires", warnings),
        "editors_note": word_in(fields, "ednote", "editorsnote", "editornote"),
        "slugline": word_in(fields, "slugline", "slug"),
        "located": word_in(fields, "located"),
        "usage_terms": " ".join(names_of(fields.get("usageterms"))),
        "copyright": word_in(fields, "copyrightnotice", "copyrightholder"),
        "creditline": word_in(fields, "creditline"),
        "info_sources": all_of("infosources", "infosource"),
        "subjects": all_of("subjects", "subject"),
        "places": all_of("places", "place"),
        "people": all_of("people", "person"),
        "organisations": all_of("organisations", "organisation", "organization"),
        "keywords": all_of("keywords", "keyword"),
        "genre": all_of("genres", "genre"),
        "signals": all_of("signals", "signal"),
    }
