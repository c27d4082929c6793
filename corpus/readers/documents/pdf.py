"""PDF: a file is an article, its pages are read in order."""

from __future__ import annotations

import io
import logging
import re
import time
from typing import TYPE_CHECKING, Any

from corpus.fields.bylines import split_byline
from corpus.fields.document_properties import real_name, real_title
from corpus.fields.headlines import split_headline
from corpus.found.findings import Fault, Found, Item, Value
from corpus.found.reader import Reader, Stream
from corpus.vocabulary.limits import LONGEST_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_PAGES = 1_000
LONGEST_TIME = 60.0
"""Seconds for a document; the page that is being read is finished, others are left out."""

_LIMITS: dict[str, Any] = {
    "maximum_declared_stream_length": 32_000_000,
    "array_based_stream_maximum_output_length": 16_000_000,
    "zlib_maximum_output_length": 16_000_000,
    "lzw_maximum_output_length": 16_000_000,
    "run_length_maximum_output_length": 16_000_000,
    "brotli_maximum_output_length": 16_000_000,
    "stream_decoding_work_maximum_length": 64_000_000,
    "stream_parsing_work_maximum_count": 1_000_000,
    "xform_maximum_invocations_per_extraction": 500,
    "jbig2dec_binary": None,
}
"""Of pypdf: bytes of one stream unpacked, steps in one page. Text needs far less, pictures are
not read, and no other program is started."""

_PDF_ERRORS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What pypdf raises over damaged documents, besides its own errors; a RuntimeError for a
filter or an encryption that it doesn't know."""

_HYPHENATED = re.compile(r"(?<=[^\W\d_])[-\u2010\xad]\n(?=[^\W\d_])")
_LINE_END = re.compile(r"[.!?:…][\"'’”»)\]]*$")
_FULL_LINE = 0.75
"""Of the usual length of a line: a shorter one ends its paragraph."""


def _is_pdf(head: bytes) -> bool:
    return b"%PDF-" in head[:1024]


def _read(stream: Stream) -> Iterator[Found]:
    if not _is_pdf(stream.head):
        yield Fault("no PDF", "check the file")
        return
    data = stream.whole("PDF", stream.limits.size)
    if isinstance(data, Fault):
        yield data
        return
    try:
        import pypdf
        from pypdf.errors import DependencyError, PyPdfError
    except ImportError:
        yield Fault("reading PDF needs pypdf", "pip install newsdex[pdf]")
        return
    # It writes of each oddity of a document on standard error.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        with pypdf.apply_configuration(**_LIMITS):
            found = _found(pypdf.PdfReader(io.BytesIO(data)))
    except DependencyError:
        found = Fault("encrypted PDF", "save it without a password")
    except (*_PDF_ERRORS, PyPdfError) as error:
        reason = " ".join(str(error).split())[:100] or type(error).__name__
        found = Fault(f"damaged PDF ({reason})", "open it and save it anew")
    yield found


def _found(document: Any) -> Item | Fault:
    if document.is_encrypted and not document.decrypt(""):
        return Fault("encrypted PDF", "save it without a password")
    pages, warnings = _pages(document)
    text = "\n\n".join(filter(None, map(_paragraphs, pages)))
    if not text.strip():
        if warnings:
            return Fault(f"PDF that can't be read: {warnings[0]}", "open it and save it anew")
        return Fault("PDF without text: pictures of pages", "run OCR on it")
    about = _about(document)
    title = Value(real_title(about.get("/Title")), "title property")
    if title.value:
        text = text.removeprefix(title.value).lstrip()
    else:
        headline, text = split_headline(text)
        title = Value(headline, "first line")
    names = [name for name in split_byline(real_name(about.get("/Author"))) if name]
    created, changed = (_date(about.get(name)) for name in ("/CreationDate", "/ModDate"))
    dates = [(created, "CreationDate"), (changed, "ModDate")]
    return Item(
        fields={
            "title": title,
            "text": Value(text, "pages"),
            "authors": Value(names, "author property"),
        },
        published=[Value(*date) for date in dates if date[0]][:1],
        updated=[Value(*dates[1])] if changed else [],
        extra={"pages": len(pages), "keywords": about.get("/Keywords", "")},
        warnings=warnings,
    )


def _about(document: Any) -> dict[str, str]:
    """Return the document's properties as texts."""
    from pypdf.errors import PyPdfError

    try:
        entries = dict(document.metadata or {})
        return {name: str(value.get_object())[:10_000] for name, value in entries.items()}
    except (*_PDF_ERRORS, PyPdfError):
        return {}


def _date(written: str | None) -> str:
    """Return a date of PDF (`D:20241105080000+01'00'`) in ISO 8601."""
    found = re.match(
        r"(?:D:)?(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?\s*(?:(Z)|([+-]\d\d)'?(\d\d)?'?)?",
        written or "",
    )
    if found is None:
        return written or ""
    year, month, day, hour, minute, second, utc, hours, minutes = found.groups()
    zone = "+00:00" if utc else f"{hours}:{minutes or '00'}" if hours else ""
    clock = f"T{hour}:{minute}:{second or '00'}{zone}" if hour else ""
    return f"{year}-{month}-{day}{clock}"


def _pages(document: Any) -> tuple[list[str], list[str]]:
    """Return the text of each page, and what could not be read."""
    from pypdf.errors import PyPdfError

    pages: list[str] = []
    warnings: list[str] = []
    length, broken = 0, 0
    end = time.monotonic() + LONGEST_TIME
    for number, page in enumerate(document.pages):
        if number >= MOST_PAGES or time.monotonic() > end or length > LONGEST_TEXT:
            warnings.append(f"only the first {number:,} pages were read")
            break
        try:
            pages.append(page.extract_text())
        except (*_PDF_ERRORS, PyPdfError):
            broken += 1
            continue
        length += len(pages[-1])
    if broken:
        warnings.append(f"{broken:,} damaged pages left out")
    return pages, warnings


def _paragraphs(page: str) -> str:
    """Join the lines of a page to paragraphs, words that were parted at a line's end with them."""
    text = page.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    text = _HYPHENATED.sub("", re.sub(r"[^\S\n]+", " ", re.sub(r" *\n *", "\n", text)))
    return "\n\n".join(filter(None, map(_joined, re.split(r"\n{2,}", text.strip()))))


def _joined(block: str) -> str:
    lines = block.split("\n")
    usual = _usual_length(lines)
    joined = ""
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        joined += line
        if not following:
            break
        joined += "\n\n" if _ends_paragraph(line, following, usual) else " "
    return joined.strip()


def _ends_paragraph(line: str, following: str, usual: float) -> bool:
    short = len(line) < usual * _FULL_LINE
    starts = not following[:1].islower()
    return short and starts and bool(_LINE_END.search(line) or len(following) >= len(line))


def _usual_length(lines: Sequence[str]) -> float:
    """Return the length that most of the lines come near to."""
    lengths = sorted(map(len, lines))
    return lengths[len(lengths) * 3 // 4]


READER = Reader("PDF", (".pdf",), _read, certain=_is_pdf)
