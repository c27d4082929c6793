"""JSON Feed, versions 1 and 1.1: an item of a feed is an article."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from corpus.readers.feeds.entries import Entry, entry_item

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from corpus.found.findings import Item

_VERSION = "jsonfeed.org/version/"


def is_json_feed(fields: Mapping[str, Any]) -> bool:
    """Tell whether an object whose first fields are these is a feed."""
    return _VERSION in str(fields.get("version", ""))[:100]


def is_json_feed_item(element: Mapping[str, Any]) -> bool:
    """Tell whether an element can be nothing else, where the feed has not said what it is yet."""
    return "id" in element and "content_html" in element


def json_feed_item(item: Mapping[str, Any], feed: Mapping[str, Any]) -> Item:
    """Make an item of an element of `items`.

    Args:
        item: the element.
        feed: what the feed says of itself before its items.
    """
    named = list(_names(item)) or list(_names(feed))
    tags = item.get("tags")
    return entry_item(
        Entry(
            id=(_text(item, "id"), "id"),
            url=(_text(item, "url") or _text(item, "external_url"), "url"),
            title=html.escape(_text(item, "title"), quote=False),
            contents=[
                (_text(item, "content_html"), "content_html"),
                (html.escape(_text(item, "content_text"), quote=False), "content_text"),
            ],
            summaries=[(html.escape(_text(item, "summary"), quote=False), "summary")],
            published=_dates(item, "date_published"),
            updated=_dates(item, "date_modified"),
            authors=[html.escape(name, quote=False) for name in named],
            source=[(html.escape(_text(feed, "title"), quote=False), "title of the feed")],
            language=_text(item, "language") or _text(feed, "language"),
            section="",
            categories=[(html.escape(str(tag)), "tag") for tag in tags]
            if isinstance(tags, list)
            else [],
        )
    )


def _text(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)  # numbers as ids are to be taken, says the specification
    return value if isinstance(value, str) else ""


def _dates(item: Mapping[str, Any], name: str) -> list[tuple[Any, str]]:
    return [(item[name], name)] if item.get(name) else []


def _names(holder: Mapping[str, Any]) -> Iterator[str]:
    """Yield the names of authors: `authors` since version 1.1, `author` before."""
    authors = holder.get("authors")
    for author in authors if isinstance(authors, list) else [holder.get("author")]:
        name = author.get("name") if isinstance(author, dict) else author
        if isinstance(name, str) and name:
            yield name
