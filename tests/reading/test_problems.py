"""A problem is one line of readable length, whatever a file holds."""

import zipfile

import pytest

from corpus import read_articles

CRAWL = (
    "WARC/1.0\r\nWARC-Type: {}\r\nWARC-Record-ID: <urn:uuid:1>\r\nContent-Length: 2\r\n\r\n"
    "ab\r\n\r\n"
)

FILES = {
    "crawl.warc": CRAWL.format("x" * 5_000),
    "lines.jsonl": '{"text": "' + "\\q" * 5_000 + '"}\n',
    "columns.csv": ",".join(f"column{n}" for n in range(900)) + "\n" + "1," * 899 + "1\n",
    "odd." + "y" * 200: "What is this?",
}


@pytest.mark.parametrize("name", FILES)
def test_what_a_problem_quotes_is_cut(tmp_path, name):
    path = tmp_path / name
    path.write_text(FILES[name], encoding="utf-8")
    problems = []

    assert list(read_articles([path], on_problem=problems.append)) == []

    (told,) = map(str, problems)
    assert told.isprintable()
    assert len(told.removeprefix(str(path))) < 700


def test_the_name_of_a_file_within_another_is_cut(tmp_path):
    path = tmp_path / "news.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("long" * 10_000 + ".json", "{")
    problems = []

    assert list(read_articles([path], on_problem=problems.append)) == []

    (told,) = map(str, problems)
    assert len(told) < 700
