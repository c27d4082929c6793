"""The words of some passages, how they are written, and the names that they stand in."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from index.vocabulary.rendering import render
from index.vocabulary.words import stop_words_in, term_of, words_with_spans

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from index.vocabulary.words import Word

_LINKS = frozenset(
    "of de del della di da do dos du des la le van von der den zu al el bin ibn".split()
)
"""Small words that stand within names: Bank of England, Ursula von der Leyen."""

_LONGEST = 4
"""Words of a name, small ones not counted."""

_SHOUTING = 0.6
"""Share of words in capitals from which on a text tells nothing of names."""

_MOSTLY = 0.5
"""Of the articles that have a word with a capital, how many have it in one name, for it to be told
as that name."""

_AS_OFTEN = 0.8
"""How often a longer name is there for it to be told instead of the shorter one in it."""


class Wording:
    """What some passages say, in terms as an index has them; a word counts once a passage."""

    def __init__(self) -> None:
        """Begin without any."""
        self.passages: Counter[str] = Counter()
        """How many passages have each term."""
        self._articles: defaultdict[str, set[int]] = defaultdict(set)
        self._forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._capitals: defaultdict[str, set[int]] = defaultdict(set)
        """Which articles have a term with a capital."""
        self._names: defaultdict[str, set[int]] = defaultdict(set)
        self._within: defaultdict[str, set[str]] = defaultdict(set)
        """In which names each term stands."""

    def take(self, article: int, title: str, text: str, language: str) -> None:
        """Take a passage.

        Args:
            article: whose it is.
            title: of the article, which counts as said in each of its passages.
            text: of the passage.
            language: that it is in, by its primary tag.
        """
        whole = render(title, text)
        before = len(whole) - len(text)
        stops = stop_words_in(language)
        terms = set()
        words = list(words_with_spans(whole))
        for word in words:
            if word.key in stops or not _tells(word.key):
                continue
            term = term_of(word.key, language)
            terms.add(term)
            # Headlines have capitals of their own.
            if word.start >= before or not self._forms[term]:
                self._forms[term][_as_written(word, whole)] += 1
        self.passages.update(terms)
        for term in terms:
            self._articles[term].add(article)
        self._take_names(article, [word for word in words if word.start >= before], whole, language)

    def _take_names(self, article: int, words: Sequence[Word], text: str, language: str) -> None:
        stops = stop_words_in(language)
        tokens = list(_tokens(words))
        if sum(text[w.start : w.end].isupper() for w in tokens) > _SHOUTING * len(tokens):
            return
        for run in _runs(tokens, text):
            for word in run:
                if text[word.start].isupper():
                    self._capitals[term_of(word.key, language)].add(article)
            for held in _names_in(run, text, stops):
                name = " ".join(text[held[0].start : held[-1].end].split())
                self._names[name].add(article)
                for word in held:
                    self._within[term_of(word.key, language)].add(name)

    def articles_with(self, term: str) -> int:
        """Return how many articles have a term."""
        return len(self._articles[term])

    def written(self, term: str) -> str:
        """Return a term as it is mostly written, or the name that it mostly stands in."""
        form = max(self._forms[term].items(), key=lambda each: (each[1], each[0]))[0]
        if not form[0].isupper():
            return form
        least = max(2, _MOSTLY * len(self._capitals[term]))
        often = {
            name: count for name in self._within[term] if (count := len(self._names[name])) >= least
        }
        if not often:
            return form
        name = max(often, key=lambda name: (often[name], -len(name), name))
        longer = [
            other
            for other in often
            if f" {name} " in f" {other} " and often[other] >= _AS_OFTEN * often[name]
        ]
        return max(longer, key=lambda name: (len(name), name))


def _as_written(word: Word, text: str) -> str:
    """Return a word as it stands in a text, an acronym with its last point: `U.S.`."""
    written = text[word.start : word.end]
    dotted = written[-2:-1] == "." and text[word.end : word.end + 1] == "."
    return f"{written}." if dotted else written


def _tells(key: str) -> bool:
    """Tell whether a word can stand for itself: it has letters, and more than one character."""
    return len(key) > 1 and any(map(str.isalpha, key))


def _tokens(words: Sequence[Word]) -> Iterator[Word]:
    """Yield the words of a text one after the other: compounds whole, without their parts."""
    wholes = {
        place
        for word in words
        if word.width > 1
        for place in range(word.place, word.place + word.width)
    }
    end = -1
    for word in sorted(words, key=lambda word: (word.start, -word.width)):
        if word.start >= end and (word.width > 1 or word.place not in wholes):
            end = word.end
            yield word


def _runs(tokens: Sequence[Word], text: str) -> Iterator[list[Word]]:
    """Yield words with capitals that follow one another, with small words within names."""
    run: list[Word] = []
    for word in tokens:
        if run and not _follows(word, run[-1], text):
            yield run
            run = []
        if text[word.start].isupper() or (run and word.key in _LINKS):
            run.append(word)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _names_in(run: Sequence[Word], text: str, stops: Collection[str]) -> Iterator[list[Word]]:
    """Yield what of a run may be a name: two words with capitals or more, without small ones.

    No stop word is among them, but for an initial: `James A. Baker`.
    """
    capitals = [word for word in run if text[word.start].isupper()]
    for first, word in enumerate(capitals):
        if word.key in stops:
            continue
        held = [word]
        for other in capitals[first + 1 : first + _LONGEST]:
            if other.key in stops and len(other.key) > 1:
                break
            held.append(other)
            yield list(held)


def _follows(word: Word, last: Word, text: str) -> bool:
    """Tell whether nothing but space is between two words, or the point of an initial."""
    between = text[last.end : word.start]
    return between.isspace() or (between.strip() == "." and last.end - last.start == 1)
