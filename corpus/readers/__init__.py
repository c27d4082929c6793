"""The formats that news comes in, one module each; a new one is a module and a line here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.readers import (
    any_xml,
    delimited,
    feeds,
    html,
    json_lines,
    json_values,
    mail,
    markdown,
    newsml_1,
    newsml_g2,
    nitf,
    parquet,
    pdf,
    plain_text,
    tar_archive,
    warc,
    word,
    zip_archive,
)

if TYPE_CHECKING:
    from corpus.readers.reader import Reader

READERS: tuple[Reader, ...] = (
    nitf.READER,
    newsml_g2.READER,
    newsml_1.READER,
    any_xml.READER,
    json_lines.READER,
    json_values.READER,
    delimited.READER,
    html.READER,
    feeds.READER,
    mail.READER,
    word.READER,
    pdf.READER,
    parquet.READER,
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
