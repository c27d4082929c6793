"""An engine that keeps an index in memory: lists, plain BM25, dot products; for the tests.

It implements what `index.interfaces` asks of an engine and shares nothing with the local one but
the words of a text and what an incoming article means.
"""

from __future__ import annotations

import math
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path

import numpy as np

from corpus import FileState, split_passages
from index.copies import KEYS, KeyRun
from index.intake import Effect, Intake, Known, Withdrawn, digest_of
from index.intake import follow as follow_files
from index.interfaces import FieldValues, Holdings, QuotationTable, Statistics
from index.query import Filters, Phrase, compared, folded, pattern_key, same, stands_for, values_in
from index.quotations import quotations_of, said_key, speakers_named
from index.vocabulary.errors import NewsIndexError, NotEmbeddedError
from index.vocabulary.rendering import render
from index.vocabulary.results import (
    AddReport,
    CompactReport,
    Copy,
    RemoveReport,
    Status,
)
from index.vocabulary.words import (
    LEAD_WEIGHT,
    OPEN,
    language_of,
    lead_of,
    phrase_slots,
    same_word,
    term_of,
    title_slots,
    whole_words,
    words_with_spans,
)
from index.vocabulary.words.spelling import SUSPECTED, other_beginnings, spelt_alike, within_reach

K1, B = 0.9, 0.4
EXACT = 0.2


@dataclass(frozen=True)
class Found:
    """Passages by number, of so many: this engine's `Searchable`."""

    numbers: frozenset
    of: int

    def __and__(self, other):
        return Found(self.numbers & other.numbers, self.of)

    def __or__(self, other):
        return Found(self.numbers | other.numbers, self.of)

    def __invert__(self):
        return Found(frozenset(range(self.of)) - self.numbers, self.of)


@dataclass(frozen=True)
class Entry:
    """An article that is in the index."""

    article: object
    passages: tuple
    vectors: object  # (n, dim), or None where they are still to be made
    placed: object
    generation: int


def best_of(scores, limit, searchable, least):
    """Return the best passages of a leg, best first; of equals the lower number comes first."""
    numbers = range(len(scores)) if searchable is None else sorted(searchable.numbers)
    found = [number for number in numbers if scores[number] > least]
    ordered = sorted(found, key=lambda number: (-scores[number], number))[:limit]
    return np.array(ordered, np.int64)


class MemoryLedger:
    """Where articles were found: files by absolute path, and in each the articles by id."""

    def __init__(self, states=(), found=(), withdrawn=()):
        self.states = dict(states)
        self.found = dict(found)
        self.withdrawn = dict(withdrawn)

    def ids_in(self, path):
        return {id_ for id_, *_ in self.found.get(path, ())}

    def origins_of(self, id_, digest=None):
        places = [place for found in self.found.values() for place in found]
        return tuple(o for each, said, o in places if each == id_ and digest in (None, said))

    def noted(self, items):
        """Return it with what was found in files, and then with the states of these, in order."""
        states, found, coming = dict(self.states), dict(self.found), {}
        for item in items:
            if isinstance(item, FileState):
                path = item.absolute
                before = found.get(path, ()) if item.reading == "partly" else ()
                found[path] = (*before, *coming.pop(path, ()))
                states[path] = item
            else:
                coming.setdefault(item[2].absolute, []).append(item)
        for path, places in coming.items():
            found[path] = (*found.get(path, ()), *places)
        return MemoryLedger(states, found, self.withdrawn)


class MemoryStore:
    def __init__(self, entries, ledger):
        self._entries = entries
        self._ledger = ledger
        self._spans = [passage for entry in entries for passage in entry.passages]
        counts = [len(entry.passages) for entry in entries]
        self._firsts = np.cumsum([0, *counts])
        self.passages = len(self._spans)
        self.articles = len(entries)

    def searchable(self):
        return None

    def of_articles(self, articles):
        numbers = (range(self._firsts[n], self._firsts[n + 1]) for n in articles)
        return Found(frozenset(number for each in numbers for number in each), self.passages)

    def meeting(self, filters):
        return self.of_articles(
            [n for n in range(self.articles) if passes(self.article(n), filters)]
        )

    def count(self, filters):
        return sum(passes(self.article(n), filters) for n in range(self.articles))

    def quotations(self, speaker=""):
        asked = compared("speaker", speaker)
        rows = [
            (
                number,
                article,
                said_key(each.words(self._entries[article].article.text), each.speaker),
            )
            for number, (article, each) in enumerate(self._quotations)
            if not speaker or same("speaker", asked, compared("speaker", named_by(each)))
        ]
        numbers, articles, said = zip(*rows, strict=True) if rows else ((), (), ())
        return QuotationTable(
            np.array(numbers, np.int64), np.array(articles, np.int64), np.array(said, np.uint64)
        )

    def quotation(self, number):
        return self._quotations[number][1]

    @cached_property
    def _quotations(self):
        return [
            (n, each) for n, entry in enumerate(self._entries) for each in quoted_in(entry.article)
        ]

    def field_names(self):
        return sorted({name for each in self._entries for name, _ in held_in(each.article)})

    def field(self, name):
        if name == "path":
            files = {state.path: state.articles for state in self.files("").values()}
            return FieldValues(self.count(Filters(path="*")), files)
        held = [set(held_by(each.article, name)) for each in self._entries]
        values = Counter(value for each in held for value in each)
        return FieldValues(sum(map(bool, held)), values)

    def holdings(self, name):
        having = {}
        for number in range(self.articles):
            article = self.article(number)
            held = [o.path for o in article.origins] if name == "path" else held_by(article, name)
            for value in dict.fromkeys(held):
                having.setdefault(value, []).append(number)
        return Holdings.of({v: np.array(numbers, np.int64) for v, numbers in having.items()})

    def newest(self, searchable, limit):
        articles = range(self.articles)
        if searchable is not None:
            numbers = np.array(sorted(searchable.numbers), np.int64)
            articles = np.unique(self.articles_of(numbers)).tolist()
        first = {
            n: next(
                p
                for p in range(self._firsts[n], self._firsts[n + 1])
                if searchable is None or p in searchable.numbers
            )
            for n in articles
            if self._firsts[n] < self._firsts[n + 1]
        }
        when = dict(zip(first, self.published(np.array(list(first), np.int64)), strict=True))
        dated = sorted(first, key=lambda n: (-np.nan_to_num(when[n], nan=-np.inf), n))
        return np.array([first[n] for n in dated[:limit]], np.int64)

    def articles_with(self, searchable):
        return np.sort(self.articles_of(self.newest(searchable, self.articles)))

    def articles_of(self, passages):
        return np.searchsorted(self._firsts, passages, side="right") - 1

    def passages_of(self, articles):
        return self._firsts[articles], self._firsts[articles + 1] - self._firsts[articles]

    def source_names(self):
        return sorted({each.article.source for each in self._entries} - {""})

    def from_sources(self, articles, names):
        return np.array([self._entries[n].article.source in names for n in articles], np.bool_)

    def published(self, articles):
        moments = (self._entries[n].article.published for n in articles)
        return np.array([each.timestamp() if each else math.nan for each in moments], np.float64)

    def wall_clock(self, articles):
        moments = (self._entries[n].article.published for n in articles)
        shown = (each and each.replace(tzinfo=UTC) for each in moments)
        return np.array([each.timestamp() if each else math.nan for each in shown], np.float64)

    def text(self, number):
        return self._entries[number].article.text

    def article(self, number):
        article = self._entries[number].article
        origins = self._ledger.origins_of(article.id, digest_of(article))
        return replace(article, origins=origins)

    def article_by_id(self, id_):
        number = self.number_of(id_)
        return None if number is None else self.article(number)

    def number_of(self, id_):
        known = self.find(id_)
        return known.number if known else None

    def files(self, under):
        return {
            path: state
            for path, state in self._ledger.states.items()
            if state.reading != "gone" and f"{path}/".startswith(f"{under.rstrip('/')}/")
        }

    def withdrawn(self):
        known = self._ledger.withdrawn
        return (known[id_] for id_ in sorted(known) if not self.holds(id_))

    def holds(self, id_):
        return self.article_by_id(id_) is not None

    def ids_beginning(self, text, limit):
        ids = (each.article.id for each in self._entries)
        return sorted(id_ for id_ in ids if id_.startswith(text))[:limit]

    def ids(self, articles):
        return [self._entries[n].article.id for n in articles]

    def spans(self, passages):
        return [(self._spans[n].start, self._spans[n].end) for n in passages]

    def stories_of(self, articles):
        return np.array([self._entries[n].placed.story for n in articles], np.int64)

    @property
    def printed_alone(self):
        times = Counter(self.stories.tolist())
        return np.array([times[story] == 1 for story in self.stories.tolist()], np.bool_)

    def copies(self, story):
        printing = [n for n, each in enumerate(self._entries) if each.placed.story == story]
        return self.by_completeness(np.array(printing, np.int64))

    def by_completeness(self, articles):
        stories = dict(zip(articles.tolist(), self.stories_of(articles).tolist(), strict=True))
        longest = Counter()
        for number, story in stories.items():
            longest[story] = max(longest[story], len(self.article(number).text))

        def key(number):
            article, story = self.article(number), stories[number]
            when = article.published.timestamp() if article.published else math.inf
            return story, len(article.text) < 0.9 * longest[story], when, number

        return np.array(sorted(articles.tolist(), key=key), np.int64)

    def groups(self):
        stories = {each.placed.story for each in self._entries}
        groups = [group for group in map(self.copies, stories) if len(group) > 1]
        return sorted(groups, key=lambda group: (-len(group), min(group)))

    def printings(self, articles):
        found = map(self.article, articles)
        return [Copy(a.id, a.title, a.source, a.published, a.url) for a in found]

    # What intake asks besides.

    def find(self, id_):
        for number, each in enumerate(self._entries):
            if each.article.id == id_:
                return Known(number, digest_of(each.article))
        return None

    @property
    def stories(self):
        return self.stories_of(range(self.articles))

    @property
    def days(self):
        return np.array([each.placed.day for each in self._entries], np.int32)

    @property
    def keys(self):
        rows = [each.placed.keys for each in self._entries]
        return [KeyRun.of(np.array(rows, np.uint64).reshape(-1, KEYS), 0)]

    def removed(self):
        return np.zeros(0, np.int64)


def quoted_in(article):
    return quotations_of(article.text, article.language)


def named_by(quoted):
    return next(iter(speakers_named([quoted])), "")


def held_in(article):
    """Return the fields of an article with their values, who is quoted in it included."""
    speakers = speakers_named(quoted_in(article))
    return [*values_in(article), *(("speaker", name) for name in speakers)]


def passes(article, filters):
    """Tell whether an article passes filters."""
    when = article.published
    if filters.since and not (when and as_asked(when, filters.since) >= filters.since):
        return False
    if filters.until and not (when and as_asked(when, filters.until) <= filters.until):
        return False
    if filters.path and not any(found_at(origin, filters.path) for origin in article.origins):
        return False
    held = [(folded(name), compared(name, value)) for name, value in held_in(article)]
    return all(
        any(
            name == folded(field) and same(field, compared(field, value), there)
            for name, there in held
            for value in values
        )
        for field, values in filters.named.items()
    )


def held_by(article, field):
    """Return the values that an article has of a field, as written."""
    if field == "published":
        return [article.published.date().isoformat()] if article.published else []
    return [value for name, value in held_in(article) if name == field]


def as_asked(when, bound):
    """Return a moment, or the day that it is shown as where a day is asked for."""
    return when if isinstance(bound, datetime) else when.date()


def found_at(origin, pattern):
    """Tell whether a place is one that a glob says."""
    member = f"!{origin.member}" if "!" in pattern else ""
    forms = [pattern, f"{pattern}/*"]
    if not pattern.startswith(("/", "*")):
        forms += [f"*/{form}" for form in forms]
    return any(
        fnmatchcase(f"{path}{member}", form)
        for path in (origin.absolute, origin.path)
        for form in forms
    )


class MemoryKeywordLeg:
    def __init__(self, entries):
        self._texts, self._titles, self._leads = [], [], []
        for entry in entries:
            article = entry.article
            language = language_of(article.language, article.text or article.title)
            for passage in entry.passages:
                text = render(article.own_title, passage.text)
                self._texts.append(MemoryText(text, language))
                self._titles.append(MemoryText(article.title, language))
                lead = None if article.own_title else MemoryText(lead_of(article.text), language)
                self._leads.append(lead)

    @property
    def languages(self):
        return Counter(text.language for text in self._texts)

    def languages_of(self, numbers):
        return [self._texts[n].language for n in numbers]

    def statistics(self, asked):
        held, expansions, neighbours = {}, {}, {}
        for word in asked.weights:
            terms = word.terms(self.languages)
            held[word.key] = sum(text.count(terms) > 0 for text in self._texts)
        known = Counter(word.key for text in self._texts for word in text.words)
        bare = Counter(word.stored for text in self._texts for word in text.words)
        for word in asked.spelt:
            if bare[word.key] <= SUSPECTED:
                neighbours[word.key] = near(word.key, known, bare)
        for pattern in asked.patterns:
            key = pattern_key(pattern)
            found = [word for text in self._fitting(pattern) for word in text]
            held[key] = sum(map(bool, self._fitting(pattern)))
            expansions[key] = {word: found.count(word) for word in found}
        length = sum(len(text.words) for text in self._texts)
        return Statistics(len(self._texts), length, held, neighbours, expansions)

    def _fitting(self, pattern):
        texts = self._titles if pattern.in_title else self._texts
        return [[w.key for w in text.words if stands_for(pattern, w.key)] for text in texts]

    def ask(self, asked, statistics):
        weights = asked.weights
        keys = [*(word.key for word in weights), *map(pattern_key, asked.patterns)]
        idfs = {
            key: math.log(statistics.passages / (statistics.frequencies[key] + 1)) + 1
            if statistics.passages
            else 0.0
            for key in keys
        }
        of = {key: np.zeros(len(self._texts), np.float32) for key in keys}
        for number, text in enumerate(self._texts):
            norm = K1 * (1 - B + B * len(text.words) / statistics.average_length)
            for word, weight in weights.items():
                count = text.count(word.terms(self.languages))
                gain = weight * idfs[word.key] * count * (K1 + 1) / (count + norm)
                of[word.key][number] += gain
                if weight == 1 and any(each.stored == word.stored for each in text.words):
                    of[word.key][number] += EXACT * idfs[word.key]
            for pattern in asked.patterns:
                where = self._titles[number] if pattern.in_title else text
                count = len({w.stored for w in where.words if stands_for(pattern, w.key)})
                key = pattern_key(pattern)
                of[key][number] += idfs[key] * count * (K1 + 1) / (count + norm)
        lengths = [
            len(text.words) - (len(title.words) if lead is None else 0)
            for text, title, lead in zip(self._texts, self._titles, self._leads, strict=True)
        ]
        return MemoryKeywordAnswer(of, idfs, self._title_shares(weights, idfs), lengths)

    def _title_shares(self, words, idfs):
        total = sum(idfs.values()) or 1.0
        held = [
            sum(idfs[w.key] for w in words if (lead or title).count(w.terms(self.languages)))
            for title, lead in zip(self._titles, self._leads, strict=True)
        ]
        weights = [1.0 if lead is None else LEAD_WEIGHT for lead in self._leads]
        return [weight * idf / total for weight, idf in zip(weights, held, strict=True)]

    def occurrences(self, words, searchable):
        numbers = range(len(self._texts)) if searchable is None else sorted(searchable.numbers)
        return self.held(words, numbers).sum(axis=1)

    def held(self, words, numbers):
        terms = [word.terms(self.languages) for word in words]
        rows = [[self._texts[n].count(each) > 0 for n in numbers] for each in terms]
        return np.array(rows, np.bool_).reshape(len(words), len(numbers))

    def frequencies(self, terms):
        return np.array([sum(text.count([t]) > 0 for text in self._texts) for t in terms], np.int64)

    def holding(self, words):
        of = len(self._texts)
        return Found(frozenset(n for n in range(of) if self._holds(n, words)), of)

    def _holds(self, number, words):
        text = self._titles[number] if words.in_title else self._texts[number]
        if not isinstance(words, Phrase):
            return any(stands_for(words, word.key) for word in text.words)
        slots = (title_slots if words.in_title else phrase_slots)(words.text, self.languages)
        whole = whole_words(words.text)

        def alike(word, key):
            if key.endswith(OPEN):
                return word.key.startswith(key.removesuffix(OPEN))
            if not words.in_title or (key in whole and not word.key.startswith(key)):
                return word.key == key
            return same_word(key, word.key, text.language)

        return bool(slots) and any(
            self._goes_on(text, word.place, slots, alike) for word in text.words
        )

    def _goes_on(self, text, place, slots, alike):
        if not slots:
            return True
        return any(
            self._goes_on(text, end, slots[1:], alike)
            for keys in slots[0]
            for end in self._ends(text, place, keys, alike)
        )

    def _ends(self, text, place, keys, alike):
        if not keys:
            yield place
            return
        for word in text.words:
            if word.place == place and alike(word, keys[0]):
                yield from self._ends(text, place + word.width, keys[1:], alike)


class MemoryText:
    """A text and the language that it is in."""

    def __init__(self, text, language):
        self.words = list(words_with_spans(text))
        self.language = language
        self._terms = [term_of(word.key, language) for word in self.words]

    def count(self, terms):
        """Return how often the most frequent of some terms occurs."""
        return max((self._terms.count(term) for term in terms), default=0)


class MemoryKeywordAnswer:
    def __init__(self, of, idfs, title_shares, text_lengths):
        self._of = of
        self._scores = sum(of.values(), np.zeros(len(text_lengths), np.float32))
        self.idfs = idfs
        self._title_shares = title_shares
        self._text_lengths = text_lengths

    def best(self, limit, searchable, *, bound=False):
        best = best_of(self._scores, limit, searchable, 0)
        if not bound or searchable is None:
            return best
        others = [n for n in sorted(searchable.numbers) if self._scores[n] <= 0]
        return np.array([*best, *others][:limit], np.int64)

    def matching(self, searchable, *, bound=False):
        return np.sort(self.best(len(self._scores), searchable, bound=bound))

    def scores(self, numbers):
        return self._scores[numbers]

    def word_scores(self, numbers):
        return {key: scores[numbers] for key, scores in self._of.items()}

    def title_shares(self, numbers):
        return np.array([self._title_shares[n] for n in numbers], np.float32)

    def text_lengths(self, numbers):
        return np.array([self._text_lengths[n] for n in numbers], np.float32)


def near(word, known, bare):
    """Return a word and those near it, and how often each occurs."""
    found = {word: known[word]}
    for alike in spelt_alike(word):
        words = [each for each in known if each[0] == alike[0] and each.isalpha()]
        found |= {each: known[each] for each in within_reach(alike, words)}
        found |= {each: known[each] for each in words if each == alike}
    return {each: bare[each] for each in other_beginnings(word) if bare[each]} | found


class MemoryDenseLeg:
    def __init__(self, entries):
        self._entries = entries

    def ask(self, vector, near=None):  # noqa: ARG002 - nothing is found together
        cosines = [
            math.nan if entry.vectors is None else float(entry.vectors[place] @ vector)
            for entry in self._entries
            for place in range(len(entry.passages))
        ]
        return MemoryDenseAnswer(np.array(cosines, np.float32))

    def vectors(self, numbers):
        known = [each.vectors for each in self._entries if each.vectors is not None]
        nothing = np.full(np.concatenate(known).shape[1] if known else 1, np.nan, np.float32)
        rows = [
            nothing if entry.vectors is None else entry.vectors[place]
            for entry in self._entries
            for place in range(len(entry.passages))
        ]
        return np.array([rows[n] for n in numbers], np.float32).reshape(len(numbers), len(nothing))


class MemoryDenseAnswer:
    def __init__(self, cosines):
        self._cosines = cosines

    def best(self, limit, searchable):
        return best_of(self._cosines, limit, searchable, -math.inf)

    def above(self, least, searchable):
        near = best_of(self._cosines, len(self._cosines), searchable, -math.inf)
        return np.sort(near[self._cosines[near] >= least])

    def scores(self, numbers):
        return self._cosines[numbers]


class MemorySnapshot:
    def __init__(self, entries, ledger=MemoryLedger(), generation=0, watches=()):  # noqa: B008 - never changed
        self.entries = tuple(entries)
        self.watches = watches
        waiting = (each.generation - 1 for each in self.entries if each.vectors is None)
        self.mark = min(waiting, default=generation)
        self.ledger = ledger
        self.store = MemoryStore(self.entries, ledger)
        self.keyword = MemoryKeywordLeg(self.entries)
        self.dense = MemoryDenseLeg(self.entries)
        self.unembedded = sum(len(e.passages) for e in self.entries if e.vectors is None)

    def came_in(self, mark):
        after = [n for n, each in enumerate(self.entries) if each.generation > mark]
        return np.array(after, np.int64)

    def articles(self):
        for number, entry in enumerate(self.entries):
            yield self.store.article(number), list(entry.passages)

    def vectors(self):
        for entry in self.entries:
            if entry.vectors is None:
                raise NotEmbeddedError("some passages have no vector yet; first run: newsdex embed")
            yield entry.vectors


class MemoryIndex:
    """An index that is gone when the process ends."""

    path = Path()

    def __init__(self, encoder):
        self.model = encoder.settings.name, encoder.settings.fingerprint
        self._dimension = encoder.settings.dimension
        self._entries = []
        self._generation = 0
        self._watches = ()
        self._ledger = MemoryLedger()
        self._snapshot = MemorySnapshot((), self._ledger)
        self._closed = False

    @contextmanager
    def use(self):
        if self._closed:
            raise NewsIndexError("this index was closed; open it anew")
        yield self._snapshot

    def refresh(self):
        return False

    def close(self):
        self._closed = True

    def _publish(self, entries):
        self._entries = list(entries)
        self._generation += 1
        self._snapshot = MemorySnapshot(
            self._entries, self._ledger, self._generation, self._watches
        )

    def change_watches(self, change):
        before, self._watches = self._watches, tuple(change(self._watches))
        if self._watches != before:
            self._publish(self._entries)

    def add(  # noqa: PLR0913
        self, articles, encoder, *, atomic, embed, on_embedded, follow=False, keep=True, jobs=None
    ):
        del atomic, jobs  # always one commit, by this process
        before, ledger = list(self._entries), self._ledger
        withdrawn, notes = Withdrawn(ledger.withdrawn.get), []
        total = AddReport(0, 0, 0, 0)
        try:
            for item in articles:
                if isinstance(item, FileState):
                    notes.append(item)
                else:
                    total += self._take(item, encoder, withdrawn, notes)
            total = self._follow(total, before, notes, whole=follow)
            killed = {each.id: each for each in withdrawn.taken()}
            self._ledger = MemoryLedger(
                self._ledger.states, self._ledger.found, ledger.withdrawn | killed
            )
        except BaseException:
            self._entries = before
            raise
        if not keep:
            self._entries, self._ledger = before, ledger
            return total
        self._publish(self._entries)
        embedded = self.embed(encoder, on_embedded=on_embedded) if embed else 0
        return replace(total, embedded=embedded)

    def _follow(self, total, before, notes, *, whole):
        ledger, self._ledger = self._ledger, self._ledger.noted(notes)
        states = {note.absolute: note for note in notes if isinstance(note, FileState)}
        there = {entry.article.id for entry in before}
        new = {id_ for id_, *_ in filter(lambda n: isinstance(n, tuple), notes)} - there
        store = MemoryStore(self._entries, self._ledger)
        followed = follow_files(states, ledger, self._ledger, new, store.article_by_id, whole=whole)
        self._entries = [e for e in self._entries if e.article.id not in followed.removes]
        return replace(
            total,
            added=total.added - followed.replaced,
            replaced=total.replaced + followed.replaced,
            unchanged=total.unchanged - followed.moved,
            removed=len(followed.removes) - followed.replaced,
            moved=followed.moved,
            again=followed.again,
        )

    def _take(self, item, encoder, withdrawn, notes):
        intake = Intake(MemoryStore(tuple(self._entries), self._ledger), withdrawn)
        item = intake.named(item)
        decision = intake.take(item)
        added = []
        if decision.placed is not None:
            fits = lambda text: encoder.fits(render(item.title, text))  # noqa: E731
            passages = tuple(split_passages(item.text, fits=fits))
            added = [Entry(item, passages, None, decision.placed, self._generation + 1)]
        if decision.removes is not None:
            del self._entries[decision.removes]
        self._entries += added
        if decision.effect in {Effect.NEW, Effect.NEWER, Effect.KNOWN}:
            notes += [(item.id, digest_of(item), origin) for origin in item.origins]
        effects = intake.effects
        return AddReport(
            added=effects[Effect.NEW],
            replaced=effects[Effect.NEWER],
            unchanged=effects[Effect.KNOWN] + effects[Effect.OLDER],
            passages=sum(len(entry.passages) for entry in added),
            withdrawn=effects[Effect.WITHDRAWN],
            crossed=tuple(intake.crossed),
        )

    def embed(self, encoder, *, on_embedded):
        missing = self._snapshot.unembedded
        done = 0

        def count(passages):
            nonlocal done
            done += passages
            if on_embedded:
                on_embedded(done, missing)

        if missing:
            self._publish(self._embedded(entry, encoder, count) for entry in self._entries)
        return missing

    def _embedded(self, entry, encoder, count):
        if entry.vectors is not None:
            return entry
        texts = [render(entry.article.own_title, passage.text) for passage in entry.passages]
        return replace(entry, vectors=encoder.passages(texts, count))

    def remove(self, ids):
        wanted = list(dict.fromkeys(ids))
        there = {entry.article.id for entry in self._entries}
        removed = tuple(id_ for id_ in wanted if id_ in there)
        if removed:
            self._publish(e for e in self._entries if e.article.id not in removed)
        return RemoveReport(removed, tuple(id_ for id_ in wanted if id_ not in there))

    def compact(self):
        return CompactReport(1, 1, 0)

    def status(self):
        articles = [entry.article for entry in self._entries]
        moments = [article.published for article in articles if article.published]
        passages = sum(len(entry.passages) for entry in self._entries)
        name, _ = self.model
        return Status(
            path=Path(),
            generation=self._generation,
            articles=len(articles),
            passages=passages,
            embedded=passages - self._snapshot.unembedded,
            parts=1,
            dense="exact: all in memory",
            removed=0,
            size=0,
            reclaimable=0,
            model=name,
            dimension=self._dimension,
            sources=len({folded(article.source) for article in articles} - {""}),
            oldest=min(moments, default=None) and min(moments).astimezone(UTC),
            newest=max(moments, default=None) and max(moments).astimezone(UTC),
        )
