"""Turns: so many at once, and a line of those who wait, which is not endless."""

from __future__ import annotations

import asyncio

from index.vocabulary.errors import NewsIndexError


class BusyError(NewsIndexError):
    """So many questions wait already that another one would wait too long."""

    def __init__(self) -> None:
        """Say it in a line."""
        super().__init__("too many questions at once; ask again in a moment")


class Turns:
    """So many turns at once; who comes first has the next one."""

    def __init__(self, at_once: int, waiting: int, seconds: float) -> None:
        """Take how many turns there are, how many may wait for one, and how long."""
        self._free = asyncio.Semaphore(at_once)
        self._most = waiting
        self._seconds = seconds
        self._waiting = 0

    async def take(self) -> None:
        """Take a turn.

        Raises:
            BusyError: one would have to wait too long.
        """
        if self._free.locked() and self._waiting >= self._most:
            raise BusyError
        self._waiting += 1
        try:
            await asyncio.wait_for(self._free.acquire(), self._seconds)
        except TimeoutError:
            raise BusyError from None
        finally:
            self._waiting -= 1

    async def wait(self) -> None:
        """Take a turn, however long one has to wait."""
        await self._free.acquire()

    def end(self) -> None:
        """End one's turn."""
        self._free.release()
