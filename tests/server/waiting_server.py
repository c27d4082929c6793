"""A server whose searches wait to be told, for tests of what happens meanwhile.

    python waiting_server.py INDEX [SECONDS]

Says its port, then `asked` for each question; each line on standard input lets one be answered.
Seconds are those that answers have once it is told to end.
"""

import sys
import threading

from index import NewsIndex
from index.server import Settings, bound, running, serve

told = threading.Semaphore(0)
searched = NewsIndex.search


def say(line):
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def search(index, *arguments, **options):
    """Search once that is told."""
    say("asked")
    told.acquire()
    return searched(index, *arguments, **options)


def listen():
    for _ in sys.stdin:
        told.release()


if __name__ == "__main__":
    NewsIndex.search = search
    running.TO_END = float(sys.argv[2]) if len(sys.argv) > 2 else running.TO_END
    threading.Thread(target=listen, daemon=True).start()
    with NewsIndex.open(sys.argv[1]) as index:
        listening = bound("127.0.0.1", 0)
        port = listening.getsockname()[1]
        serve(index, Settings(), listening, on_start=lambda: say(port))
