"""What can be read of a ledger without a manifest, and of withdrawals in a damaged file of it."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from index.engines.local.commit.disk import writing
from index.engines.local.commit.layout import ORIGINS
from index.engines.local.commit.manifest import SegmentEntry, describe_files
from index.engines.local.origins import SqliteLedger
from index.vocabulary.errors import DamagedIndexError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from index.vocabulary.results import WithdrawnArticle


def segments_in(directory: Path, left_out: Callable[[str], object]) -> Iterator[SegmentEntry]:
    """Yield what a manifest would say of the ledger's files that are there, the oldest first.

    One that was merged already does no harm: the later one says the same, and more.

    Args:
        directory: of the index.
        left_out: called with a line for each that can't be read.
    """
    paths = (directory / ORIGINS).glob("*.sqlite")
    for path in sorted(paths, key=lambda path: path.stat().st_mtime_ns):
        with contextlib.closing(SqliteLedger([path])) as ledger:
            try:
                notes = ledger.notes()
            except DamagedIndexError as error:
                left_out(f"{ORIGINS}/{path.name}: left out ({error.damage})")
                continue
        with writing(directory):
            ((name, entry),) = describe_files(directory, [path]).items()
        yield SegmentEntry(name, notes, entry)


def withdrawn_in(damaged: Path, kept: Sequence[Path]) -> list[WithdrawnArticle]:
    """Return the withdrawals that a damaged file of the ledger still tells of, and no other does.

    Args:
        damaged: the file.
        kept: those that are whole.
    """
    with (
        contextlib.closing(SqliteLedger([damaged])) as ledger,
        contextlib.closing(SqliteLedger(kept)) as others,
        contextlib.suppress(DamagedIndexError),
    ):
        return [each for each in ledger.withdrawn() if others.withdrawal_of(each.id) is None]
    return []
