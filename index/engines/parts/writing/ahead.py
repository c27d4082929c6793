"""What comes in, read and prepared ahead of its turn, by as many processes as there are cores.

All is given out in the order in which it came, and what is made of an article depends on it alone;
so it makes no difference to an index how many processes there are.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from corpus import Article
from index.engines.parts.writing.preparing import prepare
from index.engines.parts.writing.workers import Workers

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
    from concurrent.futures import Future

    from corpus import FileState, Withdrawal
    from index.engines.parts.writing.preparing import Fits, Prepared
    from index.models import Encoder

    Item = Article | Withdrawal | FileState

CHUNK = 150_000
"""Characters of articles that are prepared at once, about a fifth of a second's work of a core."""

ITEMS = 512
"""Things that come at once, at most."""

ALONE = 300_000
"""Characters up to which one process does it all: more of them would take longer to start."""

WINDOW = 6_000_000
"""Characters of articles that wait for their turn: what others prepare while a part is written."""


_BARE = 300
"""Characters that something is counted as besides its text."""


class Come(NamedTuple):
    """Something that came in."""

    item: Item
    prepared: Prepared | None
    """What was made of some articles, this among them; None where nothing was."""
    row: int
    """Which of them it is."""


@dataclass
class _Chunk:
    """Some things that came in one after the other."""

    items: list[Item] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)
    """Those of them that are to be prepared."""
    characters: int = 0
    """Of all of them, with some for what has no text."""

    def come(self, prepared: Prepared) -> Iterator[Come]:
        """Yield everything with what was made of it."""
        rows = {id(article): row for row, article in enumerate(self.articles)}
        for item in self.items:
            row = rows.get(id(item))
            yield Come(item, None if row is None else prepared, row or 0)


@dataclass
class _Waiting:
    """A chunk that waits for its turn."""

    chunk: _Chunk
    elsewhere: Future[Prepared]
    """What another process makes of it ..."""
    here: Prepared | None = None
    """... unless this one has."""

    def taken_back(self) -> bool:
        """Take it back, if nothing was made of it and no one has begun."""
        return self.here is None and self.elsewhere.cancel()


def prepared_ahead(
    items: Iterable[Item], encoder: Encoder, known: Callable[[Article], bool], jobs: int
) -> Generator[Come]:
    """Yield what comes in, in order, with what is made of articles; it is read some way ahead.

    Close it where it is not gone through: processes are ended then.

    Args:
        items: articles, withdrawals, states of files.
        encoder: says what fits into a passage.
        known: whether nothing is to be made of an article, as it is in the index already.
        jobs: processes at work, this one among them.

    Raises:
        NewsIndexError: another process has died.
    """
    chunks = _chunks(items, known)
    fitting = encoder.fitting() if jobs > 1 else None
    alone = 0
    for chunk in chunks:
        yield from chunk.come(prepare(chunk.articles, encoder.fits))
        alone += sum(len(article.text) for article in chunk.articles)
        if fitting and alone >= ALONE:
            break
    else:
        return
    with Workers(jobs - 1, fitting) as workers:
        yield from _in_turn(chunks, workers, encoder.fits)


def _chunks(items: Iterable[Item], known: Callable[[Article], bool]) -> Iterator[_Chunk]:
    """Yield items in chunks; where what gives them fails, those before it first."""
    chunk, coming = _Chunk(), iter(items)
    failure: BaseException | None = None
    while True:
        try:
            item = next(coming)
        except StopIteration:
            break
        except BaseException as error:  # noqa: BLE001 - Ctrl-C too: what came before is to count
            failure = error
            break
        chunk.items.append(item)
        if isinstance(item, Article) and not known(item):
            chunk.articles.append(item)
        chunk.characters += _BARE + (len(item.text) if isinstance(item, Article) else 0)
        if chunk.characters >= CHUNK or len(chunk.items) >= ITEMS:
            yield chunk
            chunk = _Chunk()
    yield chunk
    if failure is not None:
        raise failure


def _in_turn(chunks: Iterator[_Chunk], workers: Workers, fits: Fits) -> Iterator[Come]:
    """Yield what is in chunks, which others prepare, and this process while it would wait."""
    waiting: deque[_Waiting] = deque()
    held = 0
    while True:
        while held < WINDOW and (chunk := next(chunks, None)):
            waiting.append(_Waiting(chunk, workers.prepare(chunk.articles)))
            held += chunk.characters
        if not waiting:
            return
        first = waiting[0]
        while first.here is None and not first.elsewhere.done():
            mine = next((each for each in waiting if each.taken_back()), None)
            if mine is None:
                break
            mine.here = prepare(mine.chunk.articles, fits)
        waiting.popleft()
        held -= first.chunk.characters
        made = first.elsewhere.result() if first.here is None else first.here
        yield from first.chunk.come(made)
