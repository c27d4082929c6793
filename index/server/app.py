"""The application: what answers under which address, and what stands before it."""

from __future__ import annotations

from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import JSONResponse

from index.server.api import ROUTERS, as_served
from index.server.guards import AccessLog, Heads, KnownHosts, SafeHeaders, Tokens
from index.server.held import HeldIndex
from index.server.page import ROUTERS as PAGES
from index.server.page import problem_page
from index.server.problems import tell_problems

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from index.search import NewsIndex
    from index.server.settings import Settings

_ZIPPED_FROM = 1_000
"""Bytes; a smaller answer is one packet anyway."""
_ZIPPED = 4
"""How hard gzip tries: beyond this it takes longer than it saves on a network at home."""


def application(index: NewsIndex, settings: Settings) -> FastAPI:
    """Return what answers requests from an index.

    Args:
        index: open; it stays open when the application ends.
        settings: what is shown, to whom, how much of it.
    """

    @asynccontextmanager
    async def living(app: FastAPI) -> AsyncIterator[None]:
        held = app.state.held = HeldIndex(index, settings)
        yield
        held.close()

    app = FastAPI(
        title="newsdex",
        version=version("newsdex"),
        description="A searchable index of news. Answers are those of the command line, with "
        "the same names; what goes wrong is told as a problem (RFC 9457).",
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=living,
        middleware=_before(settings),
    )
    app.state.settings = settings
    for router in ROUTERS:
        app.include_router(router, prefix="/api", tags=["api"])
    for router in PAGES:
        app.include_router(router, include_in_schema=False)
    app.add_api_route("/healthz", _is_well, summary="Whether it answers", tags=["server"])
    tell_problems(app, problem_page)
    told = app.openapi
    app.openapi = lambda: as_served(told(), settings)  # type: ignore[method-assign]
    return app


def _before(settings: Settings) -> list[Middleware]:
    """Return what stands before every request, the first first."""
    before = [
        Middleware(AccessLog, questions=settings.log_questions),
        Middleware(SafeHeaders),
        Middleware(Heads),
        Middleware(KnownHosts, settings=settings),
    ]
    if settings.token is not None:
        before.append(Middleware(Tokens, token=settings.token))
    return [*before, Middleware(GZipMiddleware, minimum_size=_ZIPPED_FROM, compresslevel=_ZIPPED)]


async def _is_well() -> JSONResponse:
    """Say that the server answers."""
    return JSONResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})
