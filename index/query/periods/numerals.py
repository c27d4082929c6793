"""Numbers and ordinals in English words: `two`, `twenty-one`, `a couple of`, `third`."""

from __future__ import annotations

import re

_ONES = "one two three four five six seven eight nine".split()
_TEENS = ("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen").split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()

_ABOUT = {"a": 1, "an": 1, "a couple of": 2, "couple of": 2, "a couple": 2, "couple": 2}
_ABOUT |= {"a few": 4, "few": 4, "several": 7, "a dozen": 12, "dozen": 12, "a hundred": 100}
"""What is said for a number; few and several are what a reader would take them for."""

_VALUES = {
    **{word: value for value, word in enumerate([*_ONES, *_TEENS], 1)},
    **{word: 10 * value for value, word in enumerate(_TENS, 2)},
    **_ABOUT,
}

NUMBER = (
    r"(?:\d{1,4}|(?:a[ ])?(?:couple(?:[ ]of)?|few|dozen)|several|a[ ]hundred|"
    rf"(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_ONES)}))?|{'|'.join(reversed(_TEENS + _ONES))})"
)

_FIRST_TWENTY = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_ORDINALS = {
    **{word: value for value, word in enumerate(_FIRST_TWENTY, 1)},
    **{f"twenty-{word}": value for value, word in enumerate(_FIRST_TWENTY[:9], 21)},
    "thirtieth": 30,
    "thirty-first": 31,
}

ORDINAL = rf"(?:{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})"
"""In words: first to thirty-first."""


def number_of(text: str) -> int:
    """Return the value of digits or words that `NUMBER` takes."""
    text = text.lower()
    if text.isdigit():
        return int(text)
    if text in _VALUES:
        return _VALUES[text]
    tens, ones = re.split("[ -]", text)
    return _VALUES[tens] + _VALUES[ones]


def ordinal_of(text: str) -> int:
    """Return the value of an ordinal, in words or as `3rd`."""
    text = text.lower()
    return _ORDINALS[text] if text in _ORDINALS else int(re.sub(r"\D", "", text))
