"""One e-mail message to an item."""

from __future__ import annotations

import re
from contextlib import suppress
from email.utils import parsedate_to_datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from corpus.fields.dates import read_date
from corpus.files.encodings import decode_as
from corpus.found.findings import Fault, Item, Value
from corpus.markup.html_fragments import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from email.message import EmailMessage, Message, MIMEPart

_MOST_ATTACHMENTS = 100
_LONGEST_NAME = 200

_ADDRESS = re.compile(r"\W*(?:https?://|www\.)")
_LIST = re.compile(r"\s*\"?(?P<name>[^<>\"]*)\"?\s*<(?P<id>[^<>]*)>")
_PERSON_OF = re.compile(r"(?P<person>.+?)\s+(?:from|via|at|of|bei|von)\s+(?P<outlet>.+)")
"""`Jane Doe from The Harbour Letter`, as newsletter services name their senders."""
_ENCRYPTED = "-----BEGIN PGP MESSAGE-----"
_SIGNED = re.compile(
    r"-----BEGIN PGP SIGNED MESSAGE-----\n(?:\w+:[^\n]*\n)*\s*(?P<text>.*?)\s*"
    r"-----BEGIN PGP SIGNATURE-----.*",
    re.DOTALL,
)


def letter_item(message: EmailMessage, warnings: Sequence[str], line: int | None) -> Item | Fault:
    """Make an item of a message; attachments are only named.

    Args:
        message: parsed, its body not encrypted as a whole.
        warnings: what is known to be wrong with it.
        line: where it begins in a mailbox.
    """
    text = _text(message)
    if text.value.startswith(_ENCRYPTED):
        return Fault("message encrypted with PGP", "decrypt it first", line)
    text = Value(_SIGNED.sub(r"\g<text>", text.value), text.place)
    source, author, list_name = _sender(message)
    fields = {
        "id": Value(_header(message, "message-id").strip(" <>"), "Message-ID"),
        "title": Value(_header(message, "subject"), "Subject"),
        "text": text,
        "source": source,
        "authors": Value([author] if author else [], "From"),
        "language": Value(_header(message, "content-language"), "Content-Language"),
        "url": Value(_header(message, "archived-at").strip(" <>"), "Archived-At"),
    }
    return Item(
        fields={name: value for name, value in fields.items() if value.value},
        published=list(_dates(message)),
        extra={"attachments": list(_attachments(message)), "list": list_name},
        warnings=warnings,
        line=line,
    )


def _header(message: EmailMessage, name: str) -> str:
    """Return a header as text, encoded words undone; the first of several."""
    try:
        return " ".join(str(message.get(name, "")).split())
    except (LookupError, ValueError, AttributeError, TypeError):  # which its parser meets at times
        return _raw_header(message, name)


def _raw_header(message: EmailMessage, name: str) -> str:
    """Return a header as it is written; the first of several."""
    raw = next((value for key, value in message.raw_items() if key.lower() == name), "")
    return " ".join(str(raw).split())


def _sender(message: EmailMessage) -> tuple[Value, str, str]:
    """Return the source, the author, and the id of the list.

    The source is the newsletter, if it has a name of its own, else whoever wrote.
    """
    name, address = _from(message)
    listed = _LIST.match(_header(message, "list-id"))
    newsletter = " ".join(listed["name"].split()) if listed else ""
    list_id = listed["id"][:_LONGEST_NAME] if listed else ""
    bulk = list_id or "list-unsubscribe" in message
    if newsletter and newsletter.casefold() != name.casefold():
        person = name.removesuffix(f" from {newsletter}")
        return Value(newsletter, "List-Id"), person, list_id
    if bulk and (found := _PERSON_OF.fullmatch(name)):
        return Value(found["outlet"], "From"), found["person"], list_id
    return Value(name or address.rpartition("@")[2], "From"), "", list_id


def _from(message: EmailMessage) -> tuple[str, str]:
    """Return the name and the address of the sender."""
    try:
        sender = message["from"].addresses[0]
        return " ".join(sender.display_name.split()).strip("'\""), sender.addr_spec
    except (LookupError, ValueError, AttributeError, TypeError):
        name, _, rest = _header(message, "from").rpartition("<")
        return name.strip(" '\""), rest.rstrip("> ")


def _dates(message: EmailMessage) -> Iterator[Value]:
    """Yield when it was sent, else when the last server took it."""
    sent = _raw_header(message, "date")  # of the other Python says that its time is UTC
    received = _header(message, "received").rpartition(";")[2]
    for written, place in ((sent, "Date"), (received.strip(), "Received")):
        if not written:
            continue
        yield Value(_date(written), place)
        return


def _date(written: str) -> Any:
    """Return a date as it is written, or as the library for mail reads it where nobody else can."""
    try:
        read_date(written[:_LONGEST_NAME])
    except ValueError:
        with suppress(ValueError, TypeError, IndexError, OverflowError):
            return parsedate_to_datetime(written)
    return written[:_LONGEST_NAME]


def _text(message: EmailMessage) -> Value:
    """Return the best body: the plain one, unless it only points to the other."""
    plain_part, html_part = message.get_body(("plain",)), message.get_body(("html",))
    plain = _plain(plain_part) if plain_part is not None else ""
    if html_part is None:
        return Value(plain, "text/plain part")
    html = text_of(_decoded(html_part))
    if _words(plain) * 2 >= _words(html):
        return Value(plain, "text/plain part")
    return Value(html, "text/html part")


def _words(text: str) -> int:
    return sum("@" not in word and not _ADDRESS.match(word[:20]) for word in text.split())


def _plain(part: MIMEPart) -> str:
    text = _decoded(part).replace("\r\n", "\n").replace("\0", "").strip()
    if "<html" in text[:200].lower():
        return text_of(text)
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    # RFC 3676: a space before the end of a line says that the paragraph goes on.
    deleted = str(part.get_param("delsp", "")).lower() == "yes"
    text = re.sub(r"^ (?= |>|From )", "", text, flags=re.MULTILINE)
    return re.sub(r"(?<!\n--) \n(?=[^>\n])", "" if deleted else " ", text)


def _decoded(part: MIMEPart) -> str:
    data = part.get_payload(decode=True)
    charset = part.get_content_charset("")
    return decode_as(data, charset)[0] if isinstance(data, bytes) else ""


def _attachments(message: EmailMessage) -> Iterator[str]:
    """Yield the names of what comes with the text, or its type where it has none."""
    bodies = [message.get_body(("plain",)), message.get_body(("html",))]
    others = (part for part in own_parts(message) if not any(part is body for body in bodies))
    for part in islice(others, _MOST_ATTACHMENTS):
        name = str(part.get_filename() or part.get_content_type())
        yield " ".join(name.split())[:_LONGEST_NAME]


def own_parts(message: Message) -> Iterator[Message]:
    """Yield the parts of a letter without those of letters within it."""
    held: Any = message.get_payload()
    inside = message.get_content_maintype() == "multipart" and isinstance(held, list)
    for part in held if inside else ():
        if part.get_content_maintype() == "multipart":
            yield from own_parts(part)
        else:
            yield part


def is_letter(part: Message) -> bool:
    """Tell whether a part is a letter that is sent along, by its type or by its name."""
    kind = part.get_content_type()
    if kind in {"message/rfc822", "message/global"}:
        return True
    return kind == "application/octet-stream" and str(part.get_filename()).lower().endswith(".eml")
