"""What a server shows, to whom, and how much of it at once."""

from __future__ import annotations

from dataclasses import dataclass

from index.vocabulary.cores import cores


@dataclass(frozen=True, slots=True)
class Settings:
    """What whoever starts a server decides."""

    token: str | None = None
    """What every request must carry; None asks for nothing."""
    hosts: tuple[str, ...] = ()
    """Names, beside those of this machine's loopback, by which a browser may know the server."""
    any_address: bool = False
    """Whether it may be called by any address of the network, as where it listens on all."""
    show_paths: bool = False
    """Whether answers say in which files articles were found, and may be asked for by them."""
    rerankers: tuple[str, ...] = ()
    """CrossEncoders, by name or folder, that a search may ask for."""
    log_questions: bool = False
    """Whether the log has what was asked."""
    longest_question: int = 2_000
    """Characters."""
    most_patterns: int = 20
    """Words with `*` or `~` in the questions of a request."""
    most: int = 100
    """Most results on a page."""
    at_once: int = cores()
    """Questions answered at the same time: one for each core, as each keeps one busy."""
    waiting: int = 100
    """Questions that may wait for their turn; what comes beyond is told to come again."""
    seconds: float = 20.0
    """How long a question may wait, and how long it may take from then on."""
    checked_every: float = 1.0
    """Seconds between two looks for a newer generation of the index, while requests come."""
