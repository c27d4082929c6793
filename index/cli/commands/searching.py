"""The commands that ask and read: search, show, open."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from index.cli.completing import ids
from index.cli.everywhere import is_verbose
from index.cli.layouts import layout_options, needs_format, only_one, only_typed
from index.cli.options import (
    comma_separated,
    examples,
    fields_option,
    formats_option,
    pager_option,
    zone_options,
)
from index.cli.question_options import question_options
from index.cli.shell import NOTHING, fail, open_index, options_as_typed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus import Article
    from index.cli.printing.found import FoundForm
    from index.cli.printing.hits import View
    from index.formats import Zone
    from index.vocabulary.place import Where
    from index.vocabulary.results import Hits


@click.command(
    epilog=examples(
        'newsdex search "why did the ferry sink"',
        "newsdex search 'strike +mediator source:\"Cormorant Wire\"' --since 2024-10-01",
        'newsdex search "harvest" --where topics=grain --where topics=wheat',
        'newsdex search "port strike" --sort newest --list -n 30',
        'newsdex search "port strike" --all --format csv --fields id,url > ports.csv',
    )
)
@question_options
@click.option(
    "-n",
    "--limit",
    type=click.IntRange(min=1),
    default=10,
    show_default=True,
    help="Most articles to print; passages for programs.",
)
@click.option(
    "--offset",
    metavar="N",
    type=click.IntRange(min=0),
    default=0,
    help="Leave out the first N of those.",
)
@click.option(
    "--sort",
    type=click.Choice(["relevance", "newest", "oldest"]),
    default="relevance",
    show_default=True,
    help="The best first, or all that matches by date.",
)
@click.option(
    "--group",
    type=click.Choice(["story"]),
    help="Show what was found on one matter at one time by its best article.",
)
@click.option(
    "--all", "everything", is_flag=True, help="Print all that matches, however much it is."
)
@click.option(
    "--per-article",
    type=int,
    help="Most passages of one article; 0 for any; else 2, or 1 with --group.",
)
@click.option(
    "--recent",
    metavar="DAYS",
    type=float,
    help="Prefer new articles: after so many days newness counts half.",
)
@click.option("--exit-code", is_flag=True, help="Exit with 3 where nothing close is found.")
@click.option("--explain", is_flag=True, help="Also tell of each hit how its score came about.")
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
@layout_options
@click.option(
    "--meta",
    is_flag=True,
    help="With --format jsonl: begin with a line of what is said of all hits.",
)
@zone_options
@pager_option
@fields_option
@formats_option("table", "json", "jsonl", "csv", "md", "html", "bibtex", "ris", "trec")
@click.pass_context
def search(
    context: click.Context,
    /,
    question: str,
    asked: dict[str, Any],
    form: FoundForm,
    **options: Any,
) -> None:
    """Print the articles that answer QUESTION best, with the sentences that do.

    Words rank; marks bind: "a phrase", +with, -without, title:word, source:NAME, author:NAME,
    section:NAME, lang:en, published:2021-03, path:GLOB, FIELD:VALUE, begin*, simlar~, AND OR NOT
    ( ). Quote the whole question for the shell; without one, the options list articles.
    """
    fields, everything = options.pop("fields"), options.pop("everything")
    meta, exit_code = options.pop("meta"), options.pop("exit_code")
    _check_format(form, meta=meta, fields=fields, facets=options["facets"])
    view = _view(context, form, fields, options)
    pager, zone = options.pop("pager"), options.pop("zone")
    limit, offset = options.pop("limit"), options.pop("offset")
    if only_typed(context, "everything", "limit") == "limit":
        everything = False
    from index.cli.printing.found import show_articles, show_hits, write_found
    from index.formats import HIT_NAMES, check_names
    from index.search import hits_of_article

    with open_index(context.obj) as index, options_as_typed():
        check_names(fields or (), HIT_NAMES)
        first: list[Hits] = []

        def ask(limit: int | None, offset: int = 0) -> Iterator[Hits]:
            if limit is None:
                lots = index.search_all(question, offset=offset, **asked, **options)
            else:
                asking = {"limit": limit, "offset": offset, **asked, **options}
                lots = iter([index.search(question, **asking)])
            first.append(next(lots))
            return chain(first, lots)

        most = None if everything else limit
        if fields or form in {"json", "jsonl", "csv"}:
            lots = ask(most, offset)
            show_hits(lots, question, form, meta=meta, fields=fields, zone=zone, index=index)
        else:
            of_each = hits_of_article(options["per_article"], options["group"])
            lots = ask(_hits_of(offset, most, of_each))
            page = {"offset": offset, "most": most, "index": index}
            if form == "table":
                show_articles(lots, view, pager=pager, **page)
            else:
                write_found(lots, question, form, zone=zone, **page)
    if exit_code and (first[0].weak or not first[0].total):
        raise click.exceptions.Exit(NOTHING)


def _view(
    context: click.Context, form: FoundForm, fields: Sequence[str] | None, options: dict[str, Any]
) -> View:
    """Return how articles are shown, and take the options that say so.

    Raises:
        click.UsageError: options leave no room for each other.
    """
    from index.cli.printing.hits import View

    layout = only_one(context, "full", "listed", "context")
    if layout == "listed":
        layout = only_one(context, "listed", "explain")
    needs_format(context, form, ("table",), "full", "listed", "context")
    explaining = ("table", "json", "jsonl", "csv", *(["md"] if fields else []))
    needs_format(context, form, explaining, "explain")
    sentences = options.pop("context")
    del options["full"], options["listed"]
    return View(
        layout="list" if layout == "listed" else "full" if layout == "full" else "brief",
        context=sentences if layout == "context" else None,
        zone=options["zone"],
        grouped=options["group"] == "story",
        whole_paths=is_verbose(),
    )


def _check_format(
    form: str, *, meta: bool, fields: Sequence[str] | None, facets: Sequence[str] | None
) -> None:
    """Refuse options that a format has no place for."""
    if meta and form != "jsonl":
        raise click.UsageError("--meta goes with --format jsonl; --format json has it all")
    if fields and form not in {"json", "jsonl", "csv", "md"}:
        raise click.UsageError("--fields goes with --format csv, json, jsonl or md")
    if facets and not (form in {"table", "json"} or meta):
        raise click.UsageError(
            "--facets goes with --format table, json, or jsonl --meta; newsdex facets prints CSV"
        )


def _hits_of(offset: int, articles: int | None, per_article: int) -> int | None:
    """Return how many hits hold so many articles, if there are any; None for all hits."""
    if articles is None or not per_article:
        return None
    return (offset + articles) * max(per_article, 1)  # what is below 0 is refused later


@click.command(
    epilog=examples(
        "newsdex show cw-20241024-0031",
        "newsdex show 3",
        "newsdex show cw-20241024-0031 --format html > article.html",
    )
)
@click.argument("names", metavar="ID...", nargs=-1, required=True, shell_complete=ids)
@zone_options
@pager_option
@formats_option("text", "md", "html", "json", "jsonl", "csv")
@click.pass_obj
def show(
    directory: Where,
    names: tuple[str, ...],
    zone: Zone | None,
    pager: bool,
    form: Literal["text", "md", "html", "json", "jsonl", "csv"],
) -> None:
    """Print articles by ID, by how an ID begins, or by the number of a hit of the last search.

    On a terminal the passage of such a hit is marked, and a pager begins there.
    """
    from index.cli.naming import hits_named, ids_named
    from index.formats import in_zone

    with open_index(directory) as index:
        ids = ids_named(index, names)
        articles = [in_zone(index.article(id_), zone) for id_ in ids]
        hits = hits_named(index, names, ids)
    from index.cli.printing.article import show_articles, write_articles

    if form == "text":
        show_articles(articles, hits, pager=pager)
    else:
        write_articles(articles, form)


@click.command(
    name="open",
    epilog=examples(
        "newsdex open cw-20241024-0031",
        "newsdex open 3",
        "newsdex open --path cw-20241024-0031",
    ),
)
@click.argument("names", metavar="ID...", nargs=-1, required=True, shell_complete=ids)
@click.option("--path", "only_path", is_flag=True, help="Only print where it is.")
@click.pass_obj
def open_(directory: Where, names: tuple[str, ...], only_path: bool) -> None:
    """Open the file that an article has to itself, else its URL; by ID or number, as `show`."""
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
    # A file that a stranger's article names is not opened: programs are files, too.
    url = article.link if article.link.lower().startswith("http") else ""
    if url and there and article.origin and str(article.origin) != article.origin.path:
        there = []  # the file holds more than this article, and opens at its beginning
    if not there and not url:
        gone = f"{article.origin} is not there" if article.origin else "it comes from no file"
        fail(f"{article.id}: {gone}, and it has no URL; newsdex show {article.id} prints its text")
    place = there[0].absolute if there else url
    click.echo(there[0] if there else url)
    if not only_path and click.launch(place):
        fail(f"no program on this machine opens {place}")
