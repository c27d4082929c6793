#!/usr/bin/env python3
"""Measures how well copies are found: evaluate_copies.py DATA... [--articles N] [--json FILE].

DATA: articles as newsdex reads them. All are placed one after the other; then edited ones are
placed among them, kind by kind, each of which should or should not get the story of the article
that it was made of. What the edits can't tell is told by two kinds out of DATA itself: articles
of one title, days apart, and of one day and topic under unlike titles. --look N prints N pairs
that were found in DATA itself, to be judged by eye.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import defaultdict
from dataclasses import asdict, replace
from itertools import combinations, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from copy_edits import Edits

from corpus import Article, read_articles
from index.copies import CopyFinder, KeyRun, printed
from index.copies.comparison import THRESHOLDS, Thresholds

if TYPE_CHECKING:
    from datetime import datetime

Pair = tuple[int, int]
"""Numbers of two articles."""
Made = tuple[int, Article]
"""The number of an article, and what was made of it."""
Row = tuple[str, bool, int, int, int]
"""Kind, whether copies, how many, found with the story, found with another."""

LEAST_WORDS = 50
"""Words of an article to make edits of: half of it is then a brief."""

AROUND: dict[str, tuple[float, ...]] = {
    "contained": (0.4, 0.45, 0.5, 0.6, 0.7),
    "slack": (0, 5, 15, 20),
    "ratio": (0.1, 0.3, 0.4),
    "lead": (0.2, 0.6),
    "words_for_change": (1, 50, 10**9),
    "words_for_strange": (1, 25, 10**9),
}
"""Thresholds tried, one at a time, beside the chosen ones."""

COPIES = (
    "exact wrapped retitled half two_thirds first_paragraph swapped dateline redated boilerplate "
    "reordered corrected"
).split()
NO_COPIES = "figures joined".split()


class Collection:
    """All articles, placed, and finders that go on from there."""

    nothing = np.zeros(0, np.int64), np.zeros(0, np.int32)

    def __init__(self, articles: list[Article], thresholds: Thresholds) -> None:
        self.articles = articles
        finder = CopyFinder(
            [], *self.nothing, lambda number: articles[number].text, thresholds=thresholds
        )
        start = time.perf_counter()
        placed = [finder.place(article) for article in articles]
        self.seconds = time.perf_counter() - start
        self.thresholds = thresholds
        self.stories = np.array([each.story for each in placed], np.int64)
        self.days = np.array([each.day for each in placed], np.int32)
        self.run = KeyRun.of(np.stack([each.keys for each in placed]), 0)

    def place(self, articles: list[Article]) -> list[int]:
        """Return the stories of articles that come after all others."""
        texts = self.articles + articles
        finder = CopyFinder(
            [self.run], self.stories, self.days, lambda n: texts[n].text, thresholds=self.thresholds
        )
        return [finder.place(article).story for article in articles]

    def pairs(self) -> list[Pair]:
        """Return pairs of numbers of articles that were found to print one story."""
        groups: dict[int, list[int]] = defaultdict(list)
        for number, story in enumerate(self.stories.tolist()):
            groups[story].append(number)
        return [pair for group in groups.values() for pair in pairwise(group)]


def edited(articles: list[Article], bases: list[int], edits: Edits, kind: str) -> list[Made]:
    """Return the numbers of articles and what was made of them."""
    made = []
    for number in bases:
        article = articles[number]
        text = getattr(edits, kind)(article)
        if text is not None:
            title = f"Another title {number}"
            made.append(
                (number, replace(article, id=f"{article.id}/{kind}", title=title, text=text))
            )
    return made


def same_title_days_apart(articles: list[Article]) -> list[Pair]:
    """Return pairs of recurring reports."""
    titles: dict[str, list[tuple[int, datetime]]] = defaultdict(list)
    for number, article in enumerate(articles):
        long_enough = len(printed(article.text).words) >= LEAST_WORDS // 2
        if article.title and article.published and long_enough:
            titles[article.title].append((number, article.published))
    return [
        (one, other)
        for dated in titles.values()
        for (one, day), (other, other_day) in combinations(dated[:20], 2)
        if abs((day - other_day).days) > 3
    ]


def same_day_and_topic(articles: list[Article], chance: random.Random) -> list[Pair]:
    """Return pairs of reports of one day and topic whose titles have little in common."""
    days: dict[Any, list[int]] = defaultdict(list)
    for number, article in enumerate(articles):
        topics = article.extra.get("topics")
        if topics and article.published and len(printed(article.text).words) >= LEAST_WORDS:
            days[article.published.date(), tuple(topics)].append(number)
    pairs = [pair for numbers in days.values() for pair in combinations(numbers[:40], 2)]
    chance.shuffle(pairs)
    words = {n: set(printed(articles[n].title).words) for pair in pairs for n in pair}
    return [
        (one, other)
        for one, other in pairs
        if len(words[one] & words[other]) <= min(len(words[one]), len(words[other])) / 3
    ]


def measured(
    collection: Collection, made: dict[str, list[Made]], natural: dict[str, list[Pair]]
) -> list[Row]:
    """Return rows: kind, whether copies, how many, found with the story, found with another."""
    rows: list[Row] = []
    for kind, copies in made.items():
        stories = collection.place([article for _, article in copies])
        own = collection.stories[[number for number, _ in copies]]
        right = int(np.sum(own == stories))
        known = np.isin(stories, collection.stories)
        rows.append((kind, kind in COPIES, len(copies), right, int(np.sum(known)) - right))
    for kind, pairs in natural.items():
        one, other = np.array(pairs, int).reshape(-1, 2).T
        found = int(np.sum(collection.stories[one] == collection.stories[other]))
        rows.append((kind, False, len(pairs), found, 0))
    return rows


def summary(rows: list[Row]) -> dict[str, float]:
    """Return precision and recall over all kinds, and over trims and retitles."""
    right = sum(found for _, copies, _, found, _ in rows if copies)
    wrong = sum(found for _, copies, _, found, _ in rows if not copies)
    wrong += sum(elsewhere for *_, elsewhere in rows)
    wanted = sum(count for _, copies, count, *_ in rows if copies)
    trims = [row for row in rows if row[0] in {"half", "two_thirds", "retitled"}]
    return {
        "precision": right / (right + wrong),
        "recall": right / wanted,
        "recall of trims and retitles": sum(r[3] for r in trims) / sum(r[2] for r in trims),
    }


def main() -> None:
    """Measure, and print tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("data", type=Path, nargs="+")
    parser.add_argument("--articles", type=int, default=1000, help="to make edits of")
    parser.add_argument("--look", type=int, default=0, help="pairs found in DATA to print")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--chosen-only", action="store_true", help="try no other thresholds")
    arguments = parser.parse_args()
    found_in = read_articles(arguments.data, on_problem=print)
    articles = [article for article in found_in if isinstance(article, Article)]
    chance = random.Random(1987)
    long_enough = [n for n, a in enumerate(articles) if len(printed(a.text).words) >= LEAST_WORDS]
    bases = chance.sample(long_enough, min(arguments.articles, len(long_enough)))
    edits = Edits(articles)
    made = {kind: edited(articles, bases, edits, kind) for kind in COPIES + NO_COPIES}
    natural = {
        "one title, days apart": same_title_days_apart(articles)[: 2 * arguments.articles],
        "one day and topic": same_day_and_topic(articles, chance)[: 2 * arguments.articles],
    }
    chosen = Collection(articles, THRESHOLDS)
    rows = measured(chosen, made, natural)
    each = 1e3 * chosen.seconds / len(articles)
    print(f"{len(articles):,} articles, {each:.3f} ms each; {THRESHOLDS}\n")
    print(f"{'kind':<24}{'copies':>7}{'pairs':>7}{'found':>8}{'elsewhere':>11}")
    for kind, copies, count, found, elsewhere in rows:
        share = found / count if count else 0
        print(f"{kind:<24}{'yes' if copies else 'no':>7}{count:>7}{share:>8.4f}{elsewhere:>11}")
    pairs = chosen.pairs()
    print(f"\npairs found in the articles themselves: {len(pairs)}")
    tables = [("chosen", summary(rows))]
    if not arguments.chosen_only:
        for name, values in AROUND.items():
            for value in values:
                tried = Collection(articles, Thresholds(**{**asdict(THRESHOLDS), name: value}))
                sums = summary(measured(tried, made, natural))
                sums["pairs in DATA"] = len(tried.pairs())
                tables.append((f"{name} {value:g}", sums))
    for name, sums in tables:
        print(f"{name:<24}" + "  ".join(f"{key} {value:.5g}" for key, value in sums.items()))
    for one, other in chance.sample(pairs, min(arguments.look, len(pairs))):
        print("\n" + "-" * 80)
        for number in (one, other):
            article = articles[number]
            print(f"[{article.id} {article.published}] {article.title}\n{article.text}\n")
    if arguments.json:
        report = {"chosen": asdict(THRESHOLDS), "rows": rows, "sums": tables}
        arguments.json.write_text(json.dumps(report, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
