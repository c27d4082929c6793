"""What exports of WordPress (WXR) and Blogger, which are feeds, say beyond what feeds do."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

from corpus.markup.markup_in_text import with_paragraphs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_NO_ARTICLE = frozenset(
    "attachment nav_menu_item revision custom_css customize_changeset oembed_cache user_request "
    "feedback comment template settings".split()
)
_GONE = frozenset({"trash", "auto-draft", "inherit", "soft_trashed"})
_OUT = frozenset({"", "publish", "live"})

BLOGGERS_KIND = "http://schemas.google.com/g/2005#kind"
"""The scheme of a category that says whether an entry is a post, a comment or a setting."""

_WRITER = re.compile(
    r"<wp:author_login>\s*(?:<!\[CDATA\[)?(?P<login>[^<\]]{1,200})"
    r"(?:(?!<wp:author_login>).){0,1000}?"
    r"<wp:author_display_name>\s*(?:<!\[CDATA\[)?(?P<name>[^<\]]{1,200})",
    re.DOTALL,
)
_MOST_WRITERS = 10_000

_CAPTION = re.compile(r"\[caption\b[^\]]{0,500}\].{0,2000}?\[/caption\]", re.DOTALL)
_SHORTCODE = re.compile(
    r"\[/?(?:caption|gallery|embed|video|audio|playlist|vc_\w{1,40}|et_pb_\w{1,40})\b[^\[\]]{0,1000}\]"
)


def writers_in(feed: str) -> dict[str, str]:
    """Return the names of the people who write for a site of WordPress, by their accounts."""
    if "<wp:author_login>" not in feed:
        return {}
    found: dict[str, str] = {}
    for writer in _WRITER.finditer(feed):
        found[html.unescape(writer["login"]).strip()] = html.unescape(writer["name"]).strip()
        if len(found) >= _MOST_WRITERS:
            break
    return found


def said(entry: Mapping[str, Any], name: str) -> str:
    """Return the text of an element; of one with attributes feedparser keeps those alone."""
    value = entry.get(name)
    return value if isinstance(value, str) else ""


def is_article(entry: Mapping[str, Any]) -> bool:
    """Tell whether an entry is an article: attachments, menus, comments and settings are not."""
    kind = (said(entry, "wp_post_type") or said(entry, "blogger_type") or _kind(entry)).lower()
    return kind not in _NO_ARTICLE and not kind.startswith("wp_") and _status(entry) not in _GONE


def status_of(entry: Mapping[str, Any]) -> str:
    """Return what an entry says of its state if it was never published: `draft`, `private`."""
    status = _status(entry)
    return "" if status in _OUT else status


def dates_of(entry: Mapping[str, Any]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return when a post of WordPress was published and changed, with the places that say so."""
    published = _moment(entry, "post_date_gmt", "Z") or _moment(entry, "post_date", "")
    return published, _moment(entry, "post_modified_gmt", "Z")


def text_in(content: str) -> str:
    """Return a post's HTML without shortcodes, its paragraphs marked where lines part them."""
    return with_paragraphs(_SHORTCODE.sub("", _CAPTION.sub("", content)))


def _moment(entry: Mapping[str, Any], name: str, zone: str) -> list[tuple[str, str]]:
    written = said(entry, f"wp_{name}").strip()
    sound = written and not written.startswith("0000")
    return [(f"{written}{zone}", f"wp:{name}")] if sound else []


def _kind(entry: Mapping[str, Any]) -> str:
    tags: Sequence[Any] = entry.get("tags") or ()
    kinds = (tag.get("term") or "" for tag in tags if tag.get("scheme") == BLOGGERS_KIND)
    return next(kinds, "").rpartition("#")[2]


def _status(entry: Mapping[str, Any]) -> str:
    if said(entry, "app_draft").lower() == "yes":
        return "draft"
    return (said(entry, "wp_status") or said(entry, "blogger_status")).strip().lower()
