"""Other processes that prepare articles.

They are started by the same interpreter with the same paths, and nothing of the program that
started this one is run in them: a script needs no guard. They talk over their standard input and
output, in pickles of their own making; where this process ends, however it does, so do they.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import struct
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from threading import Condition, Lock
from typing import IO, TYPE_CHECKING, Any, Self

from index.engines.parts.writing.preparing import Prepared, prepare
from index.vocabulary.errors import NewsIndexError

if sys.platform == "linux":
    import fcntl

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

_AT_ONCE = 3
"""Chunks that a process has: one that it prepares, and others while a thread waits to read it."""

_SIZE = struct.Struct("<Q")
"""Before each thing that is handed over: bytes of its pickle."""

_PIPE = 1 << 20
"""Bytes that a pipe holds, where the system lets it: what is handed over comes at one go then, and
a thread that reads it waits once until others let go of the interpreter, not for each 64 KB."""


class _Process:
    """A process that prepares articles, chunk after chunk, for threads that wait for it."""

    def __init__(self, fits: Fits | None) -> None:
        """Start it, and give it what tells whether a passage fits."""
        self.popen = started()
        self._sending = Lock()
        self._turns = Condition()
        self._sent = self._answered = 0
        _put(self.popen.stdin, fits)

    def prepare(self, articles: Sequence[Article]) -> Prepared | Exception:
        """Return what it makes of articles, or what it fails with.

        Threads may ask before it has answered: so it has something to do while an answer is read.

        Raises:
            OSError, EOFError, pickle.UnpicklingError: it has died.
        """
        with self._sending:
            _put(self.popen.stdin, articles)
            turn = self._sent
            self._sent += 1
        with self._turns:
            self._turns.wait_for(lambda: self._answered == turn)
        try:
            made: Prepared | Exception = _got(self.popen.stdout)
        finally:
            with self._turns:
                self._answered += 1
                self._turns.notify_all()
        return made


class Workers:
    """Processes that prepare articles, a chunk at a time; a context manager."""

    def __init__(self, many: int, fits: Fits | None) -> None:
        """Start so many, each of which is given what tells whether a passage fits."""
        self._free: SimpleQueue[_Process] = SimpleQueue()
        self._processes: list[_Process] = []
        self._threads = ThreadPoolExecutor(many * _AT_ONCE)
        self._fits = fits
        self._many = many

    def __enter__(self) -> Self:
        try:
            for _ in range(self._many):
                self._processes.append(_Process(self._fits))
        except BaseException:
            self.__exit__()
            raise
        for process in self._processes * _AT_ONCE:
            self._free.put(process)
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._processes:
            process.popen.kill()
        self._threads.shutdown(cancel_futures=True)
        for process in self._processes:
            process.popen.communicate()

    def prepare(self, articles: Sequence[Article]) -> Future[Prepared]:
        """Have articles prepared, after those given before; it can be cancelled until then.

        Raises, where the result is asked for:
            NewsIndexError: a process has died.
        """
        return self._threads.submit(self._asked, articles)

    def _asked(self, articles: Sequence[Article]) -> Prepared:
        process = self._free.get()
        try:
            made = process.prepare(articles)
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            raise NewsIndexError(
                "a process that prepared articles has ended (was it killed?); "
                "what was committed is in the index, and the same command goes on from there"
            ) from error
        finally:
            self._free.put(process)
        if isinstance(made, Exception):
            raise made
        return made


def started() -> subprocess.Popen[bytes]:
    """Start a process that does what `work` does."""
    process = subprocess.Popen(  # noqa: S603 - this interpreter
        [sys.executable, "-c", _PROGRAM.format(sys.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        **_APART,
    )
    if sys.platform == "linux":
        for stream in filter(None, (process.stdin, process.stdout)):
            with contextlib.suppress(OSError):  # a user may have no more room for pipes
                fcntl.fcntl(stream, fcntl.F_SETPIPE_SZ, _PIPE)
    return process


def _put(stream: IO[bytes] | None, thing: object) -> None:
    if stream is None:
        raise OSError("it has no such stream")
    content = pickle.dumps(thing, pickle.HIGHEST_PROTOCOL)
    stream.write(_SIZE.pack(len(content)))
    stream.write(content)
    stream.flush()


def _got(stream: IO[bytes] | None) -> Any:
    if stream is None:
        raise OSError("it has no such stream")
    size = stream.read(_SIZE.size)
    if len(size) < _SIZE.size:
        raise EOFError
    (many,) = _SIZE.unpack(size)
    content = stream.read(many)
    if len(content) < many:
        raise EOFError
    return pickle.loads(content)  # noqa: S301 - of a process that this one started, or the other way


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
