"""Text of records, which is plain, or HTML that nothing declares as such."""

from __future__ import annotations

import html
import re

from corpus.markup.html_fragments import text_of

_PARTING = "p br hr div"
_BLOCKS = f"{_PARTING} article blockquote figure h1 h2 h3 h4 h5 h6 li ol pre section table td tr ul"
_INLINE = "a abbr b cite code del em i ins mark q s small span strong sub sup u"
_DROPPED = "figcaption iframe img script style"
_VOID = frozenset("br hr img".split())

_TAG = re.compile(
    rf"<(?P<end>/?)(?P<name>{'|'.join(f'{_BLOCKS} {_INLINE} {_DROPPED}'.split())})"
    r"(?:\s+[a-zA-Z_:][\w:.-]{0,60}\s{0,9}=[^<>]{0,4000})?\s{0,9}/?>",
    re.IGNORECASE,
)
_ENDING = re.compile(r"</[a-zA-Z]|<(?:br|hr|img)\b", re.IGNORECASE)
"""What HTML has somewhere, and text that says less than or names a share mostly lacks: it is looked
for first, since the other takes its time."""
_ESCAPED_TAG = re.compile(r"&lt;/[a-z][a-z0-9]{0,11}&gt;", re.IGNORECASE)
_ANY_TAG = re.compile(r"\s*<(?:[!?]|/?(?P<name>[a-zA-Z][a-zA-Z0-9]{0,15})(?=[\s/>]))")
_OTHERS = (
    "abbr address aside audio bdi bdo body button canvas caption center col colgroup data dd "
    "details dfn dl dt embed fieldset font footer form head header html input kbd label legend "
    "link main map meta nav noscript object option p picture ruby rt samp section select source "
    "strike summary svg tbody td template textarea tfoot th thead time title track tt var video wbr"
)
"""What is HTML where HTML is declared, or may be written."""
_TAGS = frozenset(f"{_BLOCKS} {_INLINE} {_DROPPED} {_OTHERS}".split())
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_BLANK_LINE = re.compile(r"\r?\n[ \t\r]*\n")


def undeclared_text_of(text: str) -> str:
    """Return plain text of a text that may be HTML, as exports of publishing systems hold it.

    It is HTML where a tag that is known is closed as well as opened, or has no end: `a < b`, and
    `<IBM>` for a share, are text. Entities are undone in either, if they end in a semicolon.
    """
    if "&" in text and "</" not in text and _ESCAPED_TAG.search(text):
        unescaped = _without_entities(text)
        text = unescaped if _is_html(unescaped) else text
    if "<" in text and _is_html(text):
        # The parser gives up where tags are nested without end; the words are there all the same.
        return text_of(with_paragraphs(text)) or " ".join(_TAG.sub(" ", text).split())
    return _without_entities(text) if "&" in text else text


def undeclared_line_of(text: str) -> str:
    """Return a headline or a name that may be HTML as one line."""
    return " ".join(undeclared_text_of(text).split())


def is_tag(markup: str) -> bool:
    """Tell whether what stands between angle brackets begins with a tag of HTML, or a comment."""
    found = _ANY_TAG.match(markup)
    return found is not None and (found["name"] is None or found["name"].lower() in _TAGS)


def _is_html(text: str) -> bool:
    if not _ENDING.search(text):
        return False
    opened: set[str] = set()
    for tag in _TAG.finditer(text):
        name = tag["name"].lower()
        if name in _VOID or (tag["end"] and name in opened):
            return True
        if not tag["end"]:
            opened.add(name)
    return False


def with_paragraphs(text: str) -> str:
    """Return HTML with the paragraphs marked that only lines part, as authors type them."""
    names = {tag["name"].lower() for tag in _TAG.finditer(text)}
    if not names.isdisjoint(_PARTING.split()):
        return text
    if names.isdisjoint(_BLOCKS.split()):
        return text.replace("\r\n", "\n").replace("\n", "<br>")
    return _BLANK_LINE.sub("<p>", text)


def _without_entities(text: str) -> str:
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
