"""Who reaches a server: this machine alone, or others, who then need a token."""

from __future__ import annotations

import click

from index.vocabulary.addresses import is_loopback

_SHORTEST = 16
"""Characters of a token where others may try as many as they like."""
_TO_MAKE_ONE = 'python -c "import secrets; print(secrets.token_urlsafe())"'

token_option = click.option(
    "--token",
    envvar="NEWSDEX_TOKEN",
    show_envvar=True,
    help="What requests over HTTP must bring; needed where others reach it.",
)


def check_reach(host: str, token: str | None) -> None:
    """Check that others than this machine need a token.

    Raises:
        click.UsageError: they reach the host, and there is none, an empty or a short one.
    """
    if token is not None and not token.strip():
        raise click.UsageError("--token is empty")
    if is_loopback(host):
        return
    if not token:
        raise click.UsageError(f"others reach {host}: give --token, or $NEWSDEX_TOKEN")
    if len(token.strip()) < _SHORTEST:
        raise click.UsageError(
            f"others reach {host}: a token of fewer than {_SHORTEST} characters can be guessed; "
            f"make one with {_TO_MAKE_ONE}"
        )
