#!/usr/bin/env python3
"""Measures what counting costs beside a search: measure_shapes.py INDEX QUESTION...

Processor time of an open index, medians of rounds that are interleaved, and what each is over that
of the search; then of counting alone, over as many articles as have a million passages.
"""

from __future__ import annotations

import argparse
import time
from functools import partial
from statistics import median
from typing import TYPE_CHECKING

import numpy as np

from index import NewsIndex
from index.interfaces import Holdings
from index.shape import facet_of, held_times

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from index.interfaces import Allowed

ROUNDS = 20
FIELDS = ("source", "section", "author", "language", "month")
ARTICLES = 700_000
SOURCES = 2_000


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("index")
    parser.add_argument("questions", nargs="+", metavar="question")
    asked = parser.parse_args()
    with NewsIndex.open(asked.index) as news:
        for question in asked.questions:
            print(question)
            measure(
                {
                    "search": partial(news.search, question),
                    "with five facets": partial(news.search, question, facets=FIELDS),
                    "facets alone": partial(news.facets, question, FIELDS),
                    "timeline": partial(news.timeline, question),
                }
            )
    chance = np.random.default_rng(0)
    having = np.split(chance.permutation(ARTICLES), SOURCES)
    sources = Holdings.of({str(number): np.sort(each) for number, each in enumerate(having)})
    clock = chance.uniform(0, 1.7e9, ARTICLES)
    for share in (1.0, 0.1):
        found = chance.random(ARTICLES) < share
        print(f"{share:.0%} of {ARTICLES:,} articles")
        measure(
            {
                f"facet of {SOURCES:,} values": partial(facet_of, "source", sources, found, 10),
                "facet of months": partial(months, found, clock),
            }
        )


def months(found: Allowed, clock: np.ndarray[tuple[int], np.dtype[np.float64]]) -> None:
    """Count articles by month."""
    numbers = np.flatnonzero(found)
    facet_of("month", held_times("month", numbers, clock[numbers]), found, 10)


def measure(steps: Mapping[str, Callable[[], object]]) -> None:
    """Print the median of each step, and what it is over the first one's."""
    spent: dict[str, list[float]] = {name: [] for name in steps}
    for done in range(ROUNDS + 1):
        for name, step in steps.items():
            before = time.process_time()
            step()
            if done:
                spent[name].append(1000 * (time.process_time() - before))
    first = median(next(iter(spent.values())))
    for name, each in spent.items():
        print(f"   {name:<24}{median(each):8.1f} ms{median(each) / first:8.2f}")


if __name__ == "__main__":
    main()
