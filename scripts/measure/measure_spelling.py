#!/usr/bin/env python3
"""Counts how misspelt words are read: measure_spelling.py SET=FOLDER=INDEX... [--show].

SET: a name in misspellings.tsv; FOLDER: its questions, in BEIR's layout; INDEX: of its articles.
In each line of misspellings.tsv a word of a question was misspelt by hand. Right words are those
of all questions as they stand, asked of each index: of the set's own and of the others, where they
are mostly about what the index has not; and those of no_misspellings.txt, in other languages and
with names. The words that the questions themselves misspell are left out.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import statistics
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from index import NewsIndex
from index.vocabulary.words import stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

HERE = Path(__file__).parent
MISSPELT_THERE = frozenset(
    "abqaik bangldesh deths disolve elction haga hosptial immunty kokish mugabi responsability "
    "sacoolis".split()
)
"""In the questions of Wikinews, on purpose or not."""


def questions_of(folder: Path) -> dict[str, str]:
    """Return the questions of a set by their ids."""
    with (folder / "queries.jsonl").open(encoding="utf-8") as lines:
        rows = map(json.loads, lines)
        return {row["_id"]: row["text"] for row in rows}


def read_as(index: NewsIndex, question: str) -> Mapping[str, str]:
    """Return the words of a question that are read otherwise, in lower case."""
    found = index.search(question, mode="keyword", limit=1).corrections
    return {typed.lower(): right.lower() for typed, right in found.items()}


def same(one: str, other: str) -> bool:
    """Tell whether two readings are one but for an ending."""
    return [stem(word) for word in one.split()] == [stem(word) for word in other.split()]


def judged(row: Mapping[str, str], question: str, index: NewsIndex) -> tuple[str, str]:
    """Return how a misspelling is read, and as what."""
    asked = re.sub(rf"\b{row['right']}\b", row["typed"], question, count=1)
    if asked == question:
        raise ValueError(f"{row['right']!r} is not in {row['question']}: {question}")
    found = read_as(index, asked).get(row["typed"].lower(), "")
    if not found and same(row["typed"].lower(), row["right"].lower()):
        return "rightly", ""  # as it is: it has the same stem
    if not found:
        return "not", ""
    return ("rightly" if same(found, row["right"].lower()) else "wrongly"), found


def misread(index: NewsIndex, questions: Iterable[str]) -> tuple[int, list[str]]:
    """Return how many words questions have, and those that are right and read otherwise."""
    words = 0
    wrong: list[str] = []
    for question in questions:
        words += len(re.findall(r"\w+", question))
        wrong += [
            f"{typed} -> {right}"
            for typed, right in read_as(index, question).items()
            if typed not in MISSPELT_THERE
        ]
    return words, wrong


def main() -> None:
    """Print the counts, and with --show each word that is not read rightly."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("sets", nargs="+", metavar="SET=FOLDER=INDEX")
    arguments.add_argument("--show", action="store_true")
    chosen = arguments.parse_args()
    parts = [each.split("=") for each in chosen.sets]
    questions = {name: questions_of(Path(folder)) for name, folder, _ in parts}
    indexes = {name: NewsIndex.open(index) for name, _, index in parts}
    others = (HERE / "no_misspellings.txt").read_text(encoding="utf-8").splitlines()

    with (HERE / "misspellings.tsv").open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines, delimiter="\t") if row["set"] in indexes]
    counts: Counter[tuple[str, str]] = Counter()
    times: list[float] = []
    for row in rows:
        question = questions[row["set"]][row["question"]]
        outcome, found = judged(row, question, indexes[row["set"]])
        started = time.perf_counter()
        indexes[row["set"]].search(row["typed"], mode="keyword", limit=1)
        times.append(1000 * (time.perf_counter() - started))
        counts["all", outcome] += 1
        counts[row["kind"], outcome] += 1
        edits = OSA.distance(row["typed"].lower(), row["right"].lower())
        if chosen.show and outcome != "rightly":
            print(f"  {row['typed']} ({row['right']}, {edits} edits): {outcome} {found}")
    print(f"{'misspelt':16} {'rightly':>8} {'wrongly':>8} {'not':>8}")
    for kind in ["all", *dict.fromkeys(row["kind"] for row in rows)]:
        print(f"{kind:16}", *(f"{counts[kind, each]:8}" for each in ("rightly", "wrongly", "not")))
    print(f"the misspelt word alone, warm: median {statistics.median(times):.1f} ms")

    print(f"\n{'right words of':30} {'words':>8} {'misread':>8}")
    for name, index in indexes.items():
        for asked, those in [*((n, q.values()) for n, q in questions.items()), ("others", others)]:
            words, wrong = misread(index, those)
            print(f"{f'{asked} over {name}':30} {words:8} {len(wrong):8}")
            if chosen.show and wrong:
                print("  " + ", ".join(sorted(set(wrong))))
        index.close()


if __name__ == "__main__":
    main()
