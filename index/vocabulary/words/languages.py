"""The language of an article: as it says itself, else as py3langid finds it.

Lui and Baldwin, "langid.py: An Off-the-shelf Language Identification Tool" (2012).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from index.vocabulary.words.stems import ENGLISH
from index.vocabulary.words.stop_words import STOP_WORDS

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_LOOKED_AT = 1000
"""Characters of a text by which its language is found."""
_SURE = 0.9
"""Probability from which on the library is believed."""
_FEWEST = 8
"""Words of a text below which its language is anyone's guess."""
_ENGLISH_SHARE = 0.22
"""Share of English stop words from which on a text is English: in news it is about .35, in Dutch,
which shares the most of them, below .12."""

_TAG = re.compile(r"[A-Za-z]{2,3}")
_THREE_LETTERS = {
    "ara": "ar", "cat": "ca", "ces": "cs", "cze": "cs", "dan": "da", "deu": "de", "dut": "nl",
    "ell": "el", "eng": "en", "est": "et", "eus": "eu", "fin": "fi", "fra": "fr", "fre": "fr",
    "ger": "de", "gle": "ga", "gre": "el", "hin": "hi", "hun": "hu", "hye": "hy", "ind": "id",
    "ita": "it", "lit": "lt", "nep": "ne", "nld": "nl", "nno": "nn", "nob": "nb", "nor": "no",
    "pol": "pl", "por": "pt", "ron": "ro", "rum": "ro", "rus": "ru", "spa": "es", "srp": "sr",
    "swe": "sv", "tam": "ta", "tur": "tr", "yid": "yi",
}  # fmt: skip
"""Tags of ISO 639-2 that agencies write."""


def language_of(tag: str, text: str) -> str:
    """Return the primary tag of a text's language, such as `de`.

    Args:
        tag: what the article says of its language, as `de-CH`; empty if it says nothing.
        text: by which it is found otherwise. English where nothing tells.
    """
    if found := _TAG.match(tag.strip()):
        primary = found[0].lower()
        return _THREE_LETTERS.get(primary, primary)
    looked_at = text[:_LOOKED_AT]
    words = re.findall(r"\w+", looked_at.lower())
    if len(words) < _FEWEST:
        if looked_at.isascii():
            return ENGLISH
    elif sum(map(STOP_WORDS.__contains__, words)) >= _ENGLISH_SHARE * len(words):
        return ENGLISH
    language, probability = _identifier().classify(looked_at)
    return str(language) if probability >= _SURE else ENGLISH


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
