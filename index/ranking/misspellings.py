"""The misspelt words of a question, and what they are read as."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from index.query import Phrase, Ranked
from index.ranking.corpus import languages_of, statistics_of
from index.vocabulary.words import STOP_WORDS, question_words
from index.vocabulary.words.spelling import Suspect, is_foreign, is_word, readings

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from index.interfaces import Snapshot, Statistics
    from index.vocabulary.words import QuestionWord

_SHORTEST_PART = 3
"""Letters of a word that was run together with another."""
_SHORTEST_PIECE = 2
"""Letters of a piece of a word that was split."""
_LOOKED_AT = 3
"""Readings whose capitals are looked at, and passages of each."""

_WORD = re.compile(r"[^\W\d_]+")


def corrections_of(
    question: str, asked: Ranked, statistics: Statistics, shards: Sequence[Snapshot]
) -> dict[str, str]:
    """Return the misspelt words of a question, as they were typed, and what they are read as.

    Nothing where the question is likely in another language than the corpus.

    Args:
        question: its words, as they were typed.
        asked: what it is ranked by.
        statistics: what the corpus has of that.
        shards: of the corpus.
    """
    if not asked.spelt:
        return {}
    absent = {word.text for word in asked.words if not statistics.frequencies[word.key]}
    read_as = _joined(question, absent, shards)
    pieces = {piece for typed in read_as for piece in typed.split()}
    suspects = [
        word
        for word in asked.words
        if word.text not in pieces and _suspected(word, question, statistics)
    ]
    if not suspects:
        return read_as
    languages = languages_of(shards)
    slips: dict[str, str] = {}
    for word in suspects:
        near, held = statistics.neighbours[word.key], word.text not in absent
        likely = readings(Suspect(word.key, word.form, near, held=held), languages)
        if _is_name(word.text, question):
            likely = [each for each in likely[:_LOOKED_AT] if _written_as_name(each, shards)]
        if likely:
            slips[word.text] = likely[0]
        elif not held and not is_word({word.key, word.form}, languages):
            read_as |= _parted(word, shards)
    if slips and not _foreign(question, asked, slips, absent, languages):
        read_as |= {typed: _as_typed(word, typed) for typed, word in slips.items()}
    return read_as


def _foreign(
    question: str,
    asked: Ranked,
    slips: Mapping[str, str],
    absent: Collection[str],
    languages: Collection[str],
) -> bool:
    """Tell whether a question with slips in it is likely in another language than the corpus."""
    words = _WORD.findall(question.lower())
    held = {word.form for word in asked.words if word.text not in absent}
    return is_foreign(words, {typed.lower(): w for typed, w in slips.items()}, held, languages)


def reading(asked: Ranked, corrections: Mapping[str, str], statistics: Statistics) -> Ranked:
    """Return what a question is ranked by as it is read: beside its words, those read for them.

    A word that no passage has is left out where another is read for it.
    """
    pieces = {piece for typed in corrections for piece in typed.split()}
    kept = tuple(
        word for word in asked.words if word.text not in pieces or statistics.frequencies[word.key]
    )
    found = (
        word
        for read_as in corrections.values()
        for word in question_words(read_as)
        if word.key not in STOP_WORDS
    )
    return Ranked(kept, asked.patterns, tuple(dict.fromkeys(found)))


def corrected(question: str, corrections: Mapping[str, str]) -> str:
    """Return a question with its misspelt words replaced."""
    for typed, read_as in corrections.items():
        spaced = r"\s+".join(map(re.escape, typed.split()))
        question = re.sub(rf"(?<!\w){spaced}(?!\w)", read_as, question, flags=re.IGNORECASE)
    return question


def _suspected(word: QuestionWord, question: str, statistics: Statistics) -> bool:
    """Tell whether a word may be misspelt; `FTX` and `iMessage` are typed with care."""
    cared_for = not question.isupper() and any(map(str.isupper, word.text[1:]))
    return word.key in statistics.neighbours and not cared_for


def _is_name(typed: str, question: str) -> bool:
    """Tell whether a word is a name by its capital, in a question that writes others small.

    The first word of a question may have its capital for that.
    """
    words = _WORD.findall(question)
    others = [word for word in words if word.lower() not in STOP_WORDS]
    return typed[:1].isupper() and words[0] != typed and any(map(str.islower, others))


def _as_typed(word: str, typed: str) -> str:
    return word.capitalize() if typed[:1].isupper() and not typed.isupper() else word


def _written_as_name(word: str, shards: Sequence[Snapshot]) -> bool:
    """Tell whether a corpus writes a word mostly with a capital, by some passages that have it."""
    capital = small = 0
    for shard in shards:
        for text in _texts_with(word, shard):
            for found in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE):
                if _begins_sentence(text, found.start()):
                    continue
                capital += found[0][0].isupper()
                small += found[0][0].islower()
    return capital > small or not small


def _begins_sentence(text: str, place: int) -> bool:
    before = text[:place].rstrip("\"'“”‘’«»( \n\t")
    return not before or before[-1] in ".!?:"


def _texts_with(word: str, shard: Snapshot) -> Iterator[str]:
    """Yield the texts of some passages that have a word."""
    searchable = shard.keyword.holding(Phrase(word))
    living = shard.store.searchable()
    numbers = shard.store.newest(searchable if living is None else searchable & living, _LOOKED_AT)
    articles = shard.store.articles_of(numbers).tolist()
    for article, (start, end) in zip(articles, shard.store.spans(numbers.tolist()), strict=True):
        yield shard.store.article(article).text[start:end]


def _joined(question: str, absent: Collection[str], shards: Sequence[Snapshot]) -> dict[str, str]:
    """Return pieces of words that stand side by side, and the words of the corpus that they are.

    Args:
        question: its words, as they were typed.
        absent: those that the corpus has not; one of two pieces at least is among them.
        shards: of the corpus.
    """
    pieces = {
        f"{one[0]} {other[0]}": f"{one[0]}{other[0]}"
        for one, other in pairwise(_WORD.finditer(question))
        if not {one[0], other[0]}.isdisjoint(absent)
        and min(len(one[0]), len(other[0])) >= _SHORTEST_PIECE
        and STOP_WORDS.isdisjoint({one[0].lower(), other[0].lower()})
        and question[one.end() : other.start()].isspace()
    }
    wholes = question_words(" ".join(pieces.values()))
    held = statistics_of(Ranked((), (), wholes), shards).frequencies if wholes else {}
    there = {word.text for word in wholes if held[word.key]}
    return {typed: whole.lower() for typed, whole in pieces.items() if whole in there}


def _parted(word: QuestionWord, shards: Sequence[Snapshot]) -> dict[str, str]:
    """Return a word that was run together, and the two that some passage has side by side."""
    key = word.key
    cuts = [(key[:at], key[at:]) for at in range(_SHORTEST_PART, len(key) - _SHORTEST_PART + 1)]
    parts = question_words(" ".join(part for cut in cuts for part in cut))
    held = statistics_of(Ranked((), (), parts), shards).frequencies if parts else {}
    there = [" ".join(cut) for cut in cuts if all(held.get(part) for part in cut)]
    counted = [(_passages_with(Phrase(pair), shards), pair) for pair in there]
    passages, pair = max(counted, default=(0, ""))
    return {word.text: pair} if passages else {}


_COUNTED = 10
"""Passages up to which those with a phrase are counted."""


def _passages_with(phrase: Phrase, shards: Sequence[Snapshot]) -> int:
    """Return how many articles have a phrase, counted up to a few in each shard."""
    return sum(len(shard.store.newest(shard.keyword.holding(phrase), _COUNTED)) for shard in shards)
