"""Values of YAML, TOML and Parquet to values that JSON has."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

DEEPEST = 50
"""Values within one another; what lies deeper is left out."""

_LONGEST_OTHER = 1_000


def plain_value(value: Any, room: int = DEEPEST) -> Any:
    """Return a value as JSON has it.

    Dates and times are ISO 8601, zones kept; bytes are taken for UTF-8, pairs for a mapping.
    """
    if isinstance(value, list | tuple | set) and value and all(map(_is_pair, value)):
        value = dict(value)
    if isinstance(value, Mapping):
        values = {str(name): plain_value(one, room - 1) for name, one in value.items() if room}
        return values or None
    if isinstance(value, list | tuple | set):
        return [plain_value(one, room - 1) for one in value] if room else None
    return _scalar(value)


def _is_pair(value: Any) -> bool:
    return isinstance(value, tuple) and len(value) == len("kv") and isinstance(value[0], str)


def _scalar(value: Any) -> Any:
    match value:
        case Decimal() | float():
            return float(value) if math.isfinite(value) else None
        case None | bool() | int() | str():
            return value
        case datetime() | date() | time():
            return value.isoformat()
        case timedelta():
            return value.total_seconds()
        case bytes():
            return value.decode("utf-8", "replace")
    return str(value)[:_LONGEST_OTHER]
