#!/usr/bin/env python3
"""Measures newsdex beside a plain script and other keyword engines, all in one run, interleaved.

bench.py DATA [--index DIR] [--passages N,N,...] [--rounds N] [--work DIR] [--json FILE]
         [--engine local|tables]

DATA: articles as newsdex reads them. --index: an index of DATA that is there already; without
it one is made, which takes its time. Larger corpora are made out of it: articles of sentences
shuffled from real ones, with vectors of real passages, perturbed; with more than two million
passages they are the parts of that of 1,009,069, again and again, as other articles. Times are
medians; what is made in --work is used again by the next run. --engine tables measures an index in
tables beside the same in a directory, and nothing else. The extra `bench` installs bm25s and
tantivy.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import statistics
import tempfile
import time
from datetime import date
from itertools import islice
from pathlib import Path

import numpy as np
import plain
from bench_corpora import grown, made, shrunk
from bench_legs import dense_leg, keyword_leg, recall
from bench_multiplied import multiplied
from bench_open import warm
from bench_processes import adding, cold, resident
from bench_tables import beside_tables, in_tables

from index import NewsIndex
from index.models import find_model, load_encoder

Row = tuple[str, float | str]
"""What was measured, and the figure."""
Goals = dict[str, dict[int, float]]

MILLION, MULTIPLIED_FROM = 1_009_069, 2_000_000
"""What has more passages than the other is the index of the one, so and so many times over."""

PLAIN_UP_TO = 50_000
"""Passages above which the plain script is left out: its index takes too long to make."""


ANY = 10**12
AT_MOST: Goals = {
    "cold search, process, s": {50_000: 0.7},
    "cold search, peak MB": {50_000: 220},
    "warm search p50, ms": {50_000: 10, 300_000: 40, 1_100_000: 80},
    "with a date filter p50, ms": {50_000: 10, 300_000: 40, 1_100_000: 80},
    "warm search p95, ms": {50_000: 25},
    "adding 10 articles, process, s": {300_000: 1.5, 1_100_000: 3},
    "memory resident, MB": {1_100_000: 1024},
    "facets p50, processor, ms": {50_000: 150, 1_100_000: 400},
    "timeline p50, processor, ms": {1_100_000: 400},
    "keyword leg, questions scored otherwise than by Whoosh": {ANY: 0},
}
"""What a figure should be at most, up to so many passages."""

AT_LEAST: Goals = {
    "plain script over newsdex, cold": {50_000: 10},
    "50 threads, throughput over one": {ANY: 1},
    "embedding, newsdex over sentence-transformers": {ANY: 2.5},
    "mean cosine of both": {ANY: 0.99},
    "indexing without embedding, passages/s": {ANY: 1500},
    "keyword leg, Whoosh over newsdex, warm": {ANY: 10},
    "keyword leg, Whoosh over newsdex, cold": {ANY: 5},
    "dense leg, recall@10 of exact, all passages": {ANY: 0.97},
    "dense leg, recall@10 of exact, half passages": {ANY: 0.97},
}
"""What it should be at least."""


def main() -> None:
    """Run the bench."""
    arguments = parse()
    work = arguments.work or Path(tempfile.mkdtemp(prefix="newsdex-bench-"))
    work.mkdir(parents=True, exist_ok=True)
    real = arguments.index or made(work / "real", arguments.data)
    rows: list[Row] = [
        ("machine", f"{cpu()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    ]
    rows.append(("date", date.today().isoformat()))  # noqa: DTZ011 - the day here
    with NewsIndex.open(real) as index:
        size = index.status().passages
        questions = titles(index, 100)
    if arguments.engine == "local":
        rows += embedding(real, arguments.rounds).items()
    for count in arguments.passages or [size]:
        folder = real
        if count < size:
            folder = shrunk(work / f"{count}", real, count)
        elif count > MULTIPLIED_FROM:
            million, speeds = grown(work / f"{MILLION}", real, MILLION)
            folder = multiplied(work / f"{count}", million, round(count / MILLION))
            rows += speeds.items()
        elif count > size:
            folder, speeds = grown(work / f"{count}", real, count)
            rows += speeds.items()
        measure = measured if arguments.engine == "local" else measured_in_tables
        rows += measure(folder, questions, work, arguments.rounds)
    width = max(len(name) for name, _ in rows)
    for name, value in rows:
        shown = value if isinstance(value, str) else f"{value:,.4g}"
        print(f"{name:<{width}}  {shown}{goal_of(name, value)}")
    if arguments.json:
        arguments.json.write_text(json.dumps(dict(rows), indent=1), encoding="utf-8")


def goal_of(name: str, value: float | str) -> str:
    """Return what is aimed at for a figure, if something is, and whether it is missed."""
    size, _, what = name.rpartition(": ")
    if isinstance(value, str):
        return ""
    for goals, sign in ((AT_MOST, 1), (AT_LEAST, -1)):
        steps = goals.get(what, {})
        goal = next((steps[most] for most in sorted(steps) if int(size or 0) <= most), None)
        if goal is not None:
            missed = ", missed" if sign * (value - goal) > 0 else ""
            return f"   (goal: at {'most' if sign > 0 else 'least'} {goal}{missed})"
    return ""


def parse() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--index", type=Path)
    parser.add_argument("--passages", type=lambda text: [int(n) for n in text.split(",")])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--work", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--engine", choices=["local", "tables"], default="local")
    return parser.parse_args()


def cpu() -> str:
    """Return the processor's name."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    return next((line.partition(": ")[2] for line in lines if "model name" in line), "?")


def titles(index: NewsIndex, count: int) -> list[str]:
    """Return titles of articles, to ask for."""
    found = [article.title for article in index.articles() if len(article.title.split()) > 3]
    return random.Random(1).sample(found, min(count, len(found)))


def measured(folder: Path, questions: list[str], work: Path, rounds: int) -> list[Row]:
    """Measure an index of one size."""
    with NewsIndex.open(folder) as index:
        count = index.status().passages
    rows: dict[str, float | str] = {}
    other = plain_index(folder, work / f"plain-{count}") if count <= PLAIN_UP_TO else None
    rows.update(cold(folder, other, questions, rounds))
    rows.update(adding(folder, work, rounds))
    rows.update(warm(folder, other, questions, rounds))
    rows.update(resident(folder, questions))
    rows.update(keyword_leg(folder, questions, rounds))
    rows.update(dense_leg(folder, questions))
    return [(f"{count}: {name}", value) for name, value in rows.items()]


def measured_in_tables(folder: Path, questions: list[str], work: Path, rounds: int) -> list[Row]:
    """Measure an index of one size in tables, beside the same in a directory."""
    with NewsIndex.open(folder) as index:
        count = index.status().passages
    rows = beside_tables(folder, work, questions, rounds)
    rows.update(recall(in_tables(folder, work), questions))
    return [(f"{count}: {name}", value) for name, value in rows.items()]


def plain_index(folder: Path, where: Path) -> Path:
    """Make the plain script's index of the same passages and vectors."""
    if not where.exists():
        with NewsIndex.open(folder) as index:
            rows = [
                (a.title, p.text, v)
                for a, ps, vs in index.vectors()
                for p, v in zip(ps, vs, strict=True)
            ]
            model = find_model(index.status().model).folder
        plain.write(where, [(t, x) for t, x, _ in rows], np.stack([v for *_, v in rows]))
        (where / "model").write_text(str(model), encoding="utf-8")
    return where


def embedding(folder: Path, rounds: int) -> dict[str, float]:
    """Measure passages a second beside sentence-transformers, and how near the vectors are."""
    from sentence_transformers import SentenceTransformer

    with NewsIndex.open(folder) as index:
        model = index.status().model
        texts = [article.text[:900] for article in islice(index.articles(), 128)]
    encoder = load_encoder(model)
    theirs = SentenceTransformer(str(find_model(model).folder))
    speeds: dict[str, list[float]] = {"newsdex": [], "sentence-transformers": []}
    for _ in range(rounds):
        started = time.perf_counter()
        ours = encoder.passages(texts)
        speeds["newsdex"].append(len(texts) / (time.perf_counter() - started))
        started = time.perf_counter()
        vectors = theirs.encode(texts, normalize_embeddings=True, show_progress_bar=False)
        speeds["sentence-transformers"].append(len(texts) / (time.perf_counter() - started))
    middle = {name: statistics.median(values) for name, values in speeds.items()}
    return {
        "embedding, passages/s": middle["newsdex"],
        "sentence-transformers' default, passages/s": middle["sentence-transformers"],
        "embedding, newsdex over sentence-transformers": middle["newsdex"]
        / middle["sentence-transformers"],
        "mean cosine of both": float((ours * vectors).sum(axis=1).mean()),
    }


if __name__ == "__main__":
    main()
