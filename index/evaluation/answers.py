"""How good the answers are: the gold sentence among the passages, and unanswerable questions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from corpus import Passage
    from index.evaluation.questions import Gold, QuestionSet
    from index.search import NewsIndex
    from index.vocabulary.results import Hit

FIVE = 5


@dataclass(frozen=True, slots=True)
class Found:
    """Whether the answer to one question was found."""

    first: bool
    """A gold sentence lies inside the first passage."""
    five: bool
    """A gold sentence lies inside one of the first five passages."""
    sentence: bool
    """The marked sentence of the first hit is a gold sentence."""
    window: bool
    """A gold sentence lies inside the window of the first hit."""


def find_answers(index: NewsIndex, questions: QuestionSet) -> dict[str, Found]:
    """Look for the gold sentences among the hits that a reader is shown, as many of an article."""
    found = {}
    for id_, gold in questions.answers.items():
        today = questions.days.get(id_)
        hits = index.search(questions.questions[id_], limit=FIVE, today=today)
        inside = [any(_holds(hit, hit.passage, each) for each in gold) for hit in hits]
        marked = bool(hits) and any(_marks(hits[0], each) for each in gold)
        shown = any(_holds(hit, hit.window, each) for hit in hits[:1] for each in gold)
        found[id_] = Found(inside[:1] == [True], any(inside), marked, shown)
    return found


def _holds(hit: Hit, part: Passage | None, gold: Gold) -> bool:
    return (
        part is not None
        and hit.article.id == gold.article
        and part.start <= gold.start
        and gold.end <= part.end
    )


def _marks(hit: Hit, gold: Gold) -> bool:
    """Tell whether the marked sentence and the gold one are the same but for where they end.

    More than half of the shorter is shared: who wrote the gold took two sentences as one here
    and there, and splitters differ at quotations.
    """
    if hit.answer is None or hit.article.id != gold.article:
        return False
    shared = min(hit.answer.end, gold.end) - max(hit.answer.start, gold.start)
    return 2 * shared > min(hit.answer.end - hit.answer.start, gold.end - gold.start)


def measure_answers(
    found: Mapping[str, Found], questions: QuestionSet
) -> dict[str, dict[str, float]]:
    """Return the answer measures over all questions and by type; `all` comes first."""
    groups: dict[str, list[Found]] = {}
    for id_, each in found.items():
        groups.setdefault("all", []).append(each)
        if id_ in questions.types:
            groups.setdefault(questions.types[id_], []).append(each)
    return {
        name: {
            "answer@1": sum(each.first for each in group) / len(group),
            "answer@5": sum(each.five for each in group) / len(group),
            "window@1": sum(each.window for each in group) / len(group),
            "sentence@1": sum(each.sentence for each in group) / len(group),
            "questions": len(group),
        }
        for name, group in groups.items()
    }


def separation(index: NewsIndex, questions: QuestionSet) -> dict[str, float]:
    """Return how well confidence tells unanswerable questions from the others.

    Returns:
        `roc_auc`, and the shares of both kinds that are called weak.
    """
    answerable = [
        index.search(text, limit=1, today=questions.days.get(id_))
        for id_, text in questions.questions.items()
    ]
    others = [index.search(text, limit=1) for text in questions.unanswerable]
    pairs = [(a.confidence or 0.0, b.confidence or 0.0) for a in answerable for b in others]
    # The area under the curve is the share of pairs in the right order (Mann and Whitney).
    right = sum(1.0 if a > b else 0.5 if a == b else 0.0 for a, b in pairs)
    return {
        "roc_auc": right / len(pairs),
        "answerable_called_weak": sum(hits.weak for hits in answerable) / len(answerable),
        "unanswerable_called_weak": sum(hits.weak for hits in others) / len(others),
    }
