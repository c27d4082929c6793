"""A text to words: where each stands, its form as it is compared, and its form as it is written.

A word with a hyphen, a point or an ampersand in it (`e-mail`, `Booking.com`, `AT&T`) is its parts,
one after the other, and besides one word that takes the places of them all; so it is found by
either. So are names with an apostrophe (`O'Hara`), initials (`J. K.`) and digits that spaces group
(`12 300`). Other numbers are one word (`1,250`, `63.5`), acronyms are (`U.S.`), and scripts that
put no space between words are taken by two characters at a time, overlapping, as search engines do.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from index.vocabulary.words.acronyms import acronym, is_dotted, looks_like_acronym, shouts
from index.vocabulary.words.letters import as_compared, folded, spelt_out, with_places
from index.vocabulary.words.numbers import is_grouped, number_key
from index.vocabulary.words.pieces import (
    APOSTROPHE,
    HYPHEN,
    SIGN,
    SPACELESS_LETTER,
    characters,
    matches,
    pieces,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BETWEEN_DIGITS = re.compile(r"(?<=[0-9])\.(?=[0-9])")
_PARTS = re.compile(rf"{HYPHEN}\s*|&|(?<![0-9])\.|\.(?![0-9])")
_HYPHENS = re.compile(rf"{HYPHEN}\s*")
_APOSTROPHES = re.compile(APOSTROPHE)
_INITIALS = re.compile(r"[^\W\d_]\.(?: [^\W\d_]\.)+")
_SENTENCES = re.compile(r"[^\W\d_]{2}\.[^\W\d_]*[^\W\d_a-z][a-z]")
"""A full stop that has lost its space, as in `Friday.The`."""
_SIGNED = re.compile(SIGN + r"\Z")
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


def pieces_in(text: str) -> tuple[list[str], bool]:
    """Return what stands between spaces and marks in a text, and whether all is in capitals."""
    found = pieces(as_compared(text))
    return found, shouts(found)


@lru_cache(maxsize=100_000)
def stored_words_of(piece: str, loud: bool) -> tuple[tuple[str, ...], tuple[int, ...], int]:
    """Return the words of a piece in their stored form, the place of each, and all places."""
    taken, width = _taken_apart(piece, loud)
    return tuple(word[0] for word in taken), tuple(word[1] for word in taken), width


def stored_words(text: str) -> tuple[list[str], list[int]]:
    """Return what an index keeps of a text: its words in their stored form, and their places."""
    found, loud = pieces_in(text)
    words: list[str] = []
    places: list[int] = []
    at = 0
    for piece in found:
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
    found = [(match[0], match.start()) for match in matches(compared)]
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


Taken = tuple[str, int, int, int]
"""A word of a piece: its stored form, its place in the piece, its first character and its end."""


@lru_cache(maxsize=100_000)
def _taken_apart(piece: str, loud: bool) -> tuple[tuple[Taken, ...], int]:
    """Return the words of a piece of text, and how many places they take."""
    if not piece.isascii() and SPACELESS_LETTER.match(piece):
        return _by_two(piece)
    if piece.isalnum():
        simple = _simple(piece, loud)
        return tuple((stored, 0, 0, len(piece)) for stored in simple), min(1, len(simple))
    return _with_marks(piece, loud)


def _with_marks(piece: str, loud: bool) -> tuple[tuple[Taken, ...], int]:
    """Take apart a piece that is not letters and figures alone."""
    if is_grouped(piece) or _INITIALS.fullmatch(piece):
        return _spaced(piece, loud) if " " in piece else ((_number(piece),), 1)
    if sign := _SIGNED.search(piece):
        return _with_sign(piece, sign.start(), loud)
    if is_dotted(piece):
        return ((acronym(piece.replace(".", ""), capitals=piece.isupper()), 0, 0, len(piece)),), 1
    if _APOSTROPHES.search(piece) and not _PARTS.search(piece):
        return _with_apostrophe(piece, loud)
    return _compound(piece, loud)


def _simple(word: str, loud: bool) -> list[str]:
    """Return the stored forms of a word without marks in it; of one that shouts all that it is.

    None of a letter that only stretches another, by itself.
    """
    if not folded(word):
        return []
    plain = stored_form(folded(word), word.lower(), 1)
    if not looks_like_acronym(word):
        other = spelt_out(word)
        return [plain, stored_form(other, word.lower(), 1)] if other else [plain]
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


def _number(piece: str) -> Taken:
    return stored_form(number_key(piece), piece.lower(), 1), 0, 0, len(piece)


def _spaced(piece: str, loud: bool) -> tuple[tuple[Taken, ...], int]:
    """Take apart a number whose digits are grouped by spaces, or initials that have some.

    They are the one word besides, since nothing tells them from words that only meet.
    """
    parts: list[Taken] = []
    start = 0
    for place, part in enumerate(piece.split(" ")):
        (stored, _, _, end), *_ = _taken_apart(part.rstrip("."), loud)[0]
        parts.append((stored, place, start, start + end))
        start += len(part) + 1
    width = len(parts)
    if width > _MOST_PARTS:
        return tuple(parts), width
    letters = piece.replace(" ", "").replace(".", "")
    key = number_key(piece) if piece[0].isdigit() else acronym(letters, capitals=True)
    return (*parts, (stored_form(key, piece.lower(), width), 0, 0, len(piece))), width


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
    if _APOSTROPHES.search(part):
        return _with_apostrophe(part, loud)
    if part.isalnum() or not _BETWEEN_DIGITS.search(part):
        return _taken_apart(part, loud) if part.isalnum() else _marked(part)
    return ((part.lower(), 0, 0, len(part)),), 1


def _with_apostrophe(name: str, loud: bool) -> tuple[tuple[Taken, ...], int]:
    """Take apart a name with an apostrophe, which is also one without."""
    taken: list[Taken] = []
    start = place = 0
    for part in _APOSTROPHES.split(name):
        inner, width = _taken_apart_once(part, loud)
        taken += ((word, place + at, start + a, start + b) for word, at, a, b in inner)
        place += width
        start += len(part) + 1
    form = _APOSTROPHES.sub("'", name).lower()
    whole = stored_form(folded(form.replace("'", "")), form, place)
    return (*taken, (whole, 0, 0, len(name))), place


def _marked(part: str) -> tuple[tuple[Taken, ...], int]:
    """Return a word with marks on its letters as it is."""
    if not folded(part):
        return (), 0
    return ((stored_form(folded(part), part.lower(), 1), 0, 0, len(part)),), 1


def _whole(piece: str) -> tuple[str, str] | None:
    """Return the one word that a compound is, as it is compared and as it is written."""
    if not any(map(str.isalpha, piece)):
        return None
    form = _APOSTROPHES.sub("'", _HYPHENS.sub("-", piece)).lower()
    key = form.replace("'", "")
    if "." in piece or "&" in piece:
        return None if _SENTENCES.search(piece) or "-" in form else (folded(key), form)
    return folded(key.replace("-", "")), form


def _by_two(run: str) -> tuple[tuple[Taken, ...], int]:
    """Take a run without spaces by two characters at a time, and the last by itself."""
    cuts = [0, *accumulate(map(len, characters(run)))][:-1]
    ends = [*cuts[1:], len(run)]
    count = len(cuts)
    taken = []
    for place in range(count):
        stop = ends[min(place + 1, count - 1)]
        pair = run[cuts[place] : stop]
        taken.append((stored_form(folded(pair), pair.lower(), 1), place, cuts[place], stop))
    return tuple(taken), count
