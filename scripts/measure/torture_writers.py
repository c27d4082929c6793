"""Processes that write, started and killed again and again, and what is known of each."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import torture_news
from torture_news import News, Operation, Row, after, of_writer

if TYPE_CHECKING:
    import random

    from index import NewsIndex

PROGRAM = Path(torture_news.__file__)
if sys.platform == "win32":
    KILLED = 1
else:
    KILLED = -signal.SIGKILL  # how a process ends that was killed


@dataclass
class Writer:
    """A process that writes, started and killed again and again, and what is known of it."""

    place: str
    name: str
    log: Path
    longest: float
    """Seconds that a process lives at most, mostly from its first call on."""
    kept_for: float | None = None
    """Seconds after which it removes what no generation names; None: as long as ever."""
    news: News = field(default_factory=dict)
    """What was acknowledged."""
    versions: dict[str, list[Row]] = field(default_factory=dict)
    """Every article that ever was."""
    again: Operation | None = None
    """What was in flight when it was killed."""
    kills: int = 0
    operations: int = 0
    done_in_flight: int = 0
    lost: int = 0

    @property
    def done(self) -> News:
        """What there is if the call in flight was done."""
        return after(self.news, self.again) if self.again else self.news

    def start(self, seed: str, chance: random.Random) -> subprocess.Popen[bytes]:
        """Start the process, which may have to do again what was in flight."""
        again = self.again and chance.choice([self.again, None])
        self.log.write_text(json.dumps(again), encoding="utf-8")
        seed = f"{seed} {self.name}"  # no two write the same
        command = [sys.executable, str(PROGRAM), self.place, str(self.log), self.name, seed]
        return subprocess.Popen(command + ([] if not self.kept_for else [str(self.kept_for)]))

    def kill(self, process: subprocess.Popen[bytes], chance: random.Random) -> list[str]:
        """Let it write for a random time, kill it, take in what it said; return what is wrong."""
        with process:
            if chance.random() < 0.85:
                while b"\n" not in self.log.read_bytes() and process.poll() is None:
                    time.sleep(0.01)
            time.sleep(chance.uniform(0, self.longest))
            process.kill()
        self.kills += 1
        self._take_in()
        wrong = process.returncode != KILLED
        return [f"{self.name}: the process ended with {process.returncode}"] if wrong else []

    def _take_in(self) -> None:
        *lines, _ = self.log.read_text(encoding="utf-8").split("\n")  # the last may be half a line
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

    def compare(self, found: News) -> list[str]:
        """Compare what was acknowledged with what there is, which counts from now on."""
        found, done, wrong = of_writer(found, self.name), self.done, []
        sure = [id_ for id_, row in self.news.items() if done.get(id_) == row]
        if lost := [id_ for id_ in sure if found.get(id_) != self.news[id_]]:
            self.lost += len(lost)
            wrong.append(f"lost: {lost}")
        if found not in (self.news, done):
            wrong.append(f"neither before nor after {self.again}")
        self.done_in_flight += found != self.news
        self.news = found
        return wrong

    def search(self, index: NewsIndex, chance: random.Random) -> list[str]:
        """Look for some articles by a word that only they have; return what is wrong."""
        wrong = []
        for id_ in chance.sample(sorted(self.versions), min(5, len(self.versions))):
            for row in self.versions[id_]:
                word = row[2].split()[0]
                hits = index.search(word, mode="keyword", per_article=1)
                expected = [id_] if self.news.get(id_) == row else []
                if [hit.article.id for hit in hits] != expected:
                    wrong.append(f"{word} finds {[hit.article.id for hit in hits]}, not {expected}")
        if self.news and not index.search("what was the minister told of the strike"):
            wrong.append("a question is not answered")
        return wrong
