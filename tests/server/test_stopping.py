"""How a server ends: told once it finishes what it answers, told twice it ends at once."""

import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there are no such signals")

SERVER = Path(__file__).parent / "waiting_server.py"


@contextmanager
def running(folder, *options):
    """Yield a server in a process of its own, and its port."""
    with subprocess.Popen(
        [sys.executable, SERVER, folder, *options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        try:
            yield process, int(process.stdout.readline())
        finally:
            process.kill()


def asked(process, port):
    """Ask, and return the connection once the question is under way."""
    connection = HTTPConnection("127.0.0.1", port)
    connection.request("GET", "/api/search?q=strike")
    assert process.stdout.readline() == "asked\n"
    return connection


def listens(port):
    try:
        socket.create_connection(("127.0.0.1", port)).close()
    except OSError:
        return False
    return True


@pytest.mark.slow
@pytest.mark.parametrize(("told", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, -signal.SIGINT)])
def test_what_is_under_way_is_answered(archive_folder, told, code):
    with running(archive_folder) as (process, port):
        connection = asked(process, port)
        process.send_signal(told)
        while listens(port):  # until it has heard
            pass
        process.stdin.write("go on\n")
        process.stdin.flush()
        with closing(connection):
            answer = connection.getresponse()
            assert (answer.status, b'"hits"' in answer.read()) == (200, True)
        assert process.wait() == code


@pytest.mark.slow
@pytest.mark.parametrize(("told", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_a_question_without_an_end_does_not_keep_it(archive_folder, told, code):
    with running(archive_folder, "0.1") as (process, port), closing(asked(process, port)):
        process.send_signal(told)
        assert process.wait() == code  # though nobody lets the question be answered


@pytest.mark.slow
def test_told_twice_it_ends_at_once(archive_folder):
    with running(archive_folder) as (process, port), closing(asked(process, port)):
        process.send_signal(signal.SIGINT)
        while listens(port):
            pass
        process.send_signal(signal.SIGINT)
        assert process.wait() == 130  # though the question still waits


@pytest.mark.slow
@pytest.mark.parametrize(("told", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_the_command_ends_with_the_code_of_what_ended_it(archive_folder, told, code):
    command = [sys.executable, "-m", "newsdex", "--index", archive_folder, "serve", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8") as process:
        assert "answers; Ctrl-C ends it" in process.stderr.readline()
        process.send_signal(told)
        assert "Traceback" not in process.stderr.read()
        assert process.wait() == code


@pytest.mark.slow
def test_listening_everywhere_it_names_an_address_for_other_machines(archive_folder):
    command = [sys.executable, "-m", "newsdex", "--index", archive_folder, "serve", "--port", "0"]
    others = ["--host", "0.0.0.0", "--token", "x" * 16]  # noqa: S104 - as it is asked for
    with subprocess.Popen([*command, *others], stderr=subprocess.PIPE, encoding="utf-8") as process:
        line = process.stderr.readline()
        process.terminate()
        process.stderr.read()

    here, elsewhere = re.findall(r"http://(\S+?):\d+/", line)
    assert (here, elsewhere) == ("127.0.0.1", socket.gethostname())
    assert "from other machines; Ctrl-C ends it" in line
