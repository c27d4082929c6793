"""The commands on standing questions: watch add, list, run, remove."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, Literal

import click

from index.cli.completing import watch_names
from index.cli.new_file import NewFile
from index.cli.options import examples, format_option, formats_option, wait_option
from index.cli.question_options import question_options
from index.cli.shell import FAILED, NOTHING, open_index, options_as_typed, say, warn

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from index.cli.printing.tables import Format
    from index.search import NewsIndex
    from index.vocabulary.place import Where
    from index.vocabulary.results import News, Watch

    Form = Literal["text", "md", "html", "json", "atom"]


@click.group(
    epilog=examples(
        "newsdex watch add ports '+strike harbour' --section business",
        "newsdex watch run ports --format html --output news.html",
    )
)
def watch() -> None:
    """Keep standing questions, and tell what came in for them.

    They are kept in the index. `run` tells what was added since the last run and matches, each
    story once, and exits with 0 if there is any, with 3 if there is none.
    """


@watch.command(
    epilog=examples(
        "newsdex watch add ports '+strike harbour' --section business",
        'newsdex watch add dam "Torvane dam inquiry" --source "Cormorant Wire"',
    )
)
@click.argument("name")
@question_options
@wait_option
@click.pass_obj
def add(directory: Where, /, name: str, question: str, asked: dict[str, Any], wait: float) -> None:
    """Keep QUESTION under NAME; what is in the index by now is no news.

    Where words bind (+port +strike, or a phrase), only what has them is news; else all that has a
    word of it or is near to it in meaning, the best first.
    """
    with open_index(directory, wait) as index, options_as_typed():
        added = index.watch_add(name, question, **asked)
        for line in index.search(question, limit=1, **asked).note.splitlines():
            warn(line)  # a name that is mistyped would be silence for ever
    say(f"watching {added.name}: {_told(added)}")


@watch.command(
    name="list",
    epilog=examples(
        "newsdex watch list",
        "newsdex watch list --format json",
    ),
)
@format_option
@click.pass_obj
def list_(directory: Where, form: Format) -> None:
    """List the standing questions: when what came in was looked through last, and stories told."""
    with open_index(directory) as index:
        watches = index.watches()
    from index.cli.printing.tables import print_table, write_rows
    from index.formats import listed_row

    if form != "table":
        write_rows(
            map(listed_row, watches),
            form,
            ("name", "question", "conditions", "last_run", "stories"),
        )
    elif watches:
        print_table(
            [
                {
                    "name": each.name,
                    "question": _told(each),
                    "last run": _clock(each.last_run),
                    "stories": f"{each.stories:,}",
                }
                for each in watches
            ]
        )
    say(f"{len(watches)} standing question{'s' * (len(watches) != 1)}")


@watch.command(
    epilog=examples(
        "newsdex watch run",
        "newsdex watch run ports dam --format atom --output news.atom",
    )
)
@click.argument("names", metavar="[NAME]...", nargs=-1, shell_complete=watch_names)
@click.option("-n", "--limit", default=10, show_default=True, help="Most stories of each.")
@click.option("--dry-run", is_flag=True, help="Leave it so that the next run tells the same.")
@click.option(
    "--output",
    metavar="FILE",
    type=NewFile(),
    help="Write it there, whole or not at all; an Atom feed goes on there.",
)
@click.option(
    "--feed-url",
    metavar="URL",
    help="Where an Atom feed will be found; it keeps that from then on.",
)
@formats_option("text", "md", "html", "json", "atom")
@wait_option
@click.pass_obj
def run(  # noqa: PLR0913, PLR0917 - one parameter for each option
    directory: Where,
    /,
    names: tuple[str, ...],
    output: Path | None,
    feed_url: str | None,
    form: Form,
    wait: float,
    **options: Any,
) -> None:
    """Tell what came in for standing questions since they were run last; all, or those named.

    Each story is told once. Without news nothing is printed or written, and the exit code is 3.
    What could not be printed or written is told again by the next run.
    """
    if feed_url and form != "atom":
        raise click.UsageError("--feed-url goes with --format atom")

    def tell(news: Sequence[News]) -> None:
        with_hits = [each for each in news if each.hits]
        if with_hits:
            _write(index, with_hits, form, output, feed_url or "")

    wrong: list[str] = []

    def tell_wrong(line: str) -> None:
        wrong.append(line)
        say(line)

    with open_index(directory, wait) as index, options_as_typed():
        news = index.run_watches(names or None, on_news=tell, on_problem=tell_wrong, **options)
    if wrong:
        raise click.exceptions.Exit(FAILED)
    if not any(each.hits for each in news):
        raise click.exceptions.Exit(NOTHING)


@watch.command(
    epilog=examples(
        "newsdex watch remove ports",
        "newsdex watch remove ports dam",
    )
)
@click.argument("names", metavar="NAME...", nargs=-1, required=True, shell_complete=watch_names)
@wait_option
@click.pass_obj
def remove(directory: Where, names: tuple[str, ...], wait: float) -> None:
    """Forget standing questions."""
    with open_index(directory, wait) as index:
        for gone in index.watch_remove(names):
            say(f"forgot {gone.name}: {_told(gone)}")


def _clock(moment: datetime | None) -> str:
    """Return when that is by the clock of this machine."""
    return f"{moment.astimezone():%Y-%m-%d %H:%M}" if moment else "–"


def _told(watch: Watch) -> str:
    """Return a standing question in one line, with its conditions as options."""
    from index.formats import conditions_line

    return " ".join(filter(None, [watch.question, conditions_line(watch.conditions)]))


def _write(
    index: NewsIndex, news: Sequence[News], form: Form, output: Path | None, url: str
) -> None:
    """Print news, or write them to a file."""
    from index.cli.commands.private_file import replacing
    from index.cli.printing.tables import write_bytes

    if output is None:
        write_bytes(_made(index, news, form, b"", url))
        return
    before = b""
    if form == "atom":
        with suppress(FileNotFoundError):
            before = output.read_bytes()
    made = _made(index, news, form, before, url)
    with replacing(output) as file:
        file.write(made)


def _made(index: NewsIndex, news: Sequence[News], form: Form, before: bytes, url: str) -> bytes:
    """Return news in a format, as a file; a feed goes on from what was there before."""
    from datetime import UTC, datetime

    from index.formats import (
        Section,
        feed,
        json_array,
        made_of,
        news_row,
        report,
        sections_markdown,
        sections_text,
    )

    if form == "atom":
        return feed(news, datetime.now(UTC), before, url)
    sections = [
        Section(each.watch.name, each.hits, (_count(each),), _told(each.watch)) for each in news
    ]
    match form:
        case "md":
            pieces = sections_markdown(sections)
        case "html":
            made = made_of(index.status(), datetime.now(UTC).astimezone())
            pieces = report("News", sections, made)
        case "json":
            pieces = json_array(map(news_row, news))
        case _:
            pieces = sections_text(sections)
    return "".join(pieces).encode()


def _count(news: News) -> str:
    """Return how many stories there are, and how many of them are told."""
    total, told = news.hits.total, len(news.hits)
    stories = f"{total:,} new {'story' if total == 1 else 'stories'}"
    return stories if told == total else f"{stories}, the best {told:,} of them here"
