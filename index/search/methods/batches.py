"""Many questions, one after the other, over one generation of an index."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Unpack, cast

from corpus.vocabulary.errors import shown
from index.search.asked.problems import told_or_raised
from index.search.asked.unknown_names import names_checked
from index.search.asked.written_conditions import read
from index.search.methods.shapes import Shapes
from index.vocabulary.errors import QuestionError
from index.vocabulary.results import BatchAnswer, BatchQuestion

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from index.search.asked.conditions import Conditions

    Problems = Callable[[str], object] | None
    """Called with a line for each question that can't be asked; None has it raised."""

_OWN = ("id", "question")


class Batches(Shapes):
    """Answers several questions."""

    @names_checked()
    def ask(
        self,
        questions: Iterable[BatchQuestion | str],
        *,
        limit: int = 10,
        timelines: bool = False,
        on_problem: Problems = None,
        **conditions: Unpack[Conditions],
    ) -> Iterator[BatchAnswer]:
        """Answer questions, as they are taken, each as `search` does.

        Args:
            questions: any number; text has the number that it comes as for an id, from 1.
            limit: most articles of each, by the best hit.
            timelines: also count all that matches over time.
            on_problem: called with a line for each question that means nothing; the next one
                follows.
            conditions: as `search`; those of a question itself go before them.

        Raises:
            QuestionError: for the first such question, if `on_problem` is None.
        """
        for number, each in enumerate(questions, 1):
            asked = each if isinstance(each, BatchQuestion) else BatchQuestion(str(number), each)
            try:
                yield self._answer(
                    asked, {**conditions, **read(asked.conditions)}, limit, timelines
                )
            except QuestionError as error:
                told_or_raised(f"{asked.place or f'question {asked.id}'}: {error}", on_problem)

    def _answer(
        self, asked: BatchQuestion, conditions: dict[str, Any], limit: int, timelines: bool
    ) -> BatchAnswer:
        hits = self.search(asked.question, limit=limit, per_article=1, **conditions)
        counted = self.timeline(asked.question, **conditions) if timelines else None
        return BatchAnswer(asked, hits, counted)


def batch_questions(
    lines: Iterable[str], *, on_problem: Problems = None
) -> Iterator[BatchQuestion]:
    """Read questions: one a line as it is typed, or an object of JSON with conditions.

    An object has `question`, and may have `id` and conditions by the names that `search` takes.
    Others have the number of their line for an id.

    Args:
        lines: of a file; empty ones are passed over.
        on_problem: called with a line for each that is no question; the next one follows.

    Raises:
        QuestionError: for the first such line, if `on_problem` is None.
    """
    for number, line in enumerate(lines, 1):
        text = line.strip().removeprefix("\ufeff")
        if not text:
            continue
        place = f"line {number}"
        if not text.startswith("{"):
            yield BatchQuestion(str(number), text, place=place)
            continue
        try:
            yield _of_object(text, number, place)
        except QuestionError as error:
            told_or_raised(f"{place}: {error}", on_problem)


def _of_object(text: str, number: int, place: str) -> BatchQuestion:
    try:
        values = json.loads(text)
    except ValueError as error:
        raise QuestionError(f"this is no JSON ({error})") from error
    question, id_ = values.pop("question", ""), values.pop("id", number)
    if not isinstance(question, str):
        raise QuestionError(f"question: {shown(question)} is not text")
    if not isinstance(id_, str | int) or not str(id_).strip():
        raise QuestionError(f"id: {shown(id_)} is neither text nor a whole number")
    read(values, also=_OWN)
    return BatchQuestion(str(id_).strip(), question, cast("dict[str, Any]", values), place)
