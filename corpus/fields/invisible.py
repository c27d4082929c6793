"""Characters without width that pages and programs leave in words, where no word is found by them.

Soft hyphens and zero-width spaces say where a line may be broken, other marks pad a text or are
left over from a conversion. Some shape letters: a joiner in Persian, in the scripts of India or in
an emoji; others part words in Thai or Khmer, or direct what runs from right to left. They stay.
"""

from __future__ import annotations

import re

_ARABIC = "\u0600-\u06ff\u0700-\u077f\u0860-\u08ff\ufb50-\ufdff\ufe70-\ufefc"
_INDIC = "\u0900-\u0dff\u0f00-\u0fff\u1800-\u18af\ua8e0-\ua8ff"
_UNPARTED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\ua9e0-\ua9ff\uaa60-\uaa7f"
"""Thai, Lao, Burmese, Khmer and their neighbours, which put no space between words."""
_EMOJI = "\u2190-\u2bff\ufe0e\ufe0f\U0001f000-\U0001faff"
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")

_NEVER = "\xad\u034f\u061c\u180e\u2060-\u2064\ufeff\ufff9-\ufffb"
_INVISIBLE = re.compile(
    f"[{_NEVER}]"
    f"|(?<![{_UNPARTED}])\u200b|\u200b(?![{_UNPARTED}])"
    f"|(?<![{_ARABIC}{_INDIC}{_UNPARTED}])\u200c"
    f"|(?<![{_ARABIC}{_INDIC}{_UNPARTED}{_EMOJI}])\u200d"
)
_DIRECTIONS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def without_invisible(text: str) -> str:
    """Return a text without the characters that no reader sees and no letter needs."""
    if text.isascii():
        return text
    text = _INVISIBLE.sub("", text)
    if _DIRECTIONS.search(text) and not _RIGHT_TO_LEFT.search(text):
        text = _DIRECTIONS.sub("", text)
    return text
