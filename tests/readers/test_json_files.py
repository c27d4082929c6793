import gzip
import json

import pytest

from corpus import read_articles

ONE = {"title": "One", "text": "First story."}
TWO = {"title": "Two", "text": "Second story."}


def read(path):
    problems = []
    articles = list(read_articles([path], on_problem=problems.append))
    return (
        [article.text for article in articles],
        [str(problem).removeprefix(str(path)) for problem in problems],
    )


@pytest.mark.slow
def test_one_broken_line_of_thousands_is_named_and_the_rest_is_read(tmp_path):
    lines = [json.dumps({"id": str(n), "text": f"Story {n}."}) for n in range(1, 5001)]
    lines[4710] = '{"id": "4711", "text": "Story 47'
    path = tmp_path / "news.jsonl"
    path.write_text("\n".join(lines))
    problems = []
    articles = list(read_articles([path], on_problem=problems.append))
    assert len(articles) == 4999
    assert [article.id for article in articles[4708:4712]] == ["4709", "4710", "4712", "4713"]
    [problem] = problems
    assert (problem.path, problem.line, problem.skipped) == (str(path), 4711, True)
    assert problem.reason.startswith("broken JSON (")
    assert problem.reason.endswith(" at column 33)")
    assert problem.advice == "mend or remove this line"


@pytest.mark.slow
def test_a_line_without_end_is_one_problem_and_the_next_is_read(tmp_path):
    endless = b'{"text": "' + b"x" * (70 * 1024 * 1024) + b'"}\n'
    path = tmp_path / "news.jsonl.gz"
    path.write_bytes(gzip.compress(endless + json.dumps(ONE).encode() + b"\n{\n", 1))
    texts, problems = read(path)
    assert texts == ["First story."]
    assert problems[0] == ":1: line longer than 67,108,864 bytes; skipped"
    assert problems[1].startswith(":3: broken JSON (")


@pytest.mark.parametrize("rest", ["", ' {"title": ', " 17 18]", '"}]', " }"])
def test_a_broken_array_gives_the_articles_before_the_break(tmp_path, rest):
    path = tmp_path / "news.json"
    path.write_text(f"[{json.dumps(ONE)},\n{json.dumps(TWO)}{rest}")
    texts, [problem] = read(path)
    assert texts == ["First story.", "Second story."]
    assert problem.startswith(": broken JSON after 2 articles (")
    assert problem.endswith("); mend the file")


def test_half_a_surrogate_pair_does_not_stop_an_array(tmp_path):
    path = tmp_path / "news.json"
    path.write_text(r'[{"text": "a \ud83d b"}, {"text": "\ud83d\ude00"}]')
    texts, problems = read(path)
    # The parser of arrays puts a question mark where that of lines puts U+FFFD.
    assert texts[0] in {"a ? b", "a \ufffd b"}
    assert texts[1] == "\U0001f600"
    assert problems == []


def nested(depth):
    return "[" * depth + '"x"' + "]" * depth


@pytest.mark.parametrize("field", ["text", "extra"])
def test_a_line_nested_without_end_is_one_problem_and_the_next_is_read(tmp_path, field):
    path = tmp_path / "news.jsonl"
    path.write_text(f'{{"text": "x", "{field}": {nested(100_000)}}}\n{json.dumps(ONE)}\n')
    assert read(path) == (
        ["First story."],
        [":1: JSON nested too deeply; mend or remove this line"],
    )


def test_a_text_in_many_lists_is_read_or_refused_but_does_not_stop_the_next(tmp_path):
    path = tmp_path / "news.jsonl"
    path.write_text(f'{{"text": {nested(900)}}}\n{json.dumps(ONE)}\n')
    texts, problems = read(path)
    assert texts[-1] == "First story."
    assert len(texts) + len(problems) == 2


@pytest.mark.slow
@pytest.mark.parametrize("field", ["text", "extra"])
def test_an_array_nested_without_end_is_one_problem_and_the_next_is_read(tmp_path, field):
    path = tmp_path / "news.json"
    path.write_text(f'[{{"text": "x", "{field}": {nested(100_000)}}}, {json.dumps(ONE)}]')
    texts, [problem] = read(path)
    assert texts == ["First story."]
    assert "nested too deeply" in problem


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("<b>" * 300 + "word" + "</b>", "word"),
        ("a <b then c> d </b>", "a <b then c> d </b>"),
        ('<a href="https://news.example/">The wall</a> fell', "The wall fell"),
        ("profit <b and loss> a", "profit <b and loss> a"),
    ],
)
def test_no_word_is_lost_to_what_looks_like_a_tag(tmp_path, written, read_as):
    path = tmp_path / "news.json"
    path.write_text(json.dumps({"text": written}))

    assert read(path) == ([read_as], [])


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ('{"title": "T", "fields": ', "}"),
        ('{"data": [', "]}"),
        ('{"response": ', "}"),
        ('{"_embedded": ', "}"),
        ('{"db": [{"data": {"users": [], "posts": [', "]}}]}"),
    ],
)
def test_objects_around_objects_without_end_are_a_problem_at_most(tmp_path, name, begin, end):
    path = tmp_path / name
    path.write_text(begin * 300 + '{"title": "T", "text": "x"}' + end * 300)
    problems = []

    articles = list(read_articles([path], on_problem=problems.append))

    assert len(articles) + len(problems) >= 1


@pytest.mark.parametrize("before", [0, 65_530])
@pytest.mark.parametrize("digits", [4_001, 4_301, 70_000])
def test_a_number_of_more_digits_than_any_program_reads_is_named(tmp_path, digits, before):
    """The parser in C would take the whole process with it."""
    path = tmp_path / "a.json"
    path.write_text(" " * before + '[{"text": "A story.", "n": ' + "7" * digits + "}]")
    problems = []

    assert list(read_articles([path], on_problem=problems.append)) == []

    assert [problem.reason for problem in problems] == ["a json number of more than 4,000 digits"]
