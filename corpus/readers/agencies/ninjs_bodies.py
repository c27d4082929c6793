"""The bodies of an agency's JSON object: NITF, HTML or plain text, of which the best is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corpus.markup.html_fragments import tree_of
from corpus.markup.safe_xml import parse
from corpus.markup.xml_prolog import DocumentError, root_name
from corpus.readers.agencies.json_fields import Fields, objects_in
from corpus.readers.agencies.markup import (
    headed_string,
    is_markup,
    line_of,
    text_of,
    text_of_string,
)
from corpus.readers.agencies.nitf import story_of
from corpus.readers.agencies.story import Story

if TYPE_CHECKING:
    from collections.abc import Iterator

_BODY_ORDER = ("nitf", "html", "markup", "text", "xml")
"""Bodies of one item say the same; the surest markup of paragraphs comes first."""
_NITF_DEPTH = 200


_NESTED = 3
"""Objects within one another, around a body."""


def is_body(name: str) -> bool:
    """Tell whether a field is called as one of ninjs 1.x that holds a body."""
    return name.startswith("body_")


def body_of(fields: Fields) -> tuple[Story, str]:
    """Return the text of the best of an item's bodies, and its name."""
    bodies = [(kind, place, text) for place, kind, text in _bodies(fields) if text.strip()]
    bodies.sort(key=lambda body: _BODY_ORDER.index(body[0]))
    for kind, place, text in bodies:
        if kind == "nitf":
            story = _nitf_story(text)
        else:
            title, plain = headed_string(text, as_html=kind == "html")
            story = Story(title=title, title_place=f"h1 in {place}", text=plain)
        if story.text:
            return story, place
    return Story(), ""


def _bodies(fields: Fields) -> Iterator[tuple[str, str, str]]:
    """Yield for each body its name, its kind and what is in it."""
    for body in objects_in(fields.get("bodies")):
        named = f"{line_of(body.get('contenttype'))} {line_of(body.get('role'))}".lower()
        if isinstance(text := body.get("value"), str):
            yield "bodies", _kind(named, text), text
    for name, value in fields.items():
        if (is_body(name) or name in {"body", "body.content"}) and value:
            for text in _strings(value):
                yield name, _kind(name, text), text
    renditions = fields.get("renditions")
    named_renditions = renditions.items() if isinstance(renditions, dict) else ()
    for name, rendition in named_renditions:
        for text in _strings(rendition):
            if is_markup(text):
                yield f"renditions {name}", _kind(name, text), text


def _strings(value: Any, room: int = _NESTED) -> Iterator[str]:
    """Yield what may be a body in a field: the string, or those in its object."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict) and room:
        for inner in value.values():
            yield from _strings(inner, room - 1)


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
        element = tree_of(text)
        if element is None:
            return Story()
        return Story(text=text_of(element) or text_of_string(text))


def description_of(fields: Fields) -> str:
    """Return the summary of an item, or the caption where there is no other description."""
    parts = objects_in(fields.get("descriptions"))
    parts.sort(key=lambda part: "caption" in line_of(part.get("role")).lower())
    found = [part.get("value") for part in parts]
    names = [name for name in fields if name.startswith("description")]
    names.sort(key=lambda name: ("caption" in name, not name.endswith("_text")))
    found += [fields[name] for name in names]
    for text in found:
        if isinstance(text, str) and (plain := text_of_string(text)):
            return plain
    return ""
