"""What a reader finds or a script gives, some of which may be looked at before its turn."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from corpus.found.findings import Item, Member, Record

if TYPE_CHECKING:
    from collections.abc import Iterator

Given = TypeVar("Given")

MOST_AHEAD = 10_000
"""Things that are looked at before their turn."""

LARGEST_AHEAD = 32 * 1024 * 1024
"""Characters of those that are held meanwhile."""


class LookingAhead(Generic[Given]):
    """An iterable that can be looked at ahead, within bounds."""

    def __init__(self, coming: Iterator[Given]) -> None:
        self._coming = coming
        self._held: deque[Given] = deque()
        self._size = 0
        self._failure: Exception | None = None

    def __iter__(self) -> Iterator[Given]:
        for one in self._coming:
            yield one
            while self._held:
                yield self._held.popleft()
            self._size = 0
            if self._failure:
                raise self._failure

    def ahead(self) -> Iterator[Given]:
        """Yield what comes next, and keep it for its turn; it ends where too much is held.

        What goes wrong waits for its turn, too.
        """
        yield from tuple(self._held)
        while (
            len(self._held) < MOST_AHEAD
            and self._size < LARGEST_AHEAD
            and not self._failure
            and not self._before_member()
        ):
            try:
                one = next(self._coming)
            except StopIteration:
                return
            except Exception as error:  # noqa: BLE001 - it is raised, when it is its turn
                self._failure = error
                return
            self._held.append(one)
            self._size += _size(one)
            yield one

    def _before_member(self) -> bool:
        """Tell whether the last that is held is to be read before the next can be had."""
        return bool(self._held) and isinstance(self._held[-1], Member)


def _size(given: Any) -> int:
    """Return about how many characters something holds."""
    match given:
        case Record():
            return _characters(given.fields)
        case Item():
            values = [value.value for value in given.fields.values()]
            return _characters([values, given.extra])
        case Mapping():
            return _characters(dict(given))
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
