"""Members of an archive: which are passed over, and how damage to them is told of."""

from __future__ import annotations

from pathlib import PurePosixPath

from corpus.files.finding import is_no_news


def shown(error: Exception) -> str:
    """Return what an error says, in one line: names that it quotes may have many."""
    return " ".join(str(error).lower().split())[:100]


def passed_over(name: str) -> bool:
    """Tell whether a member is passed over by its name, as files in folders are."""
    parts = [part for part in PurePosixPath(name.replace("\\", "/")).parts if part != ".."]
    return "__MACOSX" in parts or any(
        part.startswith(".") or (part == parts[-1] and is_no_news(part)) for part in parts
    )
