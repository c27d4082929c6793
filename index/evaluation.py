"""How good the ranking is: questions with judgments in BEIR's layout, measures as in TREC."""

from __future__ import annotations

import csv
import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

from index.encoder import RECIPE
from index.errors import EvaluationError
from index.interfaces import Mode
from index.manifest import FORMAT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from index.news_index import NewsIndex

MEASURES = {
    "nDCG@10": "nDCG@10",
    "MRR@10": "RR@10",
    "recall@10": "R@10",
    "recall@100": "R@100",
    "hit@1": "Success@1",
}
"""Name shown: name in ir-measures."""

DEPTH = 100
"""Articles ranked for each question."""

_CORPORA = ("corpus.jsonl", "corpus.jsonl.gz", "articles.jsonl", "articles.jsonl.gz")

Run = dict[str, list[tuple[str, float]]]
"""By question id: article ids, best first, with their scores."""


@dataclass(frozen=True, slots=True)
class Gold:
    """A sentence that answers a question."""

    article: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Questions with judgments over a corpus."""

    corpus: Path
    questions: Mapping[str, str]
    """Text by id; only questions that have judgments."""
    judgments: Mapping[str, Mapping[str, int]]
    """By question id, article id: relevance, 0 for none."""
    answers: Mapping[str, tuple[Gold, ...]]
    """By question id: the sentences that answer it, where the set has them."""
    types: Mapping[str, str]
    """By question id: what kind of question it is, where the set says."""
    unanswerable: tuple[str, ...]
    """Questions on which the corpus has nothing, from `unanswerable.jsonl`."""


def read_questions(folder: Path) -> QuestionSet:
    """Read a folder in BEIR's layout: `corpus.jsonl`, `queries.jsonl`, `qrels.tsv`.

    Raises:
        EvaluationError: a file is missing or is not what it should be.
    """
    corpus = next((folder / name for name in _CORPORA if (folder / name).is_file()), None)
    if corpus is None:
        raise EvaluationError(f"{folder} holds no corpus.jsonl")
    judgments: dict[str, dict[str, int]] = {}
    try:
        with (folder / "qrels.tsv").open(encoding="utf-8", newline="") as file:
            rows = csv.reader(file, delimiter="\t")
            next(rows, None)
            for question, article, relevance in rows:
                judgments.setdefault(question, {})[article] = int(relevance)
        queries = {str(query["_id"]): query for query in _json_lines(folder / "queries.jsonl")}
        judged = {id_: query for id_, query in queries.items() if id_ in judgments}
        texts = {id_: str(query["text"]) for id_, query in judged.items()}
        answers = {id_: _gold(query) for id_, query in judged.items() if query.get("answers")}
        types = {id_: str(query["type"]) for id_, query in judged.items() if query.get("type")}
        without = folder / "unanswerable.jsonl"
        others = [str(query["text"]) for query in _json_lines(without)] if without.exists() else []
    except OSError as error:
        raise EvaluationError(f"{error.filename}: {str(error.strerror).lower()}") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise EvaluationError(
            f"{folder}: queries.jsonl needs _id and text, qrels.tsv three columns ({error})"
        ) from error
    if not texts:
        raise EvaluationError(f"{folder}: no question in queries.jsonl has judgments in qrels.tsv")
    judged_only = {id_: judgments[id_] for id_ in texts}
    return QuestionSet(corpus, texts, judged_only, answers, types, tuple(others))


def _json_lines(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def _gold(query: Mapping[str, Any]) -> tuple[Gold, ...]:
    found = query["answers"]
    return tuple(Gold(str(g["article_id"]), int(g["start"]), int(g["end"])) for g in found)


def corpus_key(corpus: Path, model: str) -> str:
    """Return a name for the index of a corpus made with a model: other content, other name."""
    with corpus.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
    digest.update(f"{model}\n{FORMAT}\n{RECIPE}".encode())
    return digest.hexdigest()[:16]


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
            run[id_] = index.rank_articles(text, limit=DEPTH, mode=mode)
            on_question()
        found[mode] = run
    return found


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


def write_run(run: Run, tag: str) -> Iterable[str]:
    """Yield a run's lines in TREC's format: question, Q0, article, rank, score, tag."""
    for question, ranked in run.items():
        for rank, (article, score) in enumerate(ranked, 1):
            yield f"{question} Q0 {article} {rank} {score:.6f} {tag}\n"


ROUNDS = 10_000
"""Of the randomisation test: enough that a p of .01 is known to .002."""


def read_run(path: Path) -> Run:
    """Read a run in TREC's format.

    Raises:
        EvaluationError: it is none.
    """
    run: Run = {}
    try:
        for line in path.read_text(encoding="utf-8").splitlines():
            question, _, article, rank, _, _ = line.split()
            run.setdefault(question, []).append((article, -float(rank)))
    except (OSError, ValueError) as error:
        raise EvaluationError(f"{path} is no TREC run ({error})") from error
    return {id_: sorted(ranked, key=lambda each: -each[1]) for id_, ranked in run.items()}


def compare(ours: Run, theirs: Run, questions: QuestionSet) -> dict[str, float]:
    """Compare two runs by nDCG@10 over the questions, in pairs.

    The p value is that of a two-sided paired randomisation test (Smucker, Allan and Carterette,
    "A Comparison of Statistical Significance Tests for Information Retrieval Evaluation",
    2007), always with the same random numbers.
    """
    import numpy as np

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
    from index.answer_evaluation import find_answers, measure_answers, separation

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
