"""What every request needs: the index, the settings, whether the answer that they have holds."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, TypeVar

from fastapi import Depends, Request

from index.server.answers import still_holds, without_files

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Iterator

    from starlette.responses import Response

    from corpus import Article
    from index.search import NewsIndex
    from index.server.held import HeldIndex
    from index.server.parameters import Given
    from index.server.settings import Settings
    from index.vocabulary.results import Hits

    T = TypeVar("T")


class Asking:
    """One request, and the index that it is put to."""

    def __init__(self, request: Request) -> None:
        """Take a request; the application holds the index and its settings."""
        self._held: HeldIndex = request.app.state.held
        self.request = request
        self.settings: Settings = request.app.state.settings
        self.state = self._held.state
        """Of the index; an answer depends on it, and on what was asked for."""
        self.tag = _tag(self.state, request.url.path, request.url.query)

    def holds(self, parameters: Given) -> Response | None:
        """Return the answer to whoever has what they ask for already, None where they don't.

        Raises:
            ProblemError: the parameters ask for what is not to be had here.
        """
        self.check(parameters)
        return still_holds(self.request, self.tag)

    def check(self, parameters: Given) -> None:
        """Refuse what is asked for twice over, and what is not to be had here.

        Raises:
            ProblemError: it is that.
        """
        parameters.check_once(self.request.query_params.multi_items())
        parameters.check(self.settings)

    async def ask(self, work: Callable[[NewsIndex], T]) -> T:
        """Have some work done on the index; see `HeldIndex.ask`."""
        return await self._held.ask(work)

    def lots(self, work: Callable[[NewsIndex], Iterator[T]]) -> AsyncGenerator[T]:
        """Yield what an iterator over the index yields; see `HeldIndex.lots`."""
        return self._held.lots(work)

    def shown(self, article: Article) -> Article:
        """Return an article with what a server shows of where it was found."""
        return article if self.settings.show_paths else without_files(article)

    def shown_hits(self, hits: Hits) -> Hits:
        """Return hits with what a server shows of where their articles were found."""
        shown = hits[:]
        shown[:] = [replace(hit, article=self.shown(hit.article)) for hit in hits]
        return shown


def _tag(state: str, path: str, query: str) -> str:
    """Return the tag of an answer: another address may have none, however the index is."""
    address = hashlib.blake2b(f"{path}?{query}".encode("utf-8", "surrogatepass"), digest_size=8)
    return f'W/"{state}-{address.hexdigest()}"'


async def _asking(request: Request) -> Asking:
    await request.app.state.held.look()
    return Asking(request)


Asked = Annotated[Asking, Depends(_asking)]
