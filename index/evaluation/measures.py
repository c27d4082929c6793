"""How good the ranking is: questions with judgments in BEIR's layout, measures as in TREC."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from index.evaluation.runs import Run, runs

if TYPE_CHECKING:
    from index.evaluation.questions import QuestionSet
    from index.search import NewsIndex


MEASURES = {
    "nDCG@10": "nDCG@10",
    "MRR@10": "RR@10",
    "recall@10": "R@10",
    "recall@100": "R@100",
    "hit@1": "Success@1",
}
"""Name shown: name in ir-measures."""


def measure(run: Run, questions: QuestionSet) -> dict[str, float]:
    """Return the measures of a run, averaged over all questions of the set."""
    import ir_measures

    wanted = {name: ir_measures.parse_measure(theirs) for name, theirs in MEASURES.items()}
    found = ir_measures.calc_aggregate(wanted.values(), questions.judgments, _by_rank(run))
    return {name: float(found[measure]) for name, measure in wanted.items()}


def _by_rank(run: Run) -> dict[str, dict[str, float]]:
    """Return a run as ir-measures takes it.

    Ranks decide, not scores: equal scores must not be re-ordered by the measuring library.
    """
    return {
        id_: {article: float(len(ranked) - place) for place, (article, _) in enumerate(ranked)}
        for id_, ranked in run.items()
    }


ROUNDS = 10_000
"""Of the randomisation test: enough that a p of .01 is known to .002."""


def compare(ours: Run, theirs: Run, questions: QuestionSet) -> dict[str, float]:
    """Compare two runs by nDCG@10 over the questions, in pairs.

    The p value is that of a two-sided paired randomisation test (Smucker, Allan and Carterette,
    "A Comparison of Statistical Significance Tests for Information Retrieval Evaluation",
    2007), always with the same random numbers.
    """
    mine, other = (_per_question(run, questions) for run in (ours, theirs))
    difference = np.array([mine[id_] - other[id_] for id_ in questions.questions])
    signs = np.random.default_rng(0).choice((-1.0, 1.0), size=(ROUNDS, len(difference)))
    chance = np.abs((signs * difference).mean(axis=1)) >= abs(difference.mean()) - 1e-12
    return {
        "difference": float(difference.mean()),
        "p": float((chance.sum() + 1) / (ROUNDS + 1)),
        "better": int((difference > 0).sum()),
        "worse": int((difference < 0).sum()),
    }


def _per_question(run: Run, questions: QuestionSet) -> dict[str, float]:
    import ir_measures

    wanted = ir_measures.parse_measure("nDCG@10")
    found = ir_measures.iter_calc([wanted], questions.judgments, _by_rank(run))
    return {**dict.fromkeys(questions.questions, 0.0), **{m.query_id: m.value for m in found}}


def assess(
    index: NewsIndex, questions: QuestionSet, against: Run | None = None
) -> tuple[dict[str, Run], dict[str, dict[str, Any]]]:
    """Measure all that a set of questions allows.

    Returns:
        The run of each mode, and the figures by mode (`keyword`, `dense`, `hybrid`); also under
        `answers`, `unanswerable` and `against` where there is something to measure.
    """
    from index.evaluation.answers import find_answers, measure_answers, separation

    by_mode = runs(index, questions)
    figures: dict[str, dict[str, Any]] = {
        mode: measure(run, questions) for mode, run in by_mode.items()
    }
    if questions.answers:
        figures["answers"] = measure_answers(find_answers(index, questions), questions)
    if questions.unanswerable:
        figures["unanswerable"] = separation(index, questions)
    if against is not None:
        figures["against"] = compare(by_mode["hybrid"], against, questions)
    return by_mode, figures
