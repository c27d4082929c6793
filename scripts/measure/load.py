"""Measures a server under load against the engine alone, on this machine, while articles come in.

    python scripts/measure/load.py archive.newsdex
    python scripts/measure/load.py archive.newsdex --seconds 60 --connections 50 --half-open 500

Rounds alternate: `newsdex serve`, asked over so many connections at once, and a process in which a
thread for each core asks `NewsIndex.search` the same questions. Another process adds articles all
the time, ten in a commit. The index is copied first; nothing leaves the loopback. Exits with 1
where a request failed.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast
from urllib.parse import quote

from index.server.running import raise_descriptors
from newsdex import NewsIndex

if TYPE_CHECKING:
    from collections.abc import Iterator

HALF = b"GET /api/fields HTTP/1.1\r\nHost: localhost\r\nX-Never: "

ADDING = """
import sys
from dataclasses import replace
from itertools import count, islice
from newsdex import NewsIndex
with NewsIndex.open(sys.argv[1]) as index:
    texts = list(islice(index.articles(), 200))
    for turn in count():
        some = texts[turn % 20 * 10 : turn % 20 * 10 + 10]
        new = [replace(each, id=f"{sys.argv[2]}-{turn}-{n}") for n, each in enumerate(some)]
        index.add(new)
        print(turn, flush=True)
"""

ENGINE = """
import json, sys, threading, time
from newsdex import NewsIndex
questions, seconds, threads = json.load(sys.stdin)
with NewsIndex.open(sys.argv[1]) as index:
    for question in questions[:20]:
        index.search(question)
    took, ends, place = [], time.monotonic() + seconds, iter(range(10**9))
    def ask():
        while (now := time.monotonic()) < ends:
            index.search(questions[next(place) % len(questions)])
            took.append(time.monotonic() - now)
    def look():
        while time.monotonic() < ends:
            index.refresh()
            time.sleep(1)
    asking = [threading.Thread(target=each) for each in (*[ask] * threads, look)]
    [each.start() for each in asking]
    [each.join() for each in asking]
print(json.dumps(took))
"""


def questions_of(folder: Path) -> list[str]:
    """Return a thousand questions: some words of a headline each."""
    chance = random.Random(15)
    with NewsIndex.open(folder) as index:
        titles = [article.title.split() for article in index.articles()]
    titles = [title for title in titles if len(title) >= 3]
    return [" ".join(each[: chance.randrange(2, 6)]) for each in chance.choices(titles, k=1000)]


@contextmanager
def adding(folder: Path, turn: int) -> Iterator[None]:
    """Have articles added meanwhile."""
    program = [sys.executable, "-c", ADDING, str(folder), str(turn)]
    with subprocess.Popen(program, stdout=subprocess.PIPE) as process:
        told = cast("IO[bytes]", process.stdout)
        told.readline()  # it has begun
        try:
            yield
        finally:
            process.send_signal(signal.SIGTERM)
            print(f"  {10 * len(told.readlines())} articles were added meanwhile")


def engine(folder: Path, questions: list[str], seconds: float, threads: int) -> list[float]:
    """Return the seconds that each question took the engine alone."""
    done = subprocess.run(
        [sys.executable, "-c", ENGINE, str(folder)],
        input=json.dumps([questions, seconds, threads]),
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    took: list[float] = json.loads(done.stdout)
    return took


@contextmanager
def serving(folder: Path) -> Iterator[int]:
    """Have a server answer, and yield its port."""
    command = [sys.executable, "-m", "newsdex", "--index", str(folder), "serve", "--port", "0"]
    with tempfile.TemporaryFile("w+") as said, subprocess.Popen(command, stderr=said) as process:
        try:
            while "answers" not in (told := _read(said)):
                time.sleep(0.1)
                if process.poll() is not None:
                    sys.exit(told)
            yield int(told.split("answers")[0].rstrip("/ ").rpartition(":")[2])
        finally:
            process.terminate()


def _read(said: object) -> str:
    said.seek(0)  # type: ignore[attr-defined]
    return str(said.read())  # type: ignore[attr-defined]


class Load:
    """So many connections, each of which asks one question after the other."""

    def __init__(self, port: int, questions: list[str], seconds: float) -> None:
        """Take where to ask, what, and for how long."""
        self._port = port
        self._questions = questions
        self._seconds = seconds
        self._place = 0
        self.took: list[float] = []
        self.statuses: Counter[str] = Counter()

    async def run(self, connections: int, half_open: int) -> None:
        """Ask."""
        half = [await asyncio.open_connection("127.0.0.1", self._port) for _ in range(half_open)]
        for _, writer in half:
            writer.write(HALF)
        await self._ask(time.monotonic() + 2)  # warm
        self.took.clear()
        self.statuses.clear()
        self._ends = time.monotonic() + self._seconds
        await asyncio.gather(*(self._ask(self._ends) for _ in range(connections)))
        for _, writer in half:
            writer.close()

    async def _ask(self, ends: float) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        while (now := time.monotonic()) < ends:
            self._place += 1
            question = quote(self._questions[self._place % len(self._questions)])
            writer.write(
                f"GET /api/search?q={question} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
            )
            try:
                head = await reader.readuntil(b"\r\n\r\n")
                size = int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0])
                await reader.readexactly(size)
                self.statuses[head.split()[1].decode()] += 1
            except (OSError, EOFError, ValueError) as error:
                self.statuses[type(error).__name__] += 1
                reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
            self.took.append(time.monotonic() - now)
        writer.close()


def main() -> int:
    """Measure, and say what came of it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("index", type=Path)
    parser.add_argument("--seconds", type=float, default=60, help="of either, in all")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--connections", type=int, default=50)
    parser.add_argument("--half-open", type=int, default=0, help="clients that never finish asking")
    parser.add_argument("--threads", type=int, default=2, help="of the engine alone: its cores")
    asked = parser.parse_args()
    raise_descriptors()
    alone: list[float] = []
    served: list[float] = []
    statuses: Counter[str] = Counter()
    ratios = []
    each = asked.seconds / asked.rounds
    with tempfile.TemporaryDirectory() as here:
        folder = Path(shutil.copytree(asked.index, Path(here) / "copy"))
        questions = questions_of(folder)
        for turn in range(asked.rounds):
            with adding(folder, turn * 2):
                took = engine(folder, questions, each, asked.threads)
            with adding(folder, turn * 2 + 1), serving(folder) as port:
                load = Load(port, questions, each)
                asyncio.run(load.run(asked.connections, asked.half_open))
            statuses += load.statuses
            ratios.append(len(load.took) / len(took))
            print(
                f"  {len(load.took) / each:.1f} of {len(took) / each:.1f} questions/s", flush=True
            )
            alone += took
            served += load.took
    for name, times in (("engine alone", alone), ("server", served)):
        cuts = statistics.quantiles(times, n=100)
        told = ", ".join(f"p{each} {1000 * cuts[each - 1]:.0f} ms" for each in (50, 95, 99))
        print(f"{name}: {len(times) / asked.seconds:.1f} questions/s, {told}")
    print(f"ratio: {len(served) / len(alone):.2f} ({', '.join(f'{each:.2f}' for each in ratios)})")
    print(f"answers: {dict(statuses)}")
    return set(statuses) != {"200"}


if __name__ == "__main__":
    sys.exit(main())
