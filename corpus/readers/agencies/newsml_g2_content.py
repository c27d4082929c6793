"""The text in a NewsML-G2 item's content set: NITF, XHTML or plain, or none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from corpus.markup.safe_xml import LANGUAGE
from corpus.readers.agencies.markup import headed, headed_string
from corpus.readers.agencies.nitf import story_of

if TYPE_CHECKING:
    from corpus.markup.safe_xml import Element


@dataclass(frozen=True, slots=True)
class Content:
    """What the content set of an item holds as text."""

    text: str = ""
    place: str = ""
    title: str = ""
    byline: str = ""
    authors: tuple[str, ...] = ()
    dateline: str = ""
    remote: bool = False


def content_of(item: Element, language: str, source: str) -> Content:
    """Return the first text of the content set: as markup, if there is any, else plain."""
    remote = False
    plain: list[Element] = []
    marked: list[Element] = []
    for content_set in item.iterfind("contentSet"):
        remote = remote or content_set.find("remoteContent") is not None
        marked += content_set.iterfind("inlineXML")
        plain += content_set.iterfind("inlineData")
    for element in _own_first(marked, language):
        if (content := _inline_xml(element, source)).text:
            return content
    for element in _own_first(plain, language):
        if (content := _inline_data(element)).text:
            return content
    titled = (_inline_xml(element, source) for element in marked)
    empty = next((content for content in titled if content.title), Content())
    return replace(empty, remote=remote)


def _own_first(elements: list[Element], language: str) -> list[Element]:
    return sorted(elements, key=lambda e: not same_language(e.get(LANGUAGE) or language, language))


def _inline_data(element: Element) -> Content:
    if element.get("encoding") or "base64" in (element.get("contenttype") or ""):
        return Content()
    # Some put markup there as elements, most as a string.
    as_html = "html" in (element.get("contenttype") or "")
    title, text = (
        headed(element) if len(element) else headed_string(element.text or "", as_html=as_html)
    )
    return Content(text, "contentSet/inlineData", title)


def _inline_xml(element: Element, source: str) -> Content:
    nitf = next((e for e in element.iter("nitf", "body.content")), None)
    if nitf is not None:
        story = story_of(element if nitf.tag == "body.content" else nitf, [source])
        return Content(
            story.text or story.abstract,
            "contentSet/inlineXML (NITF)",
            story.title,
            story.byline,
            tuple(story.authors),
            story.dateline,
        )
    title, text = headed(element) if len(element) else headed_string(element.text or "")
    return Content(text, "contentSet/inlineXML", title)


def same_language(language: str, other_language: str) -> bool:
    """Tell whether two languages are one, whatever their countries."""
    return language.lower().partition("-")[0] == other_language.lower().partition("-")[0]
