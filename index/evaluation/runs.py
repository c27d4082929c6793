"""Runs: the articles ranked for each question."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from index.interfaces import Mode
from index.vocabulary.errors import EvaluationError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from index.evaluation.questions import QuestionSet
    from index.search import NewsIndex


DEPTH = 100
"""Articles ranked for each question."""

Run = dict[str, list[tuple[str, float]]]
"""By question id: article ids, best first, with their scores."""


def runs(
    index: NewsIndex, questions: QuestionSet, on_question: Callable[[], None] = lambda: None
) -> dict[str, Run]:
    """Rank the articles for every question in every mode.

    Args:
        index: of the set's corpus.
        questions: the set.
        on_question: called after each ranking.
    """
    found: dict[str, Run] = {}
    for mode in ("keyword", "dense", "hybrid"):
        assert mode in get_args(Mode)  # noqa: S101 - a check of this file, not of its input
        run: Run = {}
        for id_, text in questions.questions.items():
            today = questions.days.get(id_)
            run[id_] = index.rank_articles(text, limit=DEPTH, mode=mode, today=today)
            on_question()
        found[mode] = run
    return found


def read_run(path: Path) -> Run:
    """Read a run in TREC's format.

    Raises:
        EvaluationError: it is not a run.
    """
    run: Run = {}
    try:
        for line in path.read_text(encoding="utf-8").splitlines():
            question, _, article, rank, _, _ = line.split()
            run.setdefault(question, []).append((article, -float(rank)))
    except (OSError, ValueError) as error:
        raise EvaluationError(f"{path} is not a TREC run ({error})") from error
    return {id_: sorted(ranked, key=lambda each: -each[1]) for id_, ranked in run.items()}
