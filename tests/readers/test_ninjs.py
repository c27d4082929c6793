import json

import pytest
from one_file import case, read_file

from corpus import Withdrawal
from corpus.articles.records import read_record

ONE = json.loads(case("ninjs/an_item_of_the_first_version.json"))
THREE = json.loads(case("ninjs/an_item_of_the_third_version.json"))
TEXT = "TORVIK (CW) - The inquiry opened.\n\nForty witnesses will be heard."


def read(tmp_path, value, name="story.json"):
    return read_file(tmp_path, value if isinstance(value, str) else json.dumps(value), name)


def read_one(tmp_path, value, name="story.json"):
    [article], problems = read(tmp_path, value, name)
    assert problems == []
    return article


def changed(item, **fields):
    return {name: value for name, value in {**item, **fields}.items() if value is not None}


@pytest.mark.parametrize(
    "record",
    [
        {"text": "Ships wait.", "uri": "a:1", "title": "Port"},
        {"body": "Ships wait.", "guid": "a", "type": "article", "published": "2024-01-01"},
        {"text": "Ships wait.", "versioncreated": "2024-01-01", "headline": "Port"},
        {"body": "Ships wait.", "uri": "1", "lang": "eng", "dataType": "news", "title": "Port"},
        {"text": "Ships wait.", "data": {"items": [1, 2]}, "associations": []},
    ],
)
def test_other_json_is_read_as_before(tmp_path, record):
    article = read_one(tmp_path, record)
    expected = read_record(record, {}).article
    assert article.text == "Ships wait."
    assert (article.title, article.published, article.url, article.extra) == (
        expected.title,
        expected.published,
        expected.url,
        expected.extra,
    )


@pytest.mark.parametrize(
    ("kind", "problem"),
    [
        ("picture", "picture 'Dam inquiry & strike', not an article"),
        ("graphic", "graphic 'Dam inquiry & strike', not an article"),
        ("video", "video 'Dam inquiry & strike', not an article"),
        ("audio", "audio 'Dam inquiry & strike', not an article"),
        ("planning", "plan of coverage 'Dam inquiry & strike', not an article"),
        ("event", "event 'Dam inquiry & strike', not an article"),
    ],
)
def test_what_is_not_text_is_named(tmp_path, kind, problem):
    assert read(tmp_path, changed(ONE, type=kind)) == ([], [f": {problem}"])


@pytest.mark.parametrize("status", ["withheld", "canceled", "stat:canceled"])
@pytest.mark.parametrize("item", [ONE, THREE])
def test_a_withdrawn_item_is_to_be_removed(tmp_path, item, status):
    name = "pubStatus" if "pubStatus" in item else "pubstatus"
    expected = Withdrawal(item["uri"], status.removeprefix("stat:"), "3")
    assert read(tmp_path, {**item, name: status}) == ([expected], [])


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        ("One.\n\nTwo\nlines.", "One.\n\nTwo\nlines."),
        ("One.\r\n\r\n   Two.\r\n", "One.\n\nTwo."),
        ("   One is\nbroken.\n   Two is\ntoo.", "One is broken.\n\nTwo is too."),
        (f"{'One ' * 30}.\nTwo.", f"{'One ' * 30}.\n\nTwo."),
        ("R&amp;D &lt; 3 &#8212; x", "R&D < 3 — x"),
        ("<b>One</b> &amp; two", "One & two"),
        ("a < b and c > d", "a < b and c > d"),
    ],
)
def test_plain_text_keeps_its_paragraphs(tmp_path, plain, expected):
    value = changed(ONE, body_xhtml=None, body_text=plain)
    assert read_one(tmp_path, value).text == expected


@pytest.mark.parametrize(
    "odd",
    [
        {"headline": ["a"], "byline": 7, "version": [], "type": {"x": 1}},
        {"urgency": {"a": []}, "subject": "flood", "person": [[["x"]], None, 3]},
        {"altids": ["x"], "embargoed": 1e300, "usageterms": {"name": ["x"]}},
        {"associations": "x", "renditions": [1], "bodies": "x", "headlines": {"value": 1}},
        {"versioncreated": {"a": 1}, "firstcreated": "never", "expires": "x", "language": []},
    ],
)
def test_fields_of_another_shape_do_not_hurt(tmp_path, odd):
    found, problems = read(tmp_path, {**ONE, **odd})
    assert len(found) == 1
    assert all("kept" in problem for problem in problems)


def test_items_nested_without_end_are_one_problem(tmp_path):
    deep = "{" + '"associations":[{' * 5000 + '"a":1' + "}]" * 5000 + "}"
    value = json.dumps(ONE)[:-1] + f', "associations": [{deep}]}}'
    found, problems = read(tmp_path, value + "\n" + json.dumps(ONE) + "\n", "news.jsonl")
    assert found[-1].text == TEXT
    assert len(found) + len(problems) == 2


def test_a_tag_of_a_hundred_thousand_attributes_is_read_without_them(tmp_path):
    attributes = " ".join(f"a{n}='x'" for n in range(100_000))
    story = changed(ONE, body_xhtml=f"<p {attributes}>Ships wait.</p><p>More.</p>")
    assert read_one(tmp_path, story).text == "Ships wait.\n\nMore."
