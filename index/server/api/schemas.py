"""How answers are described: by the schemas that the command line's JSON keeps to."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from index.server.problems import MEDIA_TYPE

if TYPE_CHECKING:
    from index.server.settings import Settings

_SCHEMAS = files("index") / "formats" / "schema"
_EXAMPLES = files("index") / "server" / "api" / "examples.json"
_REFERENCE = re.compile(r"^(?:([\w-]+)\.json)?#?(?:/\$defs/(\w+))?$")

PROBLEM: dict[str, Any] = {
    "title": "Problem",
    "description": "What is wrong with a request (RFC 9457).",
    "type": "object",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "In one line."},
    },
    "required": ["type", "title", "status", "detail"],
}


_BEARER = {
    "type": "http",
    "scheme": "bearer",
    "description": "The token that the server was started with; many ask for none.",
}

_WRONG = {
    "type": "about:blank",
    "title": "Bad Request",
    "status": 400,
    "detail": "no parameter 'sorce'; did you mean source",
}


def answers(
    name: str | None, told: str, *, item: bool = False, others: tuple[str, ...] = ()
) -> dict[int | str, dict[str, Any]]:
    """Return what a route answers, as OpenAPI describes it.

    Args:
        name: of the schema in `index/formats/schema`; None where no JSON is answered.
        told: what it is.
        item: whether it is one of what the schema has in an array.
        others: kinds of media that the route answers beside JSON.
    """
    content: dict[str, Any] = {each: {"schema": {"type": "string"}} for each in others}
    if name is not None:
        schema = _inlined(name)
        example = _examples()[name]
        content["application/json"] = {
            "schema": schema["items"] if item else schema,
            "example": json.dumps(example[0] if item else example),  # see with_examples
        }
    wrong = {"content": {MEDIA_TYPE: {"schema": PROBLEM, "example": _WRONG}}}
    return {
        200: {"description": told, "content": content},
        304: {"description": "What the request's If-None-Match names still holds."},
        400: {"description": "The request means nothing.", **wrong},
        401: {"description": "The server asks for a token.", **wrong},
        403: {"description": "This server does not show that.", **wrong},
        404: {"description": "There is no such thing.", **wrong},
        503: {"description": "Too many questions at once; ask again.", **wrong},
        504: {"description": "It takes too long.", **wrong},
        "default": {"description": "Whatever else goes wrong.", **wrong},
    }


def as_served(told: dict[str, Any], settings: Settings) -> dict[str, Any]:
    """Return an OpenAPI with what a server's settings say of it.

    Args:
        told: as FastAPI tells it.
        settings: how many hits a page has, and whether a token is asked for.
    """
    for parameter in told["paths"]["/api/search"]["get"]["parameters"]:
        if parameter["name"] == "limit":
            parameter["schema"]["maximum"] = settings.most
    told.setdefault("components", {})["securitySchemes"] = {"token": _BEARER}
    needed = {"token": list[str]()}
    for path, operations in told["paths"].items():
        for operation in operations.values():
            asks = settings.token is not None and path.startswith("/api/")
            operation["security"] = [needed] if asks else [{}]
    return _with_examples(told)


def _with_examples(told: dict[str, Any]) -> dict[str, Any]:
    """Return an OpenAPI with the examples of answers as they are answered.

    FastAPI leaves out whatever is null, in examples too; so they are text up to here.
    """
    for operations in told["paths"].values():
        for operation in operations.values():
            content = operation["responses"].get("200", {}).get("content", {})
            media = content.get("application/json", {})
            if isinstance(media.get("example"), str):
                media["example"] = json.loads(media["example"])
    return told


@cache
def _examples() -> dict[str, Any]:
    """Return an answer by the name of the schema that it keeps to."""
    read: dict[str, Any] = json.loads(_EXAMPLES.read_text(encoding="utf-8"))
    return read


@cache
def _read(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((_SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    return schema


def _inlined(name: str) -> Any:
    """Return a schema that refers to no other file."""
    whole = _put_in(_read(name), name)
    return {key: value for key, value in whole.items() if key not in {"$schema", "$defs"}}


def _put_in(part: Any, name: str) -> Any:
    """Return a part of a schema with what it refers to in its place."""
    if isinstance(part, list):
        return [_put_in(each, name) for each in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        match = _REFERENCE.match(part["$ref"])
        if match is None:
            raise ValueError(f"{name}.json refers to {part['$ref']}")
        other = match[1] or name
        found = _read(other)["$defs"][match[2]] if match[2] else _read(other)
        beside = {key: value for key, value in part.items() if key != "$ref"}
        whole = _put_in(found, other)
        return {"allOf": [whole], **_put_in(beside, name)} if beside else whole
    return {key: _put_in(value, name) for key, value in part.items() if key != "$defs"}
