"""Pieces of HTML by which notebooks show articles, and what is found of them.

Every text is escaped, and only addresses of the web become links: articles come from strangers.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

_QUIET = "opacity:.7;font-size:.9em"


def plain(text: str) -> str:
    """Return a text as HTML, on one line."""
    return escape(" ".join(text.split()))


def headline(title: str, url: str) -> str:
    """Return a headline in bold; a link, where the article has an address on the web."""
    shown = f"<strong>{plain(title) or 'untitled'}</strong>"
    if not url.startswith(("https://", "http://")):
        return shown
    return f'<a href="{escape(url)}" rel="noreferrer">{shown}</a>'


def facts(source: str, authors: Iterable[str], published: datetime | None, id_: str) -> str:
    """Return the line of small letters that says where an article is from."""
    day = f"{published:%Y-%m-%d}" if published else ""
    return small(" · ".join(filter(None, (source, ", ".join(authors), day, id_))))


def small(text: str) -> str:
    """Return a text in small letters."""
    return f'<span style="{_QUIET}">{plain(text)}</span>'


def story(head: str, about: str, text: str, language: str) -> str:
    """Return a story that can be read: headline and facts, as HTML, above paragraphs of text."""
    attributes = f' lang="{escape(language)}"' if language else ""
    paragraphs = (f"<p>{plain(each)}</p>" for each in text.split("\n\n") if each.strip())
    return (
        f'<div>{head}<br>{about}<div dir="auto"{attributes} '
        f'style="max-width:42em;max-height:20em;overflow:auto">{"".join(paragraphs)}</div></div>'
    )
