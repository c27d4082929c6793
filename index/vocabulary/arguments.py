"""What a script gives to the functions of this package, checked: wrong types are named."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from numbers import Integral
from pathlib import Path
from typing import Any

from corpus.vocabulary.article import storable
from corpus.vocabulary.errors import shown
from index.vocabulary.errors import QuestionError
from index.vocabulary.place import SCHEMES, Where, is_url


def place_of(path: Any) -> Where:
    """Return the directory of an index, or its URL.

    Raises:
        QuestionError: it is not a path, or no file system could have such a path; or it is the URL
            of something else.
    """
    named = os.fspath(path) if isinstance(path, os.PathLike) else path
    if not isinstance(named, str) or not named:
        raise QuestionError(f"{shown(path)} is not the path of an index")
    try:
        possible = b"\0" not in os.fsencode(named)
    except UnicodeEncodeError:
        possible = False
    if not possible:
        raise QuestionError(f"{shown(path)} can't be the path of an index")
    if is_url(named):
        if not named.startswith(tuple(f"{scheme}://" for scheme in SCHEMES)):
            *others, last = (f"{scheme}://" for scheme in SCHEMES)
            begins = f"{', '.join(others)} or {last}"
            raise QuestionError(f"{named} is not the URL of an index, which begins with {begins}")
        return named
    return Path(named)


def directory_of(path: Any) -> Path:
    """Return the directory of an index, where only that of one in files will do.

    Raises:
        QuestionError: as `place_of`; or it is the URL of an index in tables.
    """
    place = place_of(path)
    if isinstance(place, str):
        raise QuestionError(
            f"{place} is kept in tables, which are written once and checked as they are read: "
            "only an index in a directory is verified and repaired"
        )
    return place


def check_text(name: str, value: Any, *, optional: bool = False) -> None:
    """Check that a value is text.

    Raises:
        QuestionError: it isn't; None is, if `optional`.
    """
    if not (isinstance(value, str) or (optional and value is None)):
        raise QuestionError(f"{name}: {shown(value)} is not text")


def text_given(name: str, value: Any) -> str:
    """Return a text, as it can be compared with stored ones.

    Raises:
        QuestionError: it isn't text.
    """
    check_text(name, value)
    return storable(value)


def check_whole_number(name: str, value: Any, *, optional: bool = False) -> None:
    """Check that a value is a whole number.

    Raises:
        QuestionError: it isn't; None is, if `optional`.
    """
    if optional and value is None:
        return
    if not isinstance(value, Integral) or isinstance(value, bool):
        raise QuestionError(f"{name}: {shown(value)} is not a whole number")


def check_number(name: str, value: Any, unit: str) -> None:
    """Check that a value is a number from 0 on.

    Raises:
        QuestionError: it isn't.
    """
    number = isinstance(value, int | float | Integral) and not isinstance(value, bool)
    if not number or not value >= 0:
        raise QuestionError(f"{name}: {shown(value)} is not a number of {unit}")


def check_day(name: str, value: Any) -> None:
    """Check that a value is a day.

    Raises:
        QuestionError: it isn't.
    """
    if not isinstance(value, date) or isinstance(value, datetime):
        raise QuestionError(f"{name}: {shown(value)} is not a day; give a datetime.date")


def check_callable(name: str, value: Any) -> None:
    """Check that a value can be called, or is None.

    Raises:
        QuestionError: it can't be.
    """
    if value is not None and not callable(value):
        raise QuestionError(f"{name}: {shown(value)} can't be called")


def texts_of(name: str, values: Any) -> list[str]:
    """Return one text, or the texts in an iterable, as they can be compared with stored ones.

    Raises:
        QuestionError: it is neither.
    """
    if isinstance(values, str):
        return [storable(values)]
    if not isinstance(values, Iterable) or isinstance(values, Mapping | bytes | bytearray):
        raise QuestionError(f"{name}: {shown(values)} is neither text nor a list of texts")
    texts = list(values)
    for value in texts:
        check_text(name, value)
    return list(map(storable, texts))


def names_given(name: str, values: Any) -> list[str]:
    """Return names, each once: of one text, or of an iterable; none of None.

    Raises:
        QuestionError: it is none of these.
    """
    return [] if values is None else list(dict.fromkeys(texts_of(name, values)))
