"""A story as it stands in a body of an agency's item, of whichever format."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Story:
    """What a body tells, beside what the item around it says; what it doesn't tell is empty."""

    title: str = ""
    title_place: str = ""
    byline: str = ""
    authors: list[str] = field(default_factory=list)
    text: str = ""
    abstract: str = ""
    dateline: str = ""
