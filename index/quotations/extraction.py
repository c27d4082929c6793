"""The quotations of an article: what was said, and by whom where the text says so."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.quotations.attribution import DOUBT, attributed, reported, runs_on
from index.quotations.naming import Naming
from index.quotations.quoted import Quoted
from index.quotations.spans import may_quote, paragraphs, quotations_in
from index.vocabulary.words import ENGLISH, language_of

if TYPE_CHECKING:
    from index.quotations.spans import Span

LEAST_WORDS = 5
"""Of a fragment; fewer are a term, or a word that is held at a distance."""

_MARKS = "\"“”„«»「」'‘’ \u00a0\u202f\n\t"
_UTTERANCE = re.compile(r"\[?[^\W\d_a-zß-öø-ÿ]")
_ENDED = re.compile(r"[.,?!…。、！？—–-]['’”\"\])]*\s*$")
_STOPS = {".", "?", "!", "…"}
_SPACELESS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
_LEAST_CHARACTERS = 12
"""Of a quotation in a script that puts no spaces between words."""
_TOLD = 8
"""Attributions of one quotation that are read, which bounds the work."""
_SHORT = 4
"""Letters of a word that may be written small in a title of a work."""
_CAPITALS = 0.6
"""Share of the words of such a title that begin with a capital."""


@dataclass(slots=True)
class _Paragraph:
    """A paragraph and its outermost quotations, with their marks."""

    low: int
    high: int
    spans: list[Span]


@dataclass(slots=True)
class _Group:
    """The pieces of a quotation, with their marks, and who is said to speak."""

    paragraph: _Paragraph
    pieces: list[Span]
    told: list[Span] = field(default_factory=list)


def quotations_of(text: str, language: str = "") -> list[Quoted]:
    """Return the quotations in an article's text, in their order.

    Direct speech, and fragments of at least five words; not what is set between marks as a title,
    a term or a word held at a distance. Pieces that only their attribution parts are one quotation,
    and so are paragraphs that each begin with a mark. What a quotation quotes is part of it. Who
    speaks is read in English alone.

    Args:
        text: of the article.
        language: what the article says of it, as `en-GB`; empty if it says nothing.
    """
    if not may_quote(text, 0, len(text)):
        return []
    read = [
        _Paragraph(low, high, quotations_in(text, low, high))
        for low, high in paragraphs(text)
        if may_quote(text, low, high)
    ]
    spans = [span for paragraph in read for span in paragraph.spans]
    if not spans:
        return []
    english = language_of(language, text) == ENGLISH
    groups = [group for group in _groups(text, read, english=english) if _is_quotation(text, group)]
    if not english:
        return [Quoted(_words(text, group.pieces)) for group in groups]
    naming = Naming(text, list(paragraphs(text)), spans)
    found: list[Quoted] = []
    for group in groups:
        found.append(_spoken(text, group, naming, found[-1] if found else None))
    return found


def _groups(text: str, read: list[_Paragraph], *, english: bool) -> list[_Group]:
    """Return the quotations in paragraphs, whatever it is that stands between the marks."""
    groups: list[_Group] = []
    left_open = False
    for paragraph in read:
        spans = paragraph.spans
        for n, span in enumerate(spans):
            told = None
            if english and not _is_term(text, span):
                told = attributed(text, spans, n, paragraph.low, paragraph.high)
            goes_on = n == 0 and left_open and not text[groups[-1].pieces[-1][1] : span[0]].strip()
            own = told is not None and told[0] > span[0]  # and no more part of the one before
            if goes_on or (n and english and not own and _parted(text, spans[n - 1], span)):
                groups[-1].pieces.append(span)
                groups[-1].paragraph = paragraph
            else:
                groups.append(_Group(paragraph, [span]))
            groups[-1].told += [told] if told else []
        left_open = bool(spans) and not _closed(text, spans[-1])
    return groups


def _is_term(text: str, span: Span) -> bool:
    """Tell whether what stands between marks is too little to be a quotation, whoever says it."""
    said = text[slice(*span)].strip(_MARKS)
    return not _UTTERANCE.match(said) and len(said.split(maxsplit=LEAST_WORDS)) < LEAST_WORDS


def _closed(text: str, span: Span) -> bool:
    """Tell whether a quotation ends with a mark of its own."""
    begin, end = span
    return end - begin > 1 and text[end - 1] in "\"“”»«」'’"


def _parted(text: str, one: Span, other: Span) -> bool:
    """Tell whether nothing but its attribution parts a piece of a quotation from the one before."""
    between, said = text[one[1] : other[0]].strip(), text[slice(*one)].strip(_MARKS)
    if between[-1:] not in {".", ","} or not _UTTERANCE.match(said):
        return False
    comma = said.endswith(",") or between.startswith(",")
    if between.endswith(",") and not comma and not text[other[0] + 1 : other[0] + 2].islower():
        return False  # it leads to what follows
    return runs_on(text, one[1], other[0], comma=comma)


def _spoken(text: str, group: _Group, naming: Naming, before: Quoted | None) -> Quoted:
    """Return a quotation with its speaker, if all that is said of that agrees."""
    pieces = _words(text, group.pieces)
    told = [span for span in group.told if span != DOUBT][:_TOLD]
    if not told:
        begin, utterance = group.pieces[0][0], bool(_UTTERANCE.match(text, pieces[0][0]))
        found = reported(naming.plain, group.paragraph.low, begin, utterance=utterance)
        told = [found] if found else []
        if not told and not group.told and before and _goes_on(text, group, before, naming):
            return Quoted(pieces, before.speaker, before.named)
    speakers = dict(naming.of(span, before) for span in reversed(told))
    if len(speakers) != 1 or "" in speakers:
        return Quoted(pieces)
    ((speaker, named),) = speakers.items()
    return Quoted(pieces, speaker, named)


def _goes_on(text: str, group: _Group, before: Quoted, naming: Naming) -> bool:
    """Tell whether a quotation is a sentence of its own, by whom the one before is said to be."""
    begin, (first, _) = group.pieces[0][0], _bare(text, group.pieces)[0]
    ended = naming.plain[before.pieces[-1][1] : begin].rstrip()[-1:] in _STOPS
    return ended and bool(_UTTERANCE.match(text, first)) and naming.speaks_on(before, begin)


def _words(text: str, spans: list[Span]) -> tuple[Span, ...]:
    """Return where the words of pieces stand, without a comma that leads to who says them."""
    *pieces, (start, end) = _bare(text, spans)
    return (*pieces, (start, end - (text[end - 1 : end] == ",")))


def _bare(text: str, spans: list[Span]) -> tuple[Span, ...]:
    """Return where the words of pieces stand, without their marks."""
    bare = []
    for start, end in spans:
        said = text[start:end]
        first = start + len(said) - len(said.lstrip(_MARKS))
        bare.append((first, max(first, start + len(said.rstrip(_MARKS)))))
    return tuple(bare)


def _is_quotation(text: str, group: _Group) -> bool:
    """Tell whether what stands between marks is what somebody said."""
    if not _closed(text, group.pieces[-1]):
        return False
    said = " ".join(text[start:end] for start, end in _bare(text, group.pieces))
    if _SPACELESS.search(said):
        return len(said) >= _LEAST_CHARACTERS
    words = said.split()
    ended = _ENDED.search(said) or text[group.pieces[0][1] :][:1] == ","
    if len(words) < LEAST_WORDS:
        return len(words) > 1 and bool(group.told and ended and _UTTERANCE.match(said))
    return bool(group.told and said.endswith(",")) or not _is_title(words)


def _is_title(words: list[str]) -> bool:
    """Tell whether words are written as titles of works are."""
    capitals = [word[0].isupper() for word in words if word[0].isalpha()]
    long = [word[0].isupper() for word in words if len(word) > _SHORT and word[0].isalpha()]
    ended = words[-1].endswith((".", "?", "!", "…"))
    return not ended and all(long) and sum(capitals) >= _CAPITALS * len(capitals)
