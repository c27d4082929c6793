"""`add` and `inspect` of files from strangers: which fields are taken, and what a file may cost."""

import json
import lzma

import pytest
from conftest import run_newsdex

from corpus import Limits
from index.cli.options import LARGEST_SIZE

COMMANDS = [("add", "--no-embed"), ("inspect",)]
SOUND = {"text": "The ferry sank at Lunde."}


@pytest.fixture
def newsdex(tmp_path):
    (tmp_path / "z.jsonl").write_text(json.dumps(SOUND), encoding="utf-8")
    return lambda *arguments, **options: run_newsdex(*arguments, cwd=tmp_path, **options)


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_document_larger_than_asked_for_is_named_and_the_next_is_read(newsdex, tmp_path, command):
    story = "<body><body.content><p>The dam held.</p></body.content></body>"
    (tmp_path / "dam.nitf").write_text(f"<nitf>{story}{' ' * 1_100_000}</nitf>", encoding="utf-8")

    small = newsdex(*command, "dam.nitf", "z.jsonl", "--max-size", "1")

    assert small.returncode == 0
    assert "dam.nitf: XML larger than 1,048,576 bytes; split it\n" in small.stdout + small.stderr
    assert "Lunde" in newsdex("inspect", "z.jsonl", "--max-size", "1").stdout
    large = newsdex(*command, "dam.nitf", "--max-size", "2")
    assert (large.returncode, "larger" in large.stdout + large.stderr) == (0, False)


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_what_is_packed_may_grow_as_much_as_asked_for(newsdex, tmp_path, command):
    content = json.dumps(SOUND).encode() + b"\n" + (b" " * 65535 + b"\n") * (140 * 16)
    (tmp_path / "news.jsonl.xz").write_bytes(lzma.compress(content, preset=0))
    grew = "news.jsonl.xz: unpacks to more than 200 times its size; raise the limit"

    usual = newsdex(*command, "news.jsonl.xz")
    trusting = newsdex(*command, "news.jsonl.xz", "--max-ratio", "100000")

    assert grew in usual.stdout + usual.stderr
    assert "unpacks" not in trusting.stdout + trusting.stderr
    assert (usual.returncode, trusting.returncode) == (0, 0)


@pytest.mark.slow
def test_inspect_takes_unusual_names_of_fields_as_add_does(newsdex, tmp_path):
    row = {"kopf": "Fähre sinkt", "inhalt": {"absatz": "Sie sank vor Lunde."}}
    (tmp_path / "a.jsonl").write_text(json.dumps(row), encoding="utf-8")
    mapped = ("--map", "text=inhalt.absatz", "--map", "title=kopf", "--format", "jsonl")

    (shown,) = map(json.loads, newsdex("inspect", "a.jsonl", *mapped).stdout.splitlines())

    assert shown["title"] == "Fähre sinkt"
    assert shown["places"]["text"] == "inhalt.absatz"
    assert newsdex("inspect", "a.jsonl").returncode == 1


@pytest.mark.parametrize("command", ["add", "inspect"])
def test_the_help_says_the_usual_limits(newsdex, command):
    shown = " ".join(newsdex(command, "--help").stdout.split())

    assert f"read as a whole. Default: {Limits().size // 1024**2}." in shown
    assert f"may unpack to. Default: {Limits().ratio}." in shown


@pytest.mark.slow
@pytest.mark.parametrize("command", ["add", "inspect"])
@pytest.mark.parametrize(
    "wrong",
    [
        *(("--max-size", "0"), ("--max-size", LARGEST_SIZE + 1), ("--max-size", "large")),
        *(("--max-ratio", "0"), ("--max-ratio", "1.5"), ("--map", "colour=red")),
    ],
    ids=str,
)
def test_a_limit_that_is_none_is_wrong_usage(newsdex, command, wrong):
    done = newsdex(command, "z.jsonl", *wrong)

    assert (done.returncode, done.stdout) == (2, "")
    assert wrong[0] in done.stderr
