"""A change is made to the newest generation, and made again if another writer was quicker."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING, TypeVar

from index.engines.cluster.generations import newest, publish
from index.engines.cluster.writing.staging import Staging, run_here
from index.vocabulary.errors import IndexLockedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.engines.cluster.objects import Objects
    from index.engines.cluster.writing.staging import Run

T = TypeVar("T")

_TRIES = 5
"""How often a change is tried, however little time there is."""

_PAUSE = 0.2
"""Seconds at most before the second try; twice as many before each that follows."""


def commit(
    objects: Objects,
    change: Callable[[Staging], T],
    *,
    wait: float,
    keep: bool = True,
    run: Run = run_here,
) -> T:
    """Make a change, in one commit; none where nothing changes.

    Args:
        objects: of the index.
        change: made to what is staged; called anew, with the newest generation, after another
            writer's commit.
        wait: seconds after which it is given up if others are always quicker.
        keep: whether it is to be published; else nothing comes of it but what `change` returns.
        run: runs what writes parts out of parts.

    Raises:
        IndexLockedError: others were always quicker.
        IndexWriteError, DamagedIndexError, and what `change` does.
    """
    given_up = time.monotonic() + wait
    tries = 0
    while True:
        before = newest(objects)
        staging = Staging(objects, before, run)
        try:
            made = change(staging)
            if staging.contents.same_but_number(before) or not keep:
                staging.discard()
                return made
            published = publish(objects, staging.contents)
        except BaseException:
            staging.discard()
            raise
        if published:
            return made
        staging.discard()
        tries += 1
        if tries >= _TRIES and time.monotonic() > given_up:
            raise IndexLockedError(
                f"other writers of {objects.url} were quicker {tries} times; try again later"
            )
        time.sleep(random.uniform(0, _PAUSE * 2 ** min(tries, 5)))  # noqa: S311 - no secret
