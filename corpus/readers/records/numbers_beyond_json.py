"""JSON with `NaN` and `Infinity`, which programs write and JSON doesn't have, made null."""

from __future__ import annotations

import json
import re
from typing import Any, Protocol

_NO_NUMBER = rb"[-+]?(?:NaN|nan|NAN|Infinity|Inf|inf|INF)|undefined"
_TOKEN = re.compile(
    rb"\"(?:[^\"\\]|\\.)*+(?:\"|\\?\Z)|(?<![\w.+-])(?P<number>" + _NO_NUMBER + rb")(?![\w.+-])",
    re.DOTALL,
)
_SUSPECT = re.compile(rb"[nN][aA][nN]|[iI][nN][fF]|undefined")
_BEGUN = re.compile(rb"[\w.+-]{1,12}\Z")
"""A word at the end of what has been read so far, which may go on."""
_QUOTE, _BACKSLASH = b'"', b"\\"


class Readable(Protocol):
    """What a parser of JSON reads from."""

    def read(self, size: int = -1, /) -> bytes:
        """Return the next bytes, at most `size`; none at the end."""
        ...


def _null(_name: str) -> None:
    return None


_decoded = json.JSONDecoder(parse_constant=_null).decode


def json_value(text: str) -> Any:
    """Parse one JSON value, with null for each number that JSON doesn't have.

    Raises:
        ValueError: it is broken in another way.
        RecursionError: it is nested too deeply.
    """
    try:
        return _decoded(text)
    except json.JSONDecodeError:
        data = text.encode("utf-8", "surrogatepass")
        mended = _nulled(data)
        if mended == data:
            raise
        return _decoded(mended.decode("utf-8", "surrogatepass"))


def _nulled(data: bytes) -> bytes:
    return _TOKEN.sub(_null_for_number, data) if _SUSPECT.search(data) else data


def _null_for_number(token: re.Match[bytes]) -> bytes:
    return b"null" if token["number"] else token[0]


class NumbersNulled:
    """A stream of JSON in which each number that JSON doesn't have is null.

    It reads ahead by a word at most, and knows at each piece whether that begins in a string.
    """

    def __init__(self, content: Readable) -> None:
        self._content = content
        self._held = b""
        self._in_string = False

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes; some more or fewer than `size`, none only at the end."""
        if size == 0:
            return b""
        while True:
            piece = self._content.read(size)
            data, self._held = self._held + piece, b""
            if not piece:
                return self._passed(data)
            ends_in_string = self._in_string != _odd_quotes(data)
            held = _held_back(data, in_string=ends_in_string)
            data, self._held = data[: len(data) - held], data[len(data) - held :]
            if data:
                return self._passed(data)

    def _passed(self, data: bytes) -> bytes:
        started, self._in_string = self._in_string, self._in_string != _odd_quotes(data)
        if not _SUSPECT.search(data):
            return data
        return _nulled(_QUOTE + data)[1:] if started else _nulled(data)


def _odd_quotes(data: bytes) -> bool:
    """Tell whether strings that begin or end in these bytes leave the other side than before."""
    if _BACKSLASH in data:
        data = data.replace(b"\\\\", b"").replace(b'\\"', b"")
    return data.count(_QUOTE) % 2 == 1


def _held_back(data: bytes, *, in_string: bool) -> int:
    """Return how many bytes at the end may belong to what comes next."""
    if in_string:  # a backslash that may escape what follows
        return (len(data) - len(data.rstrip(_BACKSLASH))) % 2
    begun = _BEGUN.search(data[-13:])
    return len(begun[0]) if begun else 0
