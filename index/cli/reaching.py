"""Who reaches a server: this machine alone, or others, who then need a token."""

from __future__ import annotations

import click

from index.vocabulary.addresses import is_loopback

token_option = click.option(
    "--token",
    envvar="NEWSDEX_TOKEN",
    show_envvar=True,
    help="What requests over HTTP must bring; needed where others reach it.",
)


def check_reach(host: str, token: str | None) -> None:
    """Check that others than this machine need a token.

    Raises:
        click.UsageError: they reach the host, and there is none, or an empty one.
    """
    if token is not None and not token.strip():
        raise click.UsageError("--token is empty")
    if not token and not is_loopback(host):
        raise click.UsageError(f"others reach {host}: give --token, or $NEWSDEX_TOKEN")
