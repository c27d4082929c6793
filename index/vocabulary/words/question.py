"""The words of a question: those that rank it, and those that a phrase demands."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.vocabulary.words.acronyms import looks_like_acronym
from index.vocabulary.words.forms import english_forms, forms_of_letters
from index.vocabulary.words.numbers import also_read_as
from index.vocabulary.words.pieces import SPACELESS_LETTER, characters
from index.vocabulary.words.stems import ENGLISH, term_of, terms_of_key
from index.vocabulary.words.stop_words import STOP_WORDS, stop_words_in
from index.vocabulary.words.tokens import Word, stored_form, words_with_spans

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

_SIGNS = "+#"


@dataclass(frozen=True, slots=True)
class QuestionWord:
    """A word that a question is ranked by."""

    key: str
    """As it is compared."""
    text: str
    """As it was typed."""
    form: str
    """As it was typed, in lower case: what has this form counts more."""
    also: tuple[str, ...] = ()
    """Words that a text may have in its place: `email` for the `mail` of `e-mail`."""

    @property
    def stored(self) -> str:
        """Its stored form, by which what is written the same way is found."""
        return stored_form(self.key, self.form, 1)

    def terms(self, languages: Iterable[str]) -> list[str]:
        """Return the terms that stand for it in texts of some languages."""
        languages = tuple(languages)
        keys = (self.key, *self.also)
        terms = [term for key in keys for term in terms_of_key(key, languages)]
        if ENGLISH in languages:
            forms = (form for key in keys for form in english_forms(key))
            terms += (term_of(form) for form in forms)
        return list(dict.fromkeys(terms))


def question_words(
    question: str, languages: Collection[str] = (ENGLISH,)
) -> tuple[QuestionWord, ...]:
    """Return the words that a question ranks by, each once: no stop words.

    A question of nothing but stop words ranks by those.

    Args:
        question: as it was typed.
        languages: of the texts that are searched, whose stop words it may be made of.
    """
    words: dict[str, QuestionWord] = {}
    for word, wholes in _parts(list(words_with_spans(question))):
        before = words.get(word.key)
        also = (*(before.also if before else ()), *wholes, *also_read_as(word.key, languages))
        text = before.text if before else question[word.start : word.end]
        form = before.form if before else word.form
        also = (*also, *(f for key in (word.key, *wholes) for f in forms_of_letters(key, text)))
        words[word.key] = QuestionWord(word.key, text, form, tuple(dict.fromkeys(also)))
    stops = _stop_words(words, languages)
    ranking = [word for word in words.values() if word.key not in stops]
    return tuple(ranking or words.values())


def _parts(words: Sequence[Word]) -> Iterable[tuple[Word, list[str]]]:
    """Yield the words that are not compounds, each with what else may stand in its place."""
    wholes = defaultdict(list)
    spelt_out = defaultdict(list)
    for word in words:
        if word.width == 1:
            spelt_out[word.place, word.form].append(word)
        for place in range(word.place, word.place + word.width):
            if word.width > 1 or word.key[-1] in _SIGNS:
                wholes[place].append(word.key)
    place = -1
    last: Word | None = None
    for word in words:
        if word.width > 1 or (last and _tail_of(word, last)):
            continue
        last = word
        if word.place > place:
            place = word.place
            wholes[place] += (other.key for other in spelt_out[word.place, word.form])
            yield word, [key for key in wholes[place] if key != word.key]


def _tail_of(word: Word, before: Word) -> bool:
    """Tell whether a word is the last character of a run without spaces, by itself."""
    within = before.start <= word.start and word.end <= before.end
    return within and word.place != before.place and bool(SPACELESS_LETTER.match(word.key))


def _stop_words(words: Collection[str], languages: Collection[str]) -> frozenset[str]:
    """Return the stop words of the language that a question is in, judged by which it has most of.

    Of equally many English ones. A letter by itself, as that of `e-mail`, tells of none.
    """
    lists = [STOP_WORDS, *(stop_words_in(each) for each in sorted(languages) if each != ENGLISH)]
    return max(lists, key=lambda stops: sum(word in stops for word in words if word[1:]))


Slot = tuple[tuple[str, ...], ...]
"""What may stand at one place of a phrase: sequences of words as they are compared."""

OPEN = "*"
"""Behind a word of a slot: whatever begins with it may stand there."""


def phrase_slots(phrase: str, languages: Collection[str] = (ENGLISH,)) -> list[Slot]:
    """Return what a phrase demands of texts in some languages, place by place.

    A compound is its parts or the one word that it is: `well-known` stands where `well known`
    does, and where a line breaks it. Scripts without spaces may have some all the same, at the end
    of a line or between two names: they part no phrase, whether it has them or the text.
    """
    slots: list[Slot] = []
    by_place = defaultdict(list)
    for word in words_with_spans(phrase):
        by_place[word.place].append(word)
    place = 0
    while here := by_place.get(place):
        whole = max(here, key=lambda other: other.width)
        if SPACELESS_LETTER.match(whole.key):
            slots += _run_slots(whole, by_place.get(place - 1), by_place.get(place + 1))
        elif whole.width > 1:
            places = range(whole.place, whole.place + whole.width)
            parts = (next(w.key for w in by_place[at] if w.width == 1) for at in places)
            slots.append(((whole.key,), tuple(parts)))
        else:
            signed = [other for other in here if other.key[-1] in _SIGNS]
            keys = [other.key for other in signed or here]
            slots.append(tuple((key,) for key in (*keys, *also_read_as(keys[0], languages))))
        place += whole.width
    return slots


def _run_slots(
    word: Word, before: Sequence[Word] | None, behind: Sequence[Word] | None
) -> list[Slot]:
    """Return what stands for two characters of a run without spaces, or for its last.

    Two may be parted by a space in the text, and the last may go on without one. The last of a
    whole phrase is held by the two that end with it, unless it stands alone.
    """
    first, *second = characters(word.key)
    if second:
        return [((word.key,), (first,))]
    if behind and SPACELESS_LETTER.match(behind[0].key):
        return [((first,), (first + characters(behind[0].key)[0],))]
    if behind:
        return [((first,),)]
    return [] if before and _tail_of(word, before[0]) else [((first + OPEN,),)]


def title_slots(phrase: str, languages: Collection[str] = (ENGLISH,)) -> list[Slot]:
    """Return what a phrase demands of titles in some languages, place by place, in any form.

    Those that an ending makes are not among them: see `same_word`.
    """
    whole = whole_words(phrase)

    def forms(keys: Sequence[str]) -> Iterable[tuple[str]]:
        for key in keys if len(keys) == 1 else ():
            typed = key.upper() if key in whole else key
            for form in (*english_forms(key), *forms_of_letters(key, typed)):
                yield (form,)

    slots = phrase_slots(phrase, languages)
    return [
        tuple(dict.fromkeys((*slot, *(form for keys in slot for form in forms(keys)))))
        for slot in slots
    ]


def whole_words(phrase: str) -> frozenset[str]:
    """Return the words of a phrase, as they are compared, of which no ending is taken.

    By their capitals: `AIDS` is not the plural of `aid`.
    """
    words = words_with_spans(phrase)
    return frozenset(w.key for w in words if looks_like_acronym(phrase[w.start : w.end]))
