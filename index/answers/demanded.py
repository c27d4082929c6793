"""Where a text holds what a question demands of it: phrases, words with a plus, patterns."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from index.query import Either, Every, Field, Phrase, Without, stands_for
from index.vocabulary.words import OPEN, phrase_slots, words_with_spans

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from index.query import Condition, Words
    from index.vocabulary.words import Slot, Word

    Span = tuple[int, int]
    """The first and the last character and one, in a text."""


class Demanded:
    """Finds what a question demands in texts."""

    def __init__(self, condition: Condition | None, languages: Collection[str]) -> None:
        """Take what binds.

        Args:
            condition: of the question; what is demanded of titles and articles is left out.
            languages: of the texts.
        """
        words = dict.fromkeys(_words_of(condition)) if condition else ()
        self._words: list[tuple[Words, list[Slot]]] = [
            (each, phrase_slots(each.text, languages) if isinstance(each, Phrase) else [])
            for each in words
        ]

    def __bool__(self) -> bool:
        """Tell whether anything is demanded of a text."""
        return bool(self._words)

    def spans(self, text: str) -> tuple[Span, ...]:
        """Return where each of what is demanded stands first, if it does, in the order of asking.

        Args:
            text: in which it is looked for, in characters of which the places are.
        """
        if not self._words:
            return ()
        by_place: dict[int, list[Word]] = defaultdict(list)
        for word in words_with_spans(text):
            by_place[word.place].append(word)
        found = (_first(words, slots, by_place) for words, slots in self._words)
        return tuple(span for span in found if span)


def _words_of(condition: Condition) -> Iterator[Words]:
    """Yield what a condition demands of the text, or would be content with."""
    match condition:
        case Every(of) | Either(of):
            for each in of:
                yield from _words_of(each)
        case Field() | Without():
            return
        case _ if not condition.in_title:
            yield condition


def _first(
    words: Words, slots: Sequence[Slot], by_place: Mapping[int, Sequence[Word]]
) -> Span | None:
    """Return where a phrase, or a word that a pattern stands for, stands first."""
    for place, here in by_place.items():
        if isinstance(words, Phrase):
            end = _end_of(slots, place, by_place) if slots else None
            if end is not None:
                return here[0].start, end
        else:
            for word in here:
                if stands_for(words, word.key):
                    return word.start, word.end
    return None


def _end_of(
    slots: Sequence[Slot], place: int, by_place: Mapping[int, Sequence[Word]]
) -> int | None:
    """Return where a phrase ends that begins at a place of a text, None if none begins there."""
    reached = {place: 0}
    """Places that come next, each with the character that what is before it ends with."""
    for slot in slots:
        reached = {
            after: end
            for start in reached
            for keys in slot
            for after, end in _behind(keys, start, by_place)
        }
    return min(reached.values(), default=None)


def _behind(
    keys: Sequence[str], place: int, by_place: Mapping[int, Sequence[Word]]
) -> list[tuple[int, int]]:
    """Return the places behind words that follow one another from a place on, and their ends."""
    reached = [(place, 0)]
    for key in keys:
        reached = [
            (start + word.width, word.end)
            for start, _ in reached
            for word in by_place.get(start, ())
            if word.key == key or (key.endswith(OPEN) and word.key.startswith(key[: -len(OPEN)]))
        ]
    return reached
