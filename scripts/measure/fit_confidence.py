#!/usr/bin/env python3
"""Fits confidence and the score of a hit: fit_confidence.py NAME FOLDER INDEX [NAME ...].

Each set is its name in unanswerable.jsonl, its folder in BEIR's layout, and an index of its corpus.
Prints the coefficients of index/ranking/confidence.py and index/ranking/relevance.py, and how well
they hold on questions, and on a set, that they were not fitted on. Each set weighs alike, and so do
its questions that have an answer and those that have none.
"""

import json
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index import NewsIndex
from index.evaluation.questions import read_questions
from index.interfaces import Mode
from index.ranking import Signals
from index.search.asked.request import Request
from index.search.searching.searcher import Searcher

UNANSWERABLE = Path(__file__).with_name("unanswerable.jsonl")
ANSWERABLE = Path(__file__).with_name("answerable.jsonl")
"""Questions in place of a set's own where those are topics, not questions."""
RIDGE = 0.01  # of coefficients of signals in units of their spread
FOLDS = 10
BINS = 10
HITS = 10
MODES: tuple[Mode, ...] = ("hybrid", "keyword", "dense")
MOST_WEAK = 0.03  # of the answerable questions

Floats = NDArray[np.float64]


@dataclass
class Asked:
    """One question, and what a search shows for it."""

    set: str
    answerable: bool
    asks: bool
    """Whether it is a question, and no topic."""
    signals: Floats
    relevant: dict[str, NDArray[np.bool_]]
    """Of the first hits in each mode; empty where there are no judgments."""
    scores: dict[str, Floats]


def of_set(path: Path, name: str) -> list[str]:
    """Return the questions that are ours on a set."""
    lines = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [each["text"] for each in lines if each["set"] == name]


def ask(name: str, folder: Path, directory: Path) -> list[Asked]:
    """Put all questions of a set, and ours."""
    questions = read_questions(folder)
    ours = of_set(ANSWERABLE, name)
    without = [*questions.unanswerable, *of_set(UNANSWERABLE, name)]
    asked = []
    with NewsIndex.open(directory) as index, index._index.use() as snapshot:  # noqa: SLF001 - what is below the face
        searcher = Searcher(snapshot, index._embed, index._recent)  # noqa: SLF001 - as above

        def put(text: str, judged: Mapping[str, int] | None, *, answerable: bool) -> None:
            found = {mode: searcher.found(Request(text, HITS, mode)) for mode in MODES}
            signals = found["hybrid"].signals
            if signals is None:
                return
            relevant: dict[str, NDArray[np.bool_]] = {}
            scores: dict[str, Floats] = {}
            for mode, each in () if judged is None else found.items():
                shown = each.ranking.at(np.arange(min(HITS, len(each.ranking.numbers))))
                ids = snapshot.store.ids(shown.articles)
                relevant[mode] = np.array([(judged or {}).get(id_, 0) > 0 for id_ in ids], np.bool_)
                scores[mode] = shown.scores.astype(np.float64)
                if mode == "keyword":
                    scores[mode] /= sum(shown.idfs.values()) or 1.0
            asks = judged is None or not ours or not answerable
            row = np.array(astuple(signals))
            asked.append(Asked(name, answerable, asks, row, relevant, scores))

        for id_, text in questions.questions.items():
            put(text, questions.judgments[id_], answerable=True)
        for text in ours:
            put(text, None, answerable=True)
        for text in without:
            put(text, {}, answerable=False)
    return asked


def weights_of(asked: list[Asked]) -> Floats:
    """Return weights by which each set, and in it each kind of question, counts alike."""
    kinds = [(each.set, each.answerable) for each in asked]
    counted = Counter(kinds)
    return np.array([len(asked) / counted[kind] / len(counted) for kind in kinds])


def fit(signals: Floats, truth: NDArray[np.bool_], weights: Floats) -> Floats:
    """Fit a logistic regression by Newton's method; the constant comes first."""
    spread = signals.std(axis=0) + 1e-9
    x = np.column_stack([np.ones(len(signals)), signals / spread])
    ridge = RIDGE * len(x) * np.diag([0.0, *np.ones(signals.shape[1])])
    found = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(x @ found, -30, 30)))
        slope = x.T @ (weights * (truth - p)) - ridge @ found
        curve = (x * (weights * p * (1 - p))[:, None]).T @ x + ridge
        found = found + np.linalg.solve(curve, slope)
    fitted: Floats = np.r_[found[0], found[1:] / spread]
    return fitted


def probability(found: Floats, signals: Floats) -> Floats:
    """Return what a fit makes of signals."""
    p: Floats = 1 / (1 + np.exp(-(found[0] + signals @ found[1:])))
    return p


def area(p: Floats, truth: NDArray[np.bool_]) -> float:
    """Return the area under the ROC curve."""
    above = p[truth][:, None] - p[~truth][None, :]
    return float((above > 0).mean() + (above == 0).mean() / 2)


def calibration_error(p: Floats, truth: NDArray[np.bool_], weights: Floats) -> float:
    """Return the expected calibration error over bins of equal width."""
    bins = np.minimum((p * BINS).astype(int), BINS - 1)
    gaps = [abs((weights * (p - truth))[bins == b].sum()) for b in range(BINS)]
    return float(sum(gaps) / weights.sum())


def held_out(
    signals: Floats, truth: NDArray[np.bool_], weights: Floats, groups: NDArray[Any]
) -> Floats:
    """Return the probability of each by a fit on the other groups."""
    p = np.zeros(len(truth))
    for group in np.unique(groups):
        out = groups == group
        p[out] = probability(fit(signals[~out], truth[~out], weights[~out]), signals[out])
    return p


def threshold(p: Floats, weights: Floats) -> float:
    """Return the probability below which so many of the answerable questions are, sets alike."""
    order = np.argsort(p)
    share = np.cumsum(weights[order]) / weights.sum()
    return float(p[order][np.searchsorted(share, MOST_WEAK, side="right")])


def report(name: str, p: Floats, truth: NDArray[np.bool_], weights: Floats) -> None:
    """Print how well probabilities hold, and what the threshold for WEAK would be."""
    weak = threshold(p[truth], weights[truth])
    print(
        f"{name:<28} AUC {area(p, truth):.3f}  ECE {calibration_error(p, truth, weights):.3f}  "
        f"weak below {weak:.3f}: {np.mean(p[truth] < weak):.3f} of the answerable, "
        f"{np.mean(p[~truth] < weak):.3f} of the others"
    )


def fit_confidence(asked: list[Asked]) -> Floats:
    """Fit confidence, and print the fit and what it is worth."""
    signals = np.array([each.signals for each in asked])
    truth = np.array([each.answerable for each in asked])
    sets = np.array([each.set for each in asked])
    weights = weights_of(asked)
    folds = np.random.default_rng(0).permutation(len(asked)) % FOLDS
    found = fit(signals, truth, weights)
    print(f"INTERCEPT = {found[0]:.2f}")
    for field, coefficient in zip(fields(Signals), found[1:], strict=True):
        print(f"    {coefficient:6.2f}  # {field.name}")
    report("fitted", probability(found, signals), truth, weights)
    p = held_out(signals, truth, weights, folds)
    report(f"held out, {FOLDS} folds", p, truth, weights)
    for name in np.unique(sets):
        report(f"  {name}", p[sets == name], truth[sets == name], weights[sets == name])
    p = held_out(signals, truth, weights, sets)
    for name in np.unique(sets):
        chosen = sets == name
        report(f"held out, all of {name}", p[chosen], truth[chosen], weights[chosen])
    return found


def fit_relevance(asked: list[Asked], found: Floats) -> None:
    """Fit the score of a hit in each mode, and print the fit and what it is worth."""
    asked = [each for each in asked if each.scores]
    per_question = weights_of(asked)
    for mode in MODES:
        rows, truth, weights, groups, sets = [], [], [], [], []
        for number, (each, weight) in enumerate(zip(asked, per_question, strict=True)):
            scores = each.scores[mode]
            if not len(scores):
                continue
            signals = scores[:, None]
            if mode == "hybrid":
                logit = found[0] + each.signals @ found[1:]
                signals = np.column_stack([np.full(len(scores), logit), scores - scores[0]])
            rows.append(signals)
            truth.append(each.relevant[mode])
            weights.append(np.full(len(scores), weight / len(scores)))
            groups.append(np.full(len(scores), number % FOLDS))
            sets.append(np.full(len(scores), each.set))
        x, y = np.concatenate(rows), np.concatenate(truth)
        w = np.concatenate(weights)
        w *= len(w) / w.sum()
        print(f"{mode}: ({', '.join(f'{c:.2f}' for c in fit(x, y, w))})")
        for name, by in (("questions", np.concatenate(groups)), ("sets", np.concatenate(sets))):
            p = held_out(x, y, w, by)
            print(f"  other {name}: AUC {area(p, y):.3f}  ECE {calibration_error(p, y, w):.3f}")


def main() -> None:
    """Ask all sets, fit and print."""
    arguments = sys.argv[1:]
    asked = []
    for name, folder, directory in zip(*(arguments[place::3] for place in range(3)), strict=True):
        asked += ask(name, Path(folder), Path(directory))
    fit_relevance(asked, fit_confidence([each for each in asked if each.asks]))


if __name__ == "__main__":
    main()
