"""The type of options that name a file to be written."""

from __future__ import annotations

import os
from pathlib import Path

import click

from index.vocabulary.errors import IndexWriteError


class NewFile(click.Path):
    """A file to be written: that its folder is there is checked before anything is done."""

    def __init__(self) -> None:
        super().__init__(path_type=Path, dir_okay=False)

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Path:
        """Return the path.

        Raises:
            IndexWriteError: there is no such folder.
        """
        path = Path(os.fsdecode(super().convert(value, param, ctx)))
        if not path.parent.is_dir():
            raise IndexWriteError(f"{path} can't be written: there is no folder {path.parent}")
        return path
