"""Where articles were found, and which were withdrawn: a ledger beside the parts, in SQLite.

segment             one file of it: written once, read, merged with another
ledger              those of a generation, read as one
"""

from index.engines.local.origins.ledger import SqliteLedger
from index.engines.local.origins.segment import merge_segments, write_segment

__all__ = ["SqliteLedger", "merge_segments", "write_segment"]
