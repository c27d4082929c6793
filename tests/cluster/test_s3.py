"""An index in a bucket, over an S3 API on loopback: moto's server, if it is there.

It wants another python-dateutil than newsdex, so it has a virtual environment of its own:

    python -m venv moto && moto/bin/pip install 'moto[server]'
    MOTO_SERVER=moto/bin/moto_server scripts/test tests/cluster/test_s3.py
"""

import http.client
import os
import shutil
import socket
import subprocess
import sys
import threading
import uuid
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from conftest import ARTICLES, SEEDS, for_children

from index import IndexWriteError, NewsIndex, migrate

SERVER = os.environ.get("MOTO_SERVER") or shutil.which("moto_server")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(SERVER is None, reason="MOTO_SERVER names no S3 server"),
]

HERE = "127.0.0.1"


@pytest.fixture(scope="module")
def port():
    """Run the server; return its port."""
    with closing(socket.socket()) as free:
        free.bind((HERE, 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [SERVER, "-H", HERE, "-p", str(port)], stderr=subprocess.PIPE, encoding="utf-8"
    )
    said = next((line for line in server.stderr if "Running on" in line), "")
    assert said, "the server did not start"
    reader = threading.Thread(target=lambda: [None for _ in server.stderr])
    reader.start()
    yield port
    server.terminate()
    server.wait()
    reader.join()
    server.stderr.close()


class Faulty(BaseHTTPRequestHandler):
    """Passes requests on to the server, and does something wrong."""

    protocol_version = "HTTP/1.1"
    behind = 0
    refuse_each = 0
    """Of so many requests one is answered with 503."""
    forgets = False
    """Whether conditions of requests are passed over."""
    counted = 0

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        cls = type(self)
        cls.counted += 1
        if self.refuse_each and not cls.counted % self.refuse_each:
            return self.reply(503, [], b"<Error><Code>SlowDown</Code></Error>")
        headers = dict(self.headers.items())
        if self.forgets:
            headers.pop("if-none-match", None)
        with closing(http.client.HTTPConnection(HERE, self.behind)) as connection:
            connection.request(self.command, self.path, body, headers)
            found = connection.getresponse()
            return self.reply(found.status, found.getheaders(), found.read())

    def reply(self, status, headers, content):
        self.send_response_only(status)
        passed = {"content-length", "transfer-encoding", "connection"}
        for name, value in headers:
            if name.lower() not in passed:
                self.send_header(name, value)
        length = dict(headers).get("Content-Length") if self.command == "HEAD" else None
        self.send_header("Content-Length", length or str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    do_GET = do_PUT = do_POST = do_HEAD = do_DELETE = answer  # noqa: N815 - http.server's names

    def log_message(self, *_):
        pass


@contextmanager
def proxy(port, **wrong):
    """Run what passes requests on and does something wrong; give its port."""
    handler = type("Handler", (Faulty,), {"behind": port, "counted": 0, **wrong})
    with ThreadingHTTPServer((HERE, 0), handler) as server:
        running = threading.Thread(target=server.serve_forever)
        running.start()
        yield server.server_address[1]
        server.shutdown()
        running.join()


@pytest.fixture
def bucket(port, monkeypatch):
    """Return what makes a bucket, reached over a port, and gives the URL of an index in it."""

    def make(reached=port):
        name = f"news-{uuid.uuid4().hex[:12]}"
        with closing(http.client.HTTPConnection(HERE, port)) as connection:
            connection.request("PUT", f"/{name}")
            assert connection.getresponse().status == 200
        for variable, value in {
            "AWS_ACCESS_KEY_ID": "key",
            "AWS_SECRET_ACCESS_KEY": "secret",
            "AWS_REGION": "us-east-1",
            "AWS_ENDPOINT": f"http://{HERE}:{reached}",
            "AWS_ALLOW_HTTP": "true",
        }.items():
            monkeypatch.setenv(variable, value)
        return f"s3://{name}/archive"

    return make


@pytest.mark.patient
def test_commands_work_over_a_bucket(newsdex, bucket, seeded):
    url = bucket()
    added = newsdex("--index", url, "add", SEEDS)
    assert (added.returncode, added.stdout[:8]) == (0, "added 29"), added.stderr

    for command in (("search", "dam inquiry"), ("facets", "dam"), ("quotes", "dam"), ("export",)):
        ours, theirs = (newsdex("--index", index, *command) for index in (url, seeded))
        assert ours.stdout == theirs.stdout
    assert newsdex("--index", url, "compact").returncode == 0


def test_an_index_moves_to_a_bucket_and_back(archive_folder, bucket, tmp_path):
    url = bucket()
    there = migrate(archive_folder, url)
    back = migrate(url, tmp_path / "back.newsdex")
    assert there == back
    assert there.articles == len(ARTICLES)


def test_a_store_that_is_often_busy_loses_nothing(bucket, port):
    with proxy(port, refuse_each=12) as reached:
        url = bucket(reached)
        with NewsIndex.create(url) as index:
            for article in ARTICLES[:2]:
                index.add([article])
            assert [each.id for each in index.articles()] == [each.id for each in ARTICLES[:2]]
            assert index.search("dam inquiry")


def test_a_store_that_ignores_conditions_is_refused(bucket, port):
    with proxy(port, forgets=True) as reached:
        url = bucket(reached)
        with pytest.raises(IndexWriteError, match="ignores If-None-Match"):
            NewsIndex.create(url)


WRITING = """
import sys
from corpus import Article
from index import NewsIndex
with NewsIndex.open(sys.argv[1], wait=120) as index:
    for n in range(2):
        index.add([Article(id=f"{sys.argv[2]}-{n}", text=f"{sys.argv[2]} {n} was read.")])
"""


@pytest.mark.patient
def test_two_writers_of_a_bucket_and_a_reader_get_through(bucket, port):
    with proxy(port, refuse_each=25) as reached:
        url = bucket(reached)
        NewsIndex.create(url).close()
        writers = [
            subprocess.Popen([sys.executable, "-c", WRITING, url, name], env=for_children(__file__))
            for name in ("dawn", "noon")
        ]
        seen = 0
        with NewsIndex.open(url) as index:
            while any(writer.poll() is None for writer in writers):
                index.refresh()
                assert len(index) >= seen
                seen = len(index)
            assert [writer.returncode for writer in writers] == [0, 0]
            index.refresh()
            ids = sorted(article.id for article in index.articles())
            assert ids == sorted(f"{name}-{n}" for name in ("dawn", "noon") for n in range(2))
            assert index.status().embedded == 4
