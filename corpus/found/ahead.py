"""What a reader finds, some of which may be looked at before its turn."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

from corpus.files.unpacking import READ_ERRORS
from corpus.found.findings import Found, Item, Member, Record

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_AHEAD = 10_000
"""Findings that are looked at before their turn."""

LARGEST_AHEAD = 32 * 1024 * 1024
"""Characters of those that are held meanwhile."""


class Findings:
    """An iterator over what a reader finds, that can look ahead within bounds."""

    def __init__(self, found: Iterator[Found]) -> None:
        self._coming = found
        self._held: deque[Found] = deque()
        self._size = 0
        self._failure: BaseException | None = None

    def __iter__(self) -> Iterator[Found]:
        for found in self._coming:
            yield found
            while self._held:
                yield self._held.popleft()
            self._size = 0
            if self._failure:
                raise self._failure

    def ahead(self) -> Iterator[Found]:
        """Yield what comes next, and keep it for its turn; it ends where too much is held.

        A failure to read on waits for its turn, too.
        """
        yield from tuple(self._held)
        while (
            len(self._held) < MOST_AHEAD
            and self._size < LARGEST_AHEAD
            and not self._failure
            and not self._before_member()
        ):
            try:
                found = next(self._coming)
            except StopIteration:
                return
            except READ_ERRORS as error:
                self._failure = error
                return
            self._held.append(found)
            self._size += _size(found)
            yield found

    def _before_member(self) -> bool:
        """Tell whether the last that is held is to be read before the next can be had."""
        return bool(self._held) and isinstance(self._held[-1], Member)


def _size(found: Found) -> int:
    """Return about how many characters a finding holds."""
    match found:
        case Record():
            return _characters(found.fields)
        case Item():
            values = [value.value for value in found.fields.values()]
            return _characters([values, found.extra])
    return 0


def _characters(value: Any) -> int:
    size = 0
    left = [value]
    while left:
        one = left.pop()
        if isinstance(one, str):
            size += len(one)
        elif isinstance(one, dict):
            left += [*one, *one.values()]
        elif isinstance(one, list | tuple):
            left += one
        size += 8
    return size
