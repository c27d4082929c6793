"""The command that answers over HTTP."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import click

from index.cli.options import examples
from index.cli.reaching import (
    addresses,
    check_reach,
    listens_everywhere,
    own_names,
    token_option,
    told,
)
from index.cli.shell import FAILED, fail, open_index, say

if TYPE_CHECKING:
    from index.vocabulary.place import Where

_EXTRA = "newsdex serve needs more: pip install newsdex[serve]"


@click.command(
    epilog=examples(
        "newsdex serve --open",
        "NEWSDEX_TOKEN=… newsdex serve --host 0.0.0.0 --port 8080",
    )
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Where to listen: a name or address of this machine.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="0 takes one that is free.",
)
@click.option("--open", "opened", is_flag=True, help="Show the page in the browser.")
@token_option
@click.option(
    "--allow-host",
    "hosts",
    metavar="NAME",
    multiple=True,
    help="A name by which browsers know this server; may come several times.",
)
@click.option(
    "--show-paths",
    is_flag=True,
    help="Say in which files articles were found, and let them be asked for.",
)
@click.option(
    "--rerank",
    "rerankers",
    metavar="MODEL",
    multiple=True,
    help="A CrossEncoder that searches may ask for, by name or folder.",
)
@click.option("--log-questions", is_flag=True, help="Have the log say what was asked.")
@click.pass_obj
def serve(
    directory: Where,
    /,
    host: str,
    port: int,
    token: str | None,
    **options: Any,
) -> None:
    """Answer on a page to search on, and over an API for programs, until Ctrl-C.

    The index is only read; what other commands add to it meanwhile is found. Beyond this machine
    a token is asked for.
    """
    check_reach(host, token)
    try:
        from index.server import Settings, bound
        from index.server import serve as run
    except ImportError as error:
        fail(f"{_EXTRA} ({error.name} is missing)")
    opened = options.pop("opened")
    settings = Settings(
        token=token,
        hosts=(*own_names(host), *options.pop("hosts")),
        any_address=listens_everywhere(host),
        **options,
    )
    _log()
    with open_index(directory) as index:
        for model in settings.rerankers:
            index.search("news", limit=1, rerank=model)  # so that a wrong name fails here
        try:
            listening = bound(host, port)
        except OSError as error:
            fail(f"{host} port {port}: {error.strerror or error}", FAILED)
        there = addresses(host, listening.getsockname()[1])

        def started() -> None:
            say(f"{told(there, ' answers')}; Ctrl-C ends it")
            if opened:
                click.launch(there[0])

        run(index, settings, listening, on_start=started)


def _log() -> None:
    """Have requests logged on stderr."""
    from index.cli.everywhere import is_quiet

    level = logging.WARNING if is_quiet() else logging.INFO
    for name in ("newsdex.access", "newsdex.server"):
        logging.getLogger(name).setLevel(level)
