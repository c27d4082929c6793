"""The command that asks many questions at once."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import UTC, datetime
from itertools import chain
from typing import TYPE_CHECKING, Any, Literal

import click

from index.cli.new_file import NewFile
from index.cli.options import examples, fields_option, formats_option
from index.cli.question_options import condition_options
from index.cli.shell import FAILED, open_index, options_as_typed, say, say_nothing_found

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from index.search import NewsIndex
    from index.vocabulary.place import Where
    from index.vocabulary.results import BatchAnswer

    Form = Literal["jsonl", "csv", "trec", "md", "html"]

_NAMED = 5
"""Questions that are named of those that found nothing."""


@click.command(
    epilog=examples(
        "newsdex ask questions.txt --format html --output report.html",
        "newsdex ask questions.jsonl --since 2024 --format trec > archive.run",
    )
)
@click.argument("file", type=click.Path(allow_dash=True, dir_okay=False))
@condition_options
@click.option("-n", "--limit", default=10, show_default=True, help="Most articles of each.")
@click.option("--strict", is_flag=True, help="Stop at the first line that is no question.")
@click.option("--title", default="Report", show_default=True, help="Of the HTML page.")
@click.option(
    "--output",
    metavar="FILE",
    type=NewFile(),
    help="Write it there, whole or not at all.",
)
@fields_option
@formats_option("jsonl", "csv", "trec", "md", "html")
@click.pass_obj
def ask(
    directory: Where,
    /,
    file: str,
    asked: dict[str, Any],
    form: Form,
    **options: Any,
) -> None:
    """Answer the questions in FILE, or - for standard input.

    A line is a question as `search` takes it, or JSON with conditions of its own:
    {"id": "q1", "question": "+strike", "since": "2024", "source": ["Coastal Wire"]}. Options hold
    for all. HTML is one page to mail around, with a timeline for each question.
    """
    fields, output = options.pop("fields"), options.pop("output")
    if fields and form != "csv":
        raise click.UsageError("--fields goes with --format csv")
    from index.cli.commands.private_file import replacing
    from index.cli.printing.tables import write
    from index.formats import ANSWER_NAMES, check_names
    from index.search import batch_questions

    wrong: list[str] = []
    empty: list[str] = []
    asked_for = 0

    def counted(answers: Iterable[BatchAnswer]) -> Iterator[BatchAnswer]:
        nonlocal asked_for
        for answer in answers:
            asked_for += 1
            if not answer.hits:
                empty.append(answer.asked.id)
            yield answer

    def tell(line: str) -> None:
        wrong.append(line)
        say(line)

    title, strict = options.pop("title"), options.pop("strict")
    on_problem = None if strict else tell
    with (
        open_index(directory) as index,
        options_as_typed(),
        click.open_file(file, encoding="utf-8", errors="replace") as lines,
    ):
        check_names(fields or (), ANSWER_NAMES)
        questions = batch_questions(lines, on_problem=on_problem)
        answers = index.ask(
            questions, timelines=form == "html", on_problem=on_problem, **options, **asked
        )
        made = _made(counted(answers), form, fields, title, index)
        with nullcontext() if output is None else replacing(output) as target:
            if target is None:
                write(made)
            else:
                target.writelines(piece.encode() for piece in made)
        if empty and len(empty) == asked_for:
            say_nothing_found(index)
        elif empty:
            more = f" and {len(empty) - _NAMED:,} more" if len(empty) > _NAMED else ""
            say(f"nothing found for {', '.join(empty[:_NAMED])}{more} of {asked_for:,} questions")
    if wrong:
        raise click.exceptions.Exit(FAILED)


def _made(
    answers: Iterator[BatchAnswer],
    form: Form,
    fields: Sequence[str] | None,
    title: str,
    index: NewsIndex,
) -> Iterable[str]:
    """Return what was found in a format, piece by piece as questions are answered."""
    from index.formats import (
        ANSWER_NAMES,
        answer_row,
        answer_rows,
        answer_section,
        chosen,
        csv_lines,
        json_lines,
        made_of,
        report,
        run_tag,
        sections_markdown,
        trec_lines,
    )

    match form:
        case "jsonl":
            return json_lines(map(answer_row, answers))
        case "csv":
            rows = chain.from_iterable(map(answer_rows, answers))
            return csv_lines(chosen(rows, fields), fields or ANSWER_NAMES)
        case "trec":
            return chain.from_iterable(
                trec_lines(each.asked.id, _ranked(each), run_tag(each.hits)) for each in answers
            )
        case "md":
            return sections_markdown(map(answer_section, answers))
        case "html":
            sections = list(map(answer_section, answers))
            count = f"{len(sections):,} question{'s' * (len(sections) != 1)}"
            made = made_of(index.status(), datetime.now(UTC).astimezone())
            return report(title, sections, made, count)


def _ranked(answer: BatchAnswer) -> Iterator[tuple[str, float]]:
    return ((hit.article.id, hit.ranking_score) for hit in answer.hits)
