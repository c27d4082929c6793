"""The command line. Nothing heavier than click is imported before a command runs."""

from __future__ import annotations

import io
import logging
import os
import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from index import copies_command, evaluate_command, inspect_command, upkeep
from index.errors import NewsIndexError, QuestionError
from index.progress import show_embedding, show_progress
from index.shell import (
    fail,
    format_option,
    index_to_write,
    jobs_option,
    model_option,
    open_index,
    reading_options,
    resumable,
    say,
    tell,
    wait_option,
    was_stopped,
)

if TYPE_CHECKING:
    from corpus import Limits
    from index.output import Format
    from index.results import Hits


class _Commands(click.Group):
    """The commands; click itself would print an empty line before it is told that one stopped."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except KeyboardInterrupt as stop:
            raise click.Abort from stop


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--index",
    "directory",
    type=click.Path(path_type=Path),
    envvar="NEWSDEX_INDEX",
    default=".newsdex",
    show_default=True,
    show_envvar=True,
    help="Directory of the index.",
)
@click.option("--debug", is_flag=True, help="Show tracebacks.")
@click.version_option(package_name="newsdex")
@click.pass_context
def cli(context: click.Context, directory: Path, debug: bool) -> None:
    """Search your own archive of news: keywords and meaning, one answer, offline."""
    context.obj = directory
    context.meta["debug"] = debug


@cli.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@reading_options
@click.option("--strict", is_flag=True, help="Stop at the first problem and add nothing.")
@click.option("--atomic", is_flag=True, help="One commit: readers see all of it or nothing.")
@click.option("--no-embed", is_flag=True, help="Leave the vectors to `newsdex embed`.")
@jobs_option
@model_option
@wait_option
@click.pass_obj
def add(  # noqa: PLR0913 - one parameter for each option
    directory: Path,
    *,
    paths: tuple[str, ...],
    fields: dict[str, str],
    limits: Limits,
    strict: bool,
    atomic: bool,
    no_embed: bool,
    jobs: int | None,
    model: str | None,
    wait: float,
) -> None:
    """Add articles from files and folders; - is standard input.

    An article that is there already changes nothing; one with the same id and another text
    replaces it. The index is made if there is none. When it is stopped, the same command goes on
    from there.
    """
    from corpus import read_articles

    reader = read_articles(paths, fields=fields, on_problem=None if strict else tell, limits=limits)
    first = next(reader, None)
    if first is None:
        fail("no article found; nothing was added" if reader.problems else "nothing to add")
    with (
        resumable(),
        index_to_write(directory, model, wait, jobs=jobs) as index,
        show_progress(reader) as (read, on_embedded),
    ):
        report = index.add(
            read(chain([first], reader)),
            atomic=strict or atomic,
            embed=not no_embed,
            on_embedded=on_embedded,
        )
        status = index.status()
    changes = [f"added {report.added}, replaced {report.replaced}, unchanged {report.unchanged}"]
    if report.withdrawn:
        changes.append(f", withdrawn {report.withdrawn}")
    lacking = status.passages - status.embedded
    left = f"; {lacking} have no vector yet: newsdex embed" if lacking else ""
    changes.append(f" ({report.embedded} passages embedded{left})")
    problems = f"; {reader.problems} problems" if reader.problems else ""
    click.echo(f"{''.join(changes)}{problems}; {status.articles} articles in {directory}")


@cli.command()
@jobs_option
@wait_option
@click.pass_obj
def embed(directory: Path, jobs: int | None, wait: float) -> None:
    """Make the vectors that `add --no-embed` has left.

    Searches go on meanwhile, by keywords for what has none yet. When it is stopped, the same
    command goes on from there.
    """
    with resumable(), open_index(directory, wait, jobs=jobs) as index:
        status = index.status()
        with show_embedding(status.passages - status.embedded) as on_embedded:
            embedded = index.embed(on_embedded=on_embedded)
        passages = index.status().passages
    click.echo(f"{embedded} passages embedded; all {passages} in {directory} have their vectors")


@cli.command()
@click.argument("question", nargs=-1, required=True)
@click.option("--limit", default=10, show_default=True, help="Most passages to print.")
@click.option(
    "--mode",
    type=click.Choice(["hybrid", "keyword", "dense"]),
    default="hybrid",
    show_default=True,
    help="Both legs, or one alone.",
)
@click.option("--since", metavar="DATE", help="Published on this day or later, as 2021-03-18.")
@click.option("--until", metavar="DATE", help="Published on this day or before.")
@click.option("--on", metavar="DATE", help="Published on this day.")
@click.option("--source", metavar="NAME", help="Only from this source.")
@click.option("--author", metavar="NAME", help="Only with this name in the byline.")
@click.option("--section", metavar="NAME", help="Only from this section.")
@click.option("--language", metavar="TAG", help="Only in this language, as en or en-GB.")
@click.option(
    "--per-article", default=2, show_default=True, help="Most passages of one article; 0 for any."
)
@click.option(
    "--copies",
    type=click.Choice(["first", "all"]),
    default="first",
    show_default=True,
    help="Show a story that several articles print once, or all of them.",
)
@click.option(
    "--recent",
    metavar="DAYS",
    type=float,
    help="Prefer new articles: after so many days newness counts half.",
)
@click.option(
    "--today",
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day that 'yesterday' in a question is counted from.",
)
@click.option(
    "--rerank",
    metavar="MODEL",
    help="Order the first 50 anew by a CrossEncoder, by name or folder; slower.",
)
@format_option
@click.pass_obj
def search(
    directory: Path, /, question: tuple[str, ...], form: Format, on: str | None, **options: Any
) -> None:
    """Print the passages that answer QUESTION best.

    Words rank; marks bind: "a phrase", +with, -without, title:word, source:NAME, author:NAME,
    section:NAME, lang:en, published:2021-03, begin*, simlar~, AND OR NOT ( ). Quote the whole
    question for the shell.
    """
    if on:
        if options["since"] or options["until"]:
            raise click.UsageError("--on stands alone, without --since and --until")
        options["since"] = options["until"] = on
    if options["today"]:
        options["today"] = options["today"].date()
    text = " ".join(question)
    with open_index(directory) as index:
        hits = index.search(text, **options)
    from index.output import hit_row, print_hits, write_rows

    _remark(hits)
    if form != "table":
        write_rows([hit_row(hit) for hit in hits], form)
        return
    if not hits:
        say("nothing found")
    elif hits.weak:
        say("nothing close found; nearest:")
    elif not hits.matched:
        say("no word of the question occurs; compared by meaning alone:")
    print_hits(hits, text)


def _remark(hits: Hits) -> None:
    """Say how the question was read, where it was not read as it stands."""
    if hits.note:
        say(hits.note)
    for word, read_as in hits.corrections.items():
        say(f"no article has {word!r}; did you mean {read_as!r}? Searched for that")
    if hits.lacking:
        say(f"{hits.lacking} passages are found by keywords alone, until: newsdex embed")


@cli.command()
@click.argument("id_", metavar="ID")
@format_option
@click.pass_obj
def show(directory: Path, id_: str, form: Format) -> None:
    """Print the article with this ID."""
    with open_index(directory) as index:
        article = index.article(id_)
    from index.output import article_row, print_article, write_rows

    if form == "table":
        print_article(article)
    else:
        row = {**article_row(article), "text": article.text, "extra": dict(article.extra)}
        write_rows([row], form)


@cli.command()
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@wait_option
@click.pass_obj
def remove(directory: Path, ids: tuple[str, ...], wait: float) -> None:
    """Remove the articles with these IDs."""
    with open_index(directory, wait) as index:
        report = index.remove(ids)
        articles = index.status().articles
    for id_ in report.missing:
        say(f"no article has the id {id_!r}")
    click.echo(f"removed {len(report.removed)}; {articles} articles in {directory}")
    if not report.removed:
        raise click.exceptions.Exit(1)


@cli.command()
@format_option
@click.pass_obj
def status(directory: Path, form: Format) -> None:
    """Print what is in the index."""
    with open_index(directory) as index:
        found = index.status()
    from dataclasses import asdict

    from index.output import print_table, write_rows

    if form == "table":
        sizes = {name: f"{getattr(found, name) / 1e6:.1f} MB" for name in ("size", "reclaimable")}
        shown = {**asdict(found), **sizes}
        print_table([{"": name, " ": str(value)} for name, value in shown.items()])
    else:
        write_rows([asdict(found)], form)


upkeep.register(cli)
copies_command.register(cli)
evaluate_command.register(cli)
inspect_command.register(cli)


def main() -> None:
    """Run the command line: exit code 0 when done, 1 when failed, 2 when wrongly used."""
    logging.basicConfig(format="newsdex: %(message)s", level=logging.WARNING)
    logging.getLogger("newsdex").setLevel(logging.INFO)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that knows few characters
            stream.reconfigure(errors="backslashreplace")
    try:
        code = cli.main(standalone_mode=False)
        sys.stdout.flush()
    except (BrokenPipeError, SystemExit):
        # Whoever read the results has seen enough; click makes an exit of it where it can.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno() if sys.__stdout__ else 1)
        return
    except (Exception, KeyboardInterrupt) as error:
        if "--debug" in sys.argv[1:]:
            raise
        code = _told(error)
    sys.exit(code or 0)


def _told(error: BaseException) -> int:
    """Tell of an error in one line, and return the exit code."""
    from corpus.errors import CorpusError

    if was_stopped(error):
        say("stopped; what was committed is kept")
        return 1
    match error:
        case click.ClickException():
            error.show()
            return error.exit_code
        case QuestionError():
            say(str(error))
            return 2
        case NewsIndexError() | CorpusError():
            say(str(error))
        case OSError():
            name = f": {error.filename}" if error.filename else ""
            say(f"{error.strerror or error}{name}")
        case _:
            say(f"unexpected {type(error).__name__}: {error}; add --debug for the traceback")
    return 1
