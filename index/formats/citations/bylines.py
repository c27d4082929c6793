"""The authors of an article as citations take them: given and family name apart, where sure.

Most programs sort and shorten authors by their family names, and a wrong one is worse than none:
what is not surely the name of one person in the order of the West stays whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus import Article

_FAMILY_FIRST = {"hu", "ja", "ko", "vi", "zh"}
"""Languages in which the family name mostly comes first."""

_NOBODY = frozenset(
    (
        "afp agence agency agencies ap associated board bureau columnist contributor correspondent "
        "correspondents dapd desk dpa editor editorial editors international magazine media "
        "network news newspaper newsroom office online post press radio redaktion reporter "
        "reporters reuters service staff team times tribune tv upi wire writer writers"
    ).split()
)
"""Words of bylines that name a newsroom, or a post in one."""

_PARTICLES = frozenset(
    (
        "al bin da dal de del della den der di dos du el ibn la le ten ter van vom von zu zum zur"
    ).split()
)
"""Small words before a family name, written in lower case, which are a part of it."""

_WORD = r"[^\W\d_]+(?:['’-][^\W\d_]+)*"
_INITIAL = r"(?:(?:[^\W\d_]\.-?)+|[^\W\d_])"
_NAME = re.compile(rf"(?P<given>(?:{_WORD}|{_INITIAL})(?: {_INITIAL})*) (?P<family>{_WORD})")
"""One given name and initials, or initials alone, before one family name."""


@dataclass(frozen=True, slots=True)
class Byline:
    """An author."""

    name: str
    """As the article has it, in one line."""
    given: str = ""
    family: str = ""
    """Both empty where the name is not surely theirs."""

    @property
    def inverted(self) -> str:
        """The family name first, where it is known: `Holt, Mira`."""
        return f"{self.family}, {self.given}" if self.family else self.name


def bylines(article: Article) -> list[Byline]:
    """Return the authors of an article."""
    names = [" ".join(name.split()) for name in article.authors]
    if article.language.lower().split("-")[0] in _FAMILY_FIRST:
        return [Byline(name) for name in names]
    return [Byline(name, *_parted(name)) for name in names]


def _parted(name: str) -> tuple[str, str]:
    """Return the given and the family name of a person; empty ones of what may be anything else."""
    words = name.split()
    small = [word in _PARTICLES for word in words]
    large = [word for word, is_small in zip(words, small, strict=True) if not is_small]
    if {word.casefold().strip(".,") for word in large} & _NOBODY:
        return "", ""
    match = _NAME.fullmatch(" ".join(large))
    # False sorts before True: given names, then small words, then one that is large.
    in_order = small == [*sorted(small[:-1]), False]
    if not match or not in_order or not all(word[:1].isupper() for word in large):
        return "", ""
    return match["given"], " ".join(words[small.index(True) if any(small) else -1 :])
