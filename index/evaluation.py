"""How good the ranking is: questions with judgments in BEIR's layout, measures as in TREC."""

from __future__ import annotations

import csv
import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from index.errors import EvaluationError
from index.interfaces import Mode

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
class QuestionSet:
    """Questions with judgments over a corpus."""

    corpus: Path
    questions: Mapping[str, str]
    """Text by id; only questions that have judgments."""
    judgments: Mapping[str, Mapping[str, int]]
    """By question id, article id: relevance, 0 for none."""


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
        with (folder / "queries.jsonl").open(encoding="utf-8") as file:
            queries = [json.loads(line) for line in file if line.strip()]
        texts = {str(query["_id"]): str(query["text"]) for query in queries}
    except OSError as error:
        raise EvaluationError(f"{error.filename}: {str(error.strerror).lower()}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise EvaluationError(
            f"{folder}: queries.jsonl needs _id and text, qrels.tsv three columns ({error})"
        ) from error
    questions = {id_: text for id_, text in texts.items() if id_ in judgments}
    if not questions:
        raise EvaluationError(f"{folder}: no question in queries.jsonl has judgments in qrels.tsv")
    return QuestionSet(corpus, questions, {id_: judgments[id_] for id_ in questions})


def corpus_key(corpus: Path, model: str) -> str:
    """Return a name for the index of a corpus made with a model: other content, other name."""
    with corpus.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
    digest.update(model.encode())
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
    # Ranks decide, not scores: equal scores must not be re-ordered by the measuring library.
    scored = {
        id_: {article: float(len(ranked) - place) for place, (article, _) in enumerate(ranked)}
        for id_, ranked in run.items()
    }
    found = ir_measures.calc_aggregate(wanted.values(), questions.judgments, scored)
    return {name: float(found[measure]) for name, measure in wanted.items()}


def write_run(run: Run, tag: str) -> Iterable[str]:
    """Yield a run's lines in TREC's format: question, Q0, article, rank, score, tag."""
    for question, ranked in run.items():
        for rank, (article, score) in enumerate(ranked, 1):
            yield f"{question} Q0 {article} {rank} {score:.6f} {tag}\n"
