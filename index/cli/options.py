"""Options that several commands have."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable


def formats_option(*forms: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return the option `--format` of a command, passed on as `form`.

    Args:
        forms: what the command prints; the first unless another is asked for.
    """
    return click.option(
        "--format",
        "form",
        type=click.Choice(forms),
        default=forms[0],
        show_default=True,
        help="How results are printed.",
    )


format_option = formats_option("table", "json", "jsonl", "csv")

pager_option = click.option(
    "--no-pager",
    "pager",
    is_flag=True,
    flag_value=False,
    default=True,
    help="Print more than a screen as it is. Else $PAGER shows it, or less.",
)


def zone_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command `--utc` and `--local`, passed on as `zone`: one of these, or None."""
    for name, told in (("local", "this machine"), ("utc", "UTC")):
        command = click.option(
            f"--{name}",
            "zone",
            flag_value=name,
            help=f"Times by the clock of {told}, not of where they were written.",
        )(command)
    return command


model_option = click.option(
    "--model",
    metavar="NAME",
    help="Sentence-transformers model, by name or folder. Default: all-MiniLM-L6-v2.",
)

wait_option = click.option(
    "--wait",
    metavar="SECONDS",
    type=click.FloatRange(min=0),
    default=10,
    show_default=True,
    help="How long to wait for another process that writes.",
)


no_embed_option = click.option(
    "--no-embed", is_flag=True, help="Leave the vectors to `newsdex embed`."
)

FIELDS = "id title text published updated source authors section language url".split()

LARGEST_SIZE = 2048
"""MB; libraries that need a document as a whole count its bytes in 31 bits."""


def comma_separated(
    _context: click.Context, _option: click.Parameter, names: tuple[str, ...]
) -> list[str] | None:
    """Return the names of an option that takes several, with commas or by coming again."""
    return [name.strip() for each in names for name in each.split(",") if name.strip()] or None


fields_option = click.option(
    "--fields",
    metavar="FIELD,…",
    multiple=True,
    callback=comma_separated,
    help="With --format csv, json, jsonl or md: only these, as id,title,url.",
)


def examples(*lines: str) -> str:
    """Return the end of a command's help: what people type, each line as it stands."""
    return "\n".join(["\b", "Examples:", *(f"  {line}" for line in lines)])


def embedding_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options for embedding, passed on as `embedding`.

    Those are keyword arguments of `NewsIndex.open`.
    """

    @click.option(
        "--jobs",
        metavar="N",
        type=click.IntRange(min=1),
        help="Processes that read, and passages embedded, at once. Default: one for each core.",
    )
    @click.option(
        "--device",
        metavar="NAME",
        default="auto",
        show_default=True,
        help="Where to embed: cpu, or a GPU by what drives it: cuda, rocm, directml, ….",
    )
    @wraps(command)
    def embedding(*arguments: Any, jobs: int | None, device: str, **options: Any) -> None:
        command(*arguments, embedding={"jobs": jobs, "device": device}, **options)

    return embedding


def cluster_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command that has `embedding_options` those for a cluster, passed on among them."""

    @click.option(
        "--ray",
        metavar="ADDRESS",
        help="Have a Ray cluster do it, HOST:PORT or auto; for an index in tables.",
    )
    @click.option("--gpu", is_flag=True, help="With --ray: embed on the GPUs of the cluster.")
    @wraps(command)
    def clustered(
        *arguments: Any, embedding: dict[str, Any], ray: str | None, gpu: bool, **options: Any
    ) -> None:
        command(*arguments, embedding={**embedding, "ray": ray, "gpu": gpu}, **options)

    return clustered


def reading_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options for reading files, passed on as `reading`.

    Those are keyword arguments of `corpus.read_articles`.
    """

    @click.option(
        "--map",
        "pairs",
        metavar="FIELD=NAME",
        multiple=True,
        help=f"Which field of the file to take, such as text=story. FIELD: {', '.join(FIELDS)}.",
    )
    @click.option(
        "--max-size",
        metavar="MB",
        type=click.IntRange(1, LARGEST_SIZE),
        help="How large, unpacked, a document may be that is read as a whole. Default: 256.",
    )
    @click.option(
        "--max-ratio",
        metavar="TIMES",
        type=click.IntRange(min=1),
        help="How many times its size a packed file may unpack to. Default: 200.",
    )
    @click.option(
        "--dayfirst/--monthfirst",
        "dayfirst",
        default=None,
        help="How to read 03/04/2021. Default: as other dates of the file show, or its language.",
    )
    @click.option(
        "--zone",
        metavar="NAME",
        callback=_zone,
        help="Time zone of times that state none, such as Europe/Berlin. Default: UTC.",
    )
    @wraps(command)
    def reading(
        *arguments: Any,
        pairs: tuple[str, ...],
        max_size: int | None,
        max_ratio: int | None,
        dayfirst: bool | None,
        zone: str | None,
        **options: Any,
    ) -> None:
        from corpus import Limits

        bounds = {}
        if max_size:
            bounds["size"] = max_size * 1024 * 1024
        if max_ratio:
            bounds["ratio"] = max_ratio
        fields = dict(_pair(pair) for pair in pairs)
        reading = {
            "fields": fields,
            "limits": Limits(**bounds),
            "dayfirst": dayfirst,
            "zone": zone,
        }
        command(*arguments, reading=reading, **options)

    return reading


def _zone(_context: click.Context, _option: click.Parameter, name: str | None) -> str | None:
    """Refuse the name of a time zone that there is not."""
    from corpus import CorpusError
    from corpus.articles.dates_of_file import date_rules

    try:
        date_rules(None, name)
    except CorpusError as error:
        raise click.BadParameter(str(error)) from error
    return name


def _pair(pair: str) -> tuple[str, str]:
    field, equals, name = pair.partition("=")
    if not equals or not name or field not in FIELDS:
        raise click.BadParameter(
            f"{pair!r} is not FIELD=NAME with FIELD one of {', '.join(FIELDS)}", param_hint="--map"
        )
    return field, name
