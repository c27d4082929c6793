"""Names of people in the bylines of agencies: `By JANE DOE and JOHN ROE, Associated Press`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LONGEST = 1000
"""Characters of a byline that are looked at."""

_BEFORE = re.compile(
    r"\(?\s*(?:(?:additional\s+)?(?:reporting|writing|story|text|texte|words|written|reported|"
    r"compiled)\s+by\b|(?:by|von|par|por|av|af|door)\b|(?-i:de|di|da)\b|text|texte|testo|текст)[:\s]+",
    re.IGNORECASE,
)
_EDITORS = re.compile(
    r"(?:(?:edited|editing|photos?|photographs?|pictures?|video)\s+by\b|(?:foto|photo|bild)s?\s*:)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\s*[;\n|•]\s*|\s+(?:and|with|und|et|og|och|mit|avec|med|(?-i:e|y|en|a))\s+(?=\S)|\s*&\s*"
    r"|\s*/\s*",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|<[^<>]*>|\S+@\S+|https?://\S+")
_WHERE = re.compile(r",?\s+(?:(?:in|at|from|à|på|i)|(?-i:en))\s+(?=[^\W\d_])\S.*$")
_EMPLOYER = re.compile(
    r"(?<=\w)\s+(?:the\s+)?(?:associated press|canadian press|press association|"
    r"agence france-presse|afp|ap|dpa|pa|reuters|bloomberg|thomson reuters)\b.*$",
    re.IGNORECASE,
)
"""What stands behind a name without a comma."""
_WORD = re.compile(r"[^\W\d_]+")

_ORGANISATIONS = frozenset(
    "press news agency agence agencies nachrichtenagentur newspaper newspapers newsroom network "
    "times post gazette tribune herald courier journal media wire wires service services bureau "
    "reuters bloomberg afp dpa ap efe ansa kyodo tass ntb tt ritzau sda apa belga pa upi xinhua "
    "interfax database group inc llc ltd company university institute foundation gmbh board "
    "television radio broadcasting magazine online team desk".split()
)
_ROLES = frozenset(
    "reporter reporters writer writers correspondent correspondents editor editors staff chief "
    "photographer columnist contributor contributors redaktion redaktør redaktion journalist "
    "korrespondent correspondant correspondante producer analyst special medical political "
    "sports business foreign senior".split()
)
_CODE = re.compile(r"[A-Z]{2,5}(?:[-+/][A-Z]{2,5})*|[a-z]{2,5}(?:[-+/][a-z]{2,5})+")
"""`NTB-AFP-DPA`, `bur-dar-gl`: agencies and initials, not names."""
_CAPITAL_WORDS = 2


def people_in(byline: str, agencies: Iterable[str] = ()) -> list[str]:
    """Return the people that a byline names, in its order, without titles and employers.

    Args:
        byline: one line or several.
        agencies: what the item names as its source; no person.
    """
    text = byline[:_LONGEST].strip()
    if text.startswith("(") and text.endswith(")"):
        text = text[1:-1]
    text = _ASIDE.sub(" ", text).strip()
    known = {_key(agency) for agency in agencies}
    names: list[str] = []
    parts = [part for part in _BETWEEN.split(text) if part.strip(" ,.-–—")]
    if len(parts) == 1 and (turned := _turned(parts[0])):
        return [turned]
    for number, part in enumerate(parts):
        # Behind the last of several names a comma brings what they work for, not one more.
        last_of_many = number and number == len(parts) - 1
        names.extend(_people(part, known, only_first=bool(last_of_many)))
    return list(dict.fromkeys(names))


def is_person(name: str, agencies: Iterable[str] = ()) -> bool:
    """Tell whether a name may be a person's, not an agency's, a desk's or a function's."""
    words = [word.lower() for word in _WORD.findall(name)]
    if not words or _CODE.fullmatch(name) or _key(name) in {_key(agency) for agency in agencies}:
        return False
    return words[0] != "the" and not any(w in _ORGANISATIONS or w in _ROLES for w in words)


def _people(part: str, known: set[str], *, only_first: bool) -> Iterator[str]:
    segments = [segment.strip(" .,-–—:") for segment in part.split(",")]
    for number, segment in enumerate(segment for segment in segments if segment):
        if _EDITORS.match(segment):
            continue
        name = _BEFORE.sub("", segment, count=1) if _BEFORE.match(segment) else segment
        name = " ".join(_WHERE.sub("", _EMPLOYER.sub("", name)).split()).strip(" .,-–—:")
        if number and (only_first or len(name.split()) < _CAPITAL_WORDS or name[:1].islower()):
            continue
        if name and _key(name) not in known and is_person(name):
            yield name


def _turned(part: str) -> str:
    """Return `Doe, Jane` as it is written: one name, not two."""
    names = [name.strip() for name in _BEFORE.sub("", part, count=1).split(",")]
    single = len(names) == _CAPITAL_WORDS and not any(" " in name for name in names)
    return ", ".join(names) if single and all(map(is_person, names)) else ""


def _key(name: str) -> str:
    return " ".join(_WORD.findall(name.lower()))
