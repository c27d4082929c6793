"""Drafts: the tables of a part, written where its articles were, before anyone knows which go in.

A draft is found by what it holds. Of machines that make the same one at the same time one writes
`draft.json` first, and the others leave it at that; so what is made twice is there once.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from itertools import repeat
from typing import TYPE_CHECKING

import numpy as np

from index.copies import KEYS, Placed
from index.engines.cluster.generations import folder_of_part, part_entry
from index.engines.cluster.writing.parts import new_name, write_part, write_part_vectors
from index.engines.parts.writing.batch import Batch
from index.engines.parts.writing.preparing import prepare
from index.models import kept_encoder
from index.vocabulary.rendering import render

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from corpus import Article
    from index.engines.cluster.generations import PartEntry
    from index.engines.cluster.objects import Objects
    from index.engines.parts.contents import Model


def _path(key: str) -> str:
    return f"{folder_of_part(key)}/draft.json"


def find_draft(objects: Objects, key: str) -> PartEntry | None:
    """Return the draft with a key, as a part that no generation names; None if there is none.

    Raises:
        DamagedIndexError: it is not what was written.
    """
    content = objects.read(_path(key))
    if content is None:
        return None
    try:
        return part_entry(json.loads(content))
    except (ValueError, TypeError, KeyError) as error:
        raise objects.damaged(_path(key)) from error


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be drafted."""

    key: str
    """By which the draft is found."""
    model: Model
    """That makes vectors."""
    places: tuple[int, ...]
    """Of its articles among those of the batch, in order."""
    embed: bool
    """Whether its passages get vectors."""


def make_draft(
    objects: Objects, order: Order, articles: Sequence[Article]
) -> tuple[PartEntry, bool]:
    """Write a draft, unless it is there; return it, and whether it was made now.

    Args:
        objects: of the index.
        order: what is to be drafted.
        articles: of the batch.

    Raises:
        IndexWriteError: it can't be written.
        EncoderError: the model can't be loaded.
    """
    if found := find_draft(objects, order.key):
        return found, False
    part = _written(objects, order, [articles[place] for place in order.places])
    if objects.write_new(_path(order.key), json.dumps(asdict(part)).encode()):
        return part, True
    _remove_folder(objects, folder_of_part(part.name))
    return find_draft(objects, order.key) or part, False


def _written(objects: Objects, order: Order, articles: Sequence[Article]) -> PartEntry:
    name, fingerprint, dimension = order.model
    encoder = kept_encoder(name, fingerprint)
    prepared = prepare(articles, encoder.fits)
    placed = [Placed(0, 0, keys) for keys in prepared.keys]
    batch = Batch(articles, prepared, placed)
    part = write_part(objects, f"{order.key}/{new_name()}", [batch], repeat(0))
    objects.write(_keys_path(part), prepared.keys.astype("<u8").tobytes())
    texts = [
        render(article.own_title, article.text[start:end])
        for article, passages in zip(articles, prepared.passages, strict=True)
        for start, end in passages
    ]
    if not (order.embed and texts):
        return part
    vectors = encoder.passages(texts)
    return write_part_vectors(objects, dimension, part, (0, len(texts)), [vectors])


def _keys_path(draft: PartEntry) -> str:
    return f"{folder_of_part(draft.name)}/keys"


def keys_in(objects: Objects, draft: PartEntry) -> NDArray[np.uint64]:
    """Return by what copies of a draft's articles are found, in their order: (articles, KEYS).

    Raises:
        DamagedIndexError: they are not what was written.
    """
    content = objects.read(_keys_path(draft)) or b""
    if len(content) != 8 * KEYS * draft.articles:
        raise objects.damaged(_keys_path(draft))
    return np.frombuffer(content, "<u8").astype(np.uint64).reshape(-1, KEYS)


def is_there(objects: Objects, draft: PartEntry) -> bool:
    """Tell whether a draft was not removed."""
    return find_draft(objects, _key_of(draft)) is not None


def remove_drafts(objects: Objects, drafts: Iterable[PartEntry]) -> None:
    """Remove drafts, and what machines that went have left of them."""
    for key in set(map(_key_of, drafts)):
        remove_under(objects, key)


def _key_of(draft: PartEntry) -> str:
    return draft.name.partition("/")[0]


def remove_under(objects: Objects, key: str) -> None:
    """Remove all that was written down under a key."""
    _remove_folder(objects, folder_of_part(key))


def _remove_folder(objects: Objects, folder: str) -> None:
    objects.remove([path for path, *_ in objects.listed(folder)])
