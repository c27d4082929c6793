from corpus import read_articles


def read(path):
    problems = []
    articles = list(read_articles([path], on_problem=problems.append))
    return articles, [str(problem).removeprefix(str(path)) for problem in problems]


def test_a_text_as_long_as_an_archive_is_one_problem(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"word " * 900_000)
    assert read(path) == (
        [],
        [": text of 4,500,000 characters, more than 4,194,304; split it into articles"],
    )
    path.write_bytes(b"word " * 3_400_000)
    assert read(path) == ([], [": text larger than 16,777,216 bytes; split it into articles"])
