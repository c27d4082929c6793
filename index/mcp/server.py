"""The server that offers the tools; what goes wrong is told in one plain line."""

from __future__ import annotations

import logging
import re
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError, UnexpectedToolError
from mcp.server.mcpserver.tools import Tool
from mcp_types import CallToolResult, TextContent, ToolAnnotations
from pydantic import ValidationError

from corpus import CorpusError
from index.formats import json_of
from index.mcp.arguments import WHERE, with_conditions
from index.mcp.tools import QUOTED, Tools
from index.query import no_name
from index.vocabulary.errors import ArticleNotFoundError, NewsIndexError, QuestionError

if TYPE_CHECKING:
    from index.search import NewsIndex

_LOG = logging.getLogger("newsdex")

_MORE = "the index can't answer that; the log of newsdex mcp says more"

_READS = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)

_TITLES = {
    "search_news": "Search news",
    "read_article": "Read an article",
    "background": "Background of an article",
    "timeline": "Timeline",
    "quotes": "Quotations",
}

_INSTRUCTIONS = (
    "An archive of news articles, which only these tools search. Begin with search_news; "
    "read_article shows what stands around a hit, background what came before, timeline when a "
    "matter was written about, quotes who said what. Cite source, date and link, or the id. "
) + QUOTED


def server_of(
    index: NewsIndex, *, show_paths: bool = False, reranker: str | None = None
) -> MCPServer[Any]:
    """Return a server that offers an index.

    Args:
        index: open; the caller closes it.
        show_paths: let answers say where on this machine's disk articles were found.
        reranker: a CrossEncoder, by name or folder, that a search may ask for.
    """
    tools = Tools(index, show_paths=show_paths, reranker=reranker)
    return _Server(
        [_tool(each, without) for each, without in tools.offered()],
        show_paths=show_paths,
    )


def _tool(method: Any, without: set[str]) -> Tool:
    tool = Tool.from_function(
        with_conditions(method, without),
        title=_TITLES[method.__name__],
        description=f"{_paragraphs(method.__doc__)}\n\n{QUOTED}",
        annotations=_READS,
    )
    tool.parameters = {**_brief(tool.parameters), "additionalProperties": False}
    tool.fn_metadata.output_schema = _brief(tool.fn_metadata.output_schema)
    return tool


def _brief(schema: Any, *, names: bool = False) -> Any:
    """Return a schema without titles, which repeat names: a model reads all of it.

    Args:
        schema: or a part of it.
        names: whether its keys are names of properties or definitions.
    """
    if isinstance(schema, list):
        return [_brief(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: _brief(value, names=key in {"properties", "$defs"} and not names)
        for key, value in schema.items()
        if names or key != "title"
    }


def _paragraphs(doc: str) -> str:
    """Return a docstring, each paragraph on a line."""
    return "\n\n".join(" ".join(each.split()) for each in doc.split("\n\n"))


def _of_an_argument(error: Any) -> str:
    """Return a line on one of pydantic's errors."""
    name, said = ".".join(map(str, error["loc"])), error["msg"]
    if error["type"] == "dict_type":
        said = f"names of fields with their values, as {WHERE}"
    return f"{name}: {said}"


class _Server(MCPServer[Any]):
    """Tells what went wrong in one line, and gives answers as JSON on one line besides."""

    def __init__(self, tools: list[Tool], *, show_paths: bool) -> None:
        super().__init__(
            "newsdex",
            title="newsdex: a searchable index of news",
            instructions=_INSTRUCTIONS,
            version=version("newsdex"),
            tools=tools,
            log_level="WARNING",
        )
        self._known = {tool.name: list(tool.parameters["properties"]) for tool in tools}
        self._show_paths = show_paths

    async def call_tool(self, name: str, arguments: dict[str, Any], context: Any = None) -> Any:
        known = self._known.get(name, list(arguments))
        for each in arguments:
            if each not in known:
                raise ToolError(no_name("argument", each, known))
        try:
            result = await super().call_tool(name, arguments, context)
        except ToolError as error:
            raise ToolError(self._line(error)) from None
        if isinstance(result, CallToolResult) and result.structured_content is not None:
            text = json_of(result.structured_content, indent=None)
            return result.model_copy(update={"content": [TextContent(type="text", text=text)]})
        return result

    def _line(self, error: ToolError) -> str:
        """Return what went wrong, as the command line says it, without places on the disk."""
        match cause := error.__cause__:
            case ValidationError():
                return "; ".join(map(_of_an_argument, cause.errors()))
            case QuestionError() | ArticleNotFoundError():
                line = str(cause)
            case NewsIndexError() | CorpusError():
                line = str(cause)
                if not self._show_paths and re.search(r"[/\\]", line):
                    _LOG.warning("%s", line)
                    line = f"{type(cause).__name__}: {_MORE}"
            case _ if isinstance(error, UnexpectedToolError):
                _LOG.warning("unexpected %s: %s", type(cause).__name__, cause)
                line = f"unexpected {type(cause).__name__}: {_MORE}"
            case _:
                line = str(error)
        return " ".join(line.split())
