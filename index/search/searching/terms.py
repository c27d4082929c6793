"""Which words and sources stand out in what a question finds, against the rest of the index."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.interfaces import distinct
from index.query import ranked
from index.shape import SURE, Wording, counts_of, log_likelihood, spelling, times_as_often
from index.vocabulary.arguments import check_whole_number
from index.vocabulary.errors import QuestionError
from index.vocabulary.results import SourceShare, Term, Terms
from index.vocabulary.words import question_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from index.interfaces import Allowed, ArticleStore, Numbers, Snapshot
    from index.search.searching.found import Found

READ = 300
"""Articles whose texts are read: the best tell what a matter is, and more would take a second."""

_FEWEST = 3
"""Articles of those that a word is in."""


def terms(
    snapshot: Snapshot, found: Found, articles: tuple[Numbers, Numbers], *, most: int, own: bool
) -> Terms:
    """Compare what was found with the rest.

    Args:
        snapshot: that was searched.
        found: by the question.
        articles: those that match, and all that there are, a story as often as among those.
        most: words, and sources, that are told.
        own: whether words of the question are told, too.

    Raises:
        QuestionError: `most` is below 1.
    """
    check_whole_number("most", most)
    if most < 1:
        raise QuestionError(f"most: {most} is below 1")
    passages = _best(found, snapshot.store)
    wording = _wording(passages, snapshot)
    left_out = set() if own else _own_terms(found, snapshot)
    return Terms(
        question=found.request.question,
        articles=len(articles[0]),
        read=len(np.unique(snapshot.store.articles_of(passages))),
        passages=len(passages),
        terms=tuple(_standing_out(wording, len(passages), left_out, snapshot, most)),
        sources=tuple(_sources(snapshot.store, *articles))[:most],
    )


def _best(found: Found, store: ArticleStore) -> Numbers:
    """Return the passages of the best articles that match; all of theirs where none was ranked."""
    ranking = found.ranking
    _, first = np.unique(ranking.articles, return_index=True)
    best = ranking.articles[np.sort(first)[:READ]]
    if found.asked.ranks:
        return ranking.numbers[np.isin(ranking.articles, best)]
    starts, counts = store.passages_of(best)
    return np.concatenate(
        [np.zeros(0, np.int64), *map(np.arange, starts.tolist(), (starts + counts).tolist())]
    )


def _wording(passages: Numbers, snapshot: Snapshot) -> Wording:
    """Read passages, each article once."""
    store = snapshot.store
    languages = dict(zip(passages.tolist(), snapshot.keyword.languages_of(passages), strict=True))
    spans = dict(zip(passages.tolist(), store.spans(passages.tolist()), strict=True))
    owners = store.articles_of(passages)
    wording = Wording()
    for number in distinct(owners).tolist():
        article = store.article(number)
        for passage in passages[owners == number].tolist():
            start, end = spans[passage]
            wording.take(number, article.own_title, article.text[start:end], languages[passage])
    return wording


def _own_terms(found: Found, snapshot: Snapshot) -> set[str]:
    """Return the terms of a question's own words, and of what these were read as."""
    languages = snapshot.keyword.languages
    words = ranked(found.asked, languages).words
    read_as = (word for text in found.ranking.corrections.values() for word in question_words(text))
    return {term for word in (*words, *read_as) for term in word.terms(languages)}


def _standing_out(
    wording: Wording, passages: int, left_out: Collection[str], snapshot: Snapshot, most: int
) -> Iterator[Term]:
    """Yield the terms that stand out, the surest first; those of one name once."""
    least = min(_FEWEST, max(2, passages // 4))
    candidates = [
        term
        for term in wording.passages
        if term not in left_out and wording.articles_with(term) >= least
    ]
    found = np.array([wording.passages[term] for term in candidates], np.int64)
    everywhere = snapshot.keyword.frequencies(candidates)
    total = snapshot.store.passages
    scores = log_likelihood(found, passages, everywhere, total)
    times = times_as_often(found, passages, everywhere, total)
    order = sorted(range(len(candidates)), key=lambda place: (-scores[place], candidates[place]))
    told: list[list[str]] = []
    for place in order:
        if len(told) == most or scores[place] < SURE:
            return
        words = wording.written(candidates[place]).split()
        if times[place] <= 1 or any(_overlap(words, other) for other in told):
            continue
        told.append(words)
        yield Term(
            text=" ".join(words),
            found=int(found[place]),
            archive=int(everywhere[place]),
            times=round(float(times[place]), 1),
            score=round(float(scores[place]), 1),
        )


def _overlap(one: list[str], other: list[str]) -> bool:
    """Tell whether two names are mostly the same: all of the shorter one, or two words of both."""
    shared = len(set(map(str.casefold, one)) & set(map(str.casefold, other)))
    return shared >= min(2, len(one), len(other))


def _sources(store: ArticleStore, articles: Numbers, every: Numbers) -> Iterator[SourceShare]:
    """Yield the sources that have more of what was found than of the rest, the surest first."""
    holdings = store.holdings("source")
    here = counts_of(holdings, _mask(articles, store))
    everywhere = np.maximum(counts_of(holdings, _mask(every, store)), here)
    there = np.flatnonzero(here)
    sizes = len(articles), len(every)
    scores = log_likelihood(here[there], sizes[0], everywhere[there], sizes[1])
    times = times_as_often(here[there], sizes[0], everywhere[there], sizes[1])
    for place in np.argsort(-scores, kind="stable").tolist():
        if times[place] > 1 and scores[place] >= SURE:
            kind = int(there[place])
            yield SourceShare(
                source=spelling(holdings, kind),
                found=int(here[kind]),
                archive=int(everywhere[kind]),
                times=round(float(times[place]), 1),
                score=round(float(scores[place]), 1),
            )


def _mask(articles: Numbers, store: ArticleStore) -> Allowed:
    meant = np.zeros(store.articles, np.bool_)
    meant[articles] = True
    return meant
