"""What readers make of files: articles with the place of each field, and what went wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.articles.outcome import Reading
from corpus.passages.packing import split_passages
from corpus.reading.article_reader import read_articles
from corpus.vocabulary.limits import LIMITS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from corpus.articles.outcome import Outcome, Withdrawal
    from corpus.files.named_paths import Paths
    from corpus.passages.packing import Passage
    from corpus.vocabulary.errors import Problem
    from corpus.vocabulary.limits import Limits


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a reader found: an article, a withdrawal, or a problem."""

    path: str
    """Of the file; members of containers follow it after `!`."""
    format: str = ""
    """As the reader is called that found it; empty for a problem."""
    line: int | None = None
    reading: Reading | None = None
    passages: tuple[Passage, ...] = ()
    """Of the article, as it would be indexed."""
    withdrawal: Withdrawal | None = None
    problem: Problem | None = None


def inspect(
    paths: Paths,
    *,
    fields: Mapping[str, str] | None = None,
    limits: Limits | None = None,
    dayfirst: bool | None = None,
    zone: str | None = None,
) -> Iterator[Finding]:
    """Yield what is found in files and folders, problems in their place; nothing is kept.

    Args:
        paths: a file or folder, several, or `-`, as for `read_articles`.
        fields: field of an article to the record's own name for it.
        limits: what a file from a stranger may cost; None takes the usual ones.
        dayfirst: whether `03/04/2021` is of April.
        zone: of times that state none.

    Raises:
        FieldMapError: `fields` names something that is not a field of an article.
        ArgumentError: something else is given than is asked for.
    """
    problems: list[Problem] = []
    reader = read_articles(
        paths,
        fields=fields,
        on_problem=problems.append,
        limits=LIMITS if limits is None else limits,
        dayfirst=dayfirst,
        zone=zone,
    )
    for outcome in reader.outcomes():
        yield from _drained(problems)
        yield _finding(outcome)
    yield from _drained(problems)


def _drained(problems: list[Problem]) -> Iterator[Finding]:
    """Yield the problems that cost something; the others are warnings of an article."""
    for problem in problems:
        if problem.skipped:
            yield Finding(problem.path, line=problem.line, problem=problem)
    problems.clear()


def _finding(outcome: Outcome) -> Finding:
    found = outcome.found
    if not isinstance(found, Reading):
        return Finding(outcome.path, outcome.format, outcome.line, withdrawal=found)
    passages = tuple(split_passages(found.article.text))
    return Finding(outcome.path, outcome.format, outcome.line, found, passages)
