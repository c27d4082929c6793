"""Words that ask for articles of a time, and say nothing of what is in them."""

from __future__ import annotations

import re

from index.vocabulary.words import STOP_WORDS

_FOR_ANY = frozenset(
    (
        "happen happens happened happening occur occurs occurred took take place going come came "
        "news newspaper newspapers press report reports reported coverage covered event events "
        "story stories article articles item items headline headlines publish published printed "
        "appeared written update updates new all any anything everything something thing things "
        "main top big biggest important major key show list give tell find get see read look "
        "want please s"
    ).split()
)


def asks_for_any(words: str) -> bool:
    """Tell whether words of a question, without its times, fit every article: `what happened`."""
    return all(
        word in STOP_WORDS or word in _FOR_ANY for word in re.findall(r"\w+", words.casefold())
    )
