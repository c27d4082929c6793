"""An index in tables: several writers at once are killed, readers look on, and it is cleaned.

torture_tables.py URL: looks at an index until its input ends, and says what is wrong with what it
sees, a line for each.
"""

from __future__ import annotations

import random
import select
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from torture_news import held
from torture_writers import Writer

from index import NewsIndex

if TYPE_CHECKING:
    from pathlib import Path

WRITERS = [1, 2, 2, 3]  # how many write in a round
KEPT_FOR = 60.0  # seconds: longer than a look and than a commit take on a busy machine
LOOK_EACH = 0.3  # seconds
VECTORS_EACH = 5  # rounds after which every vector is read


@dataclass
class TablesTorture:
    """One index, round after round, and what is known of it."""

    folder: Path
    seed: int
    longest: float
    """Seconds that a process lives at most, mostly from its first call on."""
    generation: int = 0
    looks: int = 0

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.url = f"lance://{self.folder}/tables"
        self.directory = self.folder / "tables"
        self.writers = [
            Writer(self.url, f"w{number}", self.folder / f"log-{number}", self.longest, KEPT_FOR)
            for number in range(max(WRITERS))
        ]
        self.wrong: list[str] = []
        NewsIndex.create(self.url).close()
        command = [sys.executable, __file__, self.url]
        self.reader = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )

    def round(self, serial: int) -> None:
        """Kill some writers, each at its moment, and look at the index."""
        some = self.chance.sample(self.writers, self.chance.choice(WRITERS))
        started = [(each, each.start(f"{self.seed} {serial}", self.chance)) for each in some]
        for writer, process in started:
            self.wrong += writer.kill(process, self.chance)
        self.check(vectors=serial % VECTORS_EACH == 0)
        if self.reader.poll() is not None:
            raise RuntimeError(f"the reader ended with {self.reader.returncode}")

    def check(self, *, vectors: bool) -> None:
        """Compare the index with what was acknowledged."""
        with NewsIndex.open(self.url) as index:
            found = held(index)
            status = index.status()
            for writer in self.writers:
                self.wrong += writer.compare(found)
                self.wrong += writer.search(index, self.chance)
            self.wrong += faults(index, len(found))
            if vectors:
                lengths = [np.linalg.norm(rows, axis=1) for _, _, rows in index.vectors()]
                if sum(map(len, lengths)) != status.passages or any(
                    (abs(each - 1) > 0.01).any() for each in lengths
                ):
                    self.wrong.append("vectors are not what was written")
            if status.generation < self.generation:
                self.wrong.append(f"generation {status.generation} after {self.generation}")
            self.generation = status.generation

    def end(self) -> None:
        """Hear what the reader has seen, and see that cleaning leaves what is named alone."""
        told, _ = self.reader.communicate()
        *wrong, looks = told.splitlines()
        self.wrong += [f"the reader: {line}" for line in wrong]
        self.looks = int(looks)
        rid_of_all(self.url)
        files = (path for path in self.directory.glob("parts/**/*") if path.is_file())
        left = {path.relative_to(self.directory).parts[1] for path in files}
        if len(left) > 1:
            self.wrong.append(f"cleaning left {len(left)} parts")
        self.check(vectors=True)

    def told(self) -> str:
        """Say what came of it."""
        sums = {
            what: sum(getattr(writer, what) for writer in self.writers)
            for what in ("kills", "operations", "done_in_flight", "lost")
        }
        articles = sum(len(writer.news) for writer in self.writers)
        return (
            f"in tables: {sums['kills']} kills of {len(self.writers)} writers, "
            f"{sums['operations']} operations acknowledged, {sums['done_in_flight']} done in "
            f"flight; {articles} articles, lost: {sums['lost']}; generation {self.generation}; "
            f"{self.looks} looks of a reader"
        )


def faults(index: NewsIndex, articles: int) -> list[str]:
    """Return what doesn't fit in one generation that has so many articles."""
    status = index.status()
    wrong = []
    if status.articles != articles:
        wrong.append(f"{status.articles} articles, but {articles} found")
    if status.embedded != status.passages:
        wrong.append(f"{status.passages} passages, but {status.embedded} vectors")
    return wrong


def rid_of_all(url: str) -> None:
    """Clean an index of all that its newest generation doesn't name."""
    from datetime import timedelta

    from index.engines.cluster.writing import cleaning

    cleaning.KEPT_FOR = timedelta(0)
    with NewsIndex.open(url) as index:
        index.compact()


def look_on(url: str) -> None:
    """Look at an index until the input ends; say what is wrong, and how often it was looked at."""
    looks, chance = 0, random.Random(url)
    with NewsIndex.open(url) as index:
        before = 0
        while not select.select([sys.stdin], [], [], LOOK_EACH)[0]:
            index.refresh()
            now = index.status().generation
            wrong = [] if now >= before else [f"generation {now} after {before}"]
            found = held(index)
            wrong += faults(index, len(found))
            for id_ in chance.sample(sorted(found), min(2, len(found))):
                word = found[id_][2].split()[0]
                hits = [hit.article.id for hit in index.search(word, mode="keyword", limit=1)]
                wrong += [f"{word} finds {hits}, not {id_}"] if hits != [id_] else []
            for line in wrong:
                print(line, flush=True)
            looks, before = looks + 1, now
    print(looks)


if __name__ == "__main__":
    look_on(sys.argv[1])
