"""Pieces of HTML by which notebooks show articles, and what is found of them.

Every text is escaped, and only what `link_in` allows becomes a link: articles come from strangers.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from corpus.vocabulary.links import link_in

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

_QUIET = "opacity:.7;font-size:.9em"


def plain(text: str) -> str:
    """Return a text as HTML, on one line."""
    return escape(" ".join(text.split()))


def headline(title: str, url: str) -> str:
    """Return a headline in bold; a link, where the article's URL may be one."""
    shown = f"<strong>{plain(title) or 'untitled'}</strong>"
    link = link_in(url)
    if not link:
        return shown
    return f'<a href="{escape(link)}" rel="noreferrer">{shown}</a>'


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
