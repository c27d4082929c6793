#!/usr/bin/env python3
"""Kills a process that writes, at random moments, and damages copies of what it wrote.

    scripts/torture --rounds 200 [--seed S] [--keep DIR] [--tests TIMES]

In each round a process of its own adds, replaces and removes articles and compacts, in one index
all along, and says of every call that it begins and that it has returned, until it is killed.
Then the index must hold exactly what was acknowledged, the call in flight done or not done.
In each fourth round a copy of the index gets bits flipped or files cut: `verify` must name the
file, `search` answer or say one line, `repair` bring back every article that can be read.

With --tests, the tests of changes at random follow, with many times the rounds of the suite:
readers and writers at once, any sequence of changes, damage of every kind to every file, and (from
3 on) a stop and an error at every step.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus import Article
from index import NewsIndex, NewsIndexError, RepairReport, repair, verify

MOST = 300  # articles in the index, about: beyond them more is removed than added
LONGEST = 2.0  # seconds that a process lives, most often from its first call on
DAMAGE_EACH = 4  # rounds
VERIFY_EACH = 5  # rounds after which everything is verified, not only checksums and counts

WORDS = (
    "the minister harbour strike dam inquiry ferry told border council of in Ström Łódź Gdańsk "
    "“never” — lantern quay levy 4,000 crowns on Tuesday engineer witness 😀 tram ballot judge"
).split()

Row = list[str]
"""An article: id, title, text."""
Operation = dict[str, Any]
"""`{"add": [Row, ...]}`, `{"remove": [id, ...]}` or `{"compact": None}`."""
News = dict[str, Row]

if sys.platform == "win32":
    KILLED = 1
else:
    KILLED = -signal.SIGKILL  # how a process ends that was killed


def invented(id_: str, chance: random.Random) -> Row:
    """Write an article; the first word of its text is in no other article or version."""
    sentences = [
        " ".join(chance.choices(WORDS, k=chance.randint(4, 20))) + "."
        for _ in range(chance.choice([1, 1, 1, 1, 1, 1, 2, 3, 30]))
    ]
    mark = f"mark{chance.getrandbits(64):x}z"
    return [id_, " ".join(chance.choices(WORDS, k=3)), f"{mark} {' '.join(sentences)}"]


def chosen(news: News, serial: int, chance: random.Random) -> Operation:
    """Choose what to do next."""
    new = [f"{serial}-{chance.getrandbits(32):08x}" for _ in range(chance.choice([1, 1, 2, 5]))]
    if chance.random() < 0.05:
        many = [f"{new[0]}-{number}" for number in range(150)]
        return {"add": [[id_, "", invented(id_, chance)[2][:60]] for id_ in many]}
    some = chance.sample(sorted(news), min(len(news), chance.choice([1, 1, 3, 10])))
    what = chance.choices(
        ["add", "replace", "remove", "compact"], [4, 3, 2 if len(news) < MOST else 9, 0.5]
    )[0]
    match what:
        case "remove" if len(news) > 2 * MOST:
            return {"remove": chance.sample(sorted(news), len(news) - MOST)}
        case "remove":
            return {"remove": [*some, "nobody"]}
        case "compact":
            return {"compact": None}
        case "replace":
            new = some + new[:1]
    return {"add": [invented(id_, chance) for id_ in new]}


def after(news: News, operation: Operation) -> News:
    """Return what there is when an operation was done."""
    match operation:
        case {"add": rows}:
            return news | {row[0]: row for row in rows}
        case {"remove": ids}:
            return {id_: row for id_, row in news.items() if id_ not in ids}
    return news


def held(index: NewsIndex) -> News:
    """Return what an index holds."""
    return {each.id: [each.id, each.title, each.text] for each in index.articles()}


def write(directory: Path, log: Path, serial: int, seed: str) -> None:
    """Write to an index until killed; `log` tells what, and first has what to do again."""
    chance = random.Random(seed)
    again = json.loads(log.read_text(encoding="utf-8"))
    with log.open("w", encoding="utf-8") as file, NewsIndex.open(directory, wait=0) as index:
        news = held(index)
        while True:
            operation = again or chosen(news, serial, chance)
            again = None
            print(json.dumps(operation), file=file, flush=True)
            match operation:
                case {"add": rows}:
                    index.add(Article(id=id_, title=title, text=text) for id_, title, text in rows)
                case {"remove": ids}:
                    index.remove(ids)
                case _:
                    index.compact()
            print("done", file=file, flush=True)
            news = after(news, operation)


@dataclass
class Torture:
    """One index, round after round, and what is known of it."""

    folder: Path
    seed: int
    news: News = field(default_factory=dict)
    """What was acknowledged."""
    versions: dict[str, list[Row]] = field(default_factory=dict)
    """Every article that ever was."""
    again: Operation | None = None
    """What was in flight when the last process was killed."""
    undone: list[News] = field(default_factory=list)
    """What there would be if calls in flight since the last commit had been done."""
    generation: int = 0
    wrong: list[str] = field(default_factory=list)
    lost: int = 0
    kills: int = 0
    operations: int = 0
    done_in_flight: int = 0
    damages: int = 0
    named: int = 0
    repairs: int = 0

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.directory = self.folder / "index"
        NewsIndex.create(self.directory).close()

    def run(self, rounds: int) -> None:
        """Run rounds, each of which may find something wrong."""
        for serial in range(1, rounds + 1):
            before = len(self.wrong)
            try:
                self.kill(serial)
                self.check(thorough=serial % VERIFY_EACH == 0)
                if serial % DAMAGE_EACH == 0:
                    self.damage()
            except Exception as error:  # noqa: BLE001 - whatever it is, it is wrong
                self.wrong.append(f"{type(error).__name__}: {error}")
            for line in self.wrong[before:]:
                print(f"round {serial}: {line[:1000]}", flush=True)
            if len(self.wrong) > before:
                shutil.copytree(self.directory, self.folder / f"round-{serial}")

    def kill(self, serial: int) -> None:
        """Let a process write for a random time, kill it, and take in what it acknowledged."""
        log = self.folder / "log"
        log.write_text(json.dumps(self.again and self.chance.choice([self.again, None])), "utf-8")
        command = [sys.executable, __file__, "--write", str(self.directory), str(log)]
        with subprocess.Popen([*command, str(serial), f"{self.seed} {serial}"]) as process:
            if self.chance.random() < 0.85:
                while b"\n" not in log.read_bytes() and process.poll() is None:
                    time.sleep(0.01)
            time.sleep(self.chance.uniform(0, LONGEST))
            process.kill()
        if process.returncode != KILLED:
            self.wrong.append(f"the process that wrote ended with {process.returncode}")
        self.kills += 1
        *lines, _ = log.read_text(encoding="utf-8").split("\n")  # the last may be half a line
        self.again = None
        for line in lines:
            if line != "done":
                self.again = json.loads(line)
                for row in self.again.get("add", []):
                    self.versions.setdefault(row[0], []).append(row)
            elif self.again:
                self.news = after(self.news, self.again)
                self.operations += 1
                self.again = None

    def check(self, *, thorough: bool) -> None:
        """Compare the index with what was acknowledged."""
        done = after(self.news, self.again) if self.again else self.news
        sure = [id_ for id_, row in self.news.items() if done.get(id_) == row]
        with NewsIndex.open(self.directory) as index:
            found = held(index)
            status = index.status()
            lost = [id_ for id_ in sure if found.get(id_) != self.news[id_]]
            if lost:
                self.lost += len(lost)
                self.wrong.append(f"lost: {lost}")
            if found not in (self.news, done):
                self.wrong.append(f"neither before nor after {self.again}")
            if status.articles != len(found):
                self.wrong.append(f"{status.articles} articles, but {len(found)} found")
            self.done_in_flight += found != self.news
            self.undone = [] if status.generation != self.generation else self.undone
            self.undone += [done] if found != done else []
            self.news, self.generation = found, status.generation
            self.wrong += self.search(index)
        report = verify(self.directory, quick=not thorough)
        self.wrong += [f"verify: {fault}" for fault in report.faults]

    def search(self, index: NewsIndex) -> list[str]:
        """Look for some articles by a word that only they have; return what is wrong."""
        wrong = []
        for id_ in self.chance.sample(sorted(self.versions), min(5, len(self.versions))):
            for row in self.versions[id_]:
                word = row[2].split()[0]
                hits = index.search(word, mode="keyword", per_article=1)
                expected = [id_] if self.news.get(id_) == row else []
                if [hit.article.id for hit in hits] != expected:
                    wrong.append(f"{word} finds {[hit.article.id for hit in hits]}, not {expected}")
        if self.news and not index.search("what was the minister told of the strike"):
            wrong.append("a question is not answered")
        return wrong

    def damage(self) -> None:
        """Damage a copy of the index; find, search, repair."""
        copy = self.folder / "damaged"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self.directory, copy)
        manifest = copy / "manifest.json"
        generation = f"generations/{self.generation:08}.json"
        parts = json.loads(manifest.read_text(encoding="utf-8"))["parts"]
        named = [path for part in parts for path in part["files"]]
        hit = self.chance.sample(named, min(len(named), self.chance.randint(1, 3)))
        hit += self.chance.choice([[], [], ["manifest.json"], [generation]])
        for name in hit:
            self.spoil(copy / name)
        faults = verify(copy, quick=self.chance.random() < 0.5).faults
        # Without a manifest there is nothing that says what the other files should be.
        expected = ["manifest.json"] if "manifest.json" in hit else hit
        told = "\n".join(map(str, faults))
        self.damages += len(expected)
        self.named += sum(name in told for name in expected)
        self.wrong += [f"verify doesn't name {name}" for name in expected if name not in told]
        self.wrong += self.command(copy, "search", "the minister told of the harbour strike")
        self.mend(copy, hit)

    def spoil(self, path: Path) -> None:
        """Flip a bit of a file, or some, or cut it."""
        content = bytearray(path.read_bytes())
        if self.chance.random() < 0.25:
            content = content[: self.chance.randrange(len(content))]
        for _ in range(self.chance.choice([1, 1, 20]) if content else 0):
            content[self.chance.randrange(len(content))] ^= 1 << self.chance.randrange(8)
        path.write_bytes(content)

    def command(self, directory: Path, *arguments: str) -> list[str]:
        """Run the command line on a damaged index: it answers, or says one line."""
        command = [sys.executable, "-m", "newsdex", "--index", str(directory), *arguments]
        try:
            done = subprocess.run(
                command, capture_output=True, encoding="utf-8", timeout=120, check=False
            )
        except subprocess.TimeoutExpired:
            return [f"{arguments[0]} takes more than two minutes"]
        lines = done.stderr.splitlines()
        plain = not any("Traceback" in line or "unexpected" in line for line in lines)
        if plain and (done.returncode == 0 or (done.returncode == 1 and len(lines) == 1)):
            return []
        return [f"{arguments[0]} ends with {done.returncode} and says {done.stderr}"]

    def mend(self, directory: Path, hit: list[str]) -> None:
        """Repair a damaged copy: what can be read is there, what can't is named."""
        try:
            report = repair(directory)
        except NewsIndexError as error:
            self.wrong.append(f"repair of {hit}: {error}")
            return
        self.repairs += 1
        with NewsIndex.open(directory) as index:
            found = held(index)
        # The copy of a manifest may be of a call that was killed right before its commit.
        possible = [self.news, *(self.undone if "manifest.json" in hit else [])]
        wrong = min((self.differences(news, found, hit, report) for news in possible), key=len)
        wrong += [str(fault) for fault in verify(directory).faults]
        self.wrong += [f"repair of {hit}: {line}" for line in wrong]

    def differences(
        self, news: News, found: News, hit: list[str], report: RepairReport
    ) -> list[str]:
        """Return what a repaired index doesn't hold as it should."""
        wrong = []
        missing = news.keys() - found.keys()
        # Without the list of them, articles that were removed or replaced may be back.
        unlisted = any(name.startswith("removed/") for name in hit)
        for id_, row in found.items():
            if row != news.get(id_) and not (unlisted and row in self.versions.get(id_, [])):
                wrong.append(f"{row} is not what was written")
        if missing and not any(name.endswith("articles.sqlite") for name in hit):
            wrong.append(f"{missing} are missing")
        if len(missing) > len(report.lost) or (len(missing) < len(report.lost) and not unlisted):
            wrong.append(f"{missing} are missing, but lost are {report.lost}")
        return wrong


CHANCE = ["concurrency", "states", "damage", "faults"]
"""Tests in which the number of rounds is a matter of patience."""


def run_tests(times: int) -> bool:
    """Run the tests of changes at random, with so many times their rounds; tell if they pass."""
    root = Path(__file__).parents[2]
    files = [root / "tests" / "local" / f"test_{name}.py" for name in CHANCE]
    command = [sys.executable, "-m", "pytest", "-q", "--times", str(times), *map(str, files)]
    return subprocess.run(command, cwd=root, check=False).returncode == 0


def main() -> int:
    """Torture an index; 1 if anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, metavar="DIR", help="an empty folder to work in")
    parser.add_argument("--tests", type=int, metavar="TIMES", help="the suite's rounds, times this")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="torture-") as temporary:
        torture = Torture(options.keep or Path(temporary), options.seed)
        started = time.monotonic()
        torture.run(options.rounds)
        seconds = time.monotonic() - started
    print(
        f"{options.rounds} rounds, {torture.kills} kills, {torture.operations} operations "
        f"acknowledged, {torture.done_in_flight} done in flight; {len(torture.news)} articles, "
        f"lost: {torture.lost}; generation {torture.generation}; {torture.named} of "
        f"{torture.damages} damaged files named, {torture.repairs} repairs; "
        f"{len(torture.wrong)} things wrong; {seconds:.0f} s"
    )
    passed = options.tests is None or run_tests(options.tests)
    return int(bool(torture.wrong) or not passed)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--write"]:
        write(Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]), sys.argv[5])
    sys.exit(main())
