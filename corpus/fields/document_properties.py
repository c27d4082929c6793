"""Titles that a program put into a document's properties, and those that a person did."""

from __future__ import annotations

import re

_BY_A_PROGRAM = re.compile(
    r"microsoft (?:word|powerpoint|excel)\b.*|powerpoint presentation|word document"
    r"|(?:document|dokument|doc|untitled|unbenannt|sans titre|layout|slide|page|print)[\s_-]*\d*"
    r"|(?:file|https?)://\S*|\S*\\\S*"
    r"|\S{1,100}\.(?:docx?|odt|rtf|txt|pdf|indd|qxd|qxp|tex|dvi|html?|pages|pptx?|xlsx?|tmp)"
    r"|.{1,100}\.(?:docx?|odt|rtf|indd|qxd|qxp|pages|pdf)",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"(?:microsoft(?: office)?|windows|office|default|test)?\s*(?:user|benutzer|utilisateur)\s*\d*"
    r"|admin(?:istrator)?|python-docx|un-?named|unknown|author|owner|user",
    re.IGNORECASE,
)


def real_title(title: str | None) -> str:
    """Return a title, unless it is the name of a file or what a program writes by itself."""
    line = " ".join((title or "").split())
    return "" if _BY_A_PROGRAM.fullmatch(line) else line


def real_name(name: str | None) -> str:
    """Return the name of an author, unless it is that of an account."""
    line = " ".join((name or "").split())
    return "" if _NOBODY.fullmatch(line) else line
