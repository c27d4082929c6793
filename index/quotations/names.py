"""Names of people as an article writes them, and without the titles before them."""

from __future__ import annotations

import re
from functools import lru_cache

from index.quotations.speech_words import class_of

TITLES = frozenset(
    """mr mrs ms miss mx dr prof professor sir dame lord lady baroness judge justice magistrate
    senator sen rep representative congressman congresswoman councilman councilwoman councillor gov
    governor president vice prime premier minister chancellor secretary undersecretary mayor
    ambassador envoy bishop archbishop cardinal pope father rev reverend rabbi imam sheikh king
    queen prince princess emperor general gen admiral colonel col major maj captain capt lieutenant
    lt sergeant sgt corporal detective inspector superintendent commissioner constable officer chief
    director chairman chairwoman chairperson chair speaker attorney coach doctor sister brother
    aunt uncle leader spokesman spokeswoman spokesperson ceo di dci dc ds pc actor actress singer
    author writer director analyst economist lawyer candidate engineer historian activist
    journalist striker goalkeeper midfielder manager skipper photographer farmer resident
    mp""".split()
)
"""What stands before a name and is no part of it."""

COURTESY = frozenset("mr mrs ms miss mx dr prof professor".split())
"""Of these, what a surname can do without; a pope is known by his."""

_AFTER = frozenset("qc kc mp mep msp obe mbe jr sr".split())
CAPITAL = "[^\\W\\d_a-zß-öø-ÿ]"
_WORD = rf"(?:[a-z]{{1,2}}['’-])?{CAPITAL}(?:[\w-]|['’](?!s\b)(?=\w))*"
_PARTICLES = "(?:(?:de|da|del|della|der|den|do|dos|van|von|bin|ibn|al|el|la|le|du|di|ter|y) ){0,2}"
_SHORTENED = "(?:Dr|Mr|Mrs|Ms|Prof|Gen|Col|Sgt|Sen|Rep|Gov|Lt|Capt)"
NAME = re.compile(
    rf"(?<![\w’'-])(?:{CAPITAL}\.|{_SHORTENED}\.|{_WORD})"
    rf"(?: {_PARTICLES}(?:{CAPITAL}\.(?:{CAPITAL}\.)*|{_WORD}))+"
)
"""Two words or more that begin with capitals, on one line."""

_PLACED = re.compile(r"([^\W\d_]+) (?:of|from|for) (?:the )?$")
_NAMELIKE = {"capital", "participle", "particle"}


def full_names(text: str) -> list[tuple[int, str]]:
    """Return the names of two words or more in a text, without titles, and where they begin."""
    found = []
    for match in NAME.finditer(text):
        name = without_titles(match[0])
        before = _PLACED.search(text, max(0, match.start() - 24), match.start())
        if before and is_title(before[1].capitalize()):
            name = " ".join(name.split()[-2:])  # Senator from Vermont Bernie Sanders
        if " " in name:
            found.append((match.start(), name))
    return found


@lru_cache(maxsize=4096)
def without_titles(name: str) -> str:
    """Return a name without what people are before it: `Governor Eva Holmgren` is Eva Holmgren.

    A title stays before a single name (`Pope Francis`), but for `Mr` and the like.
    """
    words = name.split()
    while len(words) > 1 and words[-1].strip(".,").casefold() in _AFTER:
        del words[-1]
    last = max((n for n, word in enumerate(words[:-1]) if is_title(word)), default=-1)
    rest = words[last + 1 :]
    if last >= 0 and rest[0] in {"of", "for", "to"} and len(rest) > 3:  # noqa: PLR2004
        rest = rest[2 + (rest[1] == "the") :]  # of State Anna Roe
    while len(rest) > 1 and rest[1][0].isupper() and class_of(rest[0]) not in _NAMELIKE:
        rest = rest[1:]  # But Anna Roe
    if len(rest) > 1 or last < 0 or words[last].strip(".").casefold() in COURTESY:
        return " ".join(rest)
    return " ".join(words)


def is_title(word: str) -> bool:
    """Tell whether a word with a capital is a title that stands before names."""
    return word[:1].isupper() and word.strip(".").casefold().rsplit("-", 1)[-1] in TITLES
