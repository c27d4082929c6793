"""The command line, or a program, in a process of its own, forked from one that did the imports.

Python's forkserver imports once what any command needs; a command then costs what it does, not half
a second before it.
"""

import io
import multiprocessing
import os
import runpy
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from contextlib import suppress
from pathlib import Path

from newsdex.__main__ import main

IMPORTED = (
    *("newsdex.__main__", "index.cli", "index.engines.choosing", "index.evaluation"),
    *("corpus.reading", "corpus.passages.sentences", "index.models.loading"),
    *("index.search.searching.searcher", "index.engines.local.index", "index.cli.printing.found"),
    *("index.cli.commands.adding", "index.cli.commands.searching", "index.cli.commands.upkeep"),
    *("index.engines.local.keyword.part", "index.engines.local.store.part"),
    *("index.engines.local.origins.ledger", "index.engines.local.writing.writer"),
    *("index.engines.local.dense.cells", "index.engines.local.dense.vectors"),
    *("index.engines.parts.keyword.leg", "index.engines.parts.store", "index.search.news_index"),
    *("index.models.loading", "index.models.on_device", "index.shape", "index.threads"),
    *("numpy.ma", "whoosh.codec.whoosh3", "whoosh.automata.lev", "Stemmer", "breame", "tomllib"),
    *("faiss", "nupunkt", "onnxruntime", "tokenizers", "trafilatura", "whoosh.qparser"),
    *("rich.console", "rich.table", "rich.text", "wordfreq"),
)
STREAMS = ("stdin", "stdout", "stderr")


def _forks():
    """Return what starts processes that have imported all that already."""
    # Its telemetry has a thread, which may hold a lock just when a process is forked.
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
    forks = multiprocessing.get_context("forkserver")
    forks.set_forkserver_preload(list(IMPORTED))
    return forks


def run_forked(arguments, *, cwd, stdin, environment, program=None):
    """Run `newsdex`, or the program of a path; return its exit code and what it printed."""
    forks = _forks()
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "stdin").write_text(stdin, encoding="utf-8", newline="")
        given = arguments, str(cwd), environment, folder, program
        process = forks.Process(target=_run, args=given)
        process.start()
        process.join()
        code = process.exitcode
        process.close()
        out, err = (Path(folder, name).read_text(encoding="utf-8") for name in STREAMS[1:])
    return subprocess.CompletedProcess(arguments, code, out, err)


def run_on_terminal(arguments, *, cwd, environment, columns, lines):
    """Run `newsdex` on a terminal of its own, so many columns wide; return what is shown there."""
    import fcntl  # which not every system has
    import pty
    import struct
    import termios

    forks = _forks()
    seen, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    given = arguments, str(cwd), environment, os.ttyname(terminal)
    process = forks.Process(target=_run_at, args=given)
    process.start()
    shown = io.BytesIO()

    def read():
        with suppress(OSError):  # how a terminal says that nobody writes to it any more
            while chunk := os.read(seen, 1 << 16):
                shown.write(chunk)

    reading = threading.Thread(target=read)
    reading.start()
    process.join()
    os.close(terminal)
    reading.join()
    os.close(seen)
    process.close()
    return shown.getvalue().decode().replace("\r\n", "\n")


def _run_at(arguments, cwd, environment, terminal):
    for number in range(3):
        os.dup2(os.open(terminal, os.O_RDWR | os.O_NOCTTY), number)
    sys.stdin, sys.stdout, sys.stderr = (
        open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115 - no path
        for number, mode in enumerate("rww")
    )
    _main(arguments, cwd, environment)


def _run(arguments, cwd, environment, folder, program=None):
    for number, name in enumerate(STREAMS):
        flags = os.O_WRONLY | os.O_CREAT if number else os.O_RDONLY
        os.dup2(os.open(Path(folder, name), flags, 0o600), number)
    sys.stdin = io.TextIOWrapper(io.FileIO(0, closefd=False), encoding="utf-8")
    _main(arguments, cwd, environment, program)


def _main(arguments, cwd, environment, program=None):
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    sys.argv = [str(program or "newsdex"), *arguments]
    try:
        if program:
            runpy.run_path(str(program), run_name="__main__")
        else:
            main()
    except Exception:  # noqa: BLE001 - told as Python itself tells it
        traceback.print_exc()
        sys.exit(1)
