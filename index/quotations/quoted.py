"""What a quotation is."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.vocabulary.words import as_compared

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.quotations.spans import Span


@dataclass(frozen=True, slots=True)
class Quoted:
    """One quotation of an article; places are characters of its text."""

    pieces: tuple[Span, ...]
    """Where its words stand, without the marks: several pieces where it is interrupted."""
    speaker: str = ""
    """Who says it: by the fullest name that the article gives before, or a description, which
    begins with a small letter; empty if it isn't told."""
    named: Span | None = None
    """Where the text says who speaks; of a pronoun, where its name stands."""

    def words(self, text: str) -> str:
        """Return what is said, of the text of its article."""
        return " ".join(text[start:end] for start, end in self.pieces)


_ARTICLES = frozenset("A An The One Another Its His Her Their Our".split())


def speakers_named(quotations: Iterable[Quoted]) -> list[str]:
    """Return who speaks in some quotations by name, each once; not `the official`."""
    return list(dict.fromkeys(each.speaker for each in quotations if is_named(each.speaker)))


def is_named(speaker: str) -> bool:
    """Tell whether a speaker is told by name: not `the official`, nor `The company`."""
    first, _, others = speaker.partition(" ")
    return first[:1].isupper() and not (first in _ARTICLES and others == others.lower())


def said_key(words: str, speaker: str) -> int:
    """Return 64 bits of a hash of what is said, without case and signs, and of who says it."""
    said = (" ".join(re.findall(r"\w+", as_compared(text).casefold())) for text in (words, speaker))
    digest = hashlib.blake2b("\n".join(said).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little")
