"""An article without a title has one that stands in for it, and says where that is from."""

import json

import pytest
from one_file import read_one

NEVER_CLOSED = "Ships wait outside the lock since the gate would not open on Monday morning"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Ships wait.", "Ships wait."),
        ("\n\n  Ships   wait \n\nThey sail on Monday.", "Ships wait"),
        ("* Ships wait\n* They sail", "Ships wait"),
        ("> – Ships wait", "Ships wait"),
        ("***\n---\nShips wait.", "Ships wait."),
        # whole sentences, if one is short enough
        (
            "The old lock closes in spring. Ships of more than forty metres take the canal then.",
            "The old lock closes in spring.",
        ),
        ("“The lock is closed.” Ships of more than forty metres take the old canal.", None),
        # no sentence ends after an abbreviation
        (
            "Capt. J. Holt of the U.S. Navy told Dr. A. Roe that nothing moves on the canal.",
            "Capt. J. Holt of the U.S. Navy told Dr. A. Roe that…",
        ),
        (NEVER_CLOSED, "Ships wait outside the lock since the gate would not open on…"),
        ("One, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, 13", None),
        ("港の水門は月曜日に閉じた。" * 20, "港の水門は月曜日に閉じた。"),
        ("水" * 300, "水" * 100 + "…"),
    ],
)
def test_a_text_gives_its_first_line_or_words(tmp_path, text, title):
    article = read_one(tmp_path, json.dumps({"text": text}), "news.jsonl")

    begun = article.title.rstrip("…")
    assert title is None or article.title == title
    assert len(begun.split()) <= 12
    assert begun in " ".join(text.split())
    assert article.extra == {"title_from": "text"}


LETTER = "From: Ada Norring <a@quay.example>\nMessage-ID: <1@quay.example>\n\nShips wait.\n"
FEED = (
    "<rss version='2.0'><channel><item><description>Ships wait.</description></item></channel>"
    "</rss>"
)
G2 = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:1" version="1">
<contentSet><inlineData contenttype="text/plain">Ships wait.</inlineData></contentSet></newsItem>"""
NITF = "<nitf><body><body.content><p>Ships wait.</p></body.content></body></nitf>"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", '{"text": "Ships wait.", "title": ""}'),
        ("a.jsonl", '{"text": "Ships wait.", "title": null}'),
        ("a.json", '[{"text": "<p>Ships wait.</p>"}]'),
        ("a.csv", "title,text\n,Ships wait.\n"),
        ("a.txt", "Ships wait."),
        ("a.md", "Ships wait."),
        ("a.eml", LETTER),
        ("a.rss", FEED),
        ("a.xml", G2),
        ("a.xml", NITF),
        ("a.json", '{"uri": "urn:1", "type": "text", "body_text": "Ships wait."}'),
    ],
)
def test_every_format_does_so(tmp_path, name, content):
    article = read_one(tmp_path, content, name)
    assert article.title == "Ships wait."
    assert article.extra["title_from"] == "text"


def test_a_text_without_words_goes_by_the_name_of_its_file(tmp_path):
    article = read_one(tmp_path, "* * *\n", "harbour-fire 2024.txt")
    assert article.title == "harbour-fire 2024"
    assert article.extra == {"title_from": "file name"}


def test_a_title_of_its_own_is_kept_and_nothing_said(tmp_path):
    article = read_one(tmp_path, '{"title": "Lock closed", "text": "Ships wait."}', "a.jsonl")
    assert article.title == "Lock closed"
    assert article.extra == {}


def test_the_id_still_follows_from_the_text(tmp_path):
    one = read_one(tmp_path, '{"text": "Ships wait."}', "a.jsonl")
    other = read_one(tmp_path, '{"title": "Lock closed", "text": "Ships wait."}', "b.jsonl")
    assert one.id == other.id
