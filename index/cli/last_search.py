"""What the last search of an index showed, by number, so that `show 3` knows what 3 is.

It is kept in the user's cache folder and not in the index, which others may use as well.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_cache_path

if TYPE_CHECKING:
    from collections.abc import Mapping

    from index.vocabulary.place import Where
    from index.vocabulary.results import Hit

Spans = tuple[tuple[int, int], ...]

MOST_KEPT = 1000
"""Hits of one search: nobody types a higher number."""


@dataclass(frozen=True, slots=True)
class ShownHit:
    """A hit as it was shown: its article, and where in the text the passage and its marks are."""

    id: str
    start: int
    end: int
    marks: Spans

    @classmethod
    def of(cls, hit: Hit) -> ShownHit:
        """Return what is kept of a hit."""
        return cls(hit.article.id, hit.passage.start, hit.passage.end, hit.marks)


def keep_shown(index: Where, shown: Mapping[int, ShownHit]) -> None:
    """Keep what a search of the index in a directory has shown, by number, in place of the last.

    One that showed nothing leaves the numbers as they were: those are still on the screen, and no
    others are. Where they can't be written, nothing is said: the search is done, and numbers are a
    comfort.
    """
    if not shown:
        return
    kept = {number: astuple(hit) for number, hit in shown.items()}
    file = _file(index)
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        opened, name = tempfile.mkstemp(dir=file.parent)
        os.close(opened)
        aside = Path(name)
        try:
            aside.write_text(json.dumps(kept), encoding="utf-8")
            aside.replace(file)
        finally:
            aside.unlink(missing_ok=True)


def last_shown(index: Where) -> dict[int, ShownHit]:
    """Return what the last search of the index in a directory showed; nothing if that is lost."""
    try:
        kept = json.loads(_file(index).read_text(encoding="utf-8"))
        return {
            int(number): ShownHit(str(id_), int(start), int(end), tuple((a, b) for a, b in marks))
            for number, (id_, start, end, marks) in kept.items()
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _file(index: Where) -> Path:
    place = index if isinstance(index, str) else index.resolve()
    named = hashlib.sha256(os.fsencode(place)).hexdigest()[:32]
    return user_cache_path("newsdex") / "searches" / f"{named}.json"
