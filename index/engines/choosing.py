"""Which engine keeps an index: the one place that knows of engines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.engines.local import LocalIndex
from index.engines.parts import PartedSnapshot
from index.vocabulary.errors import NewsIndexError

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.engines.cluster import ClusterIndex
    from index.interfaces import Index
    from index.models import Encoder
    from index.vocabulary.place import Where


def create_index(place: Where, encoder: Callable[[], Encoder], *, wait: float) -> Index:
    """Make an empty index.

    Args:
        place: a directory that is empty or does not exist yet, or the URL of an index in tables.
        encoder: gives what will make its vectors, once the place is found to be vacant.
        wait: seconds to wait for another writer.

    Raises:
        IndexExistsError, NoIndexError, IndexLockedError, IndexWriteError
    """
    if isinstance(place, str):
        return _in_tables(place).create(place, encoder, wait=wait)
    return LocalIndex.create(place, encoder, wait=wait)


def open_index(place: Where, *, wait: float) -> Index:
    """Open an index.

    Raises:
        NoIndexError, DamagedIndexError, IndexFormatError
    """
    if isinstance(place, str):
        return _in_tables(place).open(place, wait=wait)
    return LocalIndex.open(place, wait=wait)


def taken_over(place: Where, index: Index, *, wait: float) -> Index:
    """Make an index that holds what another does, of whichever engine.

    Raises:
        IndexExistsError, NoIndexError, IndexLockedError, IndexWriteError: as `create_index`.
        NewsIndexError: the other is of an engine that can't hand over what it has.
    """
    model = (*index.model, index.status().dimension)
    with index.use() as snapshot:
        if not isinstance(snapshot, PartedSnapshot):
            raise NewsIndexError(f"{index.path} is not kept in parts, which could be taken over")
        if isinstance(place, str):
            return _in_tables(place).take_over(place, snapshot, model, wait=wait)
        return LocalIndex.take_over(place, snapshot, model, wait=wait)


def _in_tables(url: str) -> type[ClusterIndex]:
    try:
        from index.engines.cluster import ClusterIndex  # an extra
    except ImportError as error:
        raise NewsIndexError(
            f"{url} needs packages that aren't here; install them with: "
            "pip install 'newsdex[cluster]'"
        ) from error
    return ClusterIndex
