"""Damage: found and mended.

verify              is an index what it should be?
salvage             what can still be read of a damaged part
watches             standing questions that are still there without a manifest
ledger              what can still be read of the ledger
repair              a damaged index, mended from what is whole in it
"""

from index.engines.local.repair.repair import repair
from index.engines.local.repair.verify import verify

__all__ = ["repair", "verify"]
