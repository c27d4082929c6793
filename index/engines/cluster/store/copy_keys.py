"""By what copies of a part's articles are found, kept beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from index.copies import KeyRun, key_format
from index.engines.cluster.tables import Table, write_table

if TYPE_CHECKING:
    from index.engines.cluster.objects import Objects

COPIES = "copies.lance"

_FORMAT = "format"


def write_keys(objects: Objects, folder: str, run: KeyRun) -> None:
    """Keep the keys of a part's articles, with their format: what else they depend on."""
    table = pa.table({"keys": run.keys, "owners": run.owners})
    table = table.replace_schema_metadata({_FORMAT: key_format()})
    write_table(objects, f"{folder}/{COPIES}", table, table.schema)


def read_keys(objects: Objects, folder: str) -> KeyRun | None:
    """Read the keys of a part's articles; None if they are not of today's format."""
    table = Table(objects, f"{folder}/{COPIES}")
    if table.metadata.get(_FORMAT) != key_format():
        return None
    return KeyRun(table.array("keys"), table.array("owners"), 0)
