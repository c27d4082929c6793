"""What XML begins with, up to its root element: enough to tell whose format it is.

Nothing is parsed, so that neither an ill-formed document nor a hostile one matters here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.encodings import byte_order_mark, decode, decode_as

_PATTERNS = (
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00<\x00", "utf-16-be"),
    (b"<\x00", "utf-16-le"),
)
"""How `<` begins a document that has no byte order mark (XML 1.0, appendix F)."""

_DECLARED = re.compile(rb"\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})", re.ASCII)
_PASSED_OVER = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
_DOCTYPE = re.compile(
    r"""<!DOCTYPE(?:[^\[>"']|"[^"]*"|'[^']*')*+
    (?P<subset>\[(?:[^\]"'<]|"[^"]*"|'[^']*'|<!--.*?(?:-->|\Z)|<)*+\]\s*)?>""",
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
_ROOT = re.compile(
    r"""<(?:(?P<prefix>[^\W\d][\w.-]*):)?(?P<name>[^\W\d][\w.-]*)
    (?P<attributes>(?:[^<>"']|"[^"]*"|'[^']*')*+)""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Prolog:
    """What comes before the content of a document."""

    root: str
    """The root element's name, without its prefix."""
    attributes: str
    """Of the root element, namespaces among them, as they are written."""
    start: int
    """Where the root element begins, in characters."""
    entities: bool
    """Whether the document type declares entities: news needs none, bombs are made of them."""


def read_prolog(text: str) -> Prolog | None:
    """Return what a document begins with, or None if it is not XML up to a root element."""
    at = 1 if text.startswith("\ufeff") else 0
    entities = False
    while True:
        if (found := _PASSED_OVER.match(text, at)) is not None:
            at = found.end()
        elif (found := _DOCTYPE.match(text, at)) is not None:
            at = found.end()
            entities = entities or "<!ENTITY" in (found["subset"] or "").upper()
        elif (found := _ROOT.match(text, at)) is not None:
            return Prolog(found["name"], found["attributes"], at, entities)
        else:
            return None


def prolog_of(head: bytes) -> Prolog | None:
    """Return what content whose first bytes these are begins with, or None if it isn't XML."""
    if b"<" not in head[:1024]:
        return None
    # Names of elements are ASCII in every format for news: no need to know more of the encoding.
    encoding = byte_order_mark(head) or _by_pattern(head) or "latin-1"
    return read_prolog(head.decode(encoding, "replace"))


def decode_xml(data: bytes) -> tuple[str, str]:
    """Decode a document.

    Returns:
        The text, and a complaint if the document names an encoding that it isn't in.
    """
    if encoding := _by_pattern(data):
        return data.decode(encoding, "replace"), ""
    declared = _DECLARED.match(data)
    name = declared[1].decode("ascii") if declared else ""
    if name.lower().startswith(("utf-16", "utf-32")):  # then this could not have been read
        return decode(data), ""
    text, held = decode_as(data, name)
    return text, "" if held else f"declared as {name}, but not in it"


def _by_pattern(data: bytes) -> str:
    return next((name for start, name in _PATTERNS if data.startswith(start)), "")
