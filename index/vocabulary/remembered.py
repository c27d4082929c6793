"""A method that remembers its last answers, and does not keep its object alive for them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakMethod

if TYPE_CHECKING:
    from collections.abc import Callable

_Answer = TypeVar("_Answer")


def remembered(method: Callable[..., _Answer], most: int) -> Callable[..., _Answer]:
    """Return a bound method that remembers its last answers.

    An object that held itself through such a method would keep its files open until Python looks
    for circles; what a system can't remove while it is open would stay.

    Args:
        method: of an object; what it is asked by can be hashed.
        most: answers to remember.
    """
    held = WeakMethod(method)

    @lru_cache(maxsize=most)
    def answer(*asked: Any) -> _Answer:
        bound = held()
        if bound is None:
            raise ReferenceError("its object is gone, and nobody is left to ask it")
        return bound(*asked)

    return answer
