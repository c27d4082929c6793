import json

import pytest
from one_file import read_file

from corpus import Withdrawal
from corpus.articles.records import read_record

ONE = {
    "uri": "http://cw.example/items/17",
    "type": "text",
    "version": "3",
    "versioncreated": "2024-03-05T14:00:00+01:00",
    "firstcreated": "2024-03-05T12:00:00+01:00",
    "pubstatus": "usable",
    "urgency": 4,
    "language": "en",
    "byline": "By Jane Doe and John Roe, Coastal Wire",
    "headline": "Dam inquiry &amp; strike",
    "slugline": "dam-inquiry",
    "copyrightholder": "Coastal Wire",
    "copyrightnotice": "(c) Coastal Wire",
    "usageterms": "Not for use in Norland.",
    "ednote": "Adds the judge.",
    "located": "Torvik",
    "embargoed": "2024-03-06T06:00:00+01:00",
    "subject": [{"name": "flood", "code": "medtop:1"}, {"code": "medtop:2"}],
    "person": [{"name": "Mira Holt", "rel": "about"}],
    "place": [{"name": "Torvik"}],
    "organisation": [{"name": "Harbour Board"}],
    "body_text": "TORVIK (CW) - The inquiry opened. Forty witnesses will be heard.",
    "body_xhtml": "<p>TORVIK (CW) - The inquiry <b>opened</b>.</p><p>Forty witnesses will be "
    "heard.</p><figure><figcaption>A caption.</figcaption></figure>",
}
TEXT = "TORVIK (CW) - The inquiry opened.\n\nForty witnesses will be heard."

THREE = {
    "uri": "urn:newsml:cw.example:20240305:dam",
    "standard": {"name": "ninjs", "version": "3.0"},
    "type": "text",
    "version": "3",
    "versionCreated": "2024-03-05T14:00:00+01:00",
    "contentCreated": "2024-03-05T12:00:00+01:00",
    "pubStatus": "usable",
    "by": "Von Anna Weiß, dpa",
    "headlines": [
        {"role": "sub", "value": "Forty witnesses"},
        {"role": "main", "value": "Dam inquiry opens"},
    ],
    "bodies": [
        {"role": "text", "contentType": "text/plain", "value": "The inquiry opened. It is long."},
        {"role": "html", "contentType": "text/html", "value": "<p>The inquiry opened.</p>"},
    ],
    "infoSources": [{"name": "Norland Press"}],
    "people": [{"name": "Mira Holt"}],
    "subjects": [{"name": "flood", "uri": "x"}],
    "embargoed": "2024-03-06T06:00:00+01:00",
    "expires": "2025-01-01T00:00:00Z",
}


def read(tmp_path, value, name="story.json"):
    return read_file(tmp_path, value if isinstance(value, str) else json.dumps(value), name)


def read_one(tmp_path, value, name="story.json"):
    [article], problems = read(tmp_path, value, name)
    assert problems == []
    return article


def changed(item, **fields):
    return {name: value for name, value in {**item, **fields}.items() if value is not None}


def test_an_item_of_the_first_version(tmp_path):
    article = read_one(tmp_path, ONE)
    assert article.id == article.url == "http://cw.example/items/17"
    assert article.title == "Dam inquiry & strike"
    assert article.text == TEXT
    assert article.authors == ("Jane Doe", "John Roe")
    assert article.source == "Coastal Wire"
    assert article.language == "en"
    assert article.published.isoformat() == "2024-03-05T12:00:00+01:00"
    assert article.updated.isoformat() == "2024-03-05T14:00:00+01:00"
    assert article.extra == {
        "date_from": "firstcreated",
        "version": 3,
        "urgency": 4,
        "byline": "By Jane Doe and John Roe, Coastal Wire",
        "embargoed": "2024-03-06T06:00:00+01:00",
        "editors_note": "Adds the judge.",
        "slugline": "dam-inquiry",
        "located": "Torvik",
        "usage_terms": "Not for use in Norland.",
        "copyright": "(c) Coastal Wire",
        "subjects": ["flood", "medtop:2"],
        "people": ["Mira Holt"],
        "places": ["Torvik"],
        "organisations": ["Harbour Board"],
    }


def test_an_item_of_the_third_version(tmp_path):
    article = read_one(tmp_path, THREE)
    assert article.id == "urn:newsml:cw.example:20240305:dam"
    assert article.title == "Dam inquiry opens"
    assert article.text == "The inquiry opened."
    assert article.authors == ("Anna Weiß",)
    assert article.source == "Norland Press"
    assert article.published.isoformat() == "2024-03-05T12:00:00+01:00"
    assert article.extra["date_from"] == "contentcreated"
    assert article.extra["expires"] == "2025-01-01T00:00:00+00:00"
    assert article.extra["people"] == ["Mira Holt"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("story.json", json.dumps(ONE, indent=2)),
        ("story.json", json.dumps([ONE])),
        ("story.json", json.dumps({"total": 1, "hits": [ONE]})),
        ("story.json", json.dumps({"_items": [ONE], "_meta": {}})),
        ("story.json", json.dumps({"hits": {"total": 1, "hits": [{"_source": ONE}]}})),
        ("story.json", json.dumps({"data": {"items": [{"meta": {}, "item": ONE}]}})),
        ("story.json", json.dumps({"response": {"docs": [ONE]}})),
        ("story.jsonl", json.dumps(ONE) + "\n"),
        ("story.json", json.dumps(ONE) + "\n"),
    ],
)
def test_items_are_found_in_what_is_around_them(tmp_path, name, content):
    assert read_one(tmp_path, content, name).text == TEXT


def test_lines_may_be_items_and_others(tmp_path):
    lines = [
        {"text": "A record."},
        ONE,
        changed(ONE, type="picture"),
        {"title": "Another", "text": "x"},
    ]
    found, problems = read(tmp_path, "\n".join(map(json.dumps, lines)), "news.jsonl")
    assert [article.text for article in found] == ["A record.", TEXT, "x"]
    assert problems == [":3: picture 'Dam inquiry & strike', not an article"]


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
def test_what_is_no_text_is_named(tmp_path, kind, problem):
    assert read(tmp_path, changed(ONE, type=kind)) == ([], [f": {problem}"])


def test_a_package_of_references_is_named(tmp_path):
    value = changed(
        ONE,
        type="composite",
        body_text=None,
        body_xhtml=None,
        associations={"one": {"uri": "a", "type": "text", "headline": "x"}},
    )
    problem = ": package 'Dam inquiry & strike' of references, not an article"
    assert read(tmp_path, value) == ([], [problem])


@pytest.mark.parametrize("as_list", [True, False])
def test_associated_stories_are_articles_and_pictures_are_not(tmp_path, as_list):
    picture = changed(ONE, uri="p", type="picture")
    story = changed(ONE, uri="s", headline="Other", body_xhtml="<p>Ships wait.</p>")
    members = [picture, story] if as_list else {"main": picture, "side": story}
    found, problems = read(tmp_path, changed(ONE, associations=members))
    assert [(article.title, article.text) for article in found] == [
        ("Dam inquiry & strike", TEXT),
        ("Other", "Ships wait."),
    ]
    assert problems == []


@pytest.mark.parametrize("status", ["withheld", "canceled", "stat:canceled"])
@pytest.mark.parametrize("item", [ONE, THREE])
def test_a_withdrawn_item_is_to_be_removed(tmp_path, item, status):
    name = "pubStatus" if "pubStatus" in item else "pubstatus"
    expected = Withdrawal(item["uri"], status.removeprefix("stat:"), "3")
    assert read(tmp_path, {**item, name: status}) == ([expected], [])


NITF = (
    '<?xml version="1.0" encoding="ISO-8859-1"?><nitf><body><body.head><hedline><hl1>In the body'
    "</hl1></hedline><byline>By Ann Poe</byline></body.head><body.content><p>Café &mdash; the "
    "inquiry.</p><media><media-caption>No.</media-caption></media></body.content></body></nitf>"
)


@pytest.mark.parametrize(
    "body",
    [
        {"body_nitf": NITF},
        {"body_nitf": NITF.partition("<body>")[2].removesuffix("</body></nitf>")},
        {"bodies": [{"role": "nitf", "contentType": "application/nitf+xml", "value": NITF}]},
        {"renditions": {"nitf": {"format": "nitf", "value": NITF}}},
        {"renditions": {"nitf": {"href": "http://x.example", "body": {"nitf": NITF}}}},
        {"body_nitf": "<block><p>Café — the inquiry.</p></block>"},
        {"body.content": {"block": "<p>Café — the inquiry.</p>"}},
        {"body_xhtml": "<p>Café &mdash; the inquiry.</p>"},
        {"body_xhtml": "&lt;p&gt;Café &mdash; the inquiry.&lt;/p&gt;"},
        {"body_html": "\n   Café\n   &#8212; the inquiry.\n"},
        {"body_richhtml5": "<html><body><h1>Dam</h1><p>Café — the inquiry.</p></body></html>"},
    ],
)
def test_a_body_in_markup_becomes_clean_text(tmp_path, body):
    value = changed(ONE, body_text=None, body_xhtml=None, headline="Dam") | body
    assert read_one(tmp_path, value).text == "Café — the inquiry."


def test_what_the_object_leaves_out_its_body_tells(tmp_path):
    value = changed(ONE, headline=None, byline=None, body_text=None, body_xhtml=None)
    article = read_one(tmp_path, value | {"body_nitf": NITF})
    assert (article.title, article.authors) == ("In the body", ("Ann Poe",))


def test_broken_nitf_in_a_string_still_gives_its_words(tmp_path):
    value = changed(ONE, body_text=None, body_xhtml=None, body_nitf=NITF.removesuffix("</nitf>"))
    article = read_one(tmp_path, value | {"body_nitf": NITF.replace("</p>", "", 1)})
    assert article.text == "Café — the inquiry."


def test_an_item_of_ap(tmp_path):
    value = {
        "data": {
            "item": {
                "uri": "https://api.ap.example/media/v/content/f40b?qt=x&et=3a1",
                "altids": {"itemid": "f40b", "etag": "f40b_3a1", "friendlykey": "1234"},
                "version": 2,
                "type": "text",
                "versioncreated": "2024-03-05T14:00:00Z",
                "firstcreated": "2024-03-05T12:00:00Z",
                "pubstatus": "usable",
                "headline": "Dam inquiry opens",
                "headline_extended": "Dam inquiry opens, at last",
                "bylines": [{"by": "By JANE DOE", "title": "Associated Press"}],
                "provider": "AP",
                "ednote": "Eds: adds the judge",
                "usageterms": ["Not in Norland.", "Not online."],
                "description_summary": "An inquiry.",
                "renditions": {
                    "nitf": {
                        "href": "https://api.ap.example/document",
                        "format": "nitf",
                        "value": NITF,
                    },
                },
            }
        }
    }
    article = read_one(tmp_path, value)
    assert article.id == "f40b"
    assert article.title == "Dam inquiry opens"
    assert article.text == "Café — the inquiry."
    assert article.authors == ("JANE DOE",)
    assert article.source == "AP"
    assert article.url == ""
    assert article.extra["usage_terms"] == "Not in Norland. Not online."
    assert article.extra["summary"] == "An inquiry."


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


def test_a_headline_repeated_over_the_text_is_left_out(tmp_path):
    value = changed(ONE, headline="Dam", body_xhtml="<h1>Dam</h1><p>Ships wait.</p>")
    assert read_one(tmp_path, value).text == "Ships wait."


def test_a_summary_stands_for_a_missing_text_and_says_so(tmp_path):
    value = changed(ONE, body_text=None, body_xhtml=None, description_text="Ships wait.")
    article = read_one(tmp_path, value)
    assert (article.text, article.extra["summary_only"]) == ("Ships wait.", True)


def test_notes_to_editors_below_a_story_are_left_out(tmp_path):
    page = (
        "<section class='main'><p>Ships wait.</p></section>"
        "<section class='notepad'><p>Call the desk.</p></section>"
    )
    assert read_one(tmp_path, changed(ONE, body_xhtml=page)).text == "Ships wait."


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
def test_fields_of_another_shape_do_no_harm(tmp_path, odd):
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
