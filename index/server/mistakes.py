"""What is wrong with a parameter, in plain words, in which pydantic doesn't tell it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from corpus.vocabulary.errors import shown
from index.query import no_name

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_QUOTED = re.compile(r"'([^']*)'")

_WORDS = {
    "int_parsing": "is not a whole number",
    "int_from_float": "is not a whole number",
    "int_parsing_size": "is not a whole number that one can count to",
    "float_parsing": "is not a number",
    "finite_number": "is not a number",
    "bool_parsing": "is neither true nor false",
    "greater_than_equal": "is below {ge:g}",
    "greater_than": "is not above {gt:g}",
    "less_than_equal": "is above {le:,}",
}
"""What is said of a value, by the kind of the mistake."""


_ELSEWHERE = {
    "page": "offset",
    "start": "offset",
    "from": "since",
    "to": "until",
    "query": "q",
    "question": "q",
    "search": "q",
    "size": "limit",
    "count": "limit",
    "per_page": "limit",
    "n": "limit",
    "order": "sort",
    "lang": "language",
}
"""Parameters that other servers have, and what does here what they do there."""


def no_parameter(name: str, known: Collection[str]) -> str:
    """Return a line on a parameter that there isn't, with what may have been meant."""
    if not known:
        return f"no parameter {shown(name)}; there is none here"
    if (here := _ELSEWHERE.get(name.lower())) in known:
        return f"no parameter {shown(name)}; did you mean {here}"
    return no_name("parameter", name, known)


def in_plain_words(error: Mapping[str, Any]) -> str:
    """Return a line on one of pydantic's errors, with the parameter as it was typed."""
    name = next((str(part) for part in error["loc"][1:2]), str(error["loc"][0]))
    value, kind, context = error.get("input"), error["type"], error.get("ctx", {})
    if kind == "literal_error":
        choices = _QUOTED.findall(context["expected"])
        return f"{name}: {shown(value)} is not {_either(choices)}"
    if kind == "too_long":
        return f"{name}: {context['max_length']} at most; there are {context['actual_length']}"
    if kind in _WORDS:
        written = value if context and str(value).isascii() else shown(value)  # it is a number
        return f"{name}: {written} {_WORDS[kind].format(**context)}"
    return f"{name}: {error['msg'].removeprefix('Value error, ')}"


def _either(choices: list[str]) -> str:
    if len(choices) == 1:
        return choices[0]
    return f"one of {', '.join(choices)}"
