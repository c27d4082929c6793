"""The command that measures the ranking on questions with judgments."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from index.cli.everywhere import place_of_index
from index.cli.new_file import NewFile
from index.cli.options import examples, format_option, model_option
from index.cli.printing.progress import show_adding
from index.cli.shell import index_to_write, open_index, say, tell
from index.vocabulary.errors import EvaluationError, IndexFormatError, NoIndexError
from index.vocabulary.place import TYPED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.cli.printing.tables import Format
    from index.search import NewsIndex
    from index.vocabulary.place import Where


@click.command(
    epilog=examples(
        "newsdex evaluate --corpus questions/",
        "newsdex evaluate --corpus questions/ --run new.run --against old.run",
    )
)
@click.option(
    "--corpus",
    "folder",
    required=True,
    type=click.Path(path_type=Path),
    help="Folder with corpus.jsonl, queries.jsonl and qrels.tsv.",
)
@click.option("--run", "run_file", type=NewFile(), help="Write the hybrid TREC run here.")
@click.option(
    "--against",
    type=click.Path(path_type=Path),
    help="Compare with a TREC run: difference in nDCG@10 and p of a randomisation test.",
)
@model_option
@format_option
def evaluate(folder: Path, form: Format, model: str | None, **files: Path | None) -> None:
    """Measure the ranking on questions with judgments.

    The corpus is indexed once, in the user's cache folder, or where --index says. A question with a
    "date" (or one under "metadata") is asked on that day: its "last week" is counted from it.
    """
    from index.cli.printing.tables import print_figures, write_json, write_rows
    from index.evaluation import assess, read_questions, read_run
    from index.formats import trec_lines

    questions = read_questions(folder)
    against = files["against"]
    theirs = read_run(against) if against else None
    directory = _evaluation_directory(questions.corpus, model)
    with _corpus_index(directory, questions.corpus, model) as index:
        runs, figures = assess(index, questions, theirs)
    if run_file := files["run_file"]:
        lines = (line for each in runs["hybrid"].items() for line in trec_lines(*each, "newsdex"))
        run_file.write_text("".join(lines), "utf-8")
    if form == "json":
        write_json(figures)
    elif form == "table":
        print_figures(figures)
        say(f"{len(questions.questions)} questions")
    else:
        write_rows([{"mode": mode, **figures[mode]} for mode in runs], form)


def _evaluation_directory(corpus: Path, model: str | None) -> Where:
    """Return where the index of a corpus is: as --index says, else in the cache folder.

    There, one that this newsdex can't read is thrown away: it is made anew from the corpus.
    """
    from platformdirs import user_cache_path

    from index.evaluation import corpus_key
    from index.models import DEFAULT_MODEL

    place = place_of_index()
    if place and place.why == TYPED:
        return place.directory
    cached = user_cache_path("newsdex") / "evaluate" / corpus_key(corpus, model or DEFAULT_MODEL)
    try:
        open_index(cached).close()
    except NoIndexError:
        pass
    except IndexFormatError:
        shutil.rmtree(cached)
    return cached


@contextmanager
def _corpus_index(directory: Where, corpus: Path, model: str | None) -> Iterator[NewsIndex]:
    """Open the index of a corpus, making it first if it is not whole."""
    from corpus import read_articles
    from index.search import WAIT

    with index_to_write(directory, model, WAIT, told=False) as index:
        reader = read_articles([corpus], on_problem=tell)
        if index.status().generation == 0:
            with show_adding(reader) as (read, on_embedded):
                index.add(read(reader), atomic=True, on_embedded=on_embedded)
        elif (first := next(reader, None)) and not index.holds(first.id):
            raise EvaluationError(f"{directory} is the index of another corpus; name another")
        yield index
