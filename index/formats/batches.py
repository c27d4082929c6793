"""What was found for several questions: as rows, and as sections to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from index.formats.markdown.sections import Section
from index.formats.rows.named import HIT_NAMES, hit_row, told_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from index.vocabulary.results import BatchAnswer, Hits

ANSWER_NAMES = ("question_id", "question", "weak", *HIT_NAMES)
"""The names in the row of a hit beside its question, in their order."""


def answer_row(answer: BatchAnswer) -> dict[str, Any]:
    """Return what was found for a question, hits in a list."""
    asked = answer.asked
    return {
        "id": asked.id,
        "conditions": dict(asked.conditions),
        **told_of(answer.hits, asked.question),
        "hits": list(map(hit_row, answer.hits)),
    }


def answer_rows(answer: BatchAnswer) -> Iterator[dict[str, Any]]:
    """Yield each hit as a row with its question, by `ANSWER_NAMES`."""
    for hit in answer.hits:
        yield {
            "question_id": answer.asked.id,
            "question": answer.asked.question,
            "weak": answer.hits.weak,
            **hit_row(hit),
        }


def answer_section(answer: BatchAnswer) -> Section:
    """Return what was found for a question as a section of a report."""
    conditions = conditions_line(answer.asked.conditions)
    question = answer.asked.question
    return Section(
        question or conditions,
        answer.hits,
        told_in_words(answer.hits, len(answer.hits)),
        conditions if question else "",
        timeline=answer.timeline,
    )


def conditions_line(conditions: Mapping[str, Any]) -> str:
    """Return conditions on one line, as options of a command."""
    return " ".join(f"--{name} {_told(value)}" for name, value in conditions.items())


def told_in_words(hits: Hits, shown: int) -> tuple[str, ...]:
    """Return what is to be said of all hits: first how many there are, then what is lacking.

    Args:
        hits: of one search.
        shown: articles that are shown of them.
    """
    told = []
    if not hits:
        told.append("nothing found")
    elif hits.weak or not hits.total:
        told.append("nothing close found: these are the nearest")
    else:
        articles = f"{hits.total:,} article{'s' * (hits.total != 1)}"
        told.append(articles if shown == hits.total else f"{shown:,} of {articles}")
    told += [f"no article has “{word}”" for word in hits.missing]
    told += [f"“{typed}” also read as “{read}”" for typed, read in hits.corrections.items()]
    told += [f"{each.meaning} preferred" for each in hits.read_as]
    return *told, *hits.note.splitlines()


def _told(value: Any) -> str:
    if isinstance(value, dict):
        return ",".join(f"{field}={_told(each)}" for field, each in value.items())
    return ",".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
