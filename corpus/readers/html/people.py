"""The people in a byline that a page shows, where its data name only the site."""

from __future__ import annotations

import re
from typing import Any

from corpus.fields.bylines import names_after_by, names_in
from corpus.readers.html.dates import stands_elsewhere

_BYLINE = (
    "//body//*[contains(concat(' ', @rel, ' '), ' author ') or @itemprop='author'"
    " or contains(@class, 'byline') or contains(@class, 'Byline') or contains(@class, 'author')"
    " or contains(@data-testid, 'byline')]"
)
_MOST = 20
"""Elements that are looked at."""
_LONGEST = 120
"""Characters; what is longer says more of a person than the name."""
_TWO_WORDS = re.compile(r"[^\W\d_a-z][^\s,]*(?:\s+[^\s,]+){1,4}")
"""A person's name: two to five words, the first with a capital."""


def people_on(tree: Any) -> list[str]:
    """Return the names in the first byline on a page that names people."""
    for tag in tree.xpath(_BYLINE)[:_MOST]:
        line = " ".join(tag.text_content().split())
        if not line or len(line) > _LONGEST or stands_elsewhere(tag):
            continue
        said = names_after_by(line) or names_in(line)
        if people := [name for name in said if _TWO_WORDS.fullmatch(name)]:
            return people
    return []
