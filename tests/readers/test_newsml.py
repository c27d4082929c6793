import json
from datetime import UTC, datetime

import pytest
from one_file import read_one
from one_file import read_reasons as read

from corpus import Withdrawal

ITEM = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"
    guid="urn:newsml:cw.example:20240305:dam" version="3"
    standard="NewsML-G2" standardversion="2.30" xml:lang="en-GB">
  <rightsInfo><copyrightNotice>(c) Coastal Wire</copyrightNotice>
    <usageTerms>Not for use in Norland.</usageTerms></rightsInfo>
  <itemMeta>
    <itemClass qcode="ninat:text"/>
    <provider qcode="nprov:CW"><name>Coastal Wire</name></provider>
    <versionCreated>2024-03-05T14:00:00+01:00</versionCreated>
    <firstCreated>2024-03-05T12:00:00+01:00</firstCreated>
    <embargoed>2024-03-06T06:00:00+01:00</embargoed>
    <pubStatus qcode="stat:usable"/>
    <title>itemtitle</title>
    <edNote>Adds the judge.</edNote>
    <signal qcode="sig:update"/>
  </itemMeta>
  <contentMeta>
    <urgency>4</urgency>
    <contentCreated>2024-03-05T11:00:00+01:00</contentCreated>
    <by>By Jane Doe and John Roe, Coastal Wire</by>
    <dateline>TORVIK, March 5</dateline>
    <creditline>CW/Norland Press</creditline>
    <language tag="en"/>
    <subject type="cpnat:abstract" qcode="medtop:20000139"><name xml:lang="de">Flut</name>
      <name xml:lang="en">flood</name></subject>
    <subject type="cpnat:abstract" qcode="medtop:20000140"/>
    <subject type="x:person" qcode="p:1"><name>Mira Holt</name></subject>
    <subject type="cpnat:geoArea"><name>Torvik</name></subject>
    <subject qcode="a:7"/>
    <headline xml:lang="de">Untersuchung beginnt</headline>
    <headline xml:lang="en">Dam inquiry opens</headline>
    <slugline>dam-inquiry</slugline>
  </contentMeta>
  <assert qcode="a:7"><name>dams</name></assert>
  <contentSet>CONTENT</contentSet>
</newsItem>"""

XHTML = """<inlineXML contenttype="application/xhtml+xml">
  <html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>
  <h1>Dam inquiry opens</h1><p>The <b>inquiry</b> opened.</p>
  <figure><img src="a.jpg" alt="b"/><figcaption>A caption.</figcaption></figure>
  <ol><li>One</li><li>Two</li></ol></body></html></inlineXML>"""
XHTML_TEXT = "The inquiry opened.\n\nOne\nTwo"

NITF = """<inlineXML contenttype="application/nitf+xml">
  <nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body><body.head><hedline>
  <hl1>From the body</hl1></hedline><byline>By Ann Poe</byline></body.head>
  <body.content><p>The inquiry opened.</p></body.content></body></nitf></inlineXML>"""

PICTURE = '<remoteContent href="a.jpg" contenttype="image/jpeg"/>'


def item(content, **changes):
    text = ITEM.replace("CONTENT", content)
    for old, new in changes.items():
        text = text.replace(old, new)
    return text


def test_a_news_item_has_its_headline_people_dates_and_source(tmp_path):
    article = read_one(tmp_path, item(XHTML))
    assert article.id == "urn:newsml:cw.example:20240305:dam"
    assert article.title == "Dam inquiry opens"
    assert article.text == XHTML_TEXT
    assert article.authors == ("Jane Doe", "John Roe")
    assert article.source == "Coastal Wire"
    assert article.language == "en"
    assert article.published.isoformat() == "2024-03-05T12:00:00+01:00"
    assert article.updated.isoformat() == "2024-03-05T14:00:00+01:00"


def test_what_editors_need_is_kept(tmp_path):
    assert read_one(tmp_path, item(XHTML)).extra == {
        "date_from": "itemMeta/firstCreated",
        "version": 3,
        "urgency": 4,
        "embargoed": "2024-03-06T06:00:00+01:00",
        "byline": "By Jane Doe and John Roe, Coastal Wire",
        "dateline": "TORVIK, March 5",
        "creditline": "CW/Norland Press",
        "editors_note": "Adds the judge.",
        "signals": ["update"],
        "subjects": ["flood", "medtop:20000140", "dams"],
        "people": ["Mira Holt"],
        "places": ["Torvik"],
        "slugline": "dam-inquiry",
        "copyright": "(c) Coastal Wire",
        "usage_terms": "Not for use in Norland.",
    }


@pytest.mark.parametrize(
    "content",
    [
        NITF,
        "<inlineXML><p xmlns='http://www.w3.org/1999/xhtml'>The inquiry opened.</p></inlineXML>",
        "<inlineXML><![CDATA[<p>The inquiry opened.</p>]]></inlineXML>",
        "<inlineData contenttype='text/plain'>The inquiry opened.</inlineData>",
        "<inlineData contenttype='text/html'>&lt;p&gt;The inquiry opened.&lt;/p&gt;</inlineData>",
        "<inlineData>&amp;lt;p&amp;gt;The inquiry opened.&amp;lt;/p&amp;gt;</inlineData>",
        "<inlineXML/><inlineData>The inquiry opened.</inlineData>" + PICTURE,
        "<inlineData encoding='b64'>VGhl</inlineData>" + NITF,
    ],
)
def test_content_may_come_in_many_ways(tmp_path, content):
    assert read_one(tmp_path, item(content)).text == "The inquiry opened."


def test_what_the_metadata_leave_out_the_body_tells(tmp_path):
    content = item(NITF).replace("By Jane Doe and John Roe, Coastal Wire", "")
    content = content.replace("<headline", "<old").replace("</headline", "</old")
    article = read_one(tmp_path, content)
    assert article.title == "From the body"
    assert article.authors == ("Ann Poe",)


@pytest.mark.parametrize(
    "content", [XHTML, "<inlineData>&lt;h1>Dam inquiry opens&lt;/h1>&lt;p>X.&lt;/p></inlineData>"]
)
def test_a_headline_may_stand_in_the_page_alone(tmp_path, content):
    content = item(content).replace("<headline", "<old").replace("</headline", "</old")
    article = read_one(tmp_path, content)
    assert article.title == "Dam inquiry opens"
    assert "Dam inquiry opens" not in article.text


def test_a_source_without_a_name_is_its_code(tmp_path):
    content = item(NITF).replace("<name>Coastal Wire</name>", "")
    assert read_one(tmp_path, content).source == "CW"


def test_any_prefix_and_no_namespace_will_do(tmp_path):
    plain = item(NITF).replace(' xmlns="http://iptc.org/std/nar/2006-10-01/"', "")
    assert read_one(tmp_path, plain).text == "The inquiry opened."
    prefixed = (
        '<g:newsItem xmlns:g="http://iptc.org/std/nar/2006-10-01/" guid="a" version="1">'
        '<g:itemMeta><g:itemClass qcode="n:text"/><g:pubStatus qcode="pub:usable"/>'
        "<g:versionCreated>2024-03-05</g:versionCreated></g:itemMeta><g:contentMeta>"
        "<g:headline>Port open</g:headline></g:contentMeta><g:contentSet><g:inlineXML>"
        '<h:p xmlns:h="http://www.w3.org/1999/xhtml">Ships wait.</h:p></g:inlineXML>'
        "</g:contentSet></g:newsItem>"
    )
    article = read_one(tmp_path, prefixed)
    assert (article.title, article.text) == ("Port open", "Ships wait.")
    assert article.published == datetime(2024, 3, 5, tzinfo=UTC)


@pytest.mark.parametrize("prefix", ["stat:", "ps:", "", "http://cv.iptc.org/newscodes/pubstatus/"])
@pytest.mark.parametrize("status", ["withheld", "canceled"])
def test_a_withdrawn_item_is_to_be_removed(tmp_path, prefix, status):
    content = item(NITF).replace("stat:usable", prefix + status)
    expected = Withdrawal("urn:newsml:cw.example:20240305:dam", status, "3")
    assert read(tmp_path, content) == ([expected], [])


def test_a_withdrawn_item_needs_no_content(tmp_path):
    content = (
        item("").replace("stat:usable", "stat:canceled").replace("ninat:text", "ninat:picture")
    )
    [withdrawal], problems = read(tmp_path, content)
    assert (withdrawal.status, problems) == ("canceled", [])


@pytest.mark.parametrize("kind", ["picture", "graphic", "video", "audio"])
def test_what_is_no_text_is_named(tmp_path, kind):
    content = item(PICTURE).replace("ninat:text", f"ninat:{kind}")
    assert read(tmp_path, content) == ([], [f"{kind} 'Dam inquiry opens', not an article"])


def test_text_that_is_elsewhere_is_named(tmp_path):
    content = item('<remoteContent href="http://x.example/a.html" contenttype="text/html"/>')
    assert read(tmp_path, content) == (
        [],
        ["item 'Dam inquiry opens' whose text is elsewhere (remote content only)"],
    )


@pytest.mark.parametrize(
    ("root", "kind"),
    [
        ("conceptItem", "concept"),
        ("knowledgeItem", "list of concepts"),
        ("planningItem", "plan of coverage"),
        ("packageItem", "package of references"),
    ],
)
def test_items_that_are_no_news_are_named(tmp_path, root, kind):
    content = f'<{root} xmlns="http://iptc.org/std/nar/2006-10-01/" guid="a"><itemMeta/></{root}>'
    assert read(tmp_path, content) == ([], [f"{kind}, not an article"])


def test_a_message_holds_many_items(tmp_path):
    package = '<packageItem guid="p"><groupSet><group><itemRef residref="a"/></group></groupSet>'
    content = (
        '<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2024</sent></header>'
        f"<itemSet>{package}</packageItem>{item(NITF)}{item(XHTML)}"
        f"{item(PICTURE).replace('ninat:text', 'ninat:picture')}</itemSet></newsMessage>"
    )
    found, problems = read(tmp_path, content)
    # The picture and the list of what belongs together are no loss beside the stories.
    assert [article.text for article in found] == ["The inquiry opened.", XHTML_TEXT]
    assert problems == []


def test_a_message_of_pictures_is_named_in_one_line(tmp_path):
    picture = item(PICTURE).replace("ninat:text", "ninat:picture")
    content = f"<newsMessage><itemSet>{picture}{picture}<conceptItem/></itemSet></newsMessage>"
    assert read(tmp_path, content) == ([], ["no article, but 2 × picture, concept"])


def test_a_package_may_hold_its_items(tmp_path):
    content = f'<packageItem guid="p"><itemSet>{item(NITF)}</itemSet></packageItem>'
    assert read_one(tmp_path, content).text == "The inquiry opened."


def test_a_message_cut_short_gives_the_items_before_the_cut(tmp_path):
    content = f"<newsMessage><itemSet>{item(NITF)}{item(XHTML)[:-200]}"
    [article], [problem] = read(tmp_path, content)
    assert article.text == "The inquiry opened."
    assert problem.startswith("broken XML (")
    assert problem.endswith("; mend the file")


def test_an_embargo_without_a_date_is_told(tmp_path):
    content = item(NITF).replace("2024-03-06T06:00:00+01:00", "")
    [_], problems = read(tmp_path, content)
    assert problems == ["embargoed without a date; kept"]


def test_a_summary_stands_for_a_missing_text_and_says_so(tmp_path):
    described = '<description role="drol:caption">A ship.</description><description>Ships.'
    content = item("").replace("</contentMeta>", f"{described}</description></contentMeta>")
    article = read_one(tmp_path, content)
    assert (article.text, article.extra["summary_only"]) == ("Ships.", True)


NEWSML = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE NewsML SYSTEM "http://cw.example/NewsML_1.2.dtd">
<NewsML Version="1.2">
  <NewsEnvelope><DateAndTime>20240305T140000Z</DateAndTime></NewsEnvelope>
  <NewsItem xml:lang="en">
    <Identification><NewsIdentifier>
      <ProviderId>cw.example</ProviderId><DateId>20240305</DateId>
      <NewsItemId>DAM-17</NewsItemId><RevisionId PreviousRevision="1" Update="N">2</RevisionId>
      <PublicIdentifier>urn:newsml:cw.example:20240305:DAM-17:2</PublicIdentifier>
    </NewsIdentifier><NameLabel>dam-inquiry</NameLabel></Identification>
    <NewsManagement>
      <NewsItemType FormalName="News"/>
      <FirstCreated>20240305T120000+0100</FirstCreated>
      <ThisRevisionCreated>20240305T140000+0100</ThisRevisionCreated>
      <Status FormalName="Usable"/><Urgency FormalName="4"/>
    </NewsManagement>
    <NewsComponent>
      <NewsLines><HeadLine>Dam inquiry opens</HeadLine><SubHeadLine>Forty witnesses</SubHeadLine>
        <ByLine>By Jane Doe, Coastal Wire</ByLine><DateLine>TORVIK, March 5</DateLine>
        <CreditLine>CW</CreditLine><CopyrightLine>(c) CW</CopyrightLine>
        <NewsLine><NewsLineType FormalName="AdvisoryLine"/>
          <NewsLineText>ADDS the judge</NewsLineText></NewsLine></NewsLines>
      <AdministrativeMetadata><Provider><Party FormalName="Coastal Wire"/></Provider>
        <Creator><Party FormalName="Jane Doe"/></Creator></AdministrativeMetadata>
      <DescriptiveMetadata><Language FormalName="en"/>
        <SubjectCode><Subject FormalName="03000000"/><SubjectMatter FormalName="03015000"/>
        </SubjectCode>
        <Location><Property FormalName="City" Value="Torvik"/></Location></DescriptiveMetadata>
      CONTENT
    </NewsComponent>
  </NewsItem>
</NewsML>"""

TEXT = (
    '<ContentItem><MediaType FormalName="Text"/><DataContent><nitf><body><body.content>'
    "<p>The inquiry opened.</p></body.content></body></nitf></DataContent></ContentItem>"
)
PHOTO = '<ContentItem Href="a.jpg"><MediaType FormalName="Photo"/></ContentItem>'


def newsml(content):
    return NEWSML.replace("CONTENT", content)


def test_newsml_1_has_its_headline_people_dates_and_source(tmp_path):
    article = read_one(tmp_path, newsml(TEXT))
    assert article.id == "urn:newsml:cw.example:20240305:DAM-17"
    assert article.title == "Dam inquiry opens"
    assert article.text == "The inquiry opened."
    assert article.authors == ("Jane Doe",)
    assert article.source == "Coastal Wire"
    assert article.language == "en"
    assert article.published.isoformat() == "2024-03-05T12:00:00+01:00"
    assert article.updated.isoformat() == "2024-03-05T14:00:00+01:00"
    assert article.extra == {
        "date_from": "FirstCreated",
        "version": 2,
        "urgency": 4,
        "byline": "By Jane Doe, Coastal Wire",
        "dateline": "TORVIK, March 5",
        "subtitle": "Forty witnesses",
        "creditline": "CW",
        "copyright": "(c) CW",
        "editors_note": "ADDS the judge",
        "slugline": "dam-inquiry",
        "subjects": ["03015000"],
        "places": ["Torvik"],
    }


@pytest.mark.parametrize(
    "content",
    [
        "<DataContent>The inquiry opened.</DataContent>",
        "<DataContent><![CDATA[<p>The inquiry opened.</p>]]></DataContent>",
        "<DataContent><html><body><p>The inquiry opened.</p></body></html></DataContent>",
        "<DataContent><p>The inquiry <i>opened</i>.</p></DataContent>",
    ],
)
def test_newsml_1_content_may_be_plain_or_a_page(tmp_path, content):
    article = read_one(tmp_path, newsml(f"<ContentItem>{content}</ContentItem>"))
    assert article.text == "The inquiry opened."


def test_a_text_deep_in_the_tree_goes_with_the_headline_around_it(tmp_path):
    tree = (
        f"<NewsComponent><Role FormalName='Main'/><NewsComponent>{TEXT}</NewsComponent>"
        f"</NewsComponent><NewsComponent><Role FormalName='Caption'/>{TEXT.replace('The', 'No')}"
        f"</NewsComponent><NewsComponent><Role FormalName='Photo'/>{PHOTO}</NewsComponent>"
    )
    article = read_one(tmp_path, newsml(tree))
    assert (article.title, article.text) == ("Dam inquiry opens", "The inquiry opened.")


def test_of_equivalent_texts_the_first_in_each_language_is_read(tmp_path):
    def part(language, headline, text):
        return (
            f"<NewsComponent><NewsLines><HeadLine>{headline}</HeadLine></NewsLines>"
            f"<DescriptiveMetadata><Language FormalName='{language}'/></DescriptiveMetadata>"
            f"<ContentItem><DataContent>{text}</DataContent></ContentItem></NewsComponent>"
        )

    parts = (
        part("en", "Opens", "Long.") + part("en", "Opens", "Short.") + part("de", "Auf", "Lang.")
    )
    content = newsml(f"<NewsComponent EquivalentsList='yes'>{parts}</NewsComponent>")
    found, problems = read(tmp_path, content)
    assert [(a.title, a.text, a.language) for a in found] == [
        ("Opens", "Long.", "en"),
        ("Auf", "Lang.", "de"),
    ]
    assert found[0].id != found[1].id
    assert problems == []


def test_several_newsml_1_items_in_one_file(tmp_path):
    one = newsml(TEXT)
    start, end = one.index("<NewsItem xml"), one.index("</NewsML>")
    found, problems = read(tmp_path, one[:end] + one[start:end] + "</NewsML>")
    assert ([article.title for article in found], problems) == (["Dam inquiry opens"] * 2, [])


def test_a_newsml_1_item_within_another_is_read_too(tmp_path):
    inner = "<NewsItem><NewsComponent><NewsLines><HeadLine>Inner</HeadLine></NewsLines>{}"
    inner = f"<NewsComponent>{inner.format(TEXT)}</NewsComponent></NewsItem></NewsComponent>"
    found, problems = read(tmp_path, newsml(TEXT + inner))
    assert sorted(article.title for article in found) == ["Dam inquiry opens", "Inner"]
    assert problems == []


@pytest.mark.parametrize(("name", "status"), [("Withheld", "withheld"), ("Canceled", "canceled")])
def test_a_withdrawn_newsml_1_item_is_to_be_removed(tmp_path, name, status):
    content = newsml("").replace('"Usable"', f'"{name}"')
    expected = Withdrawal("urn:newsml:cw.example:20240305:DAM-17", status, "2")
    assert read(tmp_path, content) == ([expected], [])


def test_a_newsml_1_embargo_ends_when_the_status_will_change(tmp_path):
    change = (
        '<Status FormalName="Embargoed"/><StatusWillChange><FutureStatus FormalName="Usable"/>'
        "<DateAndTime>20240306T060000Z</DateAndTime></StatusWillChange>"
    )
    content = newsml(TEXT).replace('<Status FormalName="Usable"/>', change)
    assert read_one(tmp_path, content).extra["embargoed"] == "2024-03-06T06:00:00+00:00"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (PHOTO, "photo 'Dam inquiry opens', not an article"),
        (
            PHOTO.replace("Photo", "Photo&#10;&#10;File"),
            "photo file 'Dam inquiry opens', not an article",
        ),
        (PHOTO.replace("Photo", "&#10;"), "item whose text is elsewhere (a reference to a file)"),
        (
            '<ContentItem Href="a.xml"><MediaType FormalName="Text"/></ContentItem>',
            "item whose text is elsewhere (a reference to a file)",
        ),
        ('<NewsItemRef NewsItem="urn:newsml:a"/>', "package of references, not an article"),
    ],
)
def test_a_newsml_1_item_without_text_is_named(tmp_path, content, problem):
    assert read(tmp_path, newsml(content)) == ([], [problem])


def test_a_newsml_1_item_without_a_public_identifier_is_named_by_its_parts(tmp_path):
    content = newsml(TEXT)
    start, end = content.index("<PublicIdentifier>"), content.index("</NewsIdentifier>")
    article = read_one(tmp_path, content[:start] + content[end:])
    assert article.id == "urn:newsml:cw.example:20240305:DAM-17"


def test_a_later_version_of_an_item_has_the_same_id(tmp_path):
    later = (
        newsml(TEXT).replace(">2</RevisionId>", ">3</RevisionId>").replace("DAM-17:2", "DAM-17:3")
    )
    first, second = read_one(tmp_path, newsml(TEXT)), read_one(tmp_path, later)
    assert first.id == second.id
    assert (first.extra["version"], second.extra["version"]) == (2, 3)


def test_an_item_of_more_texts_than_any_story_has_is_named(tmp_path):
    content = newsml(f"<NewsComponent>{TEXT}</NewsComponent>" * 1001)
    assert read(tmp_path, content) == ([], ["item of more than 1,000 texts; split it"])


def test_a_source_is_called_as_the_topics_over_the_items_say(tmp_path):
    topics = (
        '<TopicSet><Topic Duid="p1"><Description>The Coastal Wire</Description></Topic></TopicSet>'
    )
    content = newsml(TEXT).replace("<NewsEnvelope>", f"{topics}<NewsEnvelope>")
    content = content.replace('FormalName="Coastal Wire"', 'FormalName="CW" Topic="#p1"')
    assert read_one(tmp_path, content).source == "The Coastal Wire"


@pytest.mark.parametrize("content", [item(XHTML), newsml(TEXT)])
def test_everything_kept_can_be_written_as_json(tmp_path, content):
    assert json.dumps(read_one(tmp_path, content).extra)
