"""What commands import: help nothing heavy, an answer no torch."""

import os
import subprocess
import sys

import pytest

RUN = """
import sys
from index.cli import main
try:
    main()
except SystemExit:
    pass
print(*sys.modules, file=sys.stderr)
"""


def modules_after(*arguments):
    """Run the command line and return the names of the modules loaded at its end."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, *map(str, arguments)],
        env=os.environ,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout
    return set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize("arguments", [["--help"], ["search", "--help"], ["--version"]])
def test_help_imports_nothing_heavier_than_click(arguments):
    heavy = {"numpy", "whoosh", "faiss", "sqlite3", "rich", "onnxruntime", "tokenizers", "torch"}

    assert not modules_after(*arguments) & heavy


def test_help_by_the_name_of_the_command_is_as_light(tmp_path):
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "newsdex", "--help"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )

    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "click" in imported
    assert not imported & {"numpy", "whoosh", "faiss", "rich"}


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["keyword", "dense", "hybrid"])
def test_a_search_imports_no_torch(archive_folder, mode):
    loaded = modules_after("--index", archive_folder, "search", "dam", "--mode", mode)

    assert "whoosh" in loaded or mode == "dense"
    assert not loaded & {"torch", "transformers", "sentence_transformers", "onnx", "scipy"}
    assert "lxml.etree" not in loaded


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["keyword", "hybrid"])
def test_a_search_imports_nothing_that_reads_or_writes(archive_folder, mode):
    loaded = modules_after("--index", archive_folder, "search", "dam harbour", "--mode", mode)

    reading = {
        "corpus.reading.article_reader",
        "corpus.readers",
        "ijson",
        "lxml",
        "trafilatura",
        "feedparser",
    }
    writing = {
        "index.engines.local.writing.writer",
        "index.engines.local.keyword.writing",
        "rensa",
        "nupunkt.training",
    }
    elsewhere = {
        *("fastapi", "jinja2", "starlette", "uvicorn", "pydantic"),
        *("mcp", "langchain_core", "haystack", "llm"),
    }
    assert not {
        name for name in loaded if name.startswith(("index.mcp", "index.adapters", "index.server"))
    }
    assert not loaded & (
        reading | writing | elsewhere | {"dateparser", "sentence_transformers", "onnx"}
    )


@pytest.mark.slow
def test_a_keyword_search_loads_no_encoder(archive_folder):
    loaded = modules_after("--index", archive_folder, "search", "dam", "--mode", "keyword")

    assert not loaded & {"onnxruntime", "tokenizers", "faiss"}


@pytest.mark.slow
def test_an_add_imports_no_torch_once_the_encoder_is_there(archive_folder, tmp_path):
    path = tmp_path / "story.txt"
    path.write_text("The dam broke at dawn.", encoding="utf-8")

    loaded = modules_after("--index", tmp_path / "news", "add", path)

    assert archive_folder.exists()
    assert not loaded & {"torch", "transformers", "sentence_transformers"}


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [["show", "dam-1"], ["fields"]])
def test_what_needs_only_the_store_loads_no_leg(archive_folder, arguments):
    loaded = modules_after("--index", archive_folder, *arguments)

    assert not loaded & {"faiss", "onnxruntime", "tokenizers", "whoosh", "torch"}
