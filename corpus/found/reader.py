"""What every format's reader does: a stream in; records, items, members and faults out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.files.unpacking import Meter
from corpus.found.findings import Fault, Found

if TYPE_CHECKING:
    import io
    from collections.abc import Callable, Iterator

    from corpus.files.unpacking import Unpacked
    from corpus.vocabulary.limits import Limits


@dataclass(frozen=True, slots=True)
class Stream:
    """What a reader reads from: the content, its first bytes, and the name to go by."""

    content: io.BufferedReader
    head: bytes
    suffix: str
    limits: Limits
    """What a file from a stranger may cost."""
    meter: Meter = field(default_factory=Meter)
    """How much has been unpacked of the file on disk; containers count what they unpack."""
    packed: Unpacked | None = None
    """What unpacks the content, for formats that can go on after a damaged part."""
    name: str = ""
    """Of the file or member, without folders and without the suffix; empty for standard input."""

    def whole(self, what: str, most: int, *, advice: str = "split it") -> bytes | Fault:
        """Read a document that must be whole, or say that it is too large.

        Args:
            what: such a document is called, `PDF`.
            most: bytes.
            advice: what to do about one that is larger.
        """
        data = self.content.read(most + 1)
        return Fault(f"{what} larger than {most:,} bytes", advice) if len(data) > most else data


def _never(_head: bytes) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Reader:
    """One format: how it is called, the suffixes it goes by, how it looks, how it is read."""

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[Stream], Iterator[Found]]
    """Yields what it finds in the order of the file, holding one thing at a time."""
    certain: Callable[[bytes], bool] = _never
    """Whether content that begins like this can be nothing else, whatever its suffix is."""
    likely: Callable[[bytes], bool] = _never
    """Whether content that begins like this, and has no suffix, is taken for it."""
