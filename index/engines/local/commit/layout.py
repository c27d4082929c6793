"""How the files and folders of an index directory are called."""

from __future__ import annotations

MANIFEST = "manifest.json"

GENERATIONS = "generations"
PARTS = "parts"
REMOVED = "removed"
ORIGINS = "origins"
WATCHES = "watches"
LOCK = "lock"
JOURNAL = "embedded"


def generation_file(generation: int) -> str:
    """Return the path of a generation's manifest within the index directory."""
    return f"{GENERATIONS}/{generation:08}.json"
