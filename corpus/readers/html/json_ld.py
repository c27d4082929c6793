"""JSON-LD in a page: what schema.org's vocabulary says of the article there."""

from __future__ import annotations

import html
import json
import re
from collections import deque
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Node = dict[str, Any]

_LONGEST = 4_000_000
"""Characters of all scripts of a page together: room for the longest article, and as little
that their values take no more than some hundred megabytes."""

_MOST_NODES = 10_000
"""Objects that scripts state about one page."""

_WRAPPING = re.compile(
    r"<!--|-->|<!\[CDATA\[|//\s*\]\]>|\]\]>|/\*\s*\*/|^[^\S\n]*+//.*$", re.MULTILINE
)
_BETWEEN_VALUES = re.compile(r"[\s,;]*")
_TRAILING_COMMA = re.compile(r",(?=\s*+[}\]])")
_BAD_ESCAPE = re.compile(r"\\(?![\"\\/bfnrtu])")

_NAMED = re.compile(
    r'"(@type|headline|datePublished|dateModified|dateCreated|articleSection|inLanguage|url'
    r'|articleBody|isAccessibleForFree)"\s*+:\s*+(?:\[\s*+)?"((?:[^"\\]|\\.)*+)"'
)
_AUTHOR = re.compile(
    r'"author"\s*+:[\s\[{]*+(?:"@type"\s*+:\s*+"\w+"\s*+,\s*+)?"name"\s*+:\s*+"([^"\\]+)"'
)

_CONTAINERS = ("@graph", "mainEntity", "mainEntityOfPage")
"""Where the page's own article may stand; articles elsewhere are others that it points to."""

_ARTICLE = re.compile(r"\w*Article|\w*Posting|Report")
_NO_ARTICLE = frozenset(["JobPosting"])


def read_json_ld(scripts: Iterable[str]) -> tuple[list[Node], dict[str, Node]]:
    """Return the objects that scripts state about their page, and all objects by their `@id`.

    Broken JSON is mended where it is broken as publishers break it (commas before a bracket,
    comments around it, quotes as entities); of what can't be mended, the fields of an article
    that can be told are taken.
    """
    stated: list[Node] = []
    by_id: dict[str, Node] = {}
    room = _LONGEST
    for script in scripts:
        room -= len(script)
        if room < 0:
            break
        queue = deque((value, True) for value in _values(script))
        while queue and len(stated) < _MOST_NODES:
            value, own = queue.popleft()
            if isinstance(value, list):
                queue.extend((one, own) for one in value)
            if not isinstance(value, dict):
                continue
            if own:
                stated.append(value)
            name = value.get("@id")
            if isinstance(name, str) and len(value) > 1:
                by_id.setdefault(name, value)
            queue.extend(
                (inner, own and key in _CONTAINERS)
                for key, inner in value.items()
                if isinstance(inner, dict | list)
            )
    return stated, by_id


def types_of(node: Node) -> set[str]:
    """Return the types of an object, without the vocabulary's address before them."""
    types = node.get("@type", node.get("type"))
    named = types if isinstance(types, list) else [types]
    return {re.split(r"[/#:]", name)[-1] for name in named[:20] if isinstance(name, str)}


def is_article(node: Node) -> bool:
    """Tell whether an object is an article of any kind: news, opinion, live blog, blog post."""
    return any(_ARTICLE.fullmatch(name) and name not in _NO_ARTICLE for name in types_of(node))


def text_of(value: Any) -> str:
    """Return the one line that a value says: of an object its name, of a list the first."""
    for one in _each(value):
        said = one
        if isinstance(one, dict):
            said = next((one[key] for key in ("@value", "name", "@id", "url") if key in one), "")
        if isinstance(said, list):
            said = next((text for text in said if isinstance(text, str)), "")
        if isinstance(said, str) and (line := plain(said)):
            return line
    return ""


def texts_of(value: Any) -> list[str]:
    """Return each line that a value says."""
    return list(filter(None, map(text_of, _each(value))))


def names_of(value: Any, by_id: dict[str, Node]) -> list[str]:
    """Return the names that a value of `author` or `publisher` gives; an address is not a name."""
    found = []
    for one in _each(value):
        node = by_id.get(str(one.get("@id")), {}) | one if isinstance(one, dict) else one
        if isinstance(node, dict):
            node = node.get("name") or " ".join(
                text_of(node.get(key)) for key in ("givenName", "familyName")
            )
        for name in _each(node):
            line = plain(name) if isinstance(name, str) else ""
            if line and not re.match(r"https?:|www\.|#|/", line):
                found.append(line)
    return found


def plain(text: str) -> str:
    """Return a text on one line, without entities and tags."""
    if "&" in text:
        text = html.unescape(html.unescape(text))
    return " ".join(re.sub(r"</?[a-zA-Z][^<>]*>", "", text).split())


def _each(value: Any) -> Iterator[Any]:
    yield from value[:1_000] if isinstance(value, list) else [value]


def _values(script: str) -> list[Any]:
    try:
        return _decoded(script)
    except (ValueError, RecursionError):
        pass
    text = _WRAPPING.sub("", script)
    if '"' not in text or re.match(r"\s*[\[{]\s*&quot;", text):
        text = html.unescape(text)
    text = _BAD_ESCAPE.sub(r"\\\\", _TRAILING_COMMA.sub("", text))
    try:
        return _decoded(text)
    except (ValueError, RecursionError):
        return _told(text)


def _decoded(text: str) -> list[Any]:
    """Return the JSON values in a text, one after the other."""
    decoder = json.JSONDecoder(strict=False)  # line ends stand in strings, too
    values = []
    at = _BETWEEN_VALUES.match(text).end()  # type: ignore[union-attr]
    while at < len(text):
        value, at = decoder.raw_decode(text, at)
        values.append(value)
        at = _BETWEEN_VALUES.match(text, at).end()  # type: ignore[union-attr]
    return values


def _told(text: str) -> list[Any]:
    """Return what broken JSON can be made out to say of an article."""
    node: Node = {}
    for name, value in _NAMED.findall(text):
        if name == "@type" and not is_article({"@type": value}):
            continue
        try:
            node.setdefault(name, json.loads(f'"{value}"', strict=False))
        except ValueError:
            node.setdefault(name, value)
    if "@type" not in node:
        return []
    if authors := _AUTHOR.findall(text):
        node["author"] = authors[:20]
    return [node]
