"""Who embeds what: runs of passages that a writer claims, so that several share the work.

A claim is an object that only one writer can write first. Its holder writes it again as long as it
is at work; one that was not written for a while is expired, and the next is claimed in its place.
A claim spares work and guards nothing: what is embedded twice is committed once all the same.
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.engines.cluster.generations import Contents, PartEntry
    from index.engines.cluster.objects import Objects
    from index.engines.parts.contents import Run

CLAIMS = "claims"
"""Folder of the claims."""

RUN = 2048
"""Passages of a claim, at most; 8 seconds' work of two cores."""

EXPIRY = timedelta(minutes=2)
"""How long a claim holds that is not written again, by the clocks of the store and of who asks."""

_RENEWED = 20.0
"""Seconds after which a claim is written again."""

_NAME = re.compile(rf"{CLAIMS}/(\w+)-(\d+)-(\d+)")


@dataclass(frozen=True, slots=True)
class Claim:
    """A run of passages of a part that one writer embeds."""

    part: str
    """Name of the part."""
    place: int
    """Of the run among those of `RUN` passages that the part has."""
    turn: int = 0
    """How many claims of it there were before, which expired."""

    @property
    def path(self) -> str:
        """Of its object."""
        return f"{CLAIMS}/{self.part}-{self.place}-{self.turn}"


class Claims:
    """What one writer claims, a run at a time."""

    def __init__(self, objects: Objects) -> None:
        """Begin with none."""
        self._objects = objects
        self._held: list[Claim] = []
        self._written = 0.0

    @property
    def part(self) -> str:
        """Name of the part that what is claimed is of."""
        return self._held[0].part

    @property
    def run(self) -> Run:
        """First passage and one past the last of what is claimed; the part may end before."""
        return self._held[0].place * RUN, (self._held[-1].place + 1) * RUN

    def take(self, contents: Contents, most: int) -> int:
        """Claim runs of a part that lack vectors, one after the other; return how many.

        Whoever has them looks whether they still lack them: they may be done by now.

        Args:
            contents: the newest generation.
            most: runs at most.
        """
        turns = self._turns()
        expired = datetime.now(UTC) - EXPIRY
        for part in contents.parts:
            for place in _places(part):
                if self._held and (len(self._held) == most or self._held[-1].place + 1 != place):
                    break
                turn, written = turns.get((part.name, place), (-1, expired))
                claim = Claim(part.name, place, turn + 1)
                if written <= expired and self._objects.write_new(claim.path, b""):
                    self._held.append(claim)
            if self._held:
                break
        self._written = time.monotonic()
        return len(self._held)

    def lack_vectors(self, contents: Contents) -> bool:
        """Tell whether anything that is claimed has no vectors yet."""
        places = {claim.place for claim in self._held}
        return any(
            part.name == self.part and not places.isdisjoint(_places(part))
            for part in contents.parts
        )

    def renew(self) -> None:
        """Say that what is claimed is being worked on, if that was not said just now."""
        now = time.monotonic()
        if now - self._written > _RENEWED:
            for claim in self._held:
                self._objects.write(claim.path, b"")
            self._written = now

    def release(self) -> None:
        """Let go what is claimed, done or not."""
        held, self._held = self._held, []
        turns = ((claim, turn) for claim in held for turn in range(claim.turn + 1))
        self._objects.remove([replace(claim, turn=turn).path for claim, turn in turns])

    def _turns(self) -> dict[tuple[str, int], tuple[int, datetime]]:
        """Return the last claim of each run: the turn, and when it was written."""
        last: dict[tuple[str, int], tuple[int, datetime]] = {}
        for path, _, written in self._objects.listed(CLAIMS):
            if found := _NAME.fullmatch(path):
                run, turn = (found[1], int(found[2])), int(found[3])
                last[run] = max(last.get(run, (-1, written)), (turn, written))
        return last


def _places(part: PartEntry) -> list[int]:
    """Return the runs of a part that lack vectors, by their places, ascending."""
    return sorted(
        {
            place
            for first, end in part.unembedded
            for place in range(first // RUN, (end - 1) // RUN + 1)
        }
    )
