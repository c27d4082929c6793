#!/usr/bin/env python3
"""Prints docs/json.md, made of the schemas that JSON of every command keeps to.

scripts/json_reference.py > docs/json.md
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMAS = Path(__file__).resolve().parent.parent / "index" / "formats" / "schema"
SHARED = "article"
HEAD = """# JSON

What commands print with `--format json`; made by `scripts/json_reference.py` of the schemas in
`index/formats/schema/` (JSON Schema, draft 2020-12), so edit those. They come with the package:
`importlib.resources.files("index") / "formats/schema/search.json"`.

Names stay, and values keep their meaning; new names may come. `--format jsonl` prints what an
array holds, a line each, and `--format csv` a line of names and then one for each, with `; `
between the values of a list. Moments are ISO 8601 with the offset of the clock they were written
by, scores have four decimal places, places in texts count characters from 0.
"""


def main() -> None:
    """Print the page."""
    schemas = {path.stem: json.loads(path.read_text("utf-8")) for path in SCHEMAS.glob("*.json")}
    shared = schemas.pop(SHARED)["$defs"]
    print(HEAD)
    print("## An article\n\nEvery object that stands for an article has, beside what is its own:\n")
    print(table(shared["metadata"], shared))
    print(f"\nEach of `origins`, where there are such:\n\n{table(shared['origin'], shared)}")
    for _, schema in sorted(schemas.items()):
        print(f"\n## {schema['title']}\n\n{schema['description']}")
        if lines := table(schema, shared):
            print(f"\n{lines}")
        for name, part in schema.get("$defs", {}).items():
            print(f"\nA {name}: {part['description']}\n\n{table(part, shared)}")


def table(schema: dict[str, Any], shared: dict[str, Any]) -> str:
    """Return the table of what an object has, or those in an array; nothing if that is said."""
    rows = list(rows_of(schema, "", shared))
    return "\n".join(["| name | type | |", "| --- | --- | --- |", *rows]) if rows else ""


def rows_of(schema: dict[str, Any], above: str, shared: dict[str, Any]) -> Iterator[str]:
    """Yield a row for each name, and for those within what it stands for."""
    if "items" in schema and not schema.get("prefixItems"):
        yield from rows_of(schema["items"], f"{above}[]." if above else "", shared)
    for choice in schema.get("anyOf", ()):
        yield from rows_of(choice, above, shared)
    if above and schema.get("$ref") == f"{SHARED}.json#/$defs/value":
        yield from rows_of(shared["value"], above, shared)
    for name, value in schema.get("properties", {}).items():
        yield f"| `{above}{name}` | {type_of(value)} | {value.get('description', '')} |"
        yield from rows_of(value, f"{above}{name}", shared)


def type_of(schema: dict[str, Any]) -> str:
    """Return what a value is, in a few words."""
    if "enum" in schema:
        return " or ".join(f"`{value}`" for value in schema["enum"])
    kinds = schema.get("type", "object")
    told = " or ".join([kinds] if isinstance(kinds, str) else kinds)
    form = {"date": "day", "date-time": "moment"}.get(schema.get("format", ""))
    return told.replace("string", form) if form else told


if __name__ == "__main__":
    main()
