"""Who is meant where a text says who speaks: the full name of a surname, the name of a pronoun."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from index.quotations.antecedent import PRONOUNS, antecedent
from index.quotations.attribution import DOUBT
from index.quotations.names import CAPITAL, NAME, full_names, is_title, without_titles
from index.quotations.spans import Span, boundaries
from index.quotations.speech_words import ORGANISATIONS, class_of, is_description

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.quotations.quoted import Quoted

_CAPITALISED = re.compile(rf"(?<![\w’'-]){CAPITAL}[\w-]*")
_REACH = 600  # characters in which a person is looked for, which bounds the work
_WHERE = {"the", "in", "at", "from", "near"}
_PERSON_BEHIND = re.compile(r",? (?:who\b|whose\b|\(?\d\d\b)")


class Naming:
    """Tells who is meant by words of one text."""

    def __init__(self, text: str, paragraphs: Sequence[Span], quotations: Sequence[Span]) -> None:
        """Take a text, where its paragraphs are and what in it is quoted."""
        self._text = text
        self._paragraphs = paragraphs
        self._spoke: set[str] = set()
        self.plain = _without(text, quotations)
        """The text with blanks for what is quoted."""

    @cached_property
    def _names(self) -> list[tuple[int, str]]:
        """The full names outside of quotations, and where they begin."""
        return full_names(self.plain)

    def of(self, span: Span, before: Quoted | None) -> tuple[str, Span]:
        """Return who is meant, and where the name stands; no name where that is not certain.

        Args:
            span: where the text says who speaks: a name, a description, `he` or `she`.
            before: the quotation before.
        """
        said = self._text[slice(*span)]
        if said.lower() not in PRONOUNS:
            name = self._in_full(said, span[1])
            self._spoke.add(name)
            return name, span
        low = self._paragraph_of(span[0])[0]
        found = antecedent(self._text, low, span[0])
        if found != DOUBT:
            return self._in_full(self._text[slice(*found)], found[1]), found
        if before and before.named and self._goes_on(before, span[0]):
            return before.speaker, before.named
        return self._only_person(span[0])

    def _goes_on(self, before: Quoted, at: int) -> bool:
        return self._is_person(before.speaker) and self.speaks_on(before, at)

    def speaks_on(self, before: Quoted, at: int) -> bool:
        """Tell whether nobody is named between a quotation and a place near in its paragraph."""
        end = before.pieces[-1][1]
        low = max(self._paragraph_of(at)[0], at - _REACH)
        return low < end and not self._mentioned(end, at)

    def _paragraph_of(self, at: int, past: int = 0) -> Span:
        """Return the paragraph that a place is in, or one so many before it, if there is one."""
        own = bisect_right(self._paragraphs, at, key=lambda each: each[0]) - 1
        return self._paragraphs[own - past] if own >= past else (0, 0)

    def _is_person(self, name: str) -> bool:
        return name in self._people or name in self._spoke

    def _in_full(self, said: str, before: int) -> str:
        """Return a name as the text gives it in full before a place; without titles."""
        if class_of(said.split(maxsplit=1)[0]) == "determiner" or is_description(said.lower()):
            return f"{said[0].lower()}{said[1:]}"
        name = without_titles(said)
        first, *others = name.split()
        titled = is_title(first)
        if others and not titled and class_of(first) != "particle":
            return name
        fuller = self._longer(others[-1] if titled and others else name, before)
        return fuller.pop() if len(fuller) == 1 else name

    def _longer(self, name: str, before: int) -> list[str]:
        """Return the full names before a place that hold a name after the first; one a person."""
        sought = f" {name} ".casefold()
        known = self._holding.get(sought.rsplit(maxsplit=1)[-1], {})
        found = (each for at, each in known.values() if at < before)
        return [each for each in found if f"{each} ".casefold().find(sought) > 0]

    @cached_property
    def _holding(self) -> dict[str, dict[tuple[str, str], tuple[int, str]]]:
        """Full names by each word after the first: by first and last word, where first given."""
        holding: dict[str, dict[tuple[str, str], tuple[int, str]]] = {}
        for at, name in self._names:
            words = name.casefold().split()
            for word in words[1:]:
                holding.setdefault(word, {}).setdefault((words[0], words[-1]), (at, name))
        return holding

    def _only_person(self, pronoun: int) -> tuple[str, Span]:
        """Return the one person named before a pronoun: in the sentence before, or the paragraph.

        Where that names nobody, the paragraph before it counts.
        """
        low = max(self._paragraph_of(pronoun)[0], pronoun - _REACH)
        ends = [low, *(past for _, past in boundaries(self.plain, low, pronoun))]
        sentence = ends[max(0, len(ends) - 2)]
        for start, end in ((sentence, pronoun), (low, pronoun), self._paragraph_of(pronoun, 1)):
            people = self._mentioned(max(start, end - _REACH), end)
            if len(people) == 1 and all(map(self._is_person, people)):
                return next(iter(people.items()))
            if people and start != sentence:
                break
        return "", DOUBT

    def _mentioned(self, low: int, high: int) -> dict[str, Span]:
        """Return who is named in a stretch: full names, and those that surnames stand for."""
        found: dict[str, Span] = {}
        whole = list(NAME.finditer(self.plain, low, high))
        within = {at for each in whole for at in range(*each.span())}
        alone = (
            each
            for each in _CAPITALISED.finditer(self.plain, low, high)
            if each.start() not in within and each[0].casefold() in self._holding
        )
        for match in (*whole, *alone):
            name = self._in_full(match[0], match.start())
            if " " in name and not self._is_other(name):
                found.setdefault(name, match.span())
        return found

    def _is_other(self, name: str) -> bool:
        """Tell whether a name is that of a place, an organisation or an office."""
        words = name.split()
        office = is_title(words[-1]) or is_title(words[-1].removesuffix("s"))
        return office or name in self._places or any(w.lower() in ORGANISATIONS for w in words)

    @cached_property
    def _places(self) -> set[str]:
        """Full names that follow `in` and the like, and those with something added to them."""
        placed = set()
        for at, name in self._names:
            before = self.plain[max(0, at - 8) : at].split()
            if (before and before[-1].lower() in _WHERE) or name.endswith("-based"):
                placed.add(name)
        return placed

    @cached_property
    def _people(self) -> set[str]:
        """Full names of those whom the text says to be a person: by a title, a role, an age."""
        people = set()
        for at, name in self._names:
            end = self.plain.find(name, at) + len(name)
            before = self.plain[max(0, at - 30) : at].replace(",", " ").split()
            last = before[-1] if before else ""
            titled = is_title(name.split()[0]) or not self.plain.startswith(name, at)
            role = last and (is_title(last.capitalize()) or class_of(last) in {"role", "office"})
            if titled or role or _PERSON_BEHIND.match(self.plain, end):
                people.add(name)
        return people


def _without(text: str, spans: Sequence[Span]) -> str:
    """Return a text with blanks for some stretches, but for a full stop at the end of each."""
    pieces, past = [], 0
    for start, end in spans:
        stop = text[start:end].rstrip("\"“”»«」'’ ")[-1:]
        blank = " " * (end - start)
        if stop in {".", "?", "!", "…"}:
            blank = f"{blank[:-2]}{stop} "[-(end - start) :]
        pieces += [text[past:start], blank]
        past = end
    return "".join([*pieces, text[past:]])
