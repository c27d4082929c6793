"""An index in a directory: one writer after the other is killed, and copies are damaged."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from torture_news import News, held
from torture_writers import Writer

from index import NewsIndex, NewsIndexError, RepairReport, repair, verify

if TYPE_CHECKING:
    from pathlib import Path

DAMAGE_EACH = 4  # rounds
VERIFY_EACH = 5  # rounds after which everything is verified, not only checksums and counts


@dataclass
class LocalTorture:
    """One index, round after round, and what is known of it."""

    folder: Path
    seed: int
    longest: float
    """Seconds that a process lives at most, mostly from its first call on."""
    undone: list[News] = field(default_factory=list)
    """What there would be if calls in flight since the last commit had been done."""
    generation: int = 0
    damages: int = 0
    named: int = 0
    repairs: int = 0

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.directory = self.folder / "index"
        self.writer = Writer(str(self.directory), "news", self.folder / "log", self.longest)
        self.wrong: list[str] = []
        NewsIndex.create(self.directory).close()

    def round(self, serial: int) -> None:
        """Kill a writer, look at the index, and now and then damage a copy of it."""
        process = self.writer.start(f"{self.seed} {serial}", self.chance)
        self.wrong += self.writer.kill(process, self.chance)
        self.check(thorough=serial % VERIFY_EACH == 0)
        if serial % DAMAGE_EACH == 0:
            self.damage()

    def end(self) -> None:
        """Nothing is left to be done."""

    def told(self) -> str:
        """Say what came of it."""
        writer = self.writer
        return (
            f"in a directory: {writer.kills} kills, {writer.operations} operations acknowledged, "
            f"{writer.done_in_flight} done in flight; {len(writer.news)} articles, lost: "
            f"{writer.lost}; generation {self.generation}; {self.named} of {self.damages} damaged "
            f"files named, {self.repairs} repairs"
        )

    def check(self, *, thorough: bool) -> None:
        """Compare the index with what was acknowledged."""
        done = self.writer.done
        with NewsIndex.open(self.directory) as index:
            found = held(index)
            status = index.status()
            self.wrong += self.writer.compare(found)
            if status.articles != len(found):
                self.wrong.append(f"{status.articles} articles, but {len(found)} found")
            self.undone = [] if status.generation != self.generation else self.undone
            self.undone += [done] if found != done else []
            self.generation = status.generation
            self.wrong += self.writer.search(index, self.chance)
        report = verify(self.directory, quick=not thorough)
        self.wrong += [f"verify: {fault}" for fault in report.faults]

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
        possible = [self.writer.news, *(self.undone if "manifest.json" in hit else [])]
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
            if row != news.get(id_) and not (unlisted and row in self.writer.versions.get(id_, [])):
                wrong.append(f"{row} is not what was written")
        if missing and not any(name.endswith("articles.sqlite") for name in hit):
            wrong.append(f"{missing} are missing")
        if len(missing) > len(report.lost) or (len(missing) < len(report.lost) and not unlisted):
            wrong.append(f"{missing} are missing, but lost are {report.lost}")
        return wrong
