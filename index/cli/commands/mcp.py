"""The command that offers an index to language models."""

from __future__ import annotations

import click
from click.core import ParameterSource

from index.cli.options import examples
from index.cli.reaching import addresses, check_reach, own_names, token_option, told
from index.cli.shell import fail, open_index, say

_OF_HTTP = {"host": "--host", "port": "--port", "names": "--allow-host", "token": "--token"}


@click.command(
    epilog=examples(
        "newsdex --index archive.newsdex mcp",
        "newsdex mcp --http --port 8001",
        "NEWSDEX_TOKEN=… newsdex mcp --http --host 0.0.0.0",
    )
)
@click.option("--http", is_flag=True, help="Serve over HTTP, not over standard input and output.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where it listens.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="0 for any."
)
@click.option(
    "--allow-host",
    "names",
    metavar="NAME",
    multiple=True,
    help="A name that it is asked by over HTTP, as news.example.com; may come several times.",
)
@token_option
@click.option(
    "--show-paths", is_flag=True, help="Let models ask by files, and tell where articles are."
)
@click.option(
    "--rerank", metavar="MODEL", help="Let searches ask for this CrossEncoder, by name or folder."
)
@click.pass_context
def mcp(  # noqa: PLR0913 - one parameter for each option
    context: click.Context,
    *,
    http: bool,
    host: str,
    port: int,
    names: tuple[str, ...],
    token: str | None,
    show_paths: bool,
    rerank: str | None,
) -> None:
    """Offer the index to language models by the Model Context Protocol.

    A program that talks to a model starts it, or reaches it over HTTP. The tools search_news,
    read_article, background, timeline and quotes read the index, as it is at each question, and
    change nothing. docs/mcp.md says how programs are told of it.
    """
    if http:
        check_reach(host, token)
    else:
        _refuse_what_needs_http(context)
    try:
        from index.mcp import listening, serve_http, serve_stdio, server_of
    except ImportError as error:
        if (error.name or "").partition(".")[0] == "index":
            raise
        fail("newsdex mcp needs a package: pip install 'newsdex[mcp]'")
    with open_index(context.obj) as index:
        if rerank:
            index.search("news", limit=1, rerank=rerank)  # so that a wrong name fails here
        server = server_of(index, show_paths=show_paths, reranker=rerank)
        if not http:
            serve_stdio(server)
            return
        with listening(host, port) as listener:
            there = addresses(host, listener.getsockname()[1])
            say(f"{told([f'{each}mcp' for each in there])}; Ctrl-C ends it")
            serve_http(server, listener, names=(*own_names(host), *names), token=token)


def _refuse_what_needs_http(context: click.Context) -> None:
    """Refuse options that mean nothing where a program reads what is written."""
    for name, option in _OF_HTTP.items():
        if context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            raise click.UsageError(f"{option} goes with --http")
