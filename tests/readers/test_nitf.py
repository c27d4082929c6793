from datetime import UTC, datetime, timedelta, timezone

import pytest
from one_file import read_one
from one_file import read_reasons as read

from corpus import Withdrawal

STORY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "http://www.nitf.org/IPTC/NITF/3.2/specification/dtd/nitf-3-2.dtd">
<nitf baselang="en-GB">
  <head>
    <title>coastal-dam</title>
    <tobject tobject.type="Politics">
      <tobject.subject tobject.subject.refnum="03015000"
        tobject.subject.type="Disaster" tobject.subject.matter="Flood"/>
      <tobject.subject tobject.subject.refnum="11006000"/>
    </tobject>
    <docdata management-status="usable">
      <doc-id regsrc="CW" id-string="cw-4711"/>
      <urgency ed-urg="3"/>
      <date.issue norm="20240305T120000Z"/>
      <date.release norm="20240305T180000Z"/>
      <date.expire norm="20240401"/>
      <evloc city="Torvik" iso-cc="NOR"/>
      <doc.copyright year="2024" holder="Coastal Wire AS"/>
      <key-list><keyword key="dam"/><keyword key="inquiry"/></key-list>
      <ed-msg info="Replaces the story of 10:00."/>
      <du-key key="dam-inquiry" version="12"/>
      <series series.name="After the flood" series.part="1"/>
      <del-list><from-src src-name="Torvik desk" level-number="1"/></del-list>
    </docdata>
    <pubdata date.publication="20240306T060000Z" name="Morning Courier"/>
  </head>
  <body>
    <body.head>
      <hedline><hl1>Torvik dam <em>inquiry</em>
        opens</hl1><hl2>Forty witnesses called</hl2></hedline>
      <byline>By JANE DOE and JOHN ROE, <byttl>Coastal Wire Writers</byttl></byline>
      <distributor><org>Coastal Wire</org></distributor>
      <dateline><location>TORVIK</location>, March 5</dateline>
      <abstract><p>The inquiry begins.</p></abstract>
    </body.head>
    <body.content>
      <block>
        <p>TORVIK, March 5 (CW) &mdash; The inquiry into the <org>Torvik</org> dam
           opened.</p>
        <media media-type="image">
          <media-reference mime-type="image/jpeg" source="dam.jpg"/>
          <media-caption>A caption.</media-caption>
          <media-producer>A photographer</media-producer>
        </media>
      </block>
      <hl2>What is asked</hl2>
      <ul><li>Who knew?</li><li><p>Who paid?</p></li></ul>
      <table><tr><th>Year</th><th>Cost</th></tr><tr><td>2011</td><td>4&nbsp;m</td></tr></table>
      <p>&#8220;It is a start,&#8221; she said.<br/>He agreed.</p>
      <p/>
    </body.content>
    <body.end><tagline>desk@coastal.example</tagline></body.end>
  </body>
</nitf>
"""


def test_a_story_has_its_headline_people_date_and_source(tmp_path):
    article = read_one(tmp_path, STORY)
    assert article.id == "cw-4711"
    assert article.title == "Torvik dam inquiry opens"
    assert article.authors == ("JANE DOE", "JOHN ROE")
    assert article.published == datetime(2024, 3, 5, 12, tzinfo=UTC)
    assert article.source == "Coastal Wire"
    assert article.section == "Politics"
    assert article.language == "en-GB"


def test_the_text_is_paragraphs_without_captions(tmp_path):
    assert read_one(tmp_path, STORY).text.split("\n\n") == [
        "TORVIK, March 5 (CW) — The inquiry into the Torvik dam opened.",
        "What is asked",
        "Who knew?\nWho paid?",
        "Year\tCost\n2011\t4 m",
        "“It is a start,” she said.\nHe agreed.",
    ]


def test_what_editors_need_is_kept(tmp_path):
    extra = read_one(tmp_path, STORY).extra
    assert extra["date_from"] == "date.issue"
    assert extra["version"] == 12
    assert extra["urgency"] == 3
    assert extra["embargoed"] == "2024-03-05T18:00:00+00:00"
    assert extra["expires"] == "2024-04-01T00:00:00+00:00"
    assert extra["subjects"] == ["Flood", "11006000"]
    assert extra["keywords"] == ["dam", "inquiry"]
    assert extra["places"] == ["Torvik"]
    assert extra["editors_note"] == "Replaces the story of 10:00."
    assert extra["slugline"] == "dam-inquiry"
    assert extra["series"] == "After the flood"
    assert extra["dateline"] == "TORVIK, March 5"
    assert extra["subtitle"] == "Forty witnesses called"
    assert extra["summary"] == "The inquiry begins."
    assert extra["copyright"] == "© 2024 Coastal Wire AS"
    assert extra["delivery"] == ["Torvik desk"]


@pytest.mark.parametrize(
    "opening",
    [
        "<nitf>",
        '<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/">',
        '<nitf version="-//IPTC//DTD NITF 3.6//EN" xml:lang="en">',
    ],
)
@pytest.mark.parametrize("name", ["story.xml", "story.nitf", "story.txt", "story"])
def test_it_is_known_by_its_first_element(tmp_path, opening, name):
    body = f"{opening}<body><body.content><p>Ships wait.</p></body.content></body></nitf>"
    assert read_one(tmp_path, body, name).text == "Ships wait."


def test_a_prefix_stands_for_the_namespace(tmp_path):
    body = (
        '<n:nitf xmlns:n="http://iptc.org/std/NITF/2006-10-18/"><n:body><n:body.head><n:hedline>'
        "<n:hl1>Port open</n:hl1></n:hedline></n:body.head><n:body.content><n:p>Ships wait.</n:p>"
        "</n:body.content></n:body></n:nitf>"
    )
    article = read_one(tmp_path, body)
    assert (article.title, article.text) == ("Port open", "Ships wait.")


CET = timezone(timedelta(hours=1))


@pytest.mark.parametrize(
    ("norm", "expected"),
    [
        ("20240305T120000Z", datetime(2024, 3, 5, 12, tzinfo=UTC)),
        ("20240305T120000+0100", datetime(2024, 3, 5, 12, tzinfo=CET)),
        ("2024-03-05T12:00:00+01:00", datetime(2024, 3, 5, 12, tzinfo=CET)),
        ("20240305T120000", datetime(2024, 3, 5, 12, tzinfo=UTC)),
        ("20240305T1200", datetime(2024, 3, 5, 12, tzinfo=UTC)),
        ("20240305120000", datetime(2024, 3, 5, 12, tzinfo=UTC)),
        ("20240305", datetime(2024, 3, 5, tzinfo=UTC)),
        ("20240305+0100", datetime(2024, 3, 5, tzinfo=CET)),
        ("2024-03-05Z", datetime(2024, 3, 5, tzinfo=UTC)),
    ],
)
def test_a_date_may_be_written_in_many_ways(tmp_path, norm, expected):
    article = read_one(tmp_path, STORY.replace("20240305T120000Z", norm))
    assert article.published == expected
    assert article.published.utcoffset() == expected.utcoffset()


def test_where_the_date_of_issue_is_missing_the_publication_tells(tmp_path):
    article = read_one(tmp_path, STORY.replace('<date.issue norm="20240305T120000Z"/>', ""))
    assert article.published == datetime(2024, 3, 6, 6, tzinfo=UTC)
    assert article.extra["date_from"] == "pubdata date.publication"


def test_a_date_may_stand_in_words(tmp_path):
    article = read_one(
        tmp_path,
        STORY.replace(
            '<date.issue norm="20240305T120000Z"/>', "<date.issue>March 5, 2024</date.issue>"
        ),
    )
    assert article.published == datetime(2024, 3, 5, tzinfo=UTC)


def test_an_unreadable_date_is_told_and_the_next_taken(tmp_path):
    [article], [problem] = read(tmp_path, STORY.replace("20240305T120000Z", "yesterday"))
    assert article.published == datetime(2024, 3, 6, 6, tzinfo=UTC)
    assert problem == "unreadable date 'yesterday' in date.issue (not a date); kept"


@pytest.mark.parametrize("status", ["withheld", "canceled"])
def test_a_withdrawn_story_is_to_be_removed(tmp_path, status):
    content = STORY.replace('"usable"', f'"{status}"')
    assert read(tmp_path, content) == ([Withdrawal("cw-4711", status, "12")], [])


def test_a_release_that_is_past_is_no_embargo(tmp_path):
    article = read_one(tmp_path, STORY.replace("20240305T180000Z", "20240305T120000Z"))
    assert "embargoed" not in article.extra


def test_the_version_in_an_identifier_is_no_part_of_it(tmp_path):
    name = "CW5df9281a-a270-4dc5-a618-869bbc3bbca7"
    content = STORY.replace("cw-4711", f"{name}_03").replace(' version="12"', "")
    article = read_one(tmp_path, content)
    assert (article.id, article.extra["version"]) == (name, 3)


def test_a_newspapers_archive_names_its_people_and_paragraphs_once(tmp_path):
    article = read_one(
        tmp_path,
        """<nitf><head><docdata><doc-id id-string="17"/></docdata><pubdata
        date.publication="19990104T000000" name="The Evening Courier"
        position.section="Metro" ex-ref="http://archive.example/17.html"/></head>
        <body><body.head><hedline><hl1>Port open</hl1></hedline>
        <byline class="print_byline">By ANN POE</byline>
        <byline class="normalized_byline">Poe, Ann</byline></body.head>
        <body.content><block class="lead_paragraph"><p>Ships wait.</p></block>
        <block class="full_text"><p>Ships wait.</p><p>They sail on Monday.</p></block>
        </body.content></body></nitf>""",
    )
    assert article.authors == ("ANN POE",)
    assert article.text == "Ships wait.\n\nThey sail on Monday."
    assert article.source == "The Evening Courier"
    assert article.section == "Metro"
    assert article.url == "http://archive.example/17.html"


def test_without_a_body_the_abstract_is_the_text_and_says_so(tmp_path):
    article = read_one(
        tmp_path,
        "<nitf><body><body.head><hedline><hl1>Port open</hl1></hedline><abstract><p>Ships wait."
        "</p></abstract></body.head><body.content/></body></nitf>",
    )
    assert article.text == "Ships wait."
    assert article.extra == {"summary_only": True}


def test_a_headline_alone_is_kept_and_told(tmp_path):
    [article], problems = read(
        tmp_path, "<nitf><head><title>Port open</title></head><body><body.content/></body></nitf>"
    )
    assert (article.title, article.text) == ("Port open", "")
    assert problems == ["no text, only a headline; kept"]


def test_a_picture_with_its_caption_is_no_article(tmp_path):
    content = (
        "<nitf><body><body.content><media media-type='image'><media-caption>A ship."
        "</media-caption></media></body.content></body></nitf>"
    )
    assert read(tmp_path, content) == ([], ["picture, not an article"])


def test_stories_wrapped_in_something_else_are_found(tmp_path):
    story = "<nitf><body><body.content><p>Story {}.</p></body.content></body></nitf>"
    content = f"<export><day>{story.format(1)}{story.format(2)}</day></export>"
    found, problems = read(tmp_path, content)
    assert ([article.text for article in found], problems) == (["Story 1.", "Story 2."], [])


def test_old_agencies_preformatted_text_keeps_its_lines(tmp_path):
    table = "<pre>Lunde  3  1\nUlvik  2  2</pre>"
    article = read_one(tmp_path, f"<nitf><body><body.content>{table}</body.content></body></nitf>")
    assert article.text == "Lunde  3  1\nUlvik  2  2"


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("By Jane Doe", ("Jane Doe",)),
        ("By JANE DOE Associated Press", ("JANE DOE",)),
        ("By JANE DOE<byttl>AP Sports Writer</byttl>", ("JANE DOE",)),
        ("By Jane Doe, PA Political Editor", ("Jane Doe",)),
        ("Von Anna Weiß und Jörg Held, dpa", ("Anna Weiß", "Jörg Held")),
        ("Par Jean-Luc MARTIN et Zoé DUPONT à Paris", ("Jean-Luc MARTIN", "Zoé DUPONT")),
        ("Por María García-López y Juan Pérez", ("María García-López", "Juan Pérez")),
        ("(di Mario De Rossi)", ("Mario De Rossi",)),
        ("Av Kari Nordmann og Ola Hansen, NTB", ("Kari Nordmann", "Ola Hansen")),
        ("Anna Andersson/TT", ("Anna Andersson",)),
        ("Jane Doe with John Roe in Lunde", ("Jane Doe", "John Roe")),
        ("Reporting by Jane Doe; Editing by John Roe", ("Jane Doe",)),
        ("By <person>Jane Doe</person>, <person>Ann Poe</person>", ("Jane Doe", "Ann Poe")),
        ("Jane Doe (jane@coastal.example)", ("Jane Doe",)),
        ("Doe, Jane", ("Doe, Jane",)),
        ("NTB-AFP-DPA", ()),
        ("The Associated Press", ()),
        ("<byttl>Sports Network</byttl>", ()),
        ("山田太郎", ("山田太郎",)),
    ],
)
def test_a_byline_gives_the_names_of_people(tmp_path, byline, expected):
    content = (
        f"<nitf><body><body.head><byline>{byline}</byline></body.head>"
        "<body.content><p>Ships wait.</p></body.content></body></nitf>"
    )
    assert read_one(tmp_path, content).authors == expected
