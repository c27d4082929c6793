"""What is measured of whole processes: those that answer one question, and those that add."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

import plain
from bench_corpora import copied, written
from bench_open import HARD

PLAIN = Path(plain.__file__)

RESIDENT = """
import json, sys
from pathlib import Path
from index import NewsIndex
with NewsIndex.open(sys.argv[1]) as index:
    for question in json.load(sys.stdin):
        index.search(question)
    status = Path("/proc/self/status").read_text(encoding="utf-8")
lines = dict(line.split(":", 1) for line in status.splitlines())
print(*(int(lines[name].split()[0]) / 1024 for name in ("RssAnon", "RssFile")))
"""


def cold(folder: Path, other: Path | None, questions: list[str], rounds: int) -> dict[str, float]:
    """Measure a process that answers one question."""
    ours = [sys.executable, "-m", "newsdex", "--index", str(folder), "search"]
    theirs = [sys.executable, str(PLAIN), str(other)]
    names = ("newsdex", "keyword", "plain")
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in names}
    for question in questions[: rounds + 1]:
        found["newsdex"].append(run([*ours, question]))
        found["keyword"].append(run([*ours, question, "--mode", "keyword"]))
        if other:
            found["plain"].append(run([*theirs, question]))
    middle = {
        name: [statistics.median(values) for values in zip(*runs[1:], strict=True)]
        for name, runs in found.items()
        if runs
    }
    rows = {
        "cold search, process, s": middle["newsdex"][0],
        "cold search, peak MB": middle["newsdex"][1],
        "cold keyword search, process, s": middle["keyword"][0],
    }
    if other:
        rows["plain script, process, s"] = middle["plain"][0]
        rows["plain script, peak MB"] = middle["plain"][1]
        rows["plain script over newsdex, cold"] = middle["plain"][0] / middle["newsdex"][0]
    return rows


def adding(folder: Path, work: Path, rounds: int) -> dict[str, float]:
    """Measure processes that add: ten articles; two thousand without vectors; 100, embedded."""
    ten, many, some = (written(folder, work, count) for count in (10, 2000, 100))
    names = ("ten", "many", "embed")
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in names}
    for _ in range(min(rounds, 3)):
        command = [sys.executable, "-m", "newsdex", "--index", str(copied(folder, work))]
        found["ten"].append(run([*command, "add", str(ten)]))
        found["many"].append(run([*command, "add", "--no-embed", str(many)]))
        command[-1] = str(copied(folder, work))
        run([*command, "add", "--no-embed", str(some)])
        found["embed"].append(run([*command, "embed"]))
    shutil.rmtree(work / "copy")
    middle = {
        name: [statistics.median(values) for values in zip(*runs, strict=True)]
        for name, runs in found.items()
    }
    return {
        "adding 10 articles, process, s": middle["ten"][0],
        "adding 10 articles, peak MB": middle["ten"][1],
        "adding 2,000 articles without embedding, process, s": middle["many"][0],
        "adding 2,000 articles without embedding, peak MB": middle["many"][1],
        "embedding 100 articles, process, s": middle["embed"][0],
        "embedding 100 articles, peak MB": middle["embed"][1],
    }


def resident(folder: Path, questions: list[str]) -> dict[str, float]:
    """Measure the memory of a process that asks, in MB: its own, and what it has mapped."""
    done = subprocess.run(
        [sys.executable, "-c", RESIDENT, str(folder)],
        input=json.dumps([*questions, *HARD.values()]),
        env={**os.environ, "HF_HUB_OFFLINE": "1"},
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    own, mapped = map(float, done.stdout.split())
    return {"memory resident, MB": own, "memory mapped, MB": mapped}


def run(command: list[str]) -> tuple[float, float]:
    """Run a process; return its seconds and its peak of memory in MB."""
    started = time.perf_counter()
    process = subprocess.Popen(
        command,
        env={**os.environ, "HF_HUB_OFFLINE": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, peak_of(process.pid))
        time.sleep(0.005)
    if process.returncode:
        sys.exit(f"failed: {' '.join(command)}")
    return time.perf_counter() - started, peak


def peak_of(process: int) -> float:
    """Return the peak of a process's memory so far, in MB; what its parent had doesn't count."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
        lines = dict(line.split(":", 1) for line in status.splitlines())
        return int(lines["VmHWM"].split()[0]) / 1024
    except (OSError, KeyError):
        return 0
