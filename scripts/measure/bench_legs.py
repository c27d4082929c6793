"""Each leg alone: beside other keyword engines, and beside an exact search."""

from __future__ import annotations

import statistics
import sys
import time
from typing import TYPE_CHECKING, Any

import numpy as np
from bench_open import timed
from whoosh import query, scoring
from whoosh.reading import MultiReader
from whoosh.searching import Searcher

from index.engines.choosing import open_index
from index.engines.local.commit.manifest import read_manifest
from index.engines.local.snapshot import LocalSnapshot
from index.engines.local.status import dense_kind
from index.engines.parts import PartedSnapshot
from index.engines.parts.highest import highest
from index.engines.parts.keyword.fields import TERMS, WORDS
from index.engines.parts.keyword.leg import EXACT
from index.engines.parts.keyword.scored import K1, B, idf
from index.engines.parts.passage_mask import PassageMask
from index.models import load_encoder
from index.query import Query, ranked
from index.vocabulary.rendering import render
from index.vocabulary.words import words_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    from index.engines.parts.dense import VectorLeg
    from index.engines.parts.keyword.answer import KeywordAnswer
    from index.engines.parts.keyword.leg import ScoredLeg
    from index.query import Ranked

OTHERS_UP_TO = 300_000
"""Passages above which bm25s and tantivy are left out: the former holds all in memory."""


def keyword_leg(folder: Path, questions: list[str], rounds: int) -> dict[str, float]:
    """Measure the keyword leg beside Whoosh's own searcher on the same index, and other engines."""
    snapshot = LocalSnapshot(folder, read_manifest(folder))
    leg = snapshot.keyword
    reader = MultiReader([part.reader for part in snapshot.part_keywords])
    searcher = Searcher(reader, weighting=scoring.BM25F(B=B, K1=K1), closereader=False)
    engines = {
        "newsdex": lambda q: asked(leg, q).best(10, None),
        "Whoosh": lambda q: own(leg, searcher, q),
    }
    if snapshot.store.passages <= OTHERS_UP_TO:
        engines.update(other_engines(snapshot))
    alike = [question for question in questions if is_asked_alike(leg, question)]
    differing = sum(differ(leg, searcher, question) for question in alike)
    cold_times: dict[str, list[float]] = {"newsdex": [], "Whoosh": []}
    times: dict[str, list[float]] = {name: [] for name in engines}
    for question in questions[: 2 * rounds]:
        for name, cold in cold_times.items():
            fresh = LocalSnapshot(folder, read_manifest(folder))
            started = time.perf_counter()
            if name == "newsdex":
                asked(fresh.keyword, question).best(10, None)
            else:
                reader = MultiReader([part.reader for part in fresh.part_keywords])
                own(fresh.keyword, Searcher(reader, weighting=scoring.BM25F(B=B, K1=K1)), question)
            cold.append(1000 * (time.perf_counter() - started))
            fresh.close()
    for _ in range(rounds):
        for name, ask in engines.items():
            times[name] += timed(ask, questions[:50])
    snapshot.close()
    rows = {f"keyword leg, {name}, warm p50, ms": statistics.median(t) for name, t in times.items()}
    middle = {name: statistics.median(values) for name, values in cold_times.items()}
    rows["keyword leg, Whoosh over newsdex, warm"] = statistics.median(
        times["Whoosh"]
    ) / statistics.median(times["newsdex"])
    rows["keyword leg, Whoosh over newsdex, cold"] = middle["Whoosh"] / middle["newsdex"]
    rows["keyword leg, questions that Whoosh can be asked alike"] = len(alike)
    rows["keyword leg, questions scored otherwise than by Whoosh"] = differing
    return rows


def dense_leg(folder: Path, questions: list[str]) -> dict[str, float | str]:
    """Measure how much of the exact nearest ten the dense leg finds, of all and of half."""
    return {"dense leg": dense_kind(read_manifest(folder)), **recall(folder, questions)}


def recall(place: Path | str, questions: list[str]) -> dict[str, float]:
    """Measure the dense leg of an index of either engine: how long it takes, what it finds."""
    index = open_index(place, wait=1)
    encoder = load_encoder(*index.model)
    vectors = [encoder.question(question) for question in questions]
    rows = {}
    with index.use() as snapshot:
        if not isinstance(snapshot, PartedSnapshot):
            raise TypeError(f"{place} is not kept in parts")
        leg = snapshot.dense
        half = np.random.default_rng(1).random(snapshot.store.passages) < 0.5
        times = timed(lambda vector: leg.ask(vector).best(1000, None), vectors)
        rows["dense leg, the nearest 1000, p50, ms"] = statistics.median(times)
        for name, allowed in (("all", None), ("half", half)):
            recalls = []
            for vector in vectors:
                some = None if allowed is None else PassageMask(allowed)
                found = leg.ask(vector).best(10, some)
                true = exactly(leg, vector, allowed)
                recalls.append(len(set(found.tolist()) & true) / len(true))
            rows[f"dense leg, recall@10 of exact, {name} passages"] = statistics.mean(recalls)
    index.close()
    return rows


def exactly(
    leg: VectorLeg, vector: NDArray[np.float32], allowed: NDArray[np.bool_] | None
) -> set[int]:
    """Return the numbers of the nearest ten passages, every vector compared."""
    found: list[tuple[float, int]] = []
    for base, file in leg.files:
        cosines = file.all_cosines(vector)
        if allowed is not None:
            cosines = np.where(allowed[base : base + file.count], cosines, -np.inf)
        rows = highest(cosines, 10)
        found += zip((-cosines[rows]).tolist(), (rows + base).tolist(), strict=True)
    return {number for _, number in sorted(found)[:10]}


def asked(leg: ScoredLeg, question: str) -> KeywordAnswer:
    """Put a question to the keyword leg of a whole corpus."""
    ranked_by = what_ranks(leg, question)
    return leg.ask(ranked_by, leg.statistics(ranked_by))


def what_ranks(leg: ScoredLeg, question: str) -> Ranked:
    """Return what a question is ranked by."""
    return ranked(Query(question), leg.languages)


def own(leg: ScoredLeg, searcher: Searcher, question: str, *, exact: bool = False) -> Any:
    """Ask Whoosh's own searcher for any of the terms, and for the words as they were typed.

    Asked for ten it now and then passes over one of the ten best, so scores are compared with
    those of all passages.
    """
    asked_for = what_ranks(leg, question)
    held = leg.statistics(asked_for)
    terms: list[query.Query] = []
    for word in asked_for.words:
        terms += (query.Term(TERMS, term) for term in word.terms(leg.languages))
        weight = EXACT * idf(held.frequencies[word.key], held.passages)
        terms.append(query.ConstantScoreQuery(query.Term(WORDS, word.stored), weight))
    return searcher.search(query.Or(terms), limit=None if exact else 10)


def is_asked_alike(leg: ScoredLeg, question: str) -> bool:
    """Tell whether Whoosh can be asked the same: it adds up what several forms of a word score."""
    words = what_ranks(leg, question).words
    terms = (word.terms(leg.languages) for word in words)
    return all(np.count_nonzero(leg.frequencies(each)) <= 1 for each in terms)


def differ(leg: ScoredLeg, searcher: Searcher, question: str) -> bool:
    """Tell whether Whoosh gives other scores, or another order but for ties."""
    answer = asked(leg, question)
    ours = answer.scores(answer.best(10, None))
    theirs = [score for score, _ in own(leg, searcher, question, exact=True).top_n[:10]]
    return len(ours) != len(theirs) or not np.allclose(ours, theirs, rtol=1e-4)


def other_engines(snapshot: LocalSnapshot) -> dict[str, Callable[[str], object]]:
    """Return what else is installed, over the same passages."""
    passages = [render(a.title, p.text) for a, ps in snapshot.living() for p in ps]
    engines: dict[str, Callable[[str], object]] = {}
    try:
        import bm25s
    except ImportError:
        print("bm25s is not installed", file=sys.stderr)
    else:
        bm25 = bm25s.BM25(k1=K1, b=B)
        bm25.index([words_in(text) for text in passages], show_progress=False)
        engines["bm25s"] = lambda q: bm25.retrieve([words_in(q)], k=10, show_progress=False)
    try:
        import tantivy
    except ImportError:
        print("tantivy is not installed", file=sys.stderr)
    else:
        schema = tantivy.SchemaBuilder().add_text_field("text", tokenizer_name="en_stem").build()
        index = tantivy.Index(schema)
        writer = index.writer()
        for text in passages:
            writer.add_document(tantivy.Document(text=text))
        writer.commit()
        index.reload()
        searcher = index.searcher()
        engines["tantivy"] = lambda q: searcher.search(
            index.parse_query_lenient(q, ["text"])[0], limit=10
        )
    return engines
