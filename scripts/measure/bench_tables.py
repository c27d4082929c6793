"""What is measured of an index in tables beside the same in a directory: processes, in turn."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from typing import TYPE_CHECKING

from index import NewsIndex, migrate

if TYPE_CHECKING:
    from pathlib import Path

ASKING = """
import json, os, sys, time
from index import NewsIndex

def spent(work):
    before, started = os.times(), time.perf_counter()
    work()
    after = os.times()
    cores = after.user + after.system - before.user - before.system
    return 1000 * cores, 1000 * (time.perf_counter() - started)

def opened():
    global index
    index = NewsIndex.open(sys.argv[1])
    index.search(first)

first, *questions = json.load(sys.stdin)
told = {"opening and the first question": [spent(opened)]}
index.search(first, mode="keyword")
for name, options in (("a question", {}), ("by keywords", {"mode": "keyword"})):
    told[name] = [spent(lambda: index.search(each, **options)) for each in questions]
with open("/proc/self/status", encoding="utf-8") as file:
    lines = dict(line.split(":", 1) for line in file)
told["memory, MB"] = [[int(lines["RssAnon"].split()[0]) / 1024] * 2]
print(json.dumps(told))
"""


def in_tables(folder: Path, work: Path) -> str:
    """Return the URL of an index in tables that holds what a directory does; make it if need be."""
    place = work / f"{folder.name}-tables"
    url = f"lance://{place.absolute()}"
    if not (place / "generations").exists():
        migrate(folder, url)
    return url


def beside_tables(
    folder: Path, work: Path, questions: list[str], rounds: int
) -> dict[str, float | str]:
    """Measure both, round by round: processor time, and time by the clock, of the same process."""
    places = {"directory": str(folder), "tables": in_tables(folder, work)}
    found: dict[str, list[list[float]]] = {}
    for _ in range(rounds):
        for place, index in places.items():
            for what, spent in asked(index, questions).items():
                found.setdefault(f"{place}, {what}", []).extend(spent)
    rows: dict[str, float | str] = {}
    for name, spent in found.items():
        cores, clock = (statistics.median(values) for values in zip(*spent, strict=True))
        if name.endswith("MB"):
            rows[name] = cores
        else:
            rows[f"{name}, processor, ms"], rows[f"{name}, clock, ms"] = cores, clock
    for place, index in places.items():
        with NewsIndex.open(index) as opened:
            status = opened.status()
        rows[f"{place}, bytes a passage"] = status.size / status.passages
        rows[f"{place}, dense leg"] = status.dense
    return rows


def asked(index: str, questions: list[str]) -> dict[str, list[list[float]]]:
    """Return what a process spends that opens an index and asks: milliseconds of cores, of time."""
    done = subprocess.run(
        [sys.executable, "-c", ASKING, index],
        input=json.dumps(questions),
        env={**os.environ, "HF_HUB_OFFLINE": "1"},
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    told: dict[str, list[list[float]]] = json.loads(done.stdout)
    return told
