"""The texts in a NewsML 1 item: where in its tree of components they stand, and under what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.markup.safe_xml import attribute_at, language_of
from corpus.readers.agencies import values as agency
from corpus.readers.agencies.markup import headed, headed_string, line_at
from corpus.readers.agencies.nitf import story_of
from corpus.readers.agencies.story import Story

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.markup.safe_xml import Element

_NO_STORY = frozenset("caption photocaption picture photo image graphic video audio".split())
"""Roles of a component whose text belongs to something that is not an article."""


@dataclass(frozen=True, slots=True)
class ComponentText:
    """One text in the tree of components, and the component that gives it its headline."""

    component: Element
    head: Element
    place: str
    story: Story


def texts_in(item: Element) -> Iterator[ComponentText]:
    """Yield the texts among the components, of equivalent ones the first in each language."""
    seen: dict[int, tuple[Element, set[str]]] = {}
    for content in item.iter("ContentItem"):
        component = _above(content, "NewsComponent")
        if component is None or _role(component) in _NO_STORY:
            continue
        story, place = _story(content)
        if not story.text:
            continue
        chosen = _choice(component, item)
        if chosen is not None:
            language = language_in(component)
            # The element is kept with its languages: one that is not may give its number away.
            _, languages = seen.setdefault(id(chosen), (chosen, set()))
            if language in languages:
                continue
            languages.add(language)
        yield ComponentText(component, _headed(component, item), place, story)


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
            headline = around.find("NewsLines/HeadLine")
            if headline is not None and any(text.strip() for text in headline.itertext()):
                return around
            last = around
        around = around.getparent()
    return last


def headline_of(component: Element) -> str:
    """Return the headline that a component has itself."""
    return line_at(component, "NewsLines/HeadLine")


def _role(component: Element) -> str:
    return agency.code_of(formal_name(component, "Role")).lower().replace(" ", "")


def _story(content: Element) -> tuple[Story, str]:
    """Return the text of a content item: NITF, XHTML or plain."""
    media = formal_name(content, "MediaType").lower()
    encoded = next(content.iter("Encoding"), None) is not None
    data = next(content.iter("DataContent"), None)
    if data is None or encoded or media in _NO_STORY:
        return Story(), ""
    nitf = next(data.iter("nitf", "body.content"), None)
    if nitf is not None:
        return story_of(data if nitf.tag == "body.content" else nitf), "DataContent (NITF)"
    title, text = headed(data) if len(data) else headed_string(data.text or "")
    return Story(title=title, text=text), "DataContent (XHTML)" if len(data) else "DataContent"


def language_in(component: Element) -> str:
    """Return the language that a component is said to be in, or those around it."""
    around = component
    while around is not None and around.tag == "NewsComponent":
        if language := formal_name(around, "DescriptiveMetadata/Language"):
            return language
        around = around.getparent()
    return language_of(component)


def formal_name(element: Element, path: str) -> str:
    """Return the formal name of the first element at a path: NewsML 1's way to give a code."""
    return attribute_at(element, path, "FormalName")
