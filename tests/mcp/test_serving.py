"""`newsdex mcp` as programs start it or reach it, and what it refuses."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager

import anyio
import httpx2
import pytest
from conftest import ROOT, apart, run_newsdex
from mcp import Client
from mcp.client.stdio import StdioServerParameters
from mcp.client.streamable_http import streamable_http_client

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}

QUESTION = ("search_news", {"question": "when does the dam inquiry open", "limit": 1})


def started(folder, *options):
    """Return the words by which a program starts the command."""
    return ["-m", "newsdex", "--index", str(folder), "mcp", *options]


@contextmanager
def running(folder, *options):
    """Start the command; the end of a test is its end too."""
    process = subprocess.Popen(
        [sys.executable, *started(folder, *options)],
        env=ENVIRONMENT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def post(url, **headers):
    """Return the status of a request for the list of tools, and what came."""
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
    done = httpx2.post(url, json=body, headers={"Accept": "application/json", **headers})
    return done.status_code, done.text


@pytest.mark.slow
def test_a_program_starts_it_and_asks(archive_folder):
    async def run():
        server = StdioServerParameters(
            command=sys.executable, args=started(archive_folder), env=ENVIRONMENT
        )
        async with Client(server) as client:
            wrong = await client.call_tool("read_article", {"id": "nobody"})
            return (await client.call_tool(*QUESTION)).structured_content, wrong.is_error

    found, wrong = apart(anyio.run, run)

    assert found["hits"][0]["article"]["id"] == "dam-1"
    assert wrong


@pytest.mark.slow
def test_half_of_a_character_is_answered_too(archive_folder):
    hello = {"protocolVersion": "2025-06-18", "capabilities": {}}
    hello["clientInfo"] = {"name": "test", "version": "1"}
    question = {"question": r"dam C:\new \ud83c inquiry \ud83d\udea2"}
    lines = [
        {"id": 1, "method": "initialize", "params": hello},
        {"method": "notifications/initialized"},
        {"id": 2, "method": "tools/call", "params": {"name": QUESTION[0], "arguments": question}},
    ]
    written = [json.dumps({"jsonrpc": "2.0", **each}) for each in lines]
    with running(archive_folder) as process:
        process.stdin.write("\n".join(written).replace(r"\\u", r"\u") + "\n")
        process.stdin.flush()
        answers = [json.loads(process.stdout.readline()) for _ in (1, 2)]

    assert answers[1]["id"] == 2
    assert not answers[1]["result"]["isError"]


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise there")
def test_ctrl_c_ends_it_quietly(archive_folder):
    hello = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "initialize",
        "params": {
            "protocolVersion": "2025-06-18",
            "capabilities": {},
            "clientInfo": {"name": "test", "version": "1"},
        },
    }
    with running(archive_folder) as process:
        process.stdin.write(json.dumps(hello) + "\n")
        process.stdin.flush()
        answer = json.loads(process.stdout.readline())
        process.send_signal(signal.SIGINT)

        assert answer["result"]["serverInfo"]["name"] == "newsdex"
        assert process.wait(30) == 0
        assert process.stdout.read() == ""
        assert process.stderr.read() == ""


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise there")
def test_it_is_reached_over_http_by_who_may(archive_folder):
    with running(archive_folder, "--http", "--port", "0", "--token", "sésame") as process:
        line = process.stderr.readline()
        url = re.fullmatch(r"newsdex: (http://127\.0\.0\.1:\d+/mcp); Ctrl-C ends it\n", line)[1]
        token = {"Authorization": "Bearer sésame".encode()}

        async def run():
            async with (
                httpx2.AsyncClient(headers=token) as web,
                Client(streamable_http_client(url, http_client=web)) as client,
            ):
                return (await client.call_tool(*QUESTION)).structured_content

        found = apart(anyio.run, run)
        assert found["hits"][0]["article"]["id"] == "dam-1"

        assert post(url)[0] == 401
        assert post(url, Authorization="Bearer other")[0] == 401
        assert post(url, Authorization="sésame".encode())[0] == 401
        assert post(url, Host="news.example.com", **token) == (421, "Invalid Host header")
        assert post(url, Host="127.0.0.1.evil.example", **token)[0] == 421
        assert post(url, Origin="https://evil.example", **token) == (403, "Invalid Origin header")
        assert post(url, **token)[0] == 200

        waiting = socket.create_connection(("127.0.0.1", int(re.search(r":(\d+)/", url)[1])))
        asked = "GET /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n"
        waiting.send(f"{asked}Authorization: Bearer sésame\r\n\r\n".encode())
        assert waiting.recv(12) == b"HTTP/1.1 200"
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
        assert process.stdout.read() == ""
        waiting.close()
        refused = process.stderr.read().splitlines()
        assert [line.partition(":")[0] for line in refused] == ["newsdex"] * len(refused)
        assert all(" header: " in line for line in refused), "nothing but who was refused"


@pytest.mark.slow
def test_a_name_that_it_is_asked_by_is_let_in(archive_folder):
    with running(
        archive_folder, "--http", "--port", "0", "--allow-host", "news.example.com"
    ) as process:
        url = process.stderr.readline().split()[1].rstrip(";")

        assert post(url, Host="news.example.com")[0] == 200
        assert post(url, Host="news.example.com:8443", Origin="https://news.example.com")[0] == 200
        assert post(url, Host="example.com")[0] == 421


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere 127.0.0.2 is no address")
def test_an_address_of_this_machine_is_one_of_its_names(archive_folder):
    everywhere = ("--host", "0.0.0.0", "--token", "t" * 16)  # noqa: S104 - as it is asked for
    with running(archive_folder, "--http", "--port", "0", *everywhere) as process:
        port = re.search(r":(\d+)/", process.stderr.readline())[1]
        url, token = f"http://127.0.0.2:{port}/mcp", {"Authorization": f"Bearer {'t' * 16}"}

        assert post(url, **token)[0] == 200
        assert post(url, Host="127.0.0.3", **token)[0] == 421
        assert post(url, Host="news.example.com", **token)[0] == 421


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--http", "--host", "192.0.2.1"], "others reach 192.0.2.1: give --token, or $NEWSDEX_"),
        (["--http", "--host", "::"], "others reach ::: give --token"),
        (["--http", "--host", "news.example.com"], "others reach news.example.com: give --token"),
        (
            ["--http", "--host", "0.0.0.0", "--token", "x" * 15],  # noqa: S104 - it is refused
            "a token of fewer than 16 characters can be guessed; make one with python -c",
        ),
        (["--port", "9"], "--port goes with --http"),
        (["--token", "x"], "--token goes with --http"),
        (["--allow-host", "x"], "--allow-host goes with --http"),
    ],
)
def test_what_makes_no_sense_is_refused(archive_folder, tmp_path, options, told):
    done = run_newsdex("--index", archive_folder, "mcp", *options, cwd=tmp_path)

    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr


@pytest.mark.slow
def test_a_port_that_is_taken_is_told_in_one_line(archive_folder, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run_newsdex("--index", archive_folder, "mcp", "--http", "--port", port, cwd=tmp_path)

    assert (done.returncode, done.stdout) == (1, "")
    assert re.fullmatch(rf"newsdex: 127\.0\.0\.1:{port}: .+\n", done.stderr)


@pytest.mark.slow
def test_an_index_that_is_not_there_is_told_in_one_line(tmp_path):
    done = run_newsdex("--index", tmp_path / "none", "mcp", cwd=tmp_path)

    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.slow
def test_without_the_package_one_line_says_how_to_install_it(archive_folder, tmp_path):
    (tmp_path / "mcp.py").write_text(
        "raise ModuleNotFoundError(\"No module named 'mcp'\", name='mcp')", encoding="utf-8"
    )
    done = run_newsdex(
        *("--index", archive_folder, "mcp"),
        cwd=tmp_path,
        PYTHONPATH=os.pathsep.join([str(tmp_path), str(ROOT)]),
    )

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "newsdex: newsdex mcp needs a package: pip install 'newsdex[mcp]'\n"


def test_a_token_is_not_shown_with_the_settings(archive_folder, tmp_path):
    token = {"NEWSDEX_TOKEN": "sesame"}
    done = run_newsdex("--index", archive_folder, "config", "mcp", cwd=tmp_path, **token)

    assert done.returncode == 0
    assert "sesame" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    "setting",
    [
        'host = "192.0.2.1"',
        "http = true",
        'token = "x"',
        "show-paths = true",
        'allow-host = "x.example"',
    ],
)
def test_a_file_that_came_with_an_index_lets_nobody_in(folder, setting):
    (folder.parent / "newsdex.toml").write_text(f"[mcp]\n{setting}\n", encoding="utf-8")

    done = run_newsdex("--index", folder, "mcp", cwd=folder.parent)

    assert (done.returncode, done.stdout) == (2, "")
    assert setting.split()[0] in done.stderr
