"""Who reaches a server: this machine alone, or others, who then need a token."""

from __future__ import annotations

import socket

import click

from index.vocabulary.addresses import is_loopback

_ALL = frozenset({"0.0.0.0", "::"})  # noqa: S104 - where to listen, if it is asked for
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


def listens_everywhere(host: str) -> bool:
    """Tell whether a server listens on all addresses of this machine."""
    return host in _ALL


def own_names(host: str) -> tuple[str, ...]:
    """Return the names by which others may ask a server: those of this machine, or the host's."""
    if not listens_everywhere(host):
        return (f"[{host}]" if ":" in host else host,)
    name = socket.gethostname()
    return (name, f"{name}.local", socket.getfqdn())


def addresses(host: str, port: int) -> list[str]:
    """Return the addresses of a server, the one for this machine first."""
    names = ["127.0.0.1", own_names(host)[0]] if listens_everywhere(host) else own_names(host)
    return [f"http://{name}:{port}/" for name in names]


def told(addresses: list[str], does: str = "") -> str:
    """Return in words where a server is, and for this machine what it does there."""
    first, *others = addresses
    return first + does + "".join(f", {each} from other machines" for each in others)
