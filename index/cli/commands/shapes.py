"""The commands that show the shape of what a question finds: facets, timeline, terms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from index.cli.new_file import NewFile
from index.cli.options import comma_separated, examples, format_option, pager_option
from index.cli.question_options import condition_options, question_options
from index.cli.shell import open_index, options_as_typed, say, say_nothing_found

if TYPE_CHECKING:
    from pathlib import Path

    from index.cli.printing.tables import Format
    from index.vocabulary.place import Where
    from index.vocabulary.results import Timeline


@click.command(
    epilog=examples(
        "newsdex facets --by source,year",
        'newsdex facets "+port +strike" --by month,topics --since 2024 --format csv',
    )
)
@question_options
@click.option(
    "--by",
    "fields",
    metavar="FIELD,…",
    multiple=True,
    callback=comma_separated,
    help="Fields that `newsdex fields` lists, and year, month, week, day, weekday. "
    "Default: source,section,author,language,year.",
)
@click.option("--most", default=10, show_default=True, help="Most values of a field to print.")
@pager_option
@format_option
@click.pass_obj
def facets(
    directory: Where,
    /,
    question: str,
    asked: dict[str, Any],
    form: Format,
    pager: bool,
    **options: Any,
) -> None:
    """Count the articles that match QUESTION by source, author, month, any field.

    All that match count, not only those that a search prints; without QUESTION every article
    does. A word with + before it must occur.
    """
    with open_index(directory) as index, options_as_typed():
        found = index.facets(question, **options, **asked)
        total = sum(found[0].articles + found[0].without for _ in found[:1])
        if not total:
            say_nothing_found(index)
    from index.cli.printing.facets import facet_lines
    from index.cli.printing.pages import show
    from index.cli.printing.tables import write_rows
    from index.formats import facet_row, facet_value_rows

    if form == "csv":
        write_rows(facet_value_rows(found), form, ("field", "value", "articles"))
    elif form != "table":
        write_rows(map(facet_row, found), form)
    elif total:
        show(facet_lines(found), pager=pager)
    if total:
        say(f"{total:,} article{'s' * (total != 1)}")


def _picture(_context: click.Context, _option: click.Parameter, path: Path | None) -> Path | None:
    """Refuse a picture of another kind before anything is counted."""
    if path and path.suffix.lower() not in {".svg", ".png"}:
        raise click.BadParameter(f"{path} will be a picture; name it .svg or .png")
    return path


@click.command(
    epilog=examples(
        'newsdex timeline "+port +strike" --by month',
        'newsdex timeline "+ferry" "+airline" --share --since 2024 --format csv',
    )
)
@click.argument("questions", nargs=-1)
@click.option(
    "--by",
    type=click.Choice(["day", "week", "month", "year"]),
    help="Default: what makes about 20 to 60 bars.",
)
@click.option("--share", is_flag=True, help="Show shares of all articles, not numbers.")
@click.option(
    "--plot",
    "picture",
    metavar="FILE",
    type=NewFile(),
    callback=_picture,
    help="Draw it to a .svg or .png, with pip install newsdex[plot].",
)
@pager_option
@format_option
@condition_options
@click.pass_obj
def timeline(
    directory: Where,
    /,
    questions: tuple[str, ...],
    asked: dict[str, Any],
    form: Format,
    pager: bool,
    **options: Any,
) -> None:
    """Count the articles that match each of QUESTIONS by when they were published.

    Each is one argument: quote what has several words. ▲ marks a burst, in which a question finds
    far more of all articles than usually, with its headline. Without a question every article
    counts; a word with + before it must occur.
    """
    picture = options.pop("picture")
    with open_index(directory) as index, options_as_typed():
        found = index.timeline(questions or "", **options, **asked)
        for line in found.lines:
            if not line.articles and any(each.articles for each in found.lines):
                say(f"{line.question}: nothing found")
        if not any(line.articles for line in found.lines):
            say_nothing_found(index)
    from index.cli.printing.pages import show
    from index.cli.printing.tables import write_json, write_rows
    from index.cli.printing.timeline import timeline_lines
    from index.formats import period_rows, timeline_row

    if picture and found.periods:
        _draw(found, picture)
    if form == "json":
        write_json(timeline_row(found))
    elif form != "table":
        columns = ("question", "first", "last", "articles", "all_articles", "share", "burst")
        write_rows(period_rows(found), form, columns)
    elif found.periods:
        show(timeline_lines(found), pager=pager)
    for line in found.lines:
        if line.undated:
            say(f"{line.question or 'all'}: {line.undated:,} of {line.articles:,} have no date")


def _draw(timeline: Timeline, path: Path) -> None:
    from index.cli.commands.private_file import replacing
    from index.formats import timeline_picture

    drawn = timeline_picture(timeline, "svg" if path.suffix.lower() == ".svg" else "png")
    with replacing(path) as file:
        file.write(drawn)


@click.command(
    epilog=examples(
        'newsdex terms "+port +strike"',
        'newsdex terms "water prices" --since 2024 --most 50 --format csv > words.csv',
    )
)
@question_options
@click.option("--most", default=20, show_default=True, help="Most words, and sources, to print.")
@click.option("--own", is_flag=True, help="Print words of the question, too.")
@format_option
@click.pass_obj
def terms(
    directory: Where, /, question: str, asked: dict[str, Any], form: Format, **options: Any
) -> None:
    """Print which words, names and sources stand out in what matches QUESTION.

    They are compared with the rest of the index: words by the passages of the best 300 articles,
    sources by all that match.
    """
    with open_index(directory) as index, options_as_typed():
        found = index.terms(question, **options, **asked)
        if not found.articles:
            say_nothing_found(index)
    from index.cli.printing.tables import write_json, write_rows
    from index.cli.printing.terms import print_terms
    from index.formats import terms_row

    if form == "json":
        write_json(terms_row(found))
    elif form != "table":
        write_rows(found.to_dicts(), form, tuple(found.COLUMNS))
    else:
        print_terms(found)
    if not found.articles:
        return
    if not (found.terms or found.sources):
        say("no word and no source stands out")
    say(
        f"read {found.passages:,} passages of {found.read:,} of {found.articles:,} "
        f"article{'s' * (found.articles != 1)}"
    )
