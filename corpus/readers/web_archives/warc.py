"""WARC and ARC: the web pages among the records of a crawl."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from corpus.files.encodings import is_binary
from corpus.files.unpacking import READ_ERRORS
from corpus.found.findings import Fault, Found, Member, Value
from corpus.found.reader import Reader, Stream
from corpus.readers.web_archives.http_body import unchunked, uncoded, with_charset

if TYPE_CHECKING:
    from collections.abc import Iterator

_WARC = re.compile(rb"WARC/(?:0\.1[78]|1\.[01])[ \t]*\r?\n", re.IGNORECASE)
_ARC = re.compile(rb"[a-z][a-z0-9+.-]*:[^\r\n]* \S+ \d{12,14} [^\r\n]* \d+[ \t]*\r?\n")
_ARC_FILE = b"filedesc://"
_LONGEST_START = 8 * 1024
"""Bytes of the line that a record begins with; ARC has the address in it."""

_LONGEST_LINE = 64 * 1024
_LONGEST_HEADERS = 1024 * 1024
_PIECE = 64 * 1024

_HTTP_OK = "200"
_OTHER_MEDIA = ("image/", "video/", "audio/", "font/")
_HTML_TYPES = {"text/html", "application/xhtml+xml"}
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?(?>\s+|<\?xml[^>]{0,200}>|<!--.{0,2000}?-->)*+"
    rb"<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
"""How a page begins, whatever its header says."""


class _MalformedError(Exception):
    """A record that does not say what a reader has to know, or holds a damaged page."""


def _read(stream: Stream) -> Iterator[Found]:
    crawl = _Crawl(stream)
    pages = 0
    for page in crawl.pages():
        pages += 1
        yield page
    if crawl.damaged:
        damaged = f"{crawl.damaged} of {crawl.records} records damaged"
        yield Fault(f"{damaged} (the first: {crawl.first})", "what could be read of them was")
    if not pages:
        found = ", ".join(f"{count} {kind}" for kind, count in crawl.passed.most_common(5))
        yield Fault(f"no web page among {crawl.records} records" + (f" ({found})" if found else ""))


class _Crawl:
    """The records of a file, one after the other, and what became of them.

    Attributes:
        records: begun.
        damaged: not whole, or not followed by another one where they end.
        first: what was wrong with the first damaged one.
        passed: kinds of records that are not pages, and how many there were.
    """

    def __init__(self, stream: Stream) -> None:
        from warcio.exceptions import ArchiveLoadFailed
        from warcio.recordloader import ArcWarcRecordLoader
        from warcio.statusandheaders import (
            StatusAndHeaders,
            StatusAndHeadersParserException,
        )

        # It logs each address that it mends; nobody can do anything about that.
        logging.getLogger("warcio").setLevel(logging.ERROR)
        self.records = self.damaged = 0
        self.first = ""
        self.passed: Counter[str] = Counter()
        self._stream = stream
        self._source = _Source(stream.content)
        self._loader = ArcWarcRecordLoader(verify_http=False, arc2warc=True)
        self._headers = StatusAndHeaders
        self._malformed = (
            _MalformedError,
            ArchiveLoadFailed,
            StatusAndHeadersParserException,
            ValueError,
        )
        is_arc = stream.head.startswith(_ARC_FILE)
        self._start, self._date = (_ARC, "archive-date") if is_arc else (_WARC, "WARC-Date")
        self._end = 0
        self._lost = False

    def pages(self) -> Iterator[Member]:
        """Yield the pages, each when what follows its record has shown that it is whole."""
        page: Member | None = None
        while True:
            try:
                start = self._next_start()
                if page:
                    yield page
                    page = None
                if start is None:
                    return
                page = self._record(start)
            except READ_ERRORS as error:
                if page and (isinstance(error, EOFError) or self._is_sound()):
                    yield page
                page = None
                self._damage(str(error).lower())
                if self._stream.packed is None or not self._stream.packed.resume():
                    return
            except self._malformed as error:
                self._damage(str(error))

    def _next_start(self) -> bytes | None:
        """Go to the line that the next record begins with; None at the end."""
        self._source.room = _LONGEST_HEADERS
        while line := self._source.readline(_LONGEST_START):
            self._source.room = _LONGEST_HEADERS
            if self._start.match(line):
                return line
            if line.strip():
                self._damage("no record where one should begin")
        return None

    def _record(self, start: bytes) -> Member | None:
        """Read a record to its end; return the page in it, if there is one."""
        self.records += 1
        self._lost = False
        record = self._loader.parse_record_stream(self._source, start, no_record_parse=True)
        length = (record.rec_headers.get_header("Content-Length") or "").strip()
        if not length.isdecimal():
            raise _MalformedError("no length")
        headers = record.rec_headers
        url = headers.get_header("WARC-Target-URI") or ""
        http, block = self._wanted(record, url)
        while data := record.raw_stream.read(_PIECE):
            if block is not None and len(block) <= self._stream.limits.size:
                block += data
        self._end = self._source.offset
        if record.raw_stream.limit > 0:
            raise EOFError("cut short")
        if block is None:
            return None
        return self._page(url, headers.get_header("WARC-Date") or "", http, bytes(block))

    def _wanted(self, record: Any, url: str) -> tuple[Any, bytearray | None]:
        """Return the HTTP headers of a record and what follows them; None if it is not a page."""
        kind = record.rec_type or "record without a type"
        if kind not in {"response", "resource"}:
            self.passed[kind] += 1
            return None, None
        block = bytearray()
        http = None
        content_type = record.content_type or ""
        if kind == "response":
            if not url.startswith(("http:", "https:")):
                self.passed["response of another protocol"] += 1
                return None, None
            block += record.raw_stream.readline(_LONGEST_LINE)
            if block.startswith(b"HTTP/"):
                http = self._loader.http_parser.parse(record.raw_stream, bytes(block))
                block.clear()
                if http.get_statuscode() != _HTTP_OK:
                    self.passed[f"with status {http.get_statuscode()[:10] or 'unknown'}"] += 1
                    return None, None
                content_type = http.get_header("Content-Type") or ""
            elif record.content_type and "msgtype=" in record.content_type:
                content_type = ""
        if content_type.strip().lower().startswith(_OTHER_MEDIA):
            self.passed[content_type.partition("/")[0].strip().lower()] += 1
            return None, None
        return http or self._headers("", [("Content-Type", content_type)]), block

    def _page(self, url: str, date: str, http: Any, block: bytes) -> Member | None:
        limits = self._stream.limits
        content_type = http.get_header("Content-Type") or ""
        try:
            if "chunked" in (http.get_header("Transfer-Encoding") or "").lower():
                block = unchunked(block)
            codings = http.get_header("Content-Encoding") or ""
            page, whole = uncoded(block, codings, self._stream.meter, limits.size)
        except READ_ERRORS as error:
            raise _MalformedError(str(error).lower()) from error
        if len(page) > limits.size:
            raise _MalformedError(f"page larger than {limits.size:,} bytes")
        media = content_type.partition(";")[0].strip().lower()
        if not (
            _HTML.match(page[:_PIECE]) or (media in _HTML_TYPES and not is_binary(page[:_PIECE]))
        ):
            self.passed[media or "of unknown type"] += 1
            return None
        if not page.strip():
            self.passed["empty"] += 1
            return None
        if not whole:
            self._damage("page cut short")
        known = {"url": Value(url, "WARC-Target-URI"), "published": Value(date, self._date)}
        data = io.BytesIO(with_charset(page, content_type))
        content: io.BufferedReader[Any] = io.BufferedReader(data)
        return Member(url, content, ".html", {k: v for k, v in known.items() if v.value})

    def _is_sound(self) -> bool:
        """Tell whether the packed part that the last record is in ended as it should."""
        return self._stream.packed is not None and self._end <= self._stream.packed.sound

    def _damage(self, reason: str) -> None:
        """Count a place that is damaged, once until the next record begins."""
        if not self._lost:
            self.damaged += 1
            told = " ".join(reason.split())[:100]
            self.first = self.first or f"{told}, after {self._source.offset:,} bytes"
        self._lost = True


class _Source:
    """What is in the file, as warcio reads it: never more at once than there is room for.

    Attributes:
        offset: bytes read so far.
        room: bytes that the lines read from now on may have together.
    """

    def __init__(self, content: io.BufferedReader) -> None:
        self.offset = 0
        self.room = _LONGEST_HEADERS
        self._content = content

    def read(self, size: int) -> bytes:
        # Unlike read, read1 loses nothing to an error that comes after it.
        data = self._content.read1(min(size, _PIECE))
        self.offset += len(data)
        return data

    def readline(self, size: int = _LONGEST_LINE) -> bytes:
        line = self._content.readline(min(size, _LONGEST_LINE))
        self.offset += len(line)
        self.room -= len(line)
        if self.room < 0:
            raise _MalformedError(f"headers of more than {_LONGEST_HEADERS:,} bytes")
        return line


def _begins_crawl(head: bytes) -> bool:
    return bool(_WARC.match(head)) or (
        head.startswith(_ARC_FILE) and bool(_ARC.match(head[:_LONGEST_START]))
    )


READER = Reader("WARC", (".warc", ".arc"), _read, certain=_begins_crawl)
