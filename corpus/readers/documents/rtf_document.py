"""Rich Text Format to blocks and properties: what its control words mean.

Rich Text Format (RTF) Specification 1.9.1, Microsoft 2008.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from corpus.readers.documents.rtf_tokens import Token, tokens

if TYPE_CHECKING:
    from corpus.readers.documents.blocks import Block

_DEEPEST = 1_000
"""Groups within one another."""

_PASSED = frozenset(
    "colortbl pict object header headerl headerr headerf footer footerl footerr footerf footnote "
    "annotation fldinst xe tc bkmkstart bkmkend listtext pntext filetbl listtable "
    "listoverridetable revtbl rsidtbl template themedata colorschememapping latentstyles "
    "datastore xmlnstbl private nonshppict shp do upr field_instruction atnid atnauthor".split()
)
"""Destinations that are not text of the story."""
_PROPERTIES = frozenset("title author subject keywords category creatim revtim".split())
_CHARACTERS = {
    "tab": " ", "line": "\n", "lbr": "\n", "emdash": "—", "endash": "–", "bullet": "•",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "emspace": " ",
    "enspace": " ", "qmspace": " ", "~": "\xa0", "_": "‑", "\\": "\\", "{": "{", "}": "}",
}  # fmt: skip
_PARAGRAPH_ENDS = frozenset({"par", "sect", "page", "column", "\r", "\n"})
_CODE_PAGES = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
_CHARSETS = {
    77: "mac_roman", 78: "cp932", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030",
    136: "big5", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256",
    186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
"""Of fonts; others are written in the code page of the document."""
_CELL_END = "\x1f"
_CLOCK = {"yr": 0, "mo": 1, "dy": 2, "hr": 3, "min": 4}


@dataclass(slots=True)
class _Group:
    """What holds until the group ends."""

    into: str = "body"
    """Where its text goes: the body, a property, the styles, the fonts; empty for nowhere."""
    font: int = -1
    hidden: bool = False
    fallback: int = 1
    r"""Bytes after each `\u` that say the same to older programs."""


@dataclass(slots=True)
class _Paragraph:
    r"""What holds until the next `\pard`."""

    style: int = 0
    in_table: bool = False
    in_list: bool = False


@dataclass(slots=True)
class RichText:
    """What a document says of itself, and its blocks."""

    code_page: str = "cp1252"
    charsets: dict[int, str] = field(default_factory=dict)
    styles: dict[int, str] = field(default_factory=dict)
    properties: dict[str, str] = field(default_factory=dict)
    clocks: dict[str, list[int]] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)


class _Reading:
    """Goes through the tokens of a document and gathers what it says."""

    def __init__(self) -> None:
        self.document = RichText()
        self._groups = [_Group()]
        self._paragraph = _Paragraph()
        self._line: list[str] = []
        self._cells: list[str] = []
        self._bytes = bytearray()
        self._encoding = "cp1252"
        self._skip = 0
        self._number = 0
        self._starred = False
        self._begins = False

    def take(self, token: Token) -> None:
        if token.text:
            self._text(token.text)
        elif token.brace:
            self._brace(token.brace)
        elif self._skip and token.word in _CHARACTERS:
            self._skip -= 1
        else:
            self._word(token.word, token.number)
        if not token.brace and token.word != "*":
            self._begins = False

    def end(self) -> RichText:
        self._end_paragraph()
        self._end_row()
        return self.document

    def _brace(self, brace: str) -> None:
        self._skip = 0
        group = self._groups[-1]
        if brace == "{":
            if len(self._groups) > _DEEPEST:
                raise ValueError(f"groups nested more than {_DEEPEST:,} deep")
            self._groups.append(replace(group))
            self._begins, self._starred = True, False
            return
        self._end_of(group)
        if len(self._groups) > 1:
            self._groups.pop()

    def _end_of(self, group: _Group) -> None:
        if group.into in {"body", ""}:
            return
        before = self._groups[-2].into if len(self._groups) > 1 else "body"
        if group.into == "styles" or before != group.into:
            text = " ".join(self._written().split())
            if group.into == "styles" and text:
                self.document.styles[self._number] = text.rstrip(";").strip()
            elif group.into in _PROPERTIES and text:
                self.document.properties[group.into] = text[:10_000]
            self._number = 0

    def _written(self) -> str:
        self._flush()
        text = "".join(self._line)
        self._line.clear()
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def _text(self, data: bytes) -> None:
        if self._skip:
            passed = min(self._skip, len(data))
            self._skip -= passed
            data = data[passed:]
        group = self._groups[-1]
        if not data or group.hidden or group.into in {"", "fonts"}:
            return
        encoding = self.document.charsets.get(group.font, self.document.code_page)
        if encoding != self._encoding:
            self._flush()
            self._encoding = encoding
        self._bytes += data

    def _flush(self) -> None:
        if self._bytes:
            self._line.append(self._bytes.decode(self._encoding, "replace"))
            self._bytes.clear()

    def _character(self, character: str) -> None:
        group = self._groups[-1]
        if not group.hidden and group.into not in {"", "fonts"}:
            self._flush()
            self._line.append(character)

    def _word(self, word: str, number: int | None) -> None:
        group = self._groups[-1]
        if word == "*":
            self._starred = self._begins
        elif self._begins and self._is_destination(word, group):
            return
        elif word in _CHARACTERS:
            self._character(_CHARACTERS[word])
        elif word == "u" and number is not None:
            self._character(chr(number & 0xFFFF))
            self._skip = group.fallback
        elif word == "uc":
            self._groups[-1].fallback = min(max(number or 0, 0), 10)
        elif group.into == "body":
            self._layout(word, number, group)
        elif group.into in {"creatim", "revtim"} and word in _CLOCK:
            clock = self.document.clocks.setdefault(group.into, [0, 1, 1, 0, 0])
            clock[_CLOCK[word]] = number or 0
        elif group.into == "styles" and word == "s":
            self._number = number or 0
        elif group.into == "fonts":
            self._font(word, number)

    def _is_destination(self, word: str, group: _Group) -> bool:
        """Begin a group that is named for where it goes, and tell whether it does."""
        if group.into == "":
            return True
        into = {"fonttbl": "fonts", "stylesheet": "styles", "info": "info"}.get(word)
        if into is None and word in _PROPERTIES and group.into == "info":
            into = word
        elif group.into == "info":
            into = ""
        if into is None and (word in _PASSED or (self._starred and not self._is_shown(word))):
            into = ""
        if into is None:
            return False
        group.into = into
        return True

    def _is_shown(self, word: str) -> bool:
        # A character style begins `{\*\cs10`; a list of Word 97 `{\*\pn`.
        return word == "cs" and self._groups[-1].into == "styles"

    def _font(self, word: str, number: int | None) -> None:
        if word == "f":
            self._number = number or 0
        elif word == "fcharset" and number in _CHARSETS and len(self.document.charsets) < _DEEPEST:
            self.document.charsets[self._number] = _CHARSETS[number]
        elif word == "cpg" and number:
            self.document.charsets[self._number] = _code_page(number)

    def _layout(self, word: str, number: int | None, group: _Group) -> None:
        if word in _PARAGRAPH_ENDS:
            self._end_paragraph()
        elif word in {"cell", "nestcell"}:
            self._paragraph.in_table = True
            self._end_paragraph()
            self._cells.append(_CELL_END)
        elif word in {"row", "nestrow"}:
            self._end_row()
        elif word == "pard":
            self._paragraph = _Paragraph()
        elif word == "s":
            self._paragraph.style = number or 0
        elif word == "intbl":
            self._paragraph.in_table = True
        elif word in {"ls", "pnlvlblt", "pnlvlbody"}:
            self._paragraph.in_list = True
        else:
            self._format(word, number, group)

    def _format(self, word: str, number: int | None, group: _Group) -> None:
        if word == "plain":
            group.hidden, group.font = False, -1
        elif word in {"v", "deleted"}:
            group.hidden = number != 0
        elif word == "f":
            group.font = -1 if number is None else number
        elif word == "ansicpg" and number:
            self.document.code_page = _code_page(number)
        elif word in _CODE_PAGES:
            self.document.code_page = _CODE_PAGES[word]

    def _end_paragraph(self) -> None:
        lines = (" ".join(line.split()) for line in self._written().split("\n"))
        text = "\n".join(filter(None, lines))
        if self._paragraph.in_table:
            self._cells.append(text)
            return
        self._end_row()
        if text:
            style = self.document.styles.get(self._paragraph.style, "")
            self.document.blocks.append(
                (text, "item" if self._paragraph.in_list else _style(style))
            )

    def _end_row(self) -> None:
        """End a row of a table: its cells in a line, or the paragraphs of the only one."""
        cells = [cell for cell in "\n".join(self._cells).split(_CELL_END) if cell.strip()]
        self._cells.clear()
        if len(cells) == 1:
            self.document.blocks.extend((line, "") for line in cells[0].split("\n") if line)
        elif cells:
            self.document.blocks.append((" | ".join(" ".join(c.split()) for c in cells), "row"))


def _style(name: str) -> str:
    return {"title": "Title", "heading 1": "Heading 1"}.get(name.lower(), name)


def _code_page(number: int) -> str:
    name = {65001: "utf-8", 10000: "mac_roman", 1361: "johab"}.get(number, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"


def read_rich_text(data: bytes) -> RichText:
    """Read a document, as far as it goes.

    Raises:
        ValueError: it has more control words or deeper groups than anybody writes.
    """
    reading = _Reading()
    for token in tokens(data):
        reading.take(token)
    return reading.end()
