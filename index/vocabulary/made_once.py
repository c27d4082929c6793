"""A property whose value is made once, however many threads ask for it at the same time."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Generic, Self, TypeVar, overload

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class made_once(Generic[T]):  # noqa: N801 - a decorator, as `property` is
    """Makes a property of a method; the value is kept with the instance.

    `functools.cached_property` lost its lock in Python 3.12: two threads that share an open index
    would open its files twice, and one of the two would never be closed.
    """

    def __init__(self, make: Callable[..., T]) -> None:
        self._make = make
        self._name = make.__name__
        self._lock = threading.RLock()
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...
    @overload
    def __get__(self, instance: object, owner: type) -> T: ...
    def __get__(self, instance: object, owner: type) -> Self | T:
        """Return the value; from then on it is an attribute of the instance, and this not asked."""
        if instance is None:
            return self
        kept = vars(instance)
        with self._lock:
            if self._name not in kept:
                kept[self._name] = self._make(instance)
        value: T = kept[self._name]
        return value
