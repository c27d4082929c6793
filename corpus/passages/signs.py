"""Where sentences end by signs of other scripts (。 ؟ । ። ។), with space after them or without."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

FULL_STOPS = (
    "\u0589\u061d-\u061f\u06d4\u0700-\u0702\u07f9\u0837\u0839\u083d\u083e\u0964\u0965\u0f0d\u0f0e"
    "\u104b\u1362\u1367\u1368\u166e\u1735\u1736\u17d4\u17d5\u1803\u1809\u1944\u1945\u1aa8-\u1aab"
    "\u1b5a\u1b5b\u1b5e\u1b5f\u1c3b\u1c3c\u1c7e\u1c7f\u203c\u203d\u2047-\u2049\u2e2e\u2e3c\u3002"
    "\ua4ff\ua60e\ua60f\ua6f3\ua6f7\ua876\ua877\ua8ce\ua8cf\ua92f\ua9c8\ua9c9\uaa5d-\uaa5f\uaaf0"
    "\uaaf1\uabeb\ufe52\ufe56\ufe57\uff01\uff0e\uff1f\uff61"
)
"""Unicode's Sentence_Terminal with Tibetan shads, less what ASCII has and the Burmese comma; as the
inside of a character class."""

IDEOGRAPHIC = "\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Chinese and Japanese letters, as the inside of a character class."""

_CLOSING = r"""[)\]}”’"'」』】〕〗）］｣»›]"""
_END = re.compile(
    rf"(?:[{FULL_STOPS}]|፡፡|(?<=[{IDEOGRAPHIC}])[.!?]+(?={_CLOSING}*[{IDEOGRAPHIC}]))"
    rf"[{FULL_STOPS}.!?]*(?:{_CLOSING}|\s»)*"
)
_RARE = re.compile(f"[{FULL_STOPS}{IDEOGRAPHIC}፡]")
_QUOTED = re.compile("[”」』»]$")
_TELLS_WHO_SAID_IT = re.compile(
    r"\s*(?:と(?!ても|ころ|き|うとう|もに)|って|など|なんて|という|[をがは](?!い)"
    "|[^\\W\\d_不没沒无無]{1,12}?"
    "(?:说道?|説|說道?|问道?|問道?|喊道?|称|稱|表示|指出|强调|強調|回答|补充|補充)[，。,：:])"
)
_GOES_ON = frozenset("，、；：》〉,;")
_LONGEST_TITLE = 60
"""Characters from a sign to the end of the title that it may stand in."""


def has_signs(text: str) -> bool:
    """Say whether a text may have such signs; of most English it costs next to nothing to know."""
    return not text.isascii() and _RARE.search(text) is not None


def split_at_signs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield what lies between such ends in a span of a text; marks that close there go with it."""
    for sign in _END.finditer(text, start, end):
        if not _stands_within(text, sign):
            yield start, sign.end()
            start = sign.end()
    yield start, end


def _stands_within(text: str, sign: re.Match[str]) -> bool:
    """Say whether a sign stands in a title, a number, or a sentence that tells who said it."""
    found, stop = sign[0], sign.end()
    before, after = text[max(0, sign.start() - 1) : sign.start()], text[stop : stop + 1]
    if after in _GOES_ON:
        return True
    if found == "．":
        return before.isdigit() and after.isdigit()
    if found == "۔":  # Urdu parts the letters of abbreviations by it, too
        return not after.isspace()
    if found == "។" and (text.startswith("ល។", stop) or text.endswith("។ល។", 0, stop)):
        return True  # the Khmer etc.
    nearby = max(0, stop - _LONGEST_TITLE)
    if text.rfind("《", nearby, stop) > text.rfind("》", nearby, stop):
        return text.find("》", stop, stop + _LONGEST_TITLE) >= 0
    return bool(_QUOTED.search(found) and _TELLS_WHO_SAID_IT.match(text, stop))
