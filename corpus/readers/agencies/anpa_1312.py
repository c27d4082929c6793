r"""ANPA 1312, as wires were sent to American papers: messages between control characters.

SYN SYN SOH service and number, US selector
priority category format slug month-day words
STX ^slug,words< ^headline< ^byline= lines of text behind a tab
ETX service month-day-year hourGMT< EOT
"""

from __future__ import annotations

import re
from functools import partial

from corpus.found.findings import Item
from corpus.found.reader import Reader
from corpus.readers.agencies import values as agency
from corpus.readers.agencies.people import people_in
from corpus.readers.agencies.wire_text import lines_of, messages, paragraphs_of

_HEADER = (
    r"\x01(?P<service>[A-Za-z])(?P<number>\d{4})\x1f(?P<selector>[\w*.-]{0,20})[^\r\n]{0,40}\r*\n"
)
_MESSAGE = re.compile(_HEADER)
_BEGINS = re.compile(rb"[\x00\x16\x7f\s]{0,100}" + _HEADER.encode())
_SECOND = re.compile(
    r"(?P<priority>[a-z])\s(?P<category>[a-z])\s?(?P<slug>\S.{0,80}?)\s+"
    r"(?P<date>\d{1,2}-\d{1,2})(?:\s+(?P<words>\d{1,6}))?\s*",
    re.IGNORECASE,
)
_SLUG = re.compile(r"(?P<slug>\S.{0,100}?),?\s*(?P<words>\d{1,6})")
_CLOSING = re.compile(
    r"(?P<service>[A-Z]{1,6})(?:-[A-Z]{1,6}){0,2}-(?P<month>\d\d)-(?P<day>\d\d)-(?P<year>\d\d)"
    r"\s{1,3}(?P<hour>\d\d)(?P<minute>\d\d)\s?(?P<zone>[A-Z]{3,4})",
)
_DATELINE = re.compile(
    r"(?P<place>[^\W\d_][^()\n]{1,80}?),?\s{0,3}\((?P<agency>[A-Z][\w .-]{1,30})\)\s{0,3}[_–—-]+\s"
)
_PICTURES = re.compile(r"[A-Z]{2,4} (?:Photo|Graphic|Video|Audio|Interactive)s?\b")
_EDITORS = re.compile(r"\(?(?:Eds?:|EDITOR'S NOTE)", re.IGNORECASE)
_BYLINE = re.compile(r"By\s", re.IGNORECASE)
_CENTURY_TURNS = 70
_LONGEST_HEADLINE = 200


def _item(header: re.Match[str], content: str, line: int) -> Item:
    above, _, body = content.rpartition("\x02")
    second = _SECOND.match(" ".join(" ".join(lines_of(above[:500])).split()))
    body, _, trailer = body.partition("\x03")
    heads, rest = _heads(_typeset(body))
    closing = _CLOSING.search(trailer[:500]) or _CLOSING.search(body, max(0, len(body) - 200))
    lines = [row for row in lines_of(rest) if not _CLOSING.search(row)]
    text = paragraphs_of(f"\n{row.strip()}" if row.startswith("\t") else row for row in lines)
    told = _told(heads)
    dateline = _DATELINE.match(text)
    service = closing["service"] if closing else ""
    source = (dateline["agency"], "dateline") if dateline else (service, "closing line")
    slug = told["slug"] or (second["slug"].strip() if second else "")
    return Item(
        fields=agency.fields(
            title=(told["headline"], "second line behind STX"),
            text=(text or told["rest"], "text"),
            source=source,
            authors=(people_in(told["byline"], [source[0]]), "byline"),
        ),
        published=agency.dates([(_moment(closing), "closing line")]) if closing else [],
        extra={
            "message": f"{header['service']}{header['number']}",
            "urgency": second["priority"].lower() if second else "",
            "category": second["category"].lower() if second else "",
            "slugline": slug,
            "dateline": dateline["place"] if dateline else "",
            "byline": told["byline"],
            "summary": told["rest"] if text else "",
            "editors_note": told["editors_note"],
        },
        warnings=_undated(closing, second),
        line=line,
    )


def _undated(closing: re.Match[str] | None, second: re.Match[str] | None) -> list[str]:
    return [f"date without a year {second['date']!r}"] if second and not closing else []


def _moment(closing: re.Match[str]) -> str:
    year = int(closing["year"])
    year += 1900 if year >= _CENTURY_TURNS else 2000
    zone = "UTC" if closing["zone"] == "GMT" else closing["zone"]
    clock = f"{closing['hour']}:{closing['minute']}"
    return f"{year}-{closing['month']}-{closing['day']}T{clock} {zone}"


def _typeset(text: str) -> str:
    """Write quotation marks and dashes as they are printed: a teleprinter had neither."""
    text = text.replace("``", "“").replace("''", "”").replace("\x10", " ")
    return re.sub(r"(?<=\S) _ (?=\S)", " – ", text)


def _heads(body: str) -> tuple[list[str], str]:
    """Return the lines that `^` begins, without their marks, and the text below them."""
    heads: list[str] = []
    text: list[str] = []
    for line in body.split("\n"):
        if line.lstrip("\r ").startswith("^") and not text:
            heads.extend(part.strip(" \r<=^") for part in line.split("^"))
        elif line.strip() or text:
            text.append(line)
    return [head for head in heads if head], "\n".join(text)


def _told(heads: list[str]) -> dict[str, str]:
    """Sort the lines above a text: slug, headline, byline, note to editors, and the rest."""
    told = dict.fromkeys(("slug", "headline", "byline", "editors_note", "rest"), "")
    rest: list[str] = []
    for number, head in enumerate(heads):
        line = " ".join(head.split())
        slug = _SLUG.fullmatch(line)
        if number == 0 and slug:
            told["slug"] = slug["slug"]
        elif _EDITORS.match(line):
            told["editors_note"] = line.strip("()")
        elif _PICTURES.match(line) or line.startswith("*"):
            continue
        elif _BYLINE.match(line):
            told["byline"] = line
        elif told["byline"] and number == len(heads) - 1 and not told["byline"].count(","):
            told["byline"] += f", {line}"
        elif not told["headline"] and len(line) <= _LONGEST_HEADLINE:
            told["headline"] = line
        else:
            rest.append(line)
    return {**told, "rest": "\n\n".join(rest)}


READER = Reader(
    "ANPA 1312",
    (".anpa",),
    partial(messages, format_name="ANPA 1312", header=_MESSAGE, read=_item),
    certain=lambda head: bool(_BEGINS.match(head)),
)
