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


@pytest.mark.parametrize("suffix", [".jsonl", ".ndjson", ".json"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\n\n \n"])
def test_a_line_is_an_article(tmp_path, suffix, line_end):
    path = tmp_path / f"news{suffix}"
    path.write_bytes(line_end.join([json.dumps(ONE), json.dumps(TWO)]).encode())
    assert read(path) == (["First story.", "Second story."], [])


@pytest.mark.parametrize("indent", [None, 2])
def test_an_array_holds_articles(tmp_path, indent):
    path = tmp_path / "news.json"
    path.write_text(json.dumps([ONE, TWO], indent=indent))
    assert read(path) == (["First story.", "Second story."], [])


@pytest.mark.parametrize("name", ["articles", "items", "docs", "results", "data", "stories"])
def test_an_object_around_the_articles_is_unwrapped(tmp_path, name):
    path = tmp_path / "news.json"
    path.write_text(json.dumps({"status": "ok", name: [ONE, TWO], "total": 2}, indent=1))
    assert read(path) == (["First story.", "Second story."], [])


def test_a_single_object_is_one_article(tmp_path):
    path = tmp_path / "news.json"
    for indent in (None, 4):
        path.write_text(json.dumps(ONE, indent=indent))
        assert read(path) == (["First story."], [])


def test_an_article_with_a_list_of_related_stories_is_still_an_article(tmp_path):
    path = tmp_path / "news.json"
    path.write_text(json.dumps({**ONE, "stories": [TWO]}, indent=2))
    texts, _ = read(path)
    assert "First story." in texts


def test_pretty_printed_objects_may_follow_one_another(tmp_path):
    path = tmp_path / "news.json"
    path.write_text(json.dumps(ONE, indent=2) + "\n" + json.dumps(TWO, indent=2) + "\n")
    assert read(path) == (["First story.", "Second story."], [])


def test_numbers_and_nested_values_come_out_as_they_are(tmp_path):
    record = {"text": "x", "count": 3, "share": 0.25, "tags": ["a", {"b": None}], "ok": True}
    path = tmp_path / "news.json"
    path.write_text(json.dumps([record]))
    [article] = read_articles([path])
    assert article.extra == {"count": 3, "share": 0.25, "tags": ["a", {"b": None}], "ok": True}


@pytest.mark.parametrize("suffix", [".json", ".jsonl"])
def test_numbers_that_json_does_not_have_come_out_as_null(tmp_path, suffix):
    path = tmp_path / f"news{suffix}"
    path.write_text('{"text": "First.", "date": 1e999, "counts": {"words": [1e999, 1.5]}}')
    (article,) = read_articles([path], on_problem=lambda _problem: None)
    assert article.published is None
    assert article.extra == {"date": None, "counts": {"words": [None, 1.5]}}


def test_an_array_may_hold_numbers_of_any_length(tmp_path):
    path = tmp_path / "news.json"
    path.write_text('[{"id": 12345678901234567890, "text": "First story."}, {"text": "Second."}]')
    assert read(path) == (["First story.", "Second."], [])


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


def test_a_line_that_is_no_object_is_named(tmp_path):
    path = tmp_path / "news.jsonl"
    path.write_text(f'[1, 2]\n"text"\n{json.dumps(ONE)}\nnull\n')
    assert read(path) == (
        ["First story."],
        [
            ":1: a JSON object was expected, not list",
            ":2: a JSON object was expected, not str",
            ":4: a JSON object was expected, not NoneType",
        ],
    )


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


def test_what_is_no_object_in_an_array_is_named_by_its_place(tmp_path):
    path = tmp_path / "news.json"
    path.write_text(json.dumps([ONE, 17, TWO, ["x"]]))
    assert read(path) == (
        ["First story.", "Second story."],
        [": item 2: an object was expected, not int", ": item 4: an object was expected, not list"],
    )


def test_a_headline_without_text_is_kept_and_told(tmp_path):
    path = tmp_path / "news.jsonl"
    path.write_text('{"title": "Harbour open", "text": ""}\n{"title": "", "text": " "}\n')
    assert read(path) == (
        [""],
        [
            ":1: no text, only a headline; kept",
            ":2: record without text (text and title are empty)",
        ],
    )


@pytest.mark.parametrize("suffix", [".jsonl", ".json"])
@pytest.mark.parametrize("content", [json.dumps(ONE), f"{json.dumps(ONE)}\n{json.dumps(ONE)}\n"])
def test_a_byte_order_mark_is_no_part_of_the_news(tmp_path, suffix, content):
    path = tmp_path / f"news{suffix}"
    path.write_text(content, encoding="utf-8-sig")
    assert read(path) == (["First story."] * content.count("First"), [])


def test_an_array_after_a_byte_order_mark(tmp_path):
    path = tmp_path / "news.json"
    path.write_text(json.dumps([ONE, TWO]), encoding="utf-8-sig")
    assert read(path) == (["First story.", "Second story."], [])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_only_a_line_feed_ends_a_line(tmp_path, encoding):
    text = "One\u2028two\u2029three."
    lines = [json.dumps({"text": text}, ensure_ascii=False), json.dumps(ONE)]
    path = tmp_path / "news.jsonl"
    path.write_text("\n".join(lines), encoding=encoding)
    assert read(path) == ([text, "First story."], [])


def test_json_lines_in_utf_16_are_read_and_an_array_says_what_to_do(tmp_path):
    lines = tmp_path / "news.jsonl"
    lines.write_text(f"{json.dumps(ONE)}\n{json.dumps(TWO)}\n", encoding="utf-16")
    assert read(lines) == (["First story.", "Second story."], [])
    array = tmp_path / "news.json"
    array.write_text(json.dumps([ONE]), encoding="utf-16")
    assert read(array) == ([], [": JSON in UTF-16; convert it to UTF-8"])


def test_json_lines_in_windows_1252_are_read_and_an_array_says_what_to_do(tmp_path):
    lines = tmp_path / "news.jsonl"
    lines.write_text('{"text": "A café in Orléans."}\n', encoding="cp1252")
    assert read(lines) == (["A café in Orléans."], [])
    array = tmp_path / "news.json"
    array.write_text('[{"text": "A café in Orléans."}]', encoding="cp1252")
    assert read(array) == ([], [": JSON that is not UTF-8, after 0 articles; convert it to UTF-8"])


def test_half_a_surrogate_pair_becomes_a_replacement_character(tmp_path):
    path = tmp_path / "news.jsonl"
    path.write_text(r'{"title": "\udc00", "text": "a \ud83d b \ud83d\ude00", "author": "J\ud800"}')
    [article] = read_articles([path])
    assert (article.title, article.text) == ("\ufffd", "a \ufffd b \U0001f600")
    assert article.authors == ("J\ufffd",)


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


@pytest.mark.parametrize("field", ["text", "extra"])
def test_an_array_nested_without_end_is_one_problem_and_the_next_is_read(tmp_path, field):
    path = tmp_path / "news.json"
    path.write_text(f'[{{"text": "x", "{field}": {nested(100_000)}}}, {json.dumps(ONE)}]')
    texts, [problem] = read(path)
    assert texts == ["First story."]
    assert "nested too deeply" in problem


def test_a_problem_is_one_line_whatever_the_fields_are_called(tmp_path):
    path = tmp_path / "news.jsonl"
    path.write_text('{"a\\nb\\u001b[2J\\u0007\\ud800": 1}')
    told = "record without text (fields: a\ufffdb\ufffd[2J\ufffd\ufffd); try --map text=FIELD"
    assert read(path) == ([], [f":1: {told}"])
