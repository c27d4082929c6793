"""How XML begins: its encoding, what it declares, and the element that tells whose format it is.

Nothing is parsed, so that neither an ill-formed document nor a hostile one matters here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.files.encodings import byte_order_mark, decode, encoding_named

_PATTERNS = (
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00<", "utf-16-be"),
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
_SUBSET_END = re.compile(r"\]\s*>")
_NAMED = re.compile(r"<!DOCTYPE\s+(?:[\w.-]+:)?([\w.-]+)", re.IGNORECASE)
_ROOT = re.compile(
    r"""<(?:(?P<prefix>[^\W\d][\w.-]*):)?(?P<name>[^\W\d][\w.-]*)
    (?P<attributes>(?:[^<>"']|"[^"]*"|'[^']*')*+)""",
    re.VERBOSE,
)


class DocumentError(ValueError):
    """A document that can't be read: the reason, and what to do about it."""

    def __init__(self, reason: str, advice: str = "mend the file") -> None:
        super().__init__(reason)
        self.advice = advice


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


@dataclass(frozen=True, slots=True)
class Decoded:
    """A document as text."""

    text: str
    declared: str
    """The encoding that it names, as it is written there; empty if it names none."""
    held: bool
    """Whether it is in that encoding, or in one that shows itself; else it is read as it looks."""


def read_prolog(text: str) -> Prolog:
    """Return what a document begins with.

    Raises:
        DocumentError: it is not XML up to its root element.
    """
    at = 1 if text.startswith("\ufeff") else 0
    entities = False
    while True:
        if (passed := _PASSED_OVER.match(text, at)) is not None:
            at = passed.end()
        elif text[at : at + 9].upper() == "<!DOCTYPE":
            at, declares = _document_type(text, at)
            entities = entities or declares
        elif (root := _ROOT.match(text, at)) is not None:
            return Prolog(root["name"], root["attributes"], at, entities)
        elif text.startswith(("<?", "<!--"), at):
            raise DocumentError("XML cut off before its first element")
        else:
            raise DocumentError("no XML element where the document should begin")


def prolog_of(head: bytes) -> Prolog | None:
    """Return what content whose first bytes these are begins with, or None if it isn't XML.

    Where they end within the document type, it names the root element.
    """
    if b"<" not in head[:1024]:
        return None
    # Names of elements are ASCII in every format for news: no need to know more of the encoding.
    text = head.decode(byte_order_mark(head) or _by_pattern(head) or "latin-1", "replace")
    try:
        return read_prolog(text)
    except DocumentError:
        named = _NAMED.search(text) if text.lstrip("\ufeff \t\r\n").startswith("<") else None
    return Prolog(named[1], "", len(text), entities=False) if named else None


def root_name(head: bytes) -> str:
    """Return the name of the root element, without its prefix; empty where none is seen."""
    prolog = prolog_of(head)
    return prolog.root if prolog else ""


def decode_xml(data: bytes) -> Decoded:
    """Decode a document: by its mark, as UTF-8, as it declares, or as it looks."""
    if wide := _by_pattern(data):
        return Decoded(data.decode(wide, "replace"), "", held=True)
    found = _DECLARED.match(data)
    declared = found[1].decode("ascii") if found else ""
    if byte_order_mark(data):
        text = decode(data)
        return Decoded(text, declared, held="\ufffd" not in text)
    named = encoding_named(declared)
    # Whatever is declared, foreign letters that are sound UTF-8 are nothing else, but in the
    # encodings whose bytes are all ASCII.
    first = [] if named and named.startswith("iso2022") else ["utf-8"]
    for encoding in [*first, *([named] if named else [])]:
        try:
            return Decoded(data.decode(encoding), declared, held=True)
        except UnicodeDecodeError:
            continue
    return Decoded(decode(data), declared, held=False)


def _by_pattern(data: bytes) -> str:
    return next((name for start, name in _PATTERNS if data.startswith(start)), "")


def _document_type(text: str, at: int) -> tuple[int, bool]:
    """Return where a document type ends, and whether it declares entities."""
    if whole := _DOCTYPE.match(text, at):
        return whole.end(), "<!ENTITY" in (whole["subset"] or "").upper()
    closing = _SUBSET_END.search(text, at)  # its quotes don't pair
    if closing is None:
        raise DocumentError("XML cut off in its document type")
    return closing.end(), "<!ENTITY" in text[at : closing.start()].upper()
