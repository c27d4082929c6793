"""Bylines to names: `By Jane Doe and John Roe, Political Editors` is two people.

`split_byline` parts what a field for authors holds, and leaves each name as it is. `names_in` reads
a line written for readers: roles, places and addresses are left out. Whom agencies credit as
people, and whom only as a desk, `corpus.readers.agencies.people` tells.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_OPENING = re.compile(
    r"^(?:(?:written|words|story|report|text|posted|published|reviewed|compiled)\s+)?"
    r"(?:by|von|par|por|di|door|av|af|przez|autor(?:in|a)?|auteur|autore|author|text|texte|texto"
    r"|testo|tekst|från|reporter)\b\s*:?\s+|^(?:от|автор|текст)\b\s*:?\s+",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\s*[;|•·\n\r/]\s*|\s+(?:and|und|et|og|och|en|with|mit)\s+|\s*&\s*|\s+[-–—]\s+"
)
_BETWEEN_NAMES = re.compile(r"\s+(?:y|e|i|и)\s+")
"""Words for "and" that stand in names, too: they part only what looks like two names."""

_ROLE = re.compile(
    r"\b(?:editor|correspondent|reporter|writer|columnist|critic|chief|journalist|analyst|staff"
    r"|contributor|producer|photographer|bureau|desk|director|presenter|senior|deputy|associate"
    r"|redakteur(?:in)?|korrespondent(?:in)?|redaktion|journaliste|correspondant[e]?|periodista"
    r"|corresponsal|redactor[a]?|inviat[oa]|redazione|corrispondente|rédaction|redacción)s?\b",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"\b(?:news|press|agency|agence|agencia|agentur|media|magazine)\b", re.IGNORECASE
)
_PLACE = re.compile(r"\s+(?:in|[Ff]or|at|für|aus|à|en|pour|para)\s+\S.*$")
_NO_NAME = re.compile(
    r"https?:|www\.|^@|\S@\S|^\W*$|\d{2}:\d{2}|\b(?:19|20)\d\d\b|^(?:admin|administrator|editor"
    r"|null|none|undefined|unknown|staff|n/a)$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\(?\s*(?:https?://\S+|www\.\S+|\S+@\S+\.\w+)\s*\)?|(?:^|\s)@\w+")

_CAPITAL = re.compile(r"[^\W\d_a-z]\S*\s+\S")
"""A name in a line of text: two words, and no small letter at the start."""

LONGEST_NAME = 100
"""Characters; what is longer is a sentence about somebody."""
_LONGEST_BYLINE = 2_000
_LONGEST_ROLE = 50


def split_byline(byline: str) -> Iterator[str]:
    """Yield the names in a byline: `By Jane Doe, John Roe and Ann Poe` is three people."""
    byline = re.sub(r"^\s*by\b[:\s]*", "", byline, flags=re.IGNORECASE)
    for part in re.split(r";|\s+and\s+|\s*&\s*", " ".join(byline.split()), flags=re.IGNORECASE):
        names = [name.strip() for name in part.split(",")]
        # "Jane Doe, John Roe" is two people, "Doe, Jane" is one.
        yield from names if all(" " in name for name in names if name) else [part]


def names_in(byline: str) -> list[str]:
    """Return the names of people and agencies in a byline, in order, each once.

    Roles (`Political Editor`), places (`in Berlin`) and addresses are left out; a byline that
    is nothing but a role or an address names nobody.
    """
    line = _ADDRESS.sub(" ", byline[:_LONGEST_BYLINE]).strip()
    names: list[str] = []
    for part in _BETWEEN.split(line):
        for one in _between_names(" ".join(part.split())):
            names.extend(_parted_by_commas(_OPENING.sub("", one)))
    return list(dict.fromkeys(name for name in names if _is_name(name)))


def names_after_by(line: str) -> list[str]:
    """Return the names in a line that is a byline by its first word, `By Jane Doe`, else none."""
    if len(line) > LONGEST_NAME or not _OPENING.match(line):
        return []
    return [name for name in names_in(line) if _CAPITAL.match(name)]


def is_role(line: str) -> bool:
    """Tell whether a line is what somebody does for a newsroom: `Political correspondent`."""
    return len(line) <= _LONGEST_ROLE and line[-1:].isalpha() and bool(_ROLE.search(line))


def _between_names(part: str) -> list[str]:
    pieces = _BETWEEN_NAMES.split(part)
    # "José Ortega y Gasset" is one person, "Ana Gil y Luis Mora" are two.
    return pieces if len(pieces) > 1 and all(" " in piece for piece in pieces) else [part]


def _parted_by_commas(part: str) -> list[str]:
    first, *rest = [piece.strip() for piece in part.split(",")]
    if len(rest) == 1 and " " not in first and " " not in rest[0] and rest[0][:1].isupper():
        return [f"{rest[0]} {first}"]  # "Doe, Jane"
    names = [_PLACE.sub("", first)]
    for piece in rest:
        if _ROLE.search(piece) or _ORGANISATION.search(piece) or " " not in piece:
            continue
        if piece[:1].islower():  # "in Berlin", "for the Evening Post"
            continue
        names.append(_PLACE.sub("", _OPENING.sub("", piece)))
    return names


def _is_name(name: str) -> bool:
    if not name or len(name) > LONGEST_NAME or _NO_NAME.search(name):
        return False
    return not (_ROLE.search(name) and not name[0].isupper())
