"""In which files articles are: where a server does not show it, it can't be asked for either."""

from __future__ import annotations

import re
from http import HTTPStatus
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

from index.query import folded
from index.server.problems import ProblemError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.server.settings import Settings

PATH = "path"
"""The field of where articles were found."""

_BY_PATH = re.compile(r"(?<!\w)(?<!extra\.)path:(?!//)(\"[^\"]*\"|\S+)", re.IGNORECASE)
"""What may be a mark of the query language that asks for files; it takes fewer for one."""


def hidden() -> ProblemError:
    """Return what is told of whoever asks for it nevertheless."""
    return ProblemError(
        HTTPStatus.FORBIDDEN, "this server does not show in which files articles are"
    )


def asks_for_files(question: str) -> bool:
    """Tell whether a question may ask for articles by the files that they were found in."""
    return bool(_BY_PATH.search(re.sub("[“”„]", '"', question)))


def without_files(question: str) -> str:
    """Return a question to be shown, without the files that it asks for."""
    return _BY_PATH.sub("path:…", question)


def check_fields(names: Iterable[str], settings: Settings) -> None:
    """Refuse to count by files that are not shown.

    Raises:
        ProblemError: a field is that of where articles were found, however it is written.
    """
    if not settings.show_paths and any(folded(name) == PATH for name in names):
        raise hidden()


def name_of_model(model: str) -> str:
    """Return the name of a model without the folder that it lies in."""
    here = model.startswith((".", "~"))
    for kind in (PurePosixPath, PureWindowsPath):
        path = kind(model)
        if here or path.is_absolute() or path.drive:
            return path.name
    return model
