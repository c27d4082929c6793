"""Tokens: what a request over HTTP has to bring where a server asks for one."""

from __future__ import annotations

import base64
import binascii
import hmac


def is_token(given: str, token: str) -> bool:
    """Tell whether a token is the right one, in the same time whatever it is."""
    return hmac.compare_digest(
        given.encode("utf-8", "surrogateescape"), token.encode("utf-8", "surrogateescape")
    )


def brings_token(authorization: bytes, token: str) -> bool:
    """Tell whether a header brings a token: as `Bearer TOKEN`, or as the password of `Basic`.

    The name beside a password may be any, as readers of feeds ask for one.

    Args:
        authorization: the value of the header, of which only the bytes are known.
        token: the right one.
    """
    kind, _, given = authorization.strip().partition(b" ")
    given = given.strip()
    if kind.lower() == b"basic":
        try:
            _, _, given = base64.b64decode(given, validate=True).partition(b":")
        except binascii.Error:
            return False
    elif kind.lower() != b"bearer":
        return False
    return is_token(given.decode("utf-8", "surrogateescape"), token)
