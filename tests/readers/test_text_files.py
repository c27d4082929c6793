import pytest

from corpus import read_articles

STORY = "The harbour reopened on Monday. Ships waited outside.\n"


def read(path):
    problems = []
    articles = list(read_articles([path], on_problem=problems.append))
    return articles, [str(problem).removeprefix(str(path)) for problem in problems]


@pytest.mark.parametrize("name", ["a.txt", "a.text", "a.md", "a.markdown", "A.TXT"])
def test_a_file_is_an_article(tmp_path, name):
    path = tmp_path / name
    path.write_text(STORY)
    [article], problems = read(path)
    assert (article.title, article.text, article.extra) == ("", STORY, {})
    assert problems == []


@pytest.mark.parametrize(
    ("start", "title"),
    [
        ("Harbour open again\n\n", "Harbour open again"),
        ("\n\n  Harbour   open \r\n \r\n", "Harbour open"),
        ("HARBOUR OPEN\n\n\n", "HARBOUR OPEN"),
        ("# Harbour open\n\n", "# Harbour open"),
        (f"{'word ' * 25}\n\n", "word " * 24 + "word"),
    ],
)
def test_a_first_line_that_stands_alone_is_the_headline(tmp_path, start, title):
    path = tmp_path / "a.txt"
    path.write_bytes(f"{start}  {STORY}".encode())
    [article], _ = read(path)
    assert (article.title, article.text) == (title, f"  {STORY}")


@pytest.mark.parametrize(
    "text",
    [
        "The harbour reopened on Monday.\n\nShips waited outside.\n",
        "He said: “The harbour is open.”\n\nShips waited outside.\n",
        "Harbour open\nShips waited outside.\n",
        "Harbour open\n\n",
        f"{'word ' * 26}\n\nShips waited outside.\n",
        f"{'x' * 201}\n\nShips waited outside.\n",
    ],
)
def test_a_first_line_that_reads_like_text_is_no_headline(tmp_path, text):
    path = tmp_path / "a.txt"
    path.write_text(text)
    [article], _ = read(path)
    assert (article.title, article.text) == ("", text)


@pytest.mark.parametrize(
    ("start", "title"),
    [
        ("# Harbour open\n\n", "Harbour open"),
        ("## Is the harbour open? ##\n", "Is the harbour open?"),
        ("\n# Harbour open\r\n\r\n", "Harbour open"),
        ("Harbour open\n\n", "Harbour open"),
    ],
)
def test_a_markdown_heading_is_the_headline(tmp_path, start, title):
    path = tmp_path / "a.md"
    path.write_bytes(f"{start}  {STORY}".encode())
    [article], _ = read(path)
    assert (article.title, article.text) == (title, f"  {STORY}")


def test_a_heading_without_text_is_kept_and_told(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("# Harbour open\n")
    [article], problems = read(path)
    assert (article.title, article.text) == ("Harbour open", "")
    assert problems == [": no text, only a headline; kept"]


def test_a_word_marked_with_a_hash_is_no_heading(tmp_path):
    path = tmp_path / "a.md"
    path.write_text(f"#harbour\n{STORY}")
    [article], _ = read(path)
    assert (article.title, article.text) == ("", f"#harbour\n{STORY}")


@pytest.mark.parametrize("content", [b"", b" \r\n\t\n"])
def test_an_empty_file_is_one_problem(tmp_path, content):
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    assert read(path) == ([], [": empty file"])


@pytest.mark.parametrize(
    "content",
    [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"\x7fELF\x02\x01\x01\x00", bytes(range(32))],
)
def test_binary_under_a_text_name_is_one_problem(tmp_path, content):
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    assert read(path) == ([], [": binary data, not text"])


def test_a_text_as_long_as_an_archive_is_one_problem(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"word " * 900_000)
    assert read(path) == (
        [],
        [": text of 4,500,000 characters, more than 4,194,304; split it into articles"],
    )
    path.write_bytes(b"word " * 3_400_000)
    assert read(path) == ([], [": text larger than 16,777,216 bytes; split it into articles"])
