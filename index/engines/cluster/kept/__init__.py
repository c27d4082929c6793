"""What was read of tables, kept: they are written once, so that nothing kept is ever out of date.

disk                what was used last, in the cache folder, for tables in an object store
rows                rows of a table to bytes, and back
bounds              how much may be kept
kept                memory and disk, asked one after the other
"""

from index.engines.cluster.kept.bounds import bound_in_memory
from index.engines.cluster.kept.kept import Kept
from index.engines.cluster.kept.rows import (
    bytes_of_rows,
    bytes_of_table,
    cell_of,
    rows_of,
    table_of,
)

__all__ = [
    "Kept",
    "bound_in_memory",
    "bytes_of_rows",
    "bytes_of_table",
    "cell_of",
    "rows_of",
    "table_of",
]
