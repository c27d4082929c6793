"""Several servers answer from one index in tables while another process adds to it."""

import json
import subprocess
import sys
import threading
from contextlib import ExitStack, closing
from http.client import HTTPConnection

import pytest
from conftest import ARTICLES, for_children, run_newsdex

from index import NewsIndex

SERVING = """
import sys
from index import NewsIndex
from index.server import Settings, bound, serve
with NewsIndex.open(sys.argv[1]) as index:
    listening = bound("127.0.0.1", 0)
    port = listening.getsockname()[1]
    serve(index, Settings(checked_every=0.0), listening, on_start=lambda: print(port, flush=True))
"""


def asked(port, question):
    """Return the status of an answer, its tag, and the titles of its hits."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=120)) as connection:
        connection.request("GET", f"/api/search?q={question.replace(' ', '%20')}")
        answer = connection.getresponse()
        hits = json.loads(answer.read()).get("hits", [])
        return answer.status, answer.getheader("ETag"), [hit["title"] for hit in hits]


@pytest.fixture
def ports(tmp_path, prepared_encoder):  # noqa: ARG001 - made before
    """Serve an index in tables twice; return the ports."""
    url = f"lance://{tmp_path}/news"
    with NewsIndex.create(url) as index:
        index.add(ARTICLES[:3])
    command = [sys.executable, "-c", SERVING, url]
    with ExitStack() as running:
        servers = [
            running.enter_context(
                subprocess.Popen(
                    command, stdout=subprocess.PIPE, encoding="utf-8", env=for_children(__file__)
                )
            )
            for _ in range(2)
        ]
        for each in servers:
            running.callback(each.kill)
        yield [int(each.stdout.readline()) for each in servers]


@pytest.mark.slow
def test_two_servers_move_on_while_a_third_process_adds(ports, tmp_path):
    answers, over = {port: set() for port in ports}, threading.Event()

    def ask(port):
        while not over.is_set():
            status, tag, titles = asked(port, "dam")
            answers[port].add((status, tag, bool(titles)))

    asking = [threading.Thread(target=ask, args=[port]) for port in ports]
    for each in asking:
        each.start()
    try:
        for turn, command in enumerate(("add", "add", "compact")):
            story = tmp_path / f"{turn}.txt"
            story.write_text(f"Ferry {turn} sinks\n\nThe ferry sank at dawn.", encoding="utf-8")
            given = [] if command == "compact" else [story]
            url = f"lance://{tmp_path}/news"
            done = run_newsdex("--index", url, command, *given, cwd=tmp_path)
            assert done.returncode == 0, done.stderr
            for port in ports if given else ():
                _, _, titles = asked(port, f"+ferry +{turn} sinks")
                assert titles == [f"Ferry {turn} sinks"]
    finally:
        over.set()
        for each in asking:
            each.join()

    for seen in answers.values():
        assert {(status, hits) for status, _, hits in seen} == {(200, True)}
        assert len({tag for _, tag, _ in seen}) >= 3
