r"""IPTC 7901, as wires were sent for teleprinters: messages between control characters.

SOH source and number, priority, category, words, service
keywords /
STX headline =
text
ETX day, hour and minute, month, year
"""

from __future__ import annotations

import re
from functools import partial

from corpus.found.findings import Item
from corpus.found.reader import Reader
from corpus.readers.agencies import values as agency
from corpus.readers.agencies.people import people_in
from corpus.readers.agencies.wire_text import closing_in, lines_of, messages, paragraphs_of

_SOH, _STX, _ETX, _EOT = "\x01\x02\x03\x04"
_HEADER = (
    r"\x01\s{0,3}(?P<source>[A-Za-z]{1,5})[ -]?(?P<number>\d{1,6})[ \t]{1,5}(?P<priority>\w)"
    r"[ \t]{1,5}(?P<category>[A-Za-z/]{1,6})(?:[ \t]{1,5}(?P<words>\d{1,6}))?"
    r"(?P<rest>(?:[ \t]{1,5}[^\r\n\x02]{0,200})?)(?=[\r\n\x02])"
)
_MESSAGE = re.compile(_HEADER)
_BEGINS = re.compile(rb"[\x00\x16\x7f\s]{0,100}" + _HEADER.encode())

_SERVICE = re.compile(r"(?P<agency>[A-Za-z]{2,10}(?:-[A-Za-z]{2,10})?)\s{1,5}\d{1,6}\s*$")
_DAY_IN_DATELINE = re.compile(r",?\s+(?:[^\W\d_]{3,9}\.?\s\d|\d{1,2}\.?\s[^\W\d_]{3}).*")
_DATELINE = re.compile(
    r"(?P<place>[^\W\d_][^()\n]{1,80}?),?\s{0,3}\((?P<agency>[^()\n]{2,40})\)\s{0,3}[-–—:_]+\s"
)
_LABEL = re.compile(
    r"\W*(?:(?:\d+(?:st|nd|rd|th)?|first|second|third)[\s.]+)?(?:urgent|flash|refile|refiling|lead"
    r"|update|updated|correction|corrected|correct|advisory|repeat|repetition|kill|add|wrap|roundup"
    r"|eil|eilmeldung|berichtigung|korrektur|zusammenfassung|achtung|wiederholung|neu|feature"
    r"|analysis|news ?feature|profile|factbox|backgrounder|preview)\b[\W\d]*",
    re.IGNORECASE,
)
"""What a wire says of a message above its headline."""
_BYLINE = re.compile(r"(?:by|von|par|por|di|da|de|af|av)\s+\S", re.IGNORECASE)
_FOR_EDITORS = re.compile(
    r"\W*(?:the following information is not intended for publication"
    r"|die folgenden informationen sind nicht zur veröffentlichung"
    r"|notebook$|notizblock$|note(?:s)? to editors\b|eds?\s*:)",
    re.IGNORECASE,
)
_RULE = re.compile(r"[*_=#~\s-]*")
_INITIALS = re.compile(r"[a-z]{2,8}(?:[ /-][a-z]{2,6}){1,8}")
_END_MARK = re.compile(
    r"\((?:schluss|fin|ends?|slutt?|fortsetzung folgt)[^()\n]{0,20}\).{0,40}"
    r"|[A-Z]{2,5}\d{3,6}\s+\d{4}-\d\d-\d\d/\d\d:\d\d|(?:ends?|-+ends?-+|fin)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…][\"'’”»)\]]{0,3}$")
_BELOW = (_RULE, _INITIALS, _END_MARK)
"""What stands below the text, and is none."""
_MOST_HEAD = 6
"""Lines above a text: labels, a headline over two lines, a byline over two."""
_LONGEST_NOTE = 1_000


def _item(header: re.Match[str], content: str, line: int) -> Item:
    keywords, _, body = content.partition(_STX)
    if not body:
        # Without it the keywords are the line that a slash ends, and what follows is the text.
        first, _, rest = content.strip("\r\n").partition("\n")
        keywords, body = (first, rest) if first.rstrip().endswith("/") else ("", content)
    body, _, trailer = body.partition(_ETX)
    labels, headline, byline, lines = _parted(lines_of(body.split(_EOT)[0].strip("\r\n")))
    closing = closing_in(" ".join(trailer[:500].split(_EOT)[0].split()))
    if closing is None and lines and (closing := closing_in(lines[-1])):
        lines = lines[:-1] if closing.written == lines[-1].strip() else lines
    warnings = []
    if closing and not closing.moment:
        warnings.append(f"date without a year {closing.written!r}")
    lines, notes = _without_notes(lines)
    text = paragraphs_of(lines)
    dateline = _DATELINE.match(text)
    source, place = _source(header, dateline)
    words = [word.strip() for part in lines_of(keywords) for word in part.split("/")]
    return Item(
        fields=agency.fields(
            title=(headline, "line behind STX"),
            text=(text, "text"),
            source=(source, place),
            authors=(people_in(byline, [source]), "byline"),
        ),
        published=agency.dates([(closing.moment, "closing line")]) if closing else [],
        extra={
            "message": f"{header['source']}{header['number']}",
            "urgency": agency.numbered(header["priority"]),
            "category": header["category"],
            "keywords": agency.names(word for word in words if word),
            "dateline": _DAY_IN_DATELINE.sub("", dateline["place"]) if dateline else "",
            "label": "; ".join(labels),
            "byline": byline,
            "editors_note": notes,
            "published_unreadable": closing.written if closing and not closing.moment else "",
        },
        warnings=warnings,
        line=line,
    )


def _parted(lines: list[str]) -> tuple[list[str], str, str, list[str]]:
    """Return labels, headline and byline above a text, and the lines of the text.

    The headline ends at ` =`, else at a blank line or where the text is indented.
    """
    at = next((n for n, line in enumerate(lines[:_MOST_HEAD]) if line.endswith("=")), None)
    if at is None:
        at = _end_of_headline(lines)
        if at is None:
            return [], "", "", lines
    head = [line.strip().rstrip("=").strip() for line in lines[: at + 1]]
    head = [line for line in head if line]
    labels: list[str] = []
    while len(head) > 1 and (_LABEL.fullmatch(head[0]) or head[0].startswith("(")):
        labels.append(head.pop(0))
    by = next((n for n, line in enumerate(head) if n and _BYLINE.match(line)), len(head))
    return labels, " ".join(head[:by]), " ".join(head[by:]), lines[at + 1 :]


def _end_of_headline(lines: list[str]) -> int | None:
    """Return the last line of a headline that nothing marks, None where there is none."""
    indented = lines[0].startswith("  ")
    ends = (
        n for n, line in enumerate(lines) if not line or (line.startswith("  ") and not indented)
    )
    end = next(ends, 0)
    head = " ".join(line.strip() for line in lines[:end])
    running = _SENTENCE_END.search(head) or _DATELINE.match(head)
    return None if running or not 0 < end <= _MOST_HEAD or not any(lines[end:]) else end - 1


def _without_notes(lines: list[str]) -> tuple[list[str], str]:
    """Part what an agency writes to editors below a text, and the initials of who wrote it."""
    at = next((n for n, line in enumerate(lines) if n and _FOR_EDITORS.match(line)), len(lines))
    end = at
    while end and any(kind.fullmatch(lines[end - 1].strip()) for kind in _BELOW):
        end -= 1
    if not any(lines[:end]):
        return lines, ""
    return lines[:end], " ".join(" ".join(lines[at:]).split())[:_LONGEST_NOTE]


def _source(header: re.Match[str], dateline: re.Match[str] | None) -> tuple[str, str]:
    """Return the agency by the name that it gives itself, else by the code of the message."""
    service = _SERVICE.search(header["rest"])
    if dateline:
        return dateline["agency"].rpartition("/")[2].strip(), "dateline"
    if service:
        return service["agency"], "header"
    return header["source"], "header"


READER = Reader(
    "IPTC 7901",
    (".iptc",),
    partial(messages, format_name="IPTC 7901", header=_MESSAGE, read=_item),
    certain=lambda head: bool(_BEGINS.match(head)),
)
