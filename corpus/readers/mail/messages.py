"""E-mail: a message is an article, in a file of its own or in a mailbox."""

from __future__ import annotations

import re
from base64 import b64decode
from email.errors import MessageError
from email.message import EmailMessage
from typing import TYPE_CHECKING, Any

from corpus.files.encodings import decode_as
from corpus.found.findings import Fault, Found
from corpus.found.reader import Reader, Stream
from corpus.readers.mail.letter import is_letter, letter_item, own_parts
from corpus.readers.mail.mbox import LONGEST_MESSAGE, Mail, begins_mailbox, messages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

_MOST_PARTS = 5_000
_DEEPEST = 10
"""Letters within one another."""
_LONGEST_HEADER = 8_000
"""Characters; the standard library takes quadratic time over longer ones."""

_HEADER_LINE = re.compile(rb"(?P<name>[!-9;-~]{1,80}):|[ \t]")
_SURE = frozenset((b"message-id", b"received", b"mime-version", b"return-path", b"dkim-signature"))

_MESSAGE_ERRORS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MessageError,
    TypeError,
    ValueError,
)
"""What the standard library raises over headers that it did not expect."""


def _read(stream: Stream) -> Iterator[Found]:
    if begins_mailbox(stream.head):
        for message in messages(stream.content, min(LONGEST_MESSAGE, stream.limits.size)):
            yield from _found(message)
        return
    longest = min(LONGEST_MESSAGE, stream.limits.size)
    data = stream.content.read(longest + 1)
    yield from _found(Mail(data[:longest], 0, whole=len(data) <= longest))


def _found(message: Mail) -> Iterator[Found]:
    line = message.line or None
    warnings = [] if message.whole else [f"message of more than {len(message.data):,} bytes, cut"]
    if message.data.count(b"\n--") > _MOST_PARTS:
        yield Fault(f"message of more than {_MOST_PARTS:,} parts", "skipped", line)
        return
    try:
        parsed = _parsed(message.data)
        if reason := _unreadable(parsed):
            yield Fault(reason, "decrypt it first", line)
            return
        letters = list(_letters(parsed))
        for letter in letters:
            yield letter_item(letter, warnings, line)
    except RecursionError:
        yield Fault("message whose parts are nested too deeply", "skipped", line)
    except _MESSAGE_ERRORS as error:
        yield Fault(f"broken message ({type(error).__name__})", "skipped", line)


def _parsed(data: bytes) -> EmailMessage:
    from email import message_from_bytes
    from email.policy import EmailPolicy

    class Bounded(EmailPolicy):
        """The default policy, with headers of bounded length, in UTF-8 as it is or another."""

        def header_source_parse(self, sourcelines: Any) -> tuple[str, str]:
            name, value = super().header_source_parse(sourcelines)
            value = value[:_LONGEST_HEADER]
            if not value.isascii():
                value = decode_as(value.encode("utf-8", "surrogateescape"), "")[0]
            return name, value

    message = message_from_bytes(data.lstrip(b"\r\n"), policy=Bounded())
    assert isinstance(message, EmailMessage)  # noqa: S101 - which this policy makes
    return message


def _unreadable(message: EmailMessage) -> str:
    """Return why a message can't be read, if it can't."""
    kind = message.get_content_type()
    if kind in {"application/pkcs7-mime", "application/x-pkcs7-mime"}:
        signed = "signed" in str(message.get_param("smime-type", ""))
        return "S/MIME message, signed in one piece" if signed else "message encrypted with S/MIME"
    if kind == "multipart/encrypted":
        return "encrypted message"
    return ""


def _letters(message: EmailMessage) -> Iterator[EmailMessage]:
    """Yield the message and those that it carries: forwarded ones, a digest.

    One that says nothing itself is only their envelope. What a mail server sends back is not news.
    """
    carried = [] if message.get_content_type() == "multipart/report" else list(_carried(message, 0))
    if not carried or message.get_body(("plain", "html")) is not None:
        yield message
    yield from carried


def _carried(message: EmailMessage, depth: int) -> Iterator[EmailMessage]:
    """Yield the letters within a message that have a text, and those within them."""
    for part in own_parts(message):
        if not is_letter(part) or depth >= _DEEPEST:
            continue
        inner = _within(part)
        if inner is None or _unreadable(inner):
            continue
        if inner.get_body(("plain", "html")) is not None:
            yield inner
        yield from _carried(inner, depth + 1)


def _within(part: Message) -> EmailMessage | None:
    """Return the letter in a part, also one that was packed as other attachments are."""
    if not part.is_multipart():
        data = part.get_payload(decode=True)
        return _parsed(data) if isinstance(data, bytes) else None
    inner: Any = part.get_payload(0)
    packed = str(part.get("content-transfer-encoding", "")).strip().lower()
    if packed == "base64" and isinstance(inner, EmailMessage) and not inner.keys():
        text = inner.get_payload()
        try:
            return _parsed(b64decode(text)) if isinstance(text, str) else None
        except ValueError:
            return None
    return inner if isinstance(inner, EmailMessage) else None


def _is_message(head: bytes) -> bool:
    """Headers up to a blank line, among them a sender and what only a mail program writes."""
    block = re.split(rb"\r?\n\r?\n", head.lstrip(b"\r\n"), maxsplit=1)[0]
    lines = block.splitlines()
    if len(block) == len(head):
        lines = lines[:-1]  # which may be cut
    names = set()
    for line in lines:
        found = _HEADER_LINE.match(line)
        if found is None:
            return False
        names.add((found["name"] or b"").lower())
    return b"from" in names and not names.isdisjoint(_SURE)


READER = Reader(
    "e-mail",
    (".eml", ".mbox"),
    _read,
    certain=lambda head: begins_mailbox(head) or _is_message(head),
)
