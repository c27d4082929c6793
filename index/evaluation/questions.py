"""Questions with judgments over a corpus, in BEIR's layout."""

from __future__ import annotations

import csv
import hashlib
import json
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from corpus.fields.dates import parse_date
from corpus.vocabulary.errors import shown
from index.vocabulary.errors import EvaluationError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path


_CORPORA = ("corpus.jsonl", "corpus.jsonl.gz", "articles.jsonl", "articles.jsonl.gz")


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
    days: Mapping[str, date]
    """By question id: the day when it is asked, from which its `last week` is counted, where the
    set says."""
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
        days = {id_: day for id_, query in judged.items() if (day := _day(query))}
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
    return QuestionSet(corpus, texts, judged_only, answers, types, days, tuple(others))


def _json_lines(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def _gold(query: Mapping[str, Any]) -> tuple[Gold, ...]:
    found = query["answers"]
    return tuple(Gold(str(g["article_id"]), int(g["start"]), int(g["end"])) for g in found)


def _day(query: Mapping[str, Any]) -> date | None:
    """Return the `date` of a question, which may stand under `metadata`.

    Raises:
        ValueError: it is not a date.
    """
    metadata = query.get("metadata")
    stated = query.get("date") or (metadata.get("date") if isinstance(metadata, dict) else None)
    if not stated:
        return None
    try:
        return parse_date(stated).date()
    except ValueError as error:
        raise ValueError(f"date: {shown(stated)} of question {query['_id']}: {error}") from error


def corpus_key(corpus: Path, model: str) -> str:
    """Return a name for the index of a corpus that this newsdex makes with a model."""
    with corpus.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
    digest.update(f"{model}\n{version('newsdex')}".encode())
    return digest.hexdigest()[:16]
