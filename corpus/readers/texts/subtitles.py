"""Subtitles (SubRip, WebVTT): a file is an article, what was said is its text."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from corpus.found.findings import Fault, Found, Item, Value
from corpus.found.reader import Reader, Stream
from corpus.readers.texts.plain_text import whole_text
from corpus.vocabulary.article import TITLE_FROM

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_CLOCK = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})(?:[.,:](\d{1,3}))?"
_TIMES = re.compile(rf"\s*{_CLOCK}\s{{0,5}}--+>\s{{0,5}}{_CLOCK}(?:\s.*)?")
_VTT = re.compile(r"\ufeff?WEBVTT(?:[ \t]+(?:-\s*)?(?P<title>[^\r\n]*))?(?=[\r\n]|\Z)")
_BEGINS = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:WEBVTT(?:[ \t\r\n]|\Z)"
    rb"|\s{0,20}\d{1,6}[ \t]*\r?\n\s*\d{1,3}:\d{1,2}:\d{1,2}(?:[.,:]\d{1,3})?\s{0,5}--+>)"
)
_NO_CUE = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")
_LANGUAGE = re.compile(r"language:\s*([A-Za-z]{2,3}(?:-\w{2,8}){0,2})\s*", re.IGNORECASE)

_VOICE = re.compile(r"<v(?:\.[\w.-]{1,60})?\s{1,10}([^<>]{1,100})>")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>|<\d[\d:.]{0,20}>|\{\\?[^{}]{1,100}\}|</?>")
_SOUND = re.compile(r"[-–—\s]*(?:\[[^\[\]]*\]|\([^()]*\)|[♪♫#*\s]+)[-–—\s]*")
"""A line that says what is heard and not what is said: `[Applause]`, `♪`."""
_NOTES = re.compile(r"[♪♫]+")
_SPEAKER = re.compile(r"\s*(?:[-–—‐]\s*(?=\S)|>>+\s*)")
"""What a line begins with where another speaks."""
_SENTENCE_END = re.compile(r"[.!?…][\"'’”»)\]]*$")
_PAUSE = 3.0
"""Seconds without a word after a full stop, that part paragraphs."""
_OVERLAP = 8
"""Lines that are shown again while new ones roll in beneath them, at most."""
_LANGUAGE_CODE = re.compile(
    r"(?:[a-z]{2}|eng|deu|ger|fra|fre|spa|ita|por|nld|dut|swe|nor|nob|dan|fin|pol|ces|ukr|rus|ara)"
    r"(?:-[a-z]{2,4})?",
    re.IGNORECASE,
)
"""Of three letters, those of languages that news comes in: others are `new` and `old`."""


@dataclass(slots=True)
class _Cue:
    """Lines shown together, from one moment to another (seconds)."""

    start: float
    end: float
    lines: list[str] = field(default_factory=list)


def _read(stream: Stream) -> Iterator[Found]:
    text = whole_text(stream)
    if isinstance(text, Fault):
        yield text
        return
    lines = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    header = _VTT.match(text)
    cues = list(_cues(lines))
    if not cues:
        yield Fault("subtitles without a cue", "check the file")
        return
    title, language = _named(stream.name)
    place = "file name"
    if header and (written := " ".join((header["title"] or "").split())):
        title, place = written, "WEBVTT"
    told = next(filter(None, map(_LANGUAGE.fullmatch, lines[:20] if header else [])), None)
    fields = {
        "title": Value(title, place),
        "text": Value("\n\n".join(_paragraphs(cues)), "cues"),
        "language": Value(told[1] if told else language, "header" if told else "file name"),
    }
    extra = {"seconds": round(cues[-1].end), TITLE_FROM: place if place == "file name" else ""}
    yield Item(fields=fields, extra=extra)


def _named(name: str) -> tuple[str, str]:
    """Return the title and the language that the name of a file gives: `council-meeting.en`."""
    path = PurePosixPath(name)
    code = path.suffix.lstrip(".")
    language = code.lower() if _LANGUAGE_CODE.fullmatch(code) else ""
    stem = path.stem if language else name
    return " ".join(stem.replace("_", " ").split()), language


def _cues(lines: Sequence[str]) -> Iterator[_Cue]:
    """Yield the cues: what stands between their times and a blank line, or the next times."""
    cue: _Cue | None = None
    passed = False
    for number, line in enumerate(lines):
        if times := _TIMES.fullmatch(line):
            if cue:
                # The number above the times of a cue that no blank line parts from the one before.
                if cue.lines and cue.lines[-1].strip().isdigit() and lines[number - 1].strip():
                    cue.lines.pop()
                yield cue
            cue = _Cue(_seconds(times.groups()[:4]), _seconds(times.groups()[4:]))
            passed = False
        elif _NO_CUE.match(line) and not lines[number - 1].strip():
            passed = True
        elif not line.strip():
            passed = passed or (cue is not None and bool(cue.lines))
        elif cue and not passed:
            cue.lines.append(line)
    if cue:
        yield cue


def _seconds(parts: Sequence[str | None]) -> float:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return hours * 3600 + minutes * 60 + seconds + thousandths / 1000


def _paragraphs(cues: Sequence[_Cue]) -> Iterator[str]:
    """Yield what was said, a paragraph for each speaker and after each pause."""
    shown: list[str] = []
    paragraph: list[str] = []
    speaker, end = "", 0.0
    for cue in cues:
        said = [line for line in map(_said, cue.lines) if line[1]]
        words = [line for _, line in said]
        for voice, line in said[_repeated(shown, words) :]:
            other = bool(voice) and voice != speaker
            pause = cue.start - end > _PAUSE and _SENTENCE_END.search(" ".join(paragraph[-1:]))
            if paragraph and (other or pause or _SPEAKER.match(line)):
                yield " ".join(paragraph)
                paragraph = []
            if other:
                speaker = voice
                paragraph.append(f"{voice}:")
            paragraph.append(_SPEAKER.sub("", line, count=1))
            end = cue.end
        shown = [*shown, *words][-_OVERLAP:] if words else shown
        end = max(end, cue.end)
    if paragraph:
        yield " ".join(paragraph)


def _said(line: str) -> tuple[str, str]:
    """Return who speaks in a line, where it says so, and what is said, without tags."""
    voice = _VOICE.search(line)
    words = " ".join(html.unescape(_TAG.sub("", line)).split())
    words = "" if _SOUND.fullmatch(words) else " ".join(_NOTES.sub(" ", words).split())
    return (" ".join(voice[1].split()) if voice else ""), words


def _repeated(shown: Sequence[str], lines: Sequence[str]) -> int:
    """Return how many of these lines were shown just before: captions that roll say all twice."""
    most = min(len(shown), len(lines))
    return next((n for n in range(most, 0, -1) if list(shown[-n:]) == list(lines[:n])), 0)


READER = Reader(
    "subtitles", (".srt", ".vtt"), _read, certain=lambda head: bool(_BEGINS.match(head))
)
