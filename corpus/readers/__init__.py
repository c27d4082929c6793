"""The formats that news comes in: a new one is a module, or a package of some, and a line here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.readers.agencies import anpa_1312, any_xml, iptc_7901, newsml_1, newsml_g2, nitf
from corpus.readers.archives import tar_archive, zip_archive
from corpus.readers.documents import epub, open_document, pdf, rich_text, word
from corpus.readers.feeds import rss_and_atom
from corpus.readers.html import page
from corpus.readers.mail import messages
from corpus.readers.records import (
    delimited,
    excel,
    json_lines,
    json_values,
    open_spreadsheet,
    parquet,
)
from corpus.readers.texts import markdown, plain_text, subtitles
from corpus.readers.web_archives import warc

if TYPE_CHECKING:
    from corpus.found.reader import Reader

READERS: tuple[Reader, ...] = (
    nitf.READER,
    newsml_g2.READER,
    newsml_1.READER,
    any_xml.READER,
    iptc_7901.READER,
    anpa_1312.READER,
    json_lines.READER,
    json_values.READER,
    delimited.READER,
    page.READER,
    rss_and_atom.READER,
    messages.READER,
    word.READER,
    open_document.READER,
    epub.READER,
    rich_text.READER,
    pdf.READER,
    parquet.READER,
    excel.READER,
    open_spreadsheet.READER,
    subtitles.READER,
    markdown.READER,
    plain_text.READER,
    warc.READER,
    zip_archive.READER,
    tar_archive.READER,
)
"""All formats; of two that recognise the same content, the first is taken."""

SUFFIXES = tuple(suffix for reader in READERS for suffix in reader.suffixes)


def reader_for(suffix: str, head: bytes) -> Reader | None:
    """Choose the reader by content where that leaves no doubt, else by suffix, else by looks.

    Args:
        suffix: in lower case with its dot; empty where there is no name to go by.
        head: the first bytes of the content.
    """
    certain = next((reader for reader in READERS if reader.certain(head)), None)
    if certain or suffix:
        return certain or next((reader for reader in READERS if suffix in reader.suffixes), None)
    return next((reader for reader in READERS if reader.likely(head)), None)
