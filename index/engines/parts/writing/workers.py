"""Other processes that prepare articles.

They are started by the same interpreter with the same paths, and nothing of the program that
started this one is run in them: a script needs no guard. They talk over their standard input and
output, in pickles of their own making; where this process ends, however it does, so do they.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from typing import IO, TYPE_CHECKING, Any, Self

from index.engines.parts.writing.preparing import Prepared, prepare
from index.vocabulary.errors import NewsIndexError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus import Article
    from index.engines.parts.writing.preparing import Fits

_PROGRAM = f"import sys; sys.path = {{!r}}; from {__name__} import work; work()"

_APART: dict[str, Any] = (
    {"creationflags": 0x200}  # CREATE_NEW_PROCESS_GROUP, which other systems have no name for
    if sys.platform == "win32"
    else {"start_new_session": True}
)
"""What keeps Ctrl-C from them: whoever started them ends them."""


class Workers:
    """Processes that prepare articles, a chunk at a time; a context manager."""

    def __init__(self, many: int, fits: Fits | None) -> None:
        """Start so many, each of which is given what tells whether a passage fits."""
        self._idle: SimpleQueue[subprocess.Popen[bytes]] = SimpleQueue()
        self._processes: list[subprocess.Popen[bytes]] = []
        self._threads = ThreadPoolExecutor(many)
        self._fits = fits
        self._many = many

    def __enter__(self) -> Self:
        try:
            for _ in range(self._many):
                process = started()
                self._processes.append(process)
                _put(process.stdin, self._fits)
                self._idle.put(process)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._processes:
            process.kill()
        self._threads.shutdown(cancel_futures=True)
        for process in self._processes:
            process.communicate()

    def prepare(self, articles: Sequence[Article]) -> Future[Prepared]:
        """Have articles prepared, after those given before; it can be cancelled until then.

        Raises, where the result is asked for:
            NewsIndexError: a process has died.
        """
        return self._threads.submit(self._asked, articles)

    def _asked(self, articles: Sequence[Article]) -> Prepared:
        process = self._idle.get()
        try:
            _put(process.stdin, articles)
            made = _got(process.stdout)
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            raise NewsIndexError(
                "a process that prepared articles has ended (was it killed?); "
                "what was committed is in the index, and the same command goes on from there"
            ) from error
        finally:
            self._idle.put(process)
        if isinstance(made, Exception):
            raise made
        prepared: Prepared = made
        return prepared


def started() -> subprocess.Popen[bytes]:
    """Start a process that does what `work` does."""
    return subprocess.Popen(  # noqa: S603 - this interpreter
        [sys.executable, "-c", _PROGRAM.format(sys.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        **_APART,
    )


def _put(stream: IO[bytes] | None, thing: object) -> None:
    if stream is None:
        raise OSError("it has no such stream")
    pickle.dump(thing, stream, pickle.HIGHEST_PROTOCOL)
    stream.flush()


def _got(stream: IO[bytes] | None) -> Any:
    if stream is None:
        raise OSError("it has no such stream")
    return pickle.load(stream)  # noqa: S301 - of a process that this one started, or the other way


def work() -> None:
    """Prepare what comes on standard input until it ends: what such a process does."""
    asked = sys.stdin.buffer
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as answers:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library may print is no answer
        try:
            fits = _got(asked)
            while True:
                articles = _got(asked)
                try:
                    made: Prepared | Exception = prepare(articles, fits)
                except Exception as error:  # noqa: BLE001 - it is raised where it was asked for
                    made = error
                _put(answers, made)
        except (EOFError, BrokenPipeError):
            os._exit(0)
