#!/usr/bin/env python3
"""Kills processes that write, at random moments, and damages copies of what they wrote.

    scripts/torture --engine local|tables|both --rounds 200 [--seed S] [--longest SECONDS]
        [--keep DIR] [--tests TIMES]

In each round processes of their own add, replace and remove articles and compact, in one index
all along, and say of every call that it begins and that it has returned, until they are killed.
Then the index must hold exactly what was acknowledged, the calls in flight done or not done.

In a directory (`local`) one process writes. In each fourth round a copy of the index gets bits
flipped or files cut: `verify` must name the file, `search` answer or say one line, `repair` bring
back every article that can be read.

In tables up to three write at once, each its own articles, and rid the index of what no generation
names for a minute, where it is a day otherwise. A reader looks on all along: what it sees is of one
generation, whole, and none is older than the one before.

With --tests, the tests of durability follow, with many times the rounds of the suite: readers and
writers at once, any sequence of changes, damage of every kind to every file, and from 2 on a stop
and an error at every step, limits for every command, commands over a bucket (if there is moto's
server), and three nodes of Ray, one of which goes.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from torture_local import LocalTorture
from torture_tables import TablesTorture

ENGINES = {"local": LocalTorture, "tables": TablesTorture}

PATIENT = (
    *("local/concurrency", "local/states", "local/damage", "local/faults", "local/limits"),
    *("local/resume", "local/strangers", "cluster/s3", "models/on_ray", "models/reranker"),
    "house/scripts",
)
"""Files of tests in which rounds, kinds of change or a cluster are a matter of patience."""


def run(torture: LocalTorture | TablesTorture, rounds: int) -> None:
    """Run rounds, each of which may find something wrong; keep a copy of the index of such."""
    for serial in range(1, rounds + 2):
        before = len(torture.wrong)
        try:
            if serial <= rounds:
                torture.round(serial)
            else:
                torture.end()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is wrong
            torture.wrong.append(f"{type(error).__name__}: {error}")
        for line in torture.wrong[before:]:
            print(f"round {serial}: {line[:1000]}", flush=True)
        if len(torture.wrong) > before:
            shutil.copytree(torture.directory, torture.folder / f"round-{serial}")


def run_tests(times: int) -> bool:
    """Run the tests of changes at random, with so many times their rounds; tell if they pass."""
    root = Path(__file__).parents[2]
    paths = (root / "tests" / name for name in PATIENT)
    files = [path.with_name(f"test_{path.name}.py") for path in paths]
    command = [sys.executable, "-m", "pytest", "-q", "--times", str(times), *map(str, files)]
    return subprocess.run(command, cwd=root, check=False).returncode == 0


def main() -> int:
    """Torture an index of each engine; 1 if anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--engine", choices=[*ENGINES, "both"], default="local")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--longest", type=float, default=2.0, help="seconds that a process lives")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="an empty folder to work in")
    parser.add_argument("--tests", type=int, metavar="TIMES", help="the suite's rounds, times this")
    options = parser.parse_args()
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="torture-") as temporary:
        for engine in ENGINES if options.engine == "both" else [options.engine]:
            started = time.monotonic()
            folder = (options.keep or Path(temporary)).absolute()
            torture = ENGINES[engine](folder, options.seed, options.longest)
            run(torture, options.rounds)
            wrong += len(torture.wrong)
            seconds = time.monotonic() - started
            print(
                f"{options.rounds} rounds {torture.told()}; {len(torture.wrong)} things wrong; "
                f"{seconds:.0f} s"
            )
    passed = options.tests is None or run_tests(options.tests)
    return int(bool(wrong) or not passed)


if __name__ == "__main__":
    sys.exit(main())
