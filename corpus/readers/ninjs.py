"""ninjs 1.x to 3.x, AP's JSON and its like: objects among any JSON that are news items."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corpus.readers import agency_values as agency
from corpus.readers.bylines import people_in
from corpus.readers.markup import is_markup, line_of, parsed_html, text_of, text_of_string
from corpus.readers.nitf import Story, story_of
from corpus.readers.reader import Fault, Item, Value
from corpus.readers.xml_documents import DocumentError, parse, root_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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

_BODY_ORDER = ("nitf", "html", "markup", "text", "xml")
"""Bodies of one item say the same; the surest markup of paragraphs comes first."""
_NITF_DEPTH = 200

Fields = dict[str, Any]
"""An item, its names in lower case: 1.x writes `versioncreated`, 2.x and later `versionCreated`."""


def read_object(value: Mapping[str, Any], line: int | None = None) -> list[Item | Fault] | None:
    """Return what a JSON object holds as news items, or None if it is no agency's.

    Args:
        value: any object.
        line: where it begins, to be kept in what is returned.
    """
    found = _lowered(value)
    if _is_item(found):
        return list(_read_item(found, line))
    wrapped = list(_within(value, _WRAPPED))
    if not wrapped:
        return None
    return [read for item in wrapped for read in _read_item(item, line)]


def _lowered(value: Mapping[str, Any]) -> Fields:
    lowered: Fields = {}
    for name, inner in value.items():
        lowered.setdefault(str(name).lower(), inner)
    return lowered


def _is_item(fields: Fields) -> bool:
    standard = fields.get("standard", fields.get("$standard"))
    if isinstance(standard, dict) and standard.get("name") == "ninjs":
        return True
    identified = isinstance(fields.get("uri"), str) or isinstance(fields.get("guid"), str)
    ap = isinstance(fields.get("altids"), dict) and "itemid" in fields["altids"]
    if not identified and not ap and not isinstance(fields.get("itemid"), str):
        return False
    marked = any(name in fields for name in _MARKS) or any(map(_is_body, fields))
    if any(isinstance(fields.get(name), str) for name in _VERSIONS) and marked:
        return True
    return (
        _is_list_of_objects(fields.get("bodies"))
        or _is_list_of_objects(fields.get("headlines"))
        or any(name in fields for name in ("body_xhtml", "body_nitf", "pubstatus"))
        or (ap and "headline" in fields)
    )


def _is_body(name: str) -> bool:
    return name.startswith("body_")


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
        if isinstance(element, dict) and _is_item(lowered := _lowered(element)):
            yield lowered
        elif isinstance(element, dict | list):
            yield from _within(element, room - 1)


def _read_item(fields: Fields, line: int | None, depth: int = 0) -> Iterator[Item | Fault]:
    kind = _word(fields, "type", "itemclass").rpartition(":")[2].lower()
    withdrawn = agency.withdrawn_as(_word(fields, "pubstatus", "pub_status"))
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
        story, place = _body(fields)
        if not story.text and inner and kind in {"composite", "package"}:
            yield from inner
            return
        if not story.text and kind in {"composite", "package"} and not _described(fields):
            yield Fault(f"package{named} of references, not an article", line=line)
            return
        yield _item(fields, (story, place), (title, title_place), "", line)
    yield from inner


def _associated(fields: Fields, line: int | None, depth: int) -> Iterator[Item]:
    """Yield the articles among what is associated with an item; its pictures are none."""
    found = fields.get("associations")
    members = list(found.values()) if isinstance(found, dict) else found
    for member in _objects(members) if depth < _NESTED else ():
        text = _word(member, "type").lower() in {"text", "composite", ""}
        if text and _body(member)[0].text:
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
    summary = _described(fields) or story.abstract
    text = story.text
    if not text and summary:
        text, place = summary, "description"
    heading, heading_place = title if title[0] else (story.title, story.title_place)
    byline, byline_place = _byline(fields)
    people = people_in(byline, [source, _word(fields, "copyrightholder")])
    authors, authors_place = people or story.authors, byline_place if people else "byline of body"
    published = _dates(fields, "firstpublished firstcreated contentcreated versioncreated")
    updated = _dates(fields, "versioncreated contentmodified")
    version = fields.get("version")
    return Item(
        fields=agency.fields(
            id=(identifier, id_place),
            title=(heading, heading_place),
            text=(_without_title(text, heading), place),
            source=(source, source_place),
            authors=(authors, authors_place),
            section=(next(iter(_named(fields.get("service"))), ""), "service"),
            language=(_word(fields, "language"), "language"),
            url=_url(fields),
        ),
        published=published,
        updated=agency.later_than(updated, published),
        extra=_extra(fields, warnings)
        | {
            "version": agency.numbered(id_version if version in (None, "") else version),
            "byline": "" if authors == [byline] else byline or story.byline,
            "dateline": _word(fields, "dateline") or story.dateline,
            "summary": "" if text == summary else summary,
            "summary_only": not story.text and bool(summary),
        },
        warnings=warnings,
        withdrawn=withdrawn,
        line=line,
    )


def _id(fields: Fields) -> tuple[str, str, str]:
    """Return what an item is called, where that stands, and the version if it says one."""
    uri = _word(fields, "guid", "uri")
    other = fields.get("altids")
    itemid = line_of(other.get("itemid")) if isinstance(other, dict) else _word(fields, "itemid")
    # An address with a query is one of an interface, and another for each version.
    if itemid and (not uri or "?" in uri):
        return itemid, "itemid", ""
    identifier, version = agency.without_version(uri)
    return identifier, "guid" if _word(fields, "guid") else "uri", version


def _word(fields: Fields, *names: str) -> str:
    """Return the first of these fields that has a word or a number in it, as one line."""
    return next((word for name in names if (word := line_of(fields.get(name)))), "")


def _title(fields: Fields) -> tuple[str, str]:
    if word := _word(fields, "headline"):
        return word, "headline"
    parts = [part for part in _objects(fields.get("headlines")) if line_of(part.get("value"))]
    main = [part for part in parts if line_of(part.get("role")).lower() in {"main", "", "headline"}]
    if best := next(iter(main or parts), None):
        return line_of(best.get("value")), "headlines"
    named = [n for n in fields if n.startswith("headline_") and _word(fields, n)]
    for name in sorted(named, key=lambda name: "extended" in name or "short" in name):
        return _word(fields, name), name
    return _word(fields, "title", "name"), "title" if "title" in fields else "name"


def _objects(value: Any) -> list[dict[str, Any]]:
    """Return the objects in a list, their names in lower case."""
    found = value if isinstance(value, list) else [value]
    return [_lowered(each) for each in found if isinstance(each, dict)]


def _body(fields: Fields) -> tuple[Story, str]:
    """Return the text of the best of an item's bodies, and its name."""
    bodies = [(kind, place, text) for place, kind, text in _bodies(fields) if text.strip()]
    bodies.sort(key=lambda body: _BODY_ORDER.index(body[0]))
    for kind, place, text in bodies:
        if kind == "nitf":
            story = _nitf_story(text)
        else:
            story = Story(text=text_of_string(text, as_html=kind == "html"))
        if story.text:
            return story, place
    return Story(), ""


def _bodies(fields: Fields) -> Iterator[tuple[str, str, str]]:
    """Yield for each body its name, its kind and what is in it."""
    for body in _objects(fields.get("bodies")):
        named = f"{line_of(body.get('contenttype'))} {line_of(body.get('role'))}".lower()
        if isinstance(text := body.get("value"), str):
            yield "bodies", _kind(named, text), text
    for name, value in fields.items():
        if (_is_body(name) or name in {"body", "body.content"}) and value:
            for text in _strings(value):
                yield name, _kind(name, text), text
    renditions = fields.get("renditions")
    named_renditions = renditions.items() if isinstance(renditions, dict) else ()
    for name, rendition in named_renditions:
        for text in _strings(rendition):
            if is_markup(text):
                yield f"renditions {name}", _kind(name, text), text


def _strings(value: Any) -> Iterator[str]:
    """Yield what may be a body in a field: the string, or those in its object."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (inner for inner in value.values() if isinstance(inner, str))
        nitf = value.get("nitf")
        yield from _strings(nitf) if isinstance(nitf, dict) else ()


def _kind(named: str, text: str) -> str:
    """Tell what is in a body: by its tags, and only where they leave a doubt by its name."""
    start = text[:2000].lower()
    if any(tag in start for tag in ("<nitf", "<body.head", "<body.content", "<hedline")):
        return "nitf"
    if "html" in named:
        return "html"
    if not is_markup(text):
        return "text"
    return "xml" if "xml" in named else "markup"


def _nitf_story(text: str) -> Story:
    """Return what a NITF document says, or the part of one, or what was once one."""
    whole = root_name(text[:4000].encode("utf-8", "replace")) in {"nitf", "body", "body.content"}
    try:
        return story_of(parse(text if whole else f"<body>{text}</body>", _NITF_DEPTH))
    except DocumentError:
        element = parsed_html(text)
        if element is None:
            return Story()
        return Story(text=text_of(element) or text_of_string(text))


def _without_title(text: str, title: str) -> str:
    first, _, rest = text.partition("\n\n")
    return rest if rest and title and line_of(first) == title else text


def _described(fields: Fields) -> str:
    """Return the summary of an item, or the caption where there is no other description."""
    parts = _objects(fields.get("descriptions"))
    parts.sort(key=lambda part: "caption" in line_of(part.get("role")).lower())
    found = [part.get("value") for part in parts]
    names = [name for name in fields if name.startswith("description")]
    names.sort(key=lambda name: ("caption" in name, not name.endswith("_text")))
    found += [fields[name] for name in names]
    for text in found:
        if isinstance(text, str) and (plain := text_of_string(text)):
            return plain
    return ""


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
        if found := (line_of(value) or next(iter(_named(value)), "")):
            return found, name
    return agency.host_in(_word(fields, "uri", "guid")), "uri"


def _byline(fields: Fields) -> tuple[str, str]:
    for name in ("byline", "by"):
        if word := _word(fields, name):
            return word, name
    lines = [_word(part, "by", "byline", "name") for part in _objects(fields.get("bylines"))]
    return "; ".join(filter(None, lines)), "bylines"


def _dates(fields: Fields, names: str) -> list[Value]:
    return agency.dates((fields.get(name), name) for name in names.split())


def _url(fields: Fields) -> tuple[str, str]:
    """Return where people can read an item."""
    for name in ("url", "canonicalurl", "link", "weburl", "uri"):
        if (word := _word(fields, name)).startswith(("http://", "https://")):
            return ("" if name == "uri" and "?" in word else word), name
    return "", ""


def _named(value: Any) -> list[str]:
    """Return the names of a list of things, else their codes."""
    found = value if isinstance(value, list) else [value]
    words = []
    for each in found:
        if isinstance(each, dict):
            lowered = _lowered(each)
            words.append(_word(lowered, "name", "literal", "code", "qcode", "uri"))
        else:
            words.append(line_of(each))
    return agency.names(words)


def _extra(fields: Fields, warnings: list[str]) -> Fields:
    def all_of(*names: str) -> list[str]:
        return agency.names(word for name in names for word in _named(fields.get(name)))

    return {
        "urgency": agency.numbered(fields.get("urgency")),
        "embargoed": agency.iso(fields.get("embargoed"), "embargoed", warnings),
        "expires": agency.iso(fields.get("expires"), "expires", warnings),
        "editors_note": _word(fields, "ednote", "editorsnote", "editornote"),
        "slugline": _word(fields, "slugline", "slug"),
        "located": _word(fields, "located"),
        "usage_terms": " ".join(_named(fields.get("usageterms"))),
        "copyright": _word(fields, "copyrightnotice", "copyrightholder"),
        "creditline": _word(fields, "creditline"),
        "info_sources": all_of("infosources", "infosource"),
        "subjects": all_of("subjects", "subject"),
        "places": all_of("places", "place"),
        "people": all_of("people", "person"),
        "organisations": all_of("organisations", "organisation", "organization"),
        "keywords": all_of("keywords", "keyword"),
        "genre": all_of("genres", "genre"),
        "signals": all_of("signals", "signal"),
    }
