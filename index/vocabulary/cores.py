"""How many cores there are to work on."""

from __future__ import annotations

import os


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
