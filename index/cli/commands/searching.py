"""The commands that ask and read: search, show, open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from index.cli.options import comma_separated, examples, format_option
from index.cli.question_options import question_options
from index.cli.shell import fail, open_index, options_as_typed

if TYPE_CHECKING:
    from corpus import Article
    from index.cli.printing.tables import Format


@click.command(
    epilog=examples(
        'newsdex search "why did the ferry sink"',
        "newsdex search 'strike +mediator source:\"Cormorant Wire\"' --since 2024-10-01",
        'newsdex search "harvest" --where topics=grain --where topics=wheat',
        'newsdex search "port strike" --all --format csv > strike.csv',
    )
)
@question_options
@click.option("--limit", default=10, show_default=True, help="Most passages to print.")
@click.option(
    "--all", "everything", is_flag=True, help="Print all that matches, however much it is."
)
@click.option(
    "--per-article", default=2, show_default=True, help="Most passages of one article; 0 for any."
)
@click.option(
    "--recent",
    metavar="DAYS",
    type=float,
    help="Prefer new articles: after so many days newness counts half.",
)
@click.option(
    "--rerank",
    metavar="MODEL",
    help="Order the first 50 anew by a CrossEncoder, by name or folder; slower.",
)
@click.option(
    "--facets",
    metavar="FIELD,…",
    multiple=True,
    callback=comma_separated,
    help="Also count all that matches, as source,month; `newsdex facets` prints nothing else.",
)
@click.option(
    "--meta",
    is_flag=True,
    help="With --format jsonl: begin with a line of what is said of all hits.",
)
@format_option
@click.pass_obj
def search(
    directory: Path,
    /,
    question: str,
    asked: dict[str, Any],
    form: Format,
    **options: Any,
) -> None:
    """Print the passages that answer QUESTION best.

    Words rank; marks bind: "a phrase", +with, -without, title:word, source:NAME, author:NAME,
    section:NAME, lang:en, published:2021-03, path:GLOB, FIELD:VALUE, begin*, simlar~, AND OR NOT
    ( ). Quote the whole question for the shell; without one, the options list articles.
    """
    meta, everything = options.pop("meta"), options.pop("everything")
    if meta and form != "jsonl":
        raise click.UsageError("--meta goes with --format jsonl; --format json has it all")
    if options["facets"] and (form == "csv" or (form == "jsonl" and not meta)):
        raise click.UsageError(
            "--facets goes with --format table, json, or jsonl --meta; newsdex facets prints CSV"
        )
    with open_index(directory) as index, options_as_typed():
        if everything:
            del options["limit"]
            lots = index.search_all(question, **asked, **options)
        else:
            lots = iter([index.search(question, **asked, **options)])
        from index.cli.printing.found import show_hits

        show_hits(lots, question, form, meta=meta, index=index)


@click.command(
    epilog=examples(
        "newsdex show cw-20241024-0031",
        "newsdex show 3",
        "newsdex show cw-20241024-0031 --format json",
    )
)
@click.argument("names", metavar="ID...", nargs=-1, required=True)
@format_option
@click.pass_obj
def show(directory: Path, names: tuple[str, ...], form: Format) -> None:
    """Print articles by ID, by how an ID begins, or by the number of a hit of the last search."""
    from index.cli.naming import ids_named

    with open_index(directory) as index:
        articles = [index.article(id_) for id_ in ids_named(index, names)]
    from index.cli.printing.article import print_article
    from index.cli.printing.tables import write_rows
    from index.formats import article_row, origin_row

    if form == "table":
        for article in articles:
            print_article(article)
    else:
        write_rows(
            (
                article_row(article)
                | origin_row(article)
                | {"text": article.text, "extra": dict(article.extra)}
                for article in articles
            ),
            form,
        )


@click.command(
    name="open",
    epilog=examples(
        "newsdex open cw-20241024-0031",
        "newsdex open 3",
        "newsdex open --path cw-20241024-0031",
    ),
)
@click.argument("names", metavar="ID...", nargs=-1, required=True)
@click.option("--path", "only_path", is_flag=True, help="Only print where it is.")
@click.pass_obj
def open_(directory: Path, names: tuple[str, ...], only_path: bool) -> None:
    """Open the file that an article was found in, else its URL; by ID or number, as `show`."""
    from index.cli.naming import ids_named

    with open_index(directory) as index:
        articles = [index.article(id_) for id_ in ids_named(index, names)]
    for article in articles:
        _open(article, only_path=only_path)


def _open(article: Article, *, only_path: bool) -> None:
    """Open one article, or print where it is.

    Raises:
        click.exceptions.Exit: it is nowhere, or no program opens it; a line says so.
    """
    there = [origin for origin in article.origins if Path(origin.absolute).exists()]
    if not there and not article.url:
        gone = f"{article.origin} is not there" if article.origin else "it comes from no file"
        fail(f"{article.id}: {gone}, and it has no URL; newsdex show {article.id} prints its text")
    place = there[0].absolute if there else article.url
    click.echo(there[0] if there else article.url)
    if not only_path and click.launch(place):
        fail(f"no program on this machine opens {place}")
