"""The index that a server answers from: so many questions at once, always of the newest state."""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from index.vocabulary.errors import NewsIndexError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

    from index.search import NewsIndex
    from index.server.settings import Settings

    T = TypeVar("T")
    Work = Callable[[NewsIndex], T]

_OVER = object()


class BusyError(NewsIndexError):
    """So many questions wait already that another one would wait too long."""


class TooSlowError(NewsIndexError):
    """A question takes longer than the server lets any."""


class HeldIndex:
    """An open index, asked from an event loop; questions run in threads of their own.

    Whatever is asked of it sees one generation. A newer one is noticed when something is asked,
    and taken for what comes from then on; what is under way ends on the one it began with.
    """

    def __init__(self, index: NewsIndex, settings: Settings) -> None:
        """Take an index that is open, and closed by whoever opened it, in the loop that asks."""
        self._index = index
        self._settings = settings
        self._threads = ThreadPoolExecutor(settings.at_once, thread_name_prefix="newsdex")
        self._turns = asyncio.Semaphore(settings.at_once)
        self._loop = asyncio.get_running_loop()
        self._waiting = 0
        self._looked = float("-inf")
        self._generation = index.status().generation

    def close(self) -> None:
        """Let its threads end, as soon as they have nothing to do."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    @property
    def tag(self) -> str:
        """What an answer depends on beside its request: the generation, and the day."""
        return f'W/"{self._generation}-{date.today():%Y%m%d}"'  # noqa: DTZ011 - as questions do

    async def ask(self, work: Work[T]) -> T:
        """Have some work done on the index, in a thread.

        Raises:
            BusyError: it would have to wait too long for its turn.
            TooSlowError: it takes too long; its turn ends when it does.
        """
        await self._take_turn()
        done = self._threads.submit(work, self._index)
        waited = asyncio.wrap_future(done)
        # Whoever asked may be gone by then, or have been told that it takes too long.
        done.add_done_callback(lambda _: self._loop.call_soon_threadsafe(self._turns.release))
        waited.add_done_callback(lambda each: each.cancelled() or each.exception())
        try:
            return await asyncio.wait_for(asyncio.shield(waited), self._settings.seconds)
        except TimeoutError:
            raise TooSlowError(
                f"this takes longer than {self._settings.seconds:g} seconds; ask for less"
            ) from None

    async def _take_turn(self) -> None:
        busy = BusyError("too many questions at once; ask again in a moment")
        if self._turns.locked() and self._waiting >= self._settings.waiting:
            raise busy
        self._waiting += 1
        try:
            await asyncio.wait_for(self._turns.acquire(), self._settings.seconds)
        except TimeoutError:
            raise busy from None
        finally:
            self._waiting -= 1

    async def lots(self, work: Work[Iterator[T]]) -> AsyncIterator[T]:
        """Yield what an iterator over the index yields, each in a turn of its own.

        Raises: as `ask`, each time.
        """
        lots = await self.ask(work)
        try:
            while (lot := await self.ask(lambda _: next(lots, _OVER))) is not _OVER:
                yield lot  # type: ignore[misc]
        finally:
            if close := getattr(lots, "close", None):  # it holds a generation open
                self._threads.submit(close)

    async def look(self) -> None:
        """Move on to a newer generation, if there is one, and it is time to look."""
        now = time.monotonic()
        if now - self._looked < self._settings.checked_every:
            return
        self._looked = now
        await asyncio.get_running_loop().run_in_executor(None, self._refresh)

    def _refresh(self) -> None:
        if self._index.refresh():
            self._generation = self._index.status().generation
