"""Characters without width leave words, and stay where they shape letters or part words."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import read_articles
from corpus.fields.invisible import without_invisible

LEAVE = {
    "Bundes\u00adtag": "Bundestag",
    "Parlia\u200bment": "Parliament",
    "\ufeffThe end": "The end",
    "zero\u2060width": "zerowidth",
    "co\u200dope\u200crate": "cooperate",
    "U.S.\u200e officials": "U.S. officials",
    "\u202aLeft\u202c to right": "Left to right",
    "Москов\u00adский": "Московский",
}
STAY = [
    "می\u200cخواهم",  # a Persian word of two parts, which don't join
    "क्\u200dष",  # half a letter
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",  # a family
    "❤\ufe0f\u200d\U0001f525",  # a heart on fire
    "ខ្មែរ\u200bភាសា",  # two words of Khmer
    "שלום \u200e(Reuters)",  # a bracket in a line that runs from right to left
    "naïve café — “quoted”",
]


@pytest.mark.parametrize("text", LEAVE)
def test_they_leave_words(text):
    assert without_invisible(text) == LEAVE[text]


@pytest.mark.parametrize("text", STAY)
def test_they_stay_where_letters_need_them(text):
    assert without_invisible(text) == text


@given(st.text())
def test_nothing_else_is_touched(text):
    left = without_invisible(text)

    assert without_invisible(left) == left
    rest = iter(text)
    assert all(character in rest for character in left)
    assert [c for c in left if c.isprintable()] == [c for c in text if c.isprintable()]


FILES = {
    "a.txt": "The coun\u00adcil\n\nIt sat in Bre\u200bmby.",
    "a.md": "# The coun\u00adcil\n\nIt sat in Bre\u200bmby.",
    "a.jsonl": json.dumps({"title": "The coun&shy;cil", "text": "<p>It sat in Bre\u200bmby.</p>"}),
    "a.csv": "title,text\nThe coun\u00adcil,It sat in Bre\u200bmby.\n",
    "a.eml": "Subject: The coun\u00adcil\nContent-Type: text/plain; charset=utf-8\n\n"
    "It sat in Bre\u200bmby.\n",
    "a.xml": '<rss version="2.0"><channel><item><title>The coun&#173;cil</title>'
    "<description>It sat in Bre&amp;#8203;mby.</description></item></channel></rss>",
    "a.html": "<html><body><article><h1>The coun&shy;cil</h1><p>It sat in Bre&#8203;mby.</p>"
    + "<p>The mayor of the town said that it would sit again in a week or so.</p>" * 9
    + "</article></body></html>",
}


@pytest.mark.parametrize("name", FILES)
def test_every_reader_leaves_them_out(tmp_path, name):
    path = tmp_path / name
    path.write_text(FILES[name], encoding="utf-8")

    (article,) = read_articles([path])

    assert article.title == "The council"
    assert article.text.startswith("It sat in Bremby.")
