"""How many cores there are to work on, and work that is shared among them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")
R = TypeVar("R")


def cores() -> int:
    """Return on how many cores this process may run, at least 1.

    Where the system tells it: a container, or `taskset`, may leave fewer than the machine has.
    Elsewhere it is what the machine has.
    """
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    if hasattr(os, "process_cpu_count"):  # Python 3.13
        return int(os.process_cpu_count() or 1)
    return os.cpu_count() or 1


def at_once(work: Callable[[T], R], things: Sequence[T], *, much: bool) -> list[R]:
    """Return what some work makes of each thing, in their order.

    Args:
        work: most of which is done outside of Python's interpreter.
        things: to work on.
        much: whether it is worth a thread for each core.

    Raises:
        Whatever the work raises.
    """
    many = min(cores(), len(things)) if much else 1
    if many <= 1:
        return [work(each) for each in things]
    from concurrent.futures import ThreadPoolExecutor  # which small indexes do without

    with ThreadPoolExecutor(many) as threads:
        return list(threads.map(work, things))
