"""The index that a server answers from: so many questions at once, always of the newest state."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, TypeVar, cast

from index.server.turns import BusyError, Turns
from index.vocabulary.errors import NewsIndexError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Iterable, Iterator

    from index.search import NewsIndex
    from index.server.settings import Settings

    T = TypeVar("T")
    Work = Callable[[NewsIndex], T]

_LOG = logging.getLogger("newsdex.server")

_OVER = object()


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
        at_once, waiting, seconds = settings.at_once, settings.waiting, settings.seconds
        self._turns = Turns(at_once, waiting, seconds)
        self._exports = Turns(max(1, at_once // 2), waiting, seconds)
        self._loop = asyncio.get_running_loop()
        self._looked = float("-inf")
        self._begun = secrets.token_hex(4)
        self._moves = 0
        self._trouble = ""

    def close(self) -> None:
        """Let its threads end, as soon as they have nothing to do."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    @property
    def state(self) -> str:
        """What an answer depends on beside its request: the generation, the day, this server."""
        day = date.today()  # noqa: DTZ011 - as questions do
        return f"{self._begun}-{self._moves}-{day:%Y%m%d}"

    async def ask(self, work: Work[T]) -> T:
        """Have some work done on the index, in a thread.

        Raises:
            BusyError: it would have to wait too long for its turn.
            TooSlowError: it takes too long; its turn ends when it does.
        """
        await self._turns.take()
        return await self._ended(self._begun_on(work, self._turns))

    def _begun_on(self, work: Work[T], *turns: Turns) -> Future[T]:
        """Have some work begun whose turns these are; they end when the work does."""
        try:
            begun = self._threads.submit(work, self._index)
        except RuntimeError:  # the server ends
            self._end(turns)
            raise BusyError from None

        def ended(_: object) -> None:
            with suppress(RuntimeError):  # nobody waits for a turn where the loop has ended
                self._loop.call_soon_threadsafe(self._end, turns)

        begun.add_done_callback(ended)
        return begun

    @staticmethod
    def _end(turns: Iterable[Turns]) -> None:
        for each in turns:
            each.end()

    async def _ended(self, work: Future[T]) -> T:
        """Wait for what some work returns; whoever gives up doesn't end it."""
        waited = asyncio.wrap_future(work)
        waited.add_done_callback(lambda each: each.cancelled() or each.exception())
        try:
            return await asyncio.wait_for(asyncio.shield(waited), self._settings.seconds)
        except TimeoutError:
            raise TooSlowError(
                f"this takes longer than {self._settings.seconds:g} seconds; ask for less"
            ) from None

    async def lots(self, work: Work[Iterator[T]]) -> AsyncGenerator[T]:
        """Yield what an iterator over the index yields, each in a turn of its own.

        Of all turns half are for such lots at most: however many ask for everything, whoever asks
        a question waits for no more of them. What has begun to be told waits for its turns.

        Raises:
            BusyError: the first would have to wait too long for its turn.
            TooSlowError: one of them takes too long.
        """
        await self._exports.take()
        lots, taken = work(self._index), None
        try:
            while True:
                taken = await self._begun_on_a_lot(lots)
                if (lot := await self._ended(taken)) is _OVER:
                    return
                yield cast("T", lot)
                await self._exports.wait()
        finally:
            # It holds a generation open, and can't be closed while a thread takes the next lot.
            close = getattr(lots, "close", None)
            if taken is not None and close is not None:
                taken.add_done_callback(lambda _: close())

    async def _begun_on_a_lot(self, lots: Iterator[T]) -> Future[T | object]:
        """Have the next lot taken by whoever has the turn of an export, which ends with it."""
        try:
            await self._turns.wait()
        except asyncio.CancelledError:
            self._exports.end()
            raise
        return self._begun_on(lambda _: next(lots, _OVER), self._exports, self._turns)

    async def look(self) -> None:
        """Move on to a newer generation, if there is one, and it is time to look.

        Where the index is gone or damaged, what is open answers on; the log tells of it.
        """
        now = time.monotonic()
        if now - self._looked < self._settings.checked_every:
            return
        self._looked = now
        await asyncio.get_running_loop().run_in_executor(None, self._refresh)

    def _refresh(self) -> None:
        try:
            self._moves += self._index.refresh()
            self._trouble = ""
        except (NewsIndexError, OSError) as error:  # what is open answers on
            if str(error) != self._trouble:
                self._trouble = str(error)
                _LOG.error("no newer state of the index is found: %s", error)
