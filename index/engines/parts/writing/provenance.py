"""What a writer has still to note of where articles were found, and what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus import FileState
from index.engines.parts.ledger import FileNote, OriginNote
from index.intake import Effect

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus import Article, Origin
    from index.engines.parts.ledger import Ledger

_FOUND = {Effect.NEW, Effect.NEWER, Effect.KNOWN}
"""What becomes of articles that are in the index as they were found."""


class Provenance:
    """Collects notes for the ledger; what it says already is not noted again.

    Attributes:
        states: of the files that were read or are gone, by absolute path, where that is news.
        new: ids of articles that came new into the index from files that were read before.
    """

    def __init__(self, before: Ledger, reading: int) -> None:
        """Begin.

        Args:
            before: the ledger of the published generation.
            reading: by which notes supersede older ones: the generation that is written.
        """
        self._before = before
        self._reading = reading
        self._known: dict[str, FileState | None] = {}
        self._files: dict[str, FileNote] = {}
        self._origins: list[OriginNote] = []
        self.states: dict[str, FileState] = {}
        self.new: set[str] = set()

    def found(self, article: Article, effect: Effect, digest: bytes) -> None:
        """Note where an article was found that is in the index now, and the digest of it."""
        if effect in _FOUND:
            self.is_there(article.id, digest, article.origins, effect)

    def is_there(
        self, id_: str, digest: bytes, origins: Iterable[Origin], effect: Effect = Effect.KNOWN
    ) -> None:
        """Note where an article was found that is in the index now, with such a digest."""
        for origin in origins:
            known = self._state(origin.absolute)
            if effect is Effect.KNOWN and known and _is_as_before(origin, known):
                continue
            if known and effect is Effect.NEW:
                self.new.add(id_)
            self._files.setdefault(origin.absolute, self._begun(origin))
            self._origins.append(OriginNote(id_, origin, digest))

    def read(self, state: FileState) -> None:
        """Note how a file was read, or that it is gone, after what was found in it."""
        known = self._state(state.absolute)
        if state.absolute not in self._files and known:
            same = known.same_file(state) and known.checksum == state.checksum
            if same and known.reading == state.reading:
                return
        self.states[state.absolute] = state
        note = FileNote(state, self._reading, settled=state.reading != "partly")
        self._files[state.absolute] = note

    def taken(self) -> tuple[list[FileNote], list[OriginNote]]:
        """Return what is to be written now, and begin anew."""
        taken = list(self._files.values()), self._origins
        self._files, self._origins = {}, []
        return taken

    def _state(self, path: str) -> FileState | None:
        """Return what was known of a file before, remembered for the file that is being read."""
        if path not in self._known:
            self._known = {path: self._before.state_of(path)}
        return self._known[path]

    def _begun(self, origin: Origin) -> FileNote:
        state = FileState(
            path=origin.path,
            absolute=origin.absolute,
            size=origin.size or 0,
            modified=origin.modified or 0,
            reading="partly",
        )
        return FileNote(state, self._reading, settled=False)


def _is_as_before(origin: Origin, known: FileState) -> bool:
    """Tell whether a file that was read whole was not written to since."""
    same = (origin.size, origin.modified) == (known.size, known.modified)
    return known.reading == "whole" and same
