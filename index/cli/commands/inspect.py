"""The command that shows what readers make of files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from index.cli.completing import files
from index.cli.options import examples, format_option, reading_options
from index.cli.shell import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from corpus.reading.inspection import Finding
    from index.cli.printing.tables import Format

FIRST_WORDS = 12
"""Words that are shown of each passage."""

_SHOWN_PASSAGES = 5
"""Passages whose first words are shown in the table; the other formats have all."""


@click.command(
    epilog=examples(
        "newsdex inspect page.html",
        "newsdex inspect export.csv --map text=story --format jsonl",
    )
)
@click.argument("paths", metavar="FILE...", nargs=-1, required=True, shell_complete=files)
@reading_options
@format_option
def inspect(paths: tuple[str, ...], *, reading: dict[str, Any], form: Format) -> None:
    """Show what is read from files and folders; nothing is indexed. - is standard input.

    For each article: its format, its fields and the place in the file that each was taken from,
    its passages, and warnings; withdrawn items; a line for each file or record that can't be read.

    The exit code is that of add: 0 when something was read, whatever else was not.
    """
    from corpus.reading.inspection import inspect as inspect_files
    from index.cli.printing.tables import write_rows

    counts = dict.fromkeys(("article", "withdrawal", "problem"), 0)
    findings = _counted(inspect_files(paths, **reading), counts)
    if form == "table":
        for finding in findings:
            _print(finding)
    elif form == "jsonl":
        for finding in findings:
            write_rows([_row(finding)], form)
    else:
        write_rows([_row(finding) for finding in findings], form)
    say(", ".join(f"{count} {kind}{'s' * (count != 1)}" for kind, count in counts.items()))
    if not counts["article"] and not counts["withdrawal"]:
        raise click.exceptions.Exit(1)


def _counted(findings: Iterable[Finding], counts: dict[str, int]) -> Iterator[Finding]:
    for finding in findings:
        counts[_kind(finding)] += 1
        yield finding


def _kind(finding: Finding) -> str:
    if finding.reading:
        return "article"
    return "withdrawal" if finding.withdrawal else "problem"


def _row(finding: Finding) -> dict[str, Any]:
    """Return a finding as programs read it; every kind has the same columns."""
    from index.formats import article_row

    row: dict[str, Any] = {
        "path": finding.path,
        "line": finding.line,
        "format": finding.format or None,
        "kind": _kind(finding),
        "problem": None,
        "withdrawn": finding.withdrawal.status if finding.withdrawal else None,
        "version": finding.withdrawal.version if finding.withdrawal else None,
    }
    if finding.problem:
        problem = finding.problem
        row["problem"] = "; ".join(filter(None, (problem.reason, problem.advice)))
    reading = finding.reading
    names = "title source authors published updated section language url".split()
    if reading:
        row |= article_row(reading.article)
    else:
        row["id"] = finding.withdrawal.id if finding.withdrawal else None
        row |= dict.fromkeys(names)
    return row | {
        "characters": len(reading.article.text) if reading else None,
        "extra": dict(reading.article.extra) if reading else {},
        "places": dict(reading.places) if reading else {},
        "warnings": list(reading.warnings) if reading else [],
        "passage_count": len(finding.passages),
        "passages": [_first_words(passage.text) for passage in finding.passages],
    }


def _print(finding: Finding) -> None:
    """Print a finding for people: where it is, and a line for each field."""
    from index.cli.printing.tables import print_fields

    place = finding.path if finding.line is None else f"{finding.path}:{finding.line}"
    if finding.problem:
        print_fields(f"{finding.problem}", [])
    elif finding.withdrawal:
        withdrawn = finding.withdrawal
        version = f", version {withdrawn.version}" if withdrawn.version else ""
        print_fields(f"{place}: {withdrawn.id} withdrawn ({withdrawn.status}){version}", [])
    else:
        print_fields(f"{place}: {finding.format}", _lines(finding))


def _lines(finding: Finding) -> Iterator[tuple[str, str, str]]:
    """Yield the name, the value and the place of each field."""
    from index.formats import article_row

    reading = finding.reading
    if reading is None:
        return
    article, places = reading.article, reading.places
    for name, value in article_row(article).items():
        if value:
            shown = ", ".join(value) if isinstance(value, list) else str(value)
            place = places.get(name, "derived from the URL or the text" if name == "id" else "")
            yield name, shown, place
    yield "text", f"{len(article.text):,} characters", places.get("text", "")
    for name, value in article.extra.items():
        yield f"extra.{name}", str(value), ""
    count = len(finding.passages)
    for number, passage in enumerate(finding.passages[:_SHOWN_PASSAGES], 1):
        yield f"passage {number}/{count}", _first_words(passage.text), ""
    if count > _SHOWN_PASSAGES:
        yield "", f"and {count - _SHOWN_PASSAGES} more", ""
    for warning in reading.warnings:
        yield "warning", warning, ""


def _first_words(text: str) -> str:
    words = text.split(maxsplit=FIRST_WORDS)
    more = len(words) > FIRST_WORDS
    return " ".join(words[:FIRST_WORDS]) + (" …" if more else "")
