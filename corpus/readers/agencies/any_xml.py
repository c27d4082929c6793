"""XML whose first element is not of a format for news.

What it wraps may be of one; else the names of its elements may say enough.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from corpus.found.reader import Reader
from corpus.readers.agencies import newsml_1, newsml_g2, nitf
from corpus.readers.agencies.named_elements import read_named
from corpus.readers.agencies.xml_items import read_elements

if TYPE_CHECKING:
    from corpus.readers.agencies.xml_items import Maker

MAKERS: dict[str, Maker] = {"nitf": nitf.read_nitf, **newsml_g2.MAKERS, **newsml_1.MAKERS}
"""Local name of an element of any format: what makes articles of it."""

READER = Reader("XML", (".xml",), partial(read_elements, makers=MAKERS, otherwise=read_named))
