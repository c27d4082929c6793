"""Who reaches a server: this machine alone, or others, who then need a token."""

from __future__ import annotations

import ipaddress

import click

token_option = click.option(
    "--token",
    envvar="NEWSDEX_TOKEN",
    show_envvar=True,
    help="What requests over HTTP must bring; needed where others reach it.",
)


def check_reach(host: str, token: str | None) -> None:
    """Check that others than this machine need a token.

    Raises:
        click.UsageError: they reach the host, and there is none.
    """
    if not token and not _is_loopback(host):
        raise click.UsageError(f"others reach {host}: give --token, or $NEWSDEX_TOKEN")


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
