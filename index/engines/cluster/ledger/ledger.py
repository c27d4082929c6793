"""Where the articles of a generation were found, and which were withdrawn, over its segments."""

from __future__ import annotations

import re
from collections import defaultdict
from fnmatch import translate
from typing import TYPE_CHECKING, Any

from corpus import FileState, Origin
from index.engines.parts.ledger import FileNote, OriginNote
from index.vocabulary.made_once import made_once

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from index.engines.cluster.ledger.segment import Segment
    from index.vocabulary.results import WithdrawnArticle


class TableLedger:
    """The segments of a generation, read as one."""

    def __init__(self, segments: Iterable[Segment]) -> None:
        """Take the segments, the oldest first."""
        self._segments = list(segments)

    def __bool__(self) -> bool:
        """Tell whether anything is noted."""
        return bool(self._segments)

    def _notes_of(self, path: str) -> list[dict[str, Any]]:
        """Return what is noted of the readings of a file, in the order of reading."""
        notes = [
            segment.files[row]
            for segment in self._segments
            for row in segment.readings.get(path, ())
        ]
        return sorted(notes, key=lambda note: int(note["reading"]))

    @made_once
    def _paths(self) -> list[str]:
        return list(dict.fromkeys(path for each in self._segments for path in each.readings))

    @made_once
    def _superseding(self) -> dict[str, int]:
        """The last reading of each file that supersedes those before it; none of others."""
        last: dict[str, int] = {}
        for segment in self._segments:
            for note in segment.files:
                if note["settled"]:
                    last[note["path"]] = max(note["reading"], last.get(note["path"], 0))
        return last

    def state_of(self, path: str) -> FileState | None:
        """Return what is known of a file by its absolute path, if it was read and is there."""
        notes = self._notes_of(path)
        state = _state(notes[-1]) if notes else None
        return None if state and state.reading == "gone" else state

    def files(self, under: str) -> dict[str, FileState]:
        """Return what is known of the files in a folder, or of one file, by absolute path."""
        folder = under.rstrip("/") + "/"
        paths = (path for path in self._paths if path == under or path.startswith(folder))
        states = ((path, self.state_of(path)) for path in paths)
        return {path: state for path, state in states if state}

    def every_file(self) -> list[FileState]:
        """Return what is known of all files that are not gone."""
        return [state for state in map(self.state_of, self._paths) if state]

    def _holds(self, file: dict[str, Any]) -> bool:
        """Tell whether what a reading of a file found still holds."""
        return bool(file["reading"] >= self._superseding.get(file["path"], 0))

    def ids_in(self, path: str) -> set[str]:
        """Return the ids of the articles that a file holds, by its absolute path."""
        ids: set[str] = set()
        for segment in self._segments:
            rows = segment.readings.get(path, ())
            held = [row for row in rows if self._holds(segment.files[row])]
            ids |= {place["id"] for place in segment.places_in(held)}
        return ids

    def origins_of(self, id_: str, digest: bytes | None = None) -> tuple[Origin, ...]:
        """Return where an article is found, in the order of reading."""
        places = [
            (segment.files[place["file"]], place)
            for segment in self._segments
            for place in segment.places_of(id_)
        ]
        places.sort(key=lambda each: (each[0]["reading"], each[1]["record"]))
        found: dict[tuple[str, str], Origin] = {}
        for file, place in places:
            if not self._holds(file) or digest not in (None, place["digest"]):
                continue
            found[file["path"], place["member"]] = _origin(file, place)
        return tuple(found.values())

    def found_at(self, pattern: str) -> dict[str, set[bytes]]:
        """Return the articles found where a pattern says: their ids, and digests of what they say.

        Args:
            pattern: as `Ledger.found_at` takes it.
        """
        forms = [pattern, f"{pattern}/*"]
        if not pattern.startswith(("/", "*")):
            forms += [f"*/{form}" for form in forms]
        fits = _fitting(forms)
        found: defaultdict[str, set[bytes]] = defaultdict(set)
        for segment in self._segments:
            held = [row for row, file in enumerate(segment.files) if self._holds(file)]
            if "!" not in pattern:
                files = segment.files
                held = [row for row in held if fits(files[row]["path"], files[row]["given"])]
            for place in segment.places_in(held):
                file = segment.files[place["file"]]
                member = f"!{place['member']}"
                named = (f"{file['path']}{member}", f"{file['given']}{member}")
                if "!" not in pattern or fits(*named):
                    found[place["id"]].add(place["digest"])
        return found

    def every_place(self) -> Iterator[tuple[str, str, bytes]]:
        """Yield where articles are found: a file, as given, an id, and the digest of what it says.

        An article that a file holds several times comes as often.
        """
        there = {state.absolute for state in self.every_file()}
        for segment in self._segments:
            for place in segment.places():
                file = segment.files[place["file"]]
                if file["path"] in there and self._holds(file):
                    yield file["given"], place["id"], place["digest"]

    def kept(self) -> tuple[list[FileNote], list[OriginNote]]:
        """Return what holds of files that are not gone, and all origins in them."""
        files = []
        for state in self.every_file():
            last = self._notes_of(state.absolute)[-1]
            files.append(FileNote(state, last["reading"], settled=last["settled"]))
        there = {note.state.absolute for note in files}
        origins = []
        for segment in self._segments:
            for place in segment.places():
                file = segment.files[place["file"]]
                if file["path"] in there and self._holds(file):
                    note = OriginNote(place["id"], _origin(file, place), place["digest"])
                    origins.append((file["reading"], note))
        origins.sort(key=lambda each: int(each[0]))
        return files, [note for _, note in origins]

    def withdrawal_of(self, id_: str) -> WithdrawnArticle | None:
        """Return what is known of the withdrawal of an article, by its id."""
        known = (each.withdrawn[id_] for each in reversed(self._segments) if id_ in each.withdrawn)
        return next(known, None)

    def withdrawn(self) -> Iterator[WithdrawnArticle]:
        """Yield the articles that were withdrawn, in the order of their ids."""
        known: dict[str, WithdrawnArticle] = {}
        for segment in self._segments:
            known |= segment.withdrawn
        return (known[id_] for id_ in sorted(known))


def _origin(file: dict[str, Any], place: dict[str, Any]) -> Origin:
    return Origin(
        path=file["given"],
        absolute=file["path"],
        member=place["member"],
        record=place["record"],
        line=place["line"],
        offset=place["offset"],
        size=file["size"],
        modified=file["modified"],
        reader=place["reader"],
    )


def _state(note: dict[str, Any]) -> FileState:
    return FileState(
        path=note["given"],
        absolute=note["path"],
        size=note["size"],
        modified=note["modified"],
        fresh=note["fresh"],
        device=note["device"],
        checksum=note["checksum"],
        articles=note["articles"],
        reading="gone" if note["gone"] else "whole" if note["settled"] else "partly",
    )


def _fitting(patterns: Iterable[str]) -> Callable[..., bool]:
    """Return what tells whether one of some names fits one of some patterns."""
    forms = (translate(pattern.replace("[^", "[!")) for pattern in patterns)
    either = re.compile("|".join(forms))
    return lambda *names: any(map(either.match, names))
