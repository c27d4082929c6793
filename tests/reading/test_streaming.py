import gzip
import json
import tracemalloc

import pytest

from corpus import read_articles

MEGABYTES = 6
SENTENCES = "The harbour reopened on Monday and the ships that had waited outside came in. " * 120
STORIES = MEGABYTES * 1024 * 1024 // len(SENTENCES)


def lines():
    return (json.dumps({"id": str(n), "text": SENTENCES}) + "\n" for n in range(STORIES))


def array():
    yield "["
    for number, line in enumerate(lines()):
        yield (",\n" if number else "") + line
    yield "]"


def wrapped():
    yield '{"status": "ok", "articles": '
    yield from array()
    yield "}"


def rows():
    yield "id,text\n"
    yield from (f'{n},"{SENTENCES}"\n' for n in range(STORIES))


def write(path, pieces, encoding):
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "wt", encoding=encoding, newline="") as file:
        file.writelines(pieces)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "pieces", "encoding"),
    [
        ("news.jsonl", lines, "utf-8"),
        ("news.jsonl", lines, "utf-8-sig"),
        ("news.jsonl.gz", lines, "utf-8"),
        ("news.json", lines, "utf-8"),
        ("news.json", array, "utf-8"),
        ("news.json", wrapped, "utf-8"),
        ("news.csv", rows, "utf-8"),
        ("news.csv", rows, "utf-8-sig"),
        ("news.csv", rows, "utf-16"),
    ],
)
def test_memory_does_not_grow_with_the_file(tmp_path, name, pieces, encoding):
    path = tmp_path / name
    write(path, pieces(), encoding)
    tracemalloc.start()
    try:
        count = sum(1 for _ in read_articles([path]))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == STORIES
    assert peak < MEGABYTES * 1024 * 1024 / 5


def test_the_first_article_comes_before_the_file_is_read(tmp_path):
    path = tmp_path / "news.json"
    write(path, array(), "utf-8")
    reader = read_articles([path])
    assert next(reader).id == "0"
    assert reader.bytes_total == path.stat().st_size
    assert 0 < reader.bytes_read < reader.bytes_total / 10
