"""What is to be said of all that was found, with the searches that it suggests."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.server.page.addresses import Address
    from index.vocabulary.results import Hits, Quotes


@dataclass(frozen=True, slots=True)
class Remark:
    """A line on what was found."""

    text: str
    link: str = ""
    """What the search that it suggests is called; nothing where it suggests none."""
    address: Address | None = None


def remarks(found: Hits | Quotes, question: str, address: Address) -> Iterator[Remark]:
    """Yield what the command line says above what was found."""
    for line in found.note.splitlines():
        yield Remark(line)
    for reading in found.read_as:
        text = f"“{reading.words}” was read as {reading.meaning}, which comes first"
        if reading.conditions:
            yield Remark(text, "only that", address.with_(**reading.conditions))
        else:
            yield Remark(f"“{reading.words}” was read as {reading.meaning}")
    for typed, read in found.corrections.items():
        instead = re.sub(
            rf"(?<!\w){re.escape(typed)}(?!\w)", read.replace("\\", r"\\"), question, count=1
        )
        yield Remark(
            f"“{read}” was looked for beside “{typed}”" if found else "Nothing is spelt so",
            f"only “{read}”" if found else f"“{read}”?",
            address.with_(q=instead),
        )
    for word in found.missing:
        yield Remark(f"No article has “{word}”")
    if found.unembedded:
        yield Remark(f"{found.unembedded:,} passages are found by their words alone so far")


def how_near(hits: Hits) -> str:
    """Return what is said above hits that are only the nearest; nothing of others."""
    if hits and (hits.weak or not hits.total):
        return "Nothing close was found. The nearest:"
    if hits and not hits.matched:
        return "No word of the question occurs. Compared by meaning alone:"
    return ""
