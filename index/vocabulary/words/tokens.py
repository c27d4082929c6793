"""A text to words: where each stands, its form as it is compared, and its form as it is written.

A word with a hyphen, a point or an ampersand in it (`e-mail`, `Booking.com`, `AT&T`) is its parts,
one after the other, and besides one word that takes the places of them all; so it is found by
either. Numbers are one word (`1,250`, `63.5`), acronyms are (`U.S.`), and scripts that put no
space between words are taken by two characters at a time, overlapping, as search engines do.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from index.vocabulary.words.acronyms import acronym, is_dotted, looks_like_acronym, shouts
from index.vocabulary.words.letters import as_compared, folded, with_places

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SPACELESS = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3130-\u318f"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uaa60-\uaa7f\uac00-\ud7ff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
"""Thai, Lao, Burmese, Khmer, Chinese, Japanese; and Korean, which puts its endings to the word."""

_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0711"
    "\u0730-\u074a\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc-\u09cd"
    "\u09d7\u0a01-\u0a03\u0a3c-\u0a51\u0a70-\u0a75\u0a81-\u0a83\u0abc-\u0acd\u0b01-\u0b03"
    "\u0b3c-\u0b57\u0b82\u0bbe-\u0bcd\u0bd7\u0c00-\u0c04\u0c3c-\u0c56\u0c81-\u0c83\u0cbc-\u0cd6"
    "\u0d00-\u0d03\u0d3b-\u0d4d\u0d57\u0d81-\u0d83\u0dca-\u0df3\u0f18-\u0f84\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
"""Characters that stand on or beside a letter, and that are no letters to Python."""

SPACELESS_LETTER = re.compile(f"[{SPACELESS}]")

_HYPHEN = "[-\u2010\u2011]"
_LETTER = rf"[^\W_{SPACELESS}]"
_RUN = rf"{_LETTER}(?:{_LETTER}|[{_MARKS}])*"
_JOINED = rf"(?:[.&]|{_HYPHEN}(?:[^\S\n]*\r?\n[^\S\n]*)?)"
_SIGN = r"(?:\+\+|[#+])(?![^\W_])"

_NUMBER = r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?[a-zA-Z]*"


def _pattern(run: str, joined: str) -> str:
    return rf"{_NUMBER}|{run}(?:{joined}{run})*(?:{_SIGN})?"


_ASCII = re.compile(_pattern("[A-Za-z0-9]+", r"(?:[.&]|-(?:[^\S\n]*\r?\n[^\S\n]*)?)"))
_ANY = re.compile(rf"[{SPACELESS}]+|{_pattern(_RUN, _JOINED)}")
_BETWEEN_DIGITS = re.compile(r"(?<=[0-9])\.(?=[0-9])")
_PARTS = re.compile(rf"{_HYPHEN}\s*|&|(?<![0-9])\.|\.(?![0-9])")
_HYPHENS = re.compile(rf"{_HYPHEN}\s*")
_SENTENCES = re.compile(r"[^\W\d_]{2}\.[^\W\d_]*[^\W\d_a-z][a-z]")
"""A full stop that has lost its space, as in `Friday.The`."""
_SIGNED = re.compile(_SIGN + r"\Z")
_CLUSTER = re.compile(rf"[^{_MARKS}][{_MARKS}\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc"
                      rf"\u0ec8-\u0ecd\u102b-\u103e\u17b4-\u17d3]*")  # fmt: skip

_MOST_PARTS = 4
"""Of a word that is also one: what has more is a list or a web address."""
_SHORT = 2
"""Letters up to which a sign makes another word: `C++`, `C#`; `Disney+` is Disney too."""

FORM = "\x1f"
"""Stands between a word as it is compared and as it is written, where those differ."""


class Word(NamedTuple):
    """A word of a text."""

    key: str
    """As it is compared: `zurich`, `email`, `1250`, `u.s`."""
    form: str
    """As it is written, in lower case: `zürich`, `e-mail`, `1,250`, `u.s`."""
    place: int
    """The how many-eth of the text it is, from 0 on; the first that a compound takes."""
    width: int
    """How many places it takes."""
    start: int
    end: int
    """Where it stands, in characters of the text."""

    @property
    def stored(self) -> str:
        """The word with all that an index keeps of it: see `stored_form`."""
        return stored_form(self.key, self.form, self.width)


def stored_form(key: str, form: str, width: int) -> str:
    """Return key, form and width as one string; those that share a key follow one another.

    The key alone where the form is the same and it takes one place, as in most words.
    """
    if width > 1:
        return f"{key}{FORM}{form}{FORM}{width}"
    return key if form == key else f"{key}{FORM}{form}"


def key_of(stored: str) -> str:
    """Return the word as it is compared, of what an index keeps of it."""
    return stored.partition(FORM)[0]


def width_of(stored: str) -> int:
    """Return how many places it takes, of what an index keeps of it."""
    _, _, rest = stored.partition(FORM)
    return int(rest.partition(FORM)[2] or 1)


def words_in(text: str) -> list[str]:
    """Return the words of a text as they are compared, parts of compounds before the whole."""
    return [key_of(stored) for stored in stored_words(text)[0]]


def stored_words(text: str) -> tuple[list[str], list[int]]:
    """Return what an index keeps of a text: its words in their stored form, and their places."""
    pieces = _pieces(as_compared(text))
    loud = shouts(pieces)
    words: list[str] = []
    places: list[int] = []
    at = 0
    for piece in pieces:
        taken, width = _taken_apart(piece, loud)
        for stored, place, _, _ in taken:
            words.append(stored)
            places.append(at + place)
        at += width
    return words, places


class Pieces(NamedTuple):
    """What stands between spaces and marks in a text: words, and compounds of several."""

    found: list[tuple[str, int]]
    """Each as `letters.as_compared` has it, and where it begins in the whole text so compared."""
    loud: bool
    """Whether they are all in capitals."""
    places: Sequence[int]
    """Where each character of the text so compared comes from in the text given."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where in the text given something stands, of where in the text compared."""
        return self.places[start], _end(self.places, end)


def pieces_of(text: str) -> Pieces:
    """Take a text apart at spaces and marks."""
    compared, places = with_places(text)
    found = [(match[0], match.start()) for match in _matches(compared)]
    return Pieces(found, shouts([piece for piece, _ in found]), places)


@lru_cache(maxsize=100_000)
def words_of_piece(piece: str, loud: bool) -> tuple[tuple[str, int, int], ...]:
    """Return the words of a piece as they are compared, each with its start and end in it."""
    taken, _ = _taken_apart(piece, loud)
    return tuple((key_of(stored), start, end) for stored, _, start, end in taken)


def words_with_spans(text: str) -> Iterator[Word]:
    """Yield the words of a text with where they stand in it, as it was given."""
    pieces = pieces_of(text)
    at = 0
    for piece, begins in pieces.found:
        taken, width = _taken_apart(piece, pieces.loud)
        for stored, place, start, end in taken:
            key, _, rest = stored.partition(FORM)
            form, _, wide = rest.partition(FORM)
            span = pieces.span(begins + start, begins + end)
            yield Word(key, form or key, at + place, int(wide or 1), *span)
        at += width


def _end(places: Sequence[int], last: int) -> int:
    """Return where the character before a place ends in the text given."""
    before = places[last - 1]
    while last < len(places) - 1 and places[last] == before:
        last += 1
    return places[last]


def _pieces(compared: str) -> list[str]:
    return (_ASCII if compared.isascii() else _ANY).findall(compared)


def _matches(compared: str) -> Iterator[re.Match[str]]:
    return (_ASCII if compared.isascii() else _ANY).finditer(compared)


Taken = tuple[str, int, int, int]
"""A word of a piece: its stored form, its place in the piece, its first character and its end."""


@lru_cache(maxsize=100_000)
def _taken_apart(piece: str, loud: bool) -> tuple[tuple[Taken, ...], int]:
    """Return the words of a piece of text, and how many places they take."""
    if not piece.isascii() and SPACELESS_LETTER.match(piece):
        return _by_two(piece)
    if piece.isalnum():
        return tuple((stored, 0, 0, len(piece)) for stored in _simple(piece, loud)), 1
    if "," in piece:
        number = stored_form(piece.replace(",", "").lower(), piece.lower(), 1)
        return ((number, 0, 0, len(piece)),), 1
    if sign := _SIGNED.search(piece):
        return _with_sign(piece, sign.start(), loud)
    if is_dotted(piece):
        return ((acronym(piece.replace(".", ""), capitals=piece.isupper()), 0, 0, len(piece)),), 1
    return _compound(piece, loud)


def _simple(word: str, loud: bool) -> list[str]:
    """Return the stored forms of a word without marks in it; of one that shouts all that it is."""
    plain = stored_form(folded(word), word.lower(), 1)
    if not looks_like_acronym(word):
        return [plain]
    other = acronym(word, capitals=True)
    if other == word.lower():
        return [plain]
    return [plain, other] if loud else [other]


def _with_sign(piece: str, end: int, loud: bool) -> tuple[tuple[Taken, ...], int]:
    """Take apart a word with a sign behind it."""
    taken, width = _taken_apart(piece[:end], loud)
    if piece[:end].isdigit() or width > 1:
        return taken, width
    sign = piece[end:]
    whole: Taken = (stored_form(folded(piece[:end]) + sign, piece.lower(), 1), 0, 0, len(piece))
    return ((whole,) if end <= _SHORT else (*taken, whole)), 1


def _compound(piece: str, loud: bool) -> tuple[tuple[Taken, ...], int]:
    """Take apart a word that is several, and one besides."""
    taken: list[Taken] = []
    start = place = 0
    for cut in [*_PARTS.finditer(piece), None]:
        end = cut.start() if cut else len(piece)
        inner, width = _taken_apart_once(piece[start:end], loud)
        taken += ((word, place + at, start + a, start + b) for word, at, a, b in inner)
        place += width
        start = cut.end() if cut else end
    whole = _whole(piece)
    if whole and 1 < place <= _MOST_PARTS:
        taken.append((stored_form(*whole, place), 0, 0, len(piece)))
    return tuple(taken), place


def _taken_apart_once(part: str, loud: bool) -> tuple[tuple[Taken, ...], int]:
    """Take apart a part of a compound: a number with a point stays what it is."""
    if part.isalnum() or not _BETWEEN_DIGITS.search(part):
        return _taken_apart(part, loud) if part.isalnum() else _marked(part)
    return ((part.lower(), 0, 0, len(part)),), 1


def _marked(part: str) -> tuple[tuple[Taken, ...], int]:
    """Return a word with marks on its letters as it is."""
    return ((stored_form(folded(part), part.lower(), 1), 0, 0, len(part)),), 1


def _whole(piece: str) -> tuple[str, str] | None:
    """Return the one word that a compound is, as it is compared and as it is written."""
    if not any(map(str.isalpha, piece)):
        return None
    form = _HYPHENS.sub("-", piece).lower()
    if "." in piece or "&" in piece:
        return None if _SENTENCES.search(piece) or "-" in form else (folded(form), form)
    return folded(form.replace("-", "")), form


def characters(run: str) -> list[str]:
    """Return the characters of a run without spaces as readers see them, each with its marks."""
    return _CLUSTER.findall(run)


def _by_two(run: str) -> tuple[tuple[Taken, ...], int]:
    """Take a run without spaces by two characters at a time, and the last by itself."""
    cuts = [found.start() for found in _CLUSTER.finditer(run)]
    ends = [*cuts[1:], len(run)]
    count = len(cuts)
    taken = []
    for place in range(count):
        stop = ends[min(place + 1, count - 1)]
        pair = run[cuts[place] : stop]
        taken.append((stored_form(folded(pair), pair.lower(), 1), place, cuts[place], stop))
    return tuple(taken), count
