"""News items among the elements of an XML document, and what else stands there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from corpus.found.findings import Fault, Found, Item
from corpus.markup.safe_xml import outermost, safe_text
from corpus.markup.xml_prolog import DocumentError, decode_xml, read_prolog

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from corpus.found.reader import Stream
    from corpus.markup.safe_xml import Element

    Maker = Callable[[Element], Iterator["Item | Other | Fault"]]
    """What makes articles of an element."""


@dataclass(frozen=True, slots=True)
class Other:
    """Something in a file that is whole but no article: a picture, a list of references."""

    kind: str
    title: str = ""


_MOST_OTHERWISE = 32 * 1024 * 1024
"""Characters of a document that is held as a tree."""


def read_elements(
    stream: Stream,
    makers: Mapping[str, Maker],
    otherwise: Callable[[Element], Iterator[Item]] | None = None,
) -> Iterator[Found]:
    """Yield what the makers make of the outermost elements that they are named for.

    Things that are not articles are named where a file holds nothing else.

    Args:
        stream: an XML document.
        makers: local name of an element, to what makes articles of it.
        otherwise: what makes articles of the first element where there is none of those.
    """
    data = stream.whole("XML", stream.limits.size)
    if isinstance(data, Fault):
        yield data
        return
    others: list[Other] = []
    found = False
    try:
        decoded = decode_xml(data)
        text = safe_text(decoded.text)
        warnings = [] if decoded.held else [_misread(decoded.declared)]
        for element in outermost(text, frozenset(makers), stream.limits.nesting):
            for made in makers[element.tag](element):
                if isinstance(made, Other):
                    others.append(made)
                    continue
                found = True
                yield _warned(made, warnings)
                warnings = []
        if otherwise and not found and not others and len(text) <= _MOST_OTHERWISE:
            for root in outermost(text, None, stream.limits.nesting):
                for item in otherwise(root):
                    found = True
                    yield _warned(item, warnings)
                    warnings = []
        if not found:
            yield _nothing(others, read_prolog(text).root)
    except DocumentError as error:
        yield Fault(str(error), error.advice)


def _misread(declared: str) -> str:
    # XML that names no encoding is in UTF-8.
    name = declared.lower() or "utf-8"
    return f"bytes that are not {name}, as the file says, read as they look"


def _warned(made: Item | Fault, warnings: list[str]) -> Item | Fault:
    if warnings and isinstance(made, Item):
        return replace(made, warnings=[*made.warnings, *warnings])
    return made


def _nothing(others: list[Other], root: str) -> Fault:
    if not others:
        return Fault(f"no news item in XML whose first element is <{root[:60]}>")
    if len(others) == 1:
        title = f" {others[0].title[:80]!r}" if others[0].title else ""
        return Fault(f"{others[0].kind}{title}, not an article")
    counted = Counter(other.kind for other in others).items()
    kinds = [kind if number == 1 else f"{number} × {kind}" for kind, number in counted]
    return Fault(f"no article, but {', '.join(kinds)}")
