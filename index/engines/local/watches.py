"""Standing questions in a file of their own, written once: what a manifest names is what holds."""

from __future__ import annotations

import json
import uuid
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING

from index.engines.local.commit.disk import make_folder, read_text, unreadable, write_synced
from index.engines.local.commit.layout import WATCHES
from index.engines.local.commit.manifest import WatchesEntry, describe_files
from index.vocabulary.errors import DamagedIndexError
from index.vocabulary.results import Watch

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def write_watches(directory: Path, watches: Sequence[Watch]) -> WatchesEntry:
    """Write standing questions, and return what a manifest says of the file.

    Args:
        directory: of the index.
        watches: in the order in which they are listed.
    """
    folder = directory / WATCHES
    make_folder(folder)
    path = folder / f"{uuid.uuid4().hex[:12]}.json"
    write_synced(path, _written(watches))
    ((name, entry),) = describe_files(directory, [path]).items()
    return WatchesEntry(name, entry)


def read_watches(directory: Path, written: WatchesEntry | None) -> tuple[Watch, ...]:
    """Read standing questions.

    Raises:
        DamagedIndexError: the file is not what was written.
    """
    if written is None:
        return ()
    path = directory / written.path
    try:
        return tuple(
            Watch(
                str(each["name"]),
                str(each["question"]),
                dict(each["conditions"]),
                int(each["mark"]),
                tuple(map(str, each["told"])),
                _moment(each.get("last_run")),
                int(each.get("stories", 0)),
            )
            for each in json.loads(read_text(path))
        )
    except OSError as error:
        raise unreadable(path, error) from error
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedIndexError(f"{path} is damaged") from error


def _written(watches: Sequence[Watch]) -> str:
    rows = [asdict(watch) for watch in watches]
    return json.dumps(rows, ensure_ascii=False, default=datetime.isoformat)


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
