"""What is measured of an index that is open: questions asked one after the other, and at once."""

from __future__ import annotations

import statistics
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from typing import TYPE_CHECKING, Any

import plain

from index import NewsIndex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

FACETS = ("source", "section", "author", "language", "year")
HARD = {
    "200 words": " ".join(f"port strike {n}" for n in range(67)),
    "only stop words": "who was it and what did they do about that",
    "a term in every passage": "the",
    "a prefix": "a*",
    "a rare phrase": '"trade surplus" OR "prime rate"',
}


def warm(folder: Path, other: Path | None, questions: list[str], rounds: int) -> dict[str, float]:
    """Measure questions to an open index."""
    with NewsIndex.open(folder) as index:
        status = index.status()
        if not status.oldest or not status.newest:
            sys.exit("the articles have no dates to filter by")
        middle = status.oldest + (status.newest - status.oldest) / 2
        ours: list[float] = []
        filtered: list[float] = []
        theirs: list[float] = []
        obvious = None
        if other:
            obvious = plain.Plain(other, (other / "model").read_text(encoding="utf-8"))
        timed(index.search, questions[:5])
        for _ in range(rounds):
            ours += timed(index.search, questions)
            filtered += timed(lambda q: index.search(q, since=middle), questions)
            if obvious:
                theirs += timed(obvious.search, questions[:20])
        rows = {
            "warm search p50, ms": statistics.median(ours),
            "warm search p95, ms": statistics.quantiles(ours, n=20)[-1],
            "with a date filter p50, ms": statistics.median(filtered),
        }
        if obvious:
            rows["plain script, warm p50, ms"] = statistics.median(theirs)
        rows |= counted(index, questions[:20], rounds)
        for name, question in HARD.items():
            rows[f"warm, {name}, ms"] = statistics.median(timed(index.search, [question] * 5))
        rows["50 threads, throughput over one"] = statistics.median(
            threads(index, questions) for _ in range(rounds)
        )
    return rows


def counted(index: NewsIndex, questions: list[str], rounds: int) -> dict[str, float]:
    """Return what counting and quoting all that questions find costs a thread, p50."""
    asked = [*questions, *(" ".join(each.split()[:2]) for each in questions)]
    ways: dict[str, Callable[[str], object]] = {
        "facets": lambda each: index.facets(each, FACETS),
        "timeline": index.timeline,
        "quotes": index.quotes,
    }
    rows = {}
    for name, way in ways.items():
        way(asked[0])  # what is read once
        spent = [timed(way, asked, clock=time.thread_time) for _ in range(rounds)]
        rows[f"{name} p50, processor, ms"] = statistics.median(chain(*spent))
    return rows


def threads(index: NewsIndex, questions: list[str]) -> float:
    """Return how many times as many questions fifty threads answer at once as one."""
    started = time.perf_counter()
    timed(index.search, questions)
    alone = time.perf_counter() - started
    with ThreadPoolExecutor(50) as pool:
        started = time.perf_counter()
        list(pool.map(index.search, questions))
        together = time.perf_counter() - started
    return alone / together


def timed(
    work: Callable[[Any], object],
    questions: Iterable[Any],
    clock: Callable[[], float] = time.perf_counter,
) -> list[float]:
    """Return how many milliseconds each question takes."""
    times = []
    for question in questions:
        started = clock()
        work(question)
        times.append(1000 * (clock() - started))
    return times
