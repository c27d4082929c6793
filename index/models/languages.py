"""Which languages a model was made for, as its card says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from index.models.model import DEFAULT_MODEL

if TYPE_CHECKING:
    from collections.abc import Iterator

_CARD = "README.md"
_HEADER = re.compile(r"---\s*\n(.*?\n)---\s*(?:\n|\Z)", re.DOTALL)
_LANGUAGE = re.compile(r"^languages?:[ \t]*(.*(?:\n[ \t]*-.*)*)", re.MULTILINE)
_TAG = re.compile(r"[A-Za-z]{2,}")
_CODE = 3
"""Letters of a language's code, at most: `multilingual` is none."""
_LONGEST = 100_000
"""Characters of a card that are read."""


def languages_of(name: str) -> frozenset[str]:
    """Return the languages of a model, by their primary tags, such as `en`.

    Args:
        name: of the model on the hub, or its folder.

    Returns:
        Empty where nothing is known of them, or where there is no end of them (`multilingual`).
    """
    if name == DEFAULT_MODEL:
        return frozenset({"en"})
    for card in _cards(name):
        header = _HEADER.match(card)
        told = _LANGUAGE.search(header[1]) if header else None
        tags = {tag.lower() for tag in _TAG.findall(told[1])} if told else set()
        return frozenset() if any(len(tag) > _CODE for tag in tags) else frozenset(tags)
    return frozenset()


def _cards(name: str) -> Iterator[str]:
    """Yield the card of a model, if it is on this machine."""
    path = Path(name, _CARD)
    if not Path(name).is_dir():
        from huggingface_hub import try_to_load_from_cache
        from huggingface_hub.errors import HFValidationError

        full_name = name if "/" in name else f"sentence-transformers/{name}"
        try:
            found = try_to_load_from_cache(full_name, _CARD)
        except HFValidationError:
            return
        if not isinstance(found, str):
            return
        path = Path(found)
    try:
        yield path.read_text(encoding="utf-8", errors="replace")[:_LONGEST]
    except OSError:
        return
