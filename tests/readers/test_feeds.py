import gzip
import json
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from one_file import read_file

from corpus import read_articles

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<?xml-stylesheet href="feed.xsl"?>
<!-- made by hand -->
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Coastal Wire &gt; World</title><link>https://coastal.example/</link>
<language>en-gb</language>
<image><title>The logo</title><url>https://coastal.example/logo.png</url></image>
{items}
</channel></rss>"""


def read(tmp_path, content, name="feed.xml"):
    return read_file(tmp_path, content, name)


def rss(*items):
    return RSS.format(items="".join(f"<item>{item}</item>" for item in items))


def test_an_entry_of_rss_is_an_article(tmp_path):
    feed = rss(
        "<title>Port&#8217;s cranes &amp;amp; ships</title>"
        "<link>https://coastal.example/cranes?a=1&amp;b=2</link>"
        '<guid isPermaLink="false">tag:coastal.example,2024:cranes</guid>'
        "<description>The port in short.</description>"
        "<content:encoded><![CDATA[<h2>Cranes</h2><p>Cranes&nbsp;stand <b>still</b>.</p>"
        "<ul><li>North quay</li><li>South quay</li></ul><script>x()</script>"
        "<table><tr><th>Quay</th><th>Ships</th></tr><tr><td>North</td><td>9</td></tr></table>"
        '<p><a href="/more">Read more »</a></p>]]></content:encoded>'
        "<dc:creator>Mira Holt and Jonas Reed</dc:creator>"
        "<pubDate>Tue, 05 Nov 2024 08:00:00 +0100</pubDate>"
        "<category>World</category><category>Ports</category>"
    )
    [article], problems = read(tmp_path, feed)
    assert problems == []
    assert article.id == "tag:coastal.example,2024:cranes"
    assert article.title == "Port’s cranes & ships"
    assert article.text == (
        "Cranes\n\nCranes stand still.\n\nNorth quay\nSouth quay\n\nQuay | Ships\nNorth | 9"
    )
    assert article.url == "https://coastal.example/cranes?a=1&b=2"
    assert article.published.isoformat() == "2024-11-05T08:00:00+01:00"
    assert article.authors == ("Mira Holt", "Jonas Reed")
    assert (article.source, article.language) == ("Coastal Wire > World", "en-gb")
    assert article.section == "World"
    assert article.extra == {
        "summary": "The port in short.",
        "categories": ["World", "Ports"],
        "date_from": "pubDate",
    }


def test_an_entry_with_no_more_than_a_description_is_marked(tmp_path):
    [article], _ = read(tmp_path, rss("<title>A</title><description>In short.</description>"))
    assert (article.text, article.extra) == ("In short.", {"summary_only": True})


def test_a_description_as_long_as_a_story_is_the_story(tmp_path):
    story = "The dam was not tested. " * 80
    [article], _ = read(tmp_path, rss(f"<title>A</title><description>{story}</description>"))
    assert article.extra == {}


def test_the_caption_of_a_picture_is_not_the_story(tmp_path):
    caption = "<media:description>A crane at dusk.</media:description>"
    for order in ("{caption}{story}", "{story}{caption}"):
        item = order.format(caption=caption, story="<description>The port in short.</description>")
        [article], _ = read(tmp_path, rss(f"<title>A</title>{item}"))
        assert article.text == "The port in short."


def test_a_link_to_the_rest_of_the_story_is_left_out(tmp_path):
    description = "&lt;p&gt;In short. &lt;a href='x'&gt;Continue reading...&lt;/a&gt;&lt;/p&gt;"
    [article], _ = read(tmp_path, rss(f"<description>{description}</description>"))
    assert article.text == "In short."


def test_an_entry_from_another_paper_names_it(tmp_path):
    source = '<source url="https://post.example/rss">Evening Post</source>'
    [article], _ = read(tmp_path, rss(f"<title>A</title>{source}"))
    assert article.source == "Evening Post"


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("<author>mira@coastal.example (Mira Holt)</author>", ("Mira Holt",)),
        ("<author>Mira Holt &lt;mira@coastal.example&gt;</author>", ("Mira Holt",)),
        ("<author>desk@coastal.example</author>", ()),
        ("<dc:creator>admin</dc:creator>", ()),
        ("<dc:creator>By Mira Holt, Jonas Reed</dc:creator>", ("Mira Holt", "Jonas Reed")),
        ("<dc:creator>A B</dc:creator><dc:creator>C D</dc:creator>", ("A B", "C D")),
    ],
)
def test_authors_are_names_without_addresses(tmp_path, author, names):
    [article], _ = read(tmp_path, rss(f"<title>A</title>{author}"))
    assert article.authors == names


@pytest.mark.parametrize(
    ("guid", "url"),
    [
        ("<guid>https://coastal.example/7</guid>", "https://coastal.example/7"),
        ("<guid>story-7</guid>", ""),
        ("<guid>urn:story:7</guid>", ""),
    ],
)
def test_a_guid_stands_for_the_address_if_it_is_one(tmp_path, guid, url):
    [article], _ = read(tmp_path, rss(f"<title>A</title>{guid}"))
    assert article.url == url


@pytest.mark.parametrize(
    ("guid", "id_"),
    [
        ("<guid>https://coastal.example/?p=7</guid>", "https://coastal.example/?p=7"),
        ('<guid isPermaLink="false">story-7</guid>', "story-7"),
        ('<guid isPermaLink="false">7</guid>', "https://coastal.example/seven"),
        ("", "https://coastal.example/seven"),
    ],
)
def test_the_id_is_the_guid_unless_it_is_a_mere_number(tmp_path, guid, id_):
    link = "<link>https://coastal.example/seven</link>"
    [article], _ = read(tmp_path, rss(f"<title>A</title>{link}{guid}"))
    assert article.id == id_


def test_keywords_are_no_section(tmp_path):
    keyword = '<category domain="https://coastal.example/keywords">Cranes</category>'
    [article], _ = read(tmp_path, rss(f"<title>A</title>{keyword}<category>World</category>"))
    assert article.section == "World"
    assert article.extra["categories"] == ["Cranes", "World"]


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de">
<title type="html">Nordblatt &amp;amp; Welt</title><updated>2024-11-05T10:00:00+01:00</updated>
{entry}</feed>"""


def test_an_entry_of_atom_is_an_article(tmp_path):
    entry = (
        '<entry><title type="html">&lt;em&gt;Streik&lt;/em&gt; &amp;lt; 2 Wochen</title>'
        '<id>tag:nordblatt.example,2024:1</id><link rel="enclosure" href="https://n.example/a.mp3"/>'
        '<link href="https://n.example/streik"/><author><name>Jörg Weiß</name>'
        "<email>j@n.example</email></author><author><name>Eva Ström</name></author>"
        "<published>2024-11-05T08:00:00+01:00</published>"
        "<updated>2024-11-05T09:30:00+01:00</updated><category term='hafen' label='Hafen'/>"
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>1 &lt; 2</p>'
        "<p>Zeile<br/>zwei</p></div></content></entry>"
    )
    [article], problems = read(tmp_path, ATOM.format(entry=entry), "feed.atom")
    assert problems == []
    assert (article.title, article.text) == ("Streik < 2 Wochen", "1 < 2\n\nZeile\nzwei")
    assert article.authors == ("Jörg Weiß", "Eva Ström")
    assert article.published.isoformat() == "2024-11-05T08:00:00+01:00"
    assert article.updated.isoformat() == "2024-11-05T09:30:00+01:00"
    assert (article.source, article.language) == ("Nordblatt & Welt", "de")
    assert (article.section, article.url) == ("Hafen", "https://n.example/streik")


def test_plain_text_in_atom_is_left_as_it_is(tmp_path):
    entry = "<entry><title>2 &lt; 3 &amp; more</title><content>a &lt;b&gt; c</content></entry>"
    [article], _ = read(tmp_path, ATOM.format(entry=entry))
    assert (article.title, article.text) == ("2 < 3 & more", "a <b> c")


def test_an_atom_entry_that_only_says_when_it_changed(tmp_path):
    entry = "<entry><title>A</title><updated>2024-11-05T09:30:00Z</updated></entry>"
    [article], _ = read(tmp_path, ATOM.format(entry=entry))
    assert article.published == datetime.fromisoformat("2024-11-05T09:30:00+00:00")
    assert article.extra["date_from"] == "updated"


def test_atom_0_3(tmp_path):
    feed = (
        '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Old</title><entry>'
        "<title>A</title><issued>2004-05-06T07:08:09-05:00</issued>"
        '<content type="text/html" mode="escaped">&lt;p&gt;Story.&lt;/p&gt;</content>'
        "</entry></feed>"
    )
    [article], _ = read(tmp_path, feed)
    assert (article.source, article.text) == ("Old", "Story.")
    assert article.published.isoformat() == "2004-05-06T07:08:09-05:00"


def test_an_item_of_rss_1_is_an_article(tmp_path):
    feed = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        '<channel rdf:about="https://c.example/"><title>Journal</title>'
        "<dc:language>fr</dc:language></channel>"
        '<item rdf:about="https://c.example/1"><title>Un</title><link>https://c.example/1</link>'
        "<description>Le caf&#233; a rouvert.</description><dc:creator>Zoé Petit</dc:creator>"
        "<dc:date>2024-11-05T12:00:00+01:00</dc:date><dc:subject>Monde</dc:subject></item>"
        "</rdf:RDF>"
    )
    [article], problems = read(tmp_path, feed, "feed.rdf")
    assert problems == []
    assert (article.id, article.text) == ("https://c.example/1", "Le café a rouvert.")
    assert (article.source, article.language, article.section) == ("Journal", "fr", "Monde")
    assert article.published.isoformat() == "2024-11-05T12:00:00+01:00"
    assert article.updated is None
    assert article.extra["date_from"] == "dc:date"


def json_feed(*items, **feed):
    version = "https://jsonfeed.org/version/1.1"
    return json.dumps({"version": version, "title": "My Feed", **feed, "items": items})


def test_an_item_of_a_json_feed_is_an_article(tmp_path):
    item = {
        "id": "https://f.example/1",
        "url": "https://f.example/1",
        "title": "Rowers < sailors",
        "content_html": "<p>One.</p><p>Two.</p>",
        "summary": "In short.",
        "date_published": "2024-11-05T10:00:00+02:00",
        "date_modified": "2024-11-05T11:00:00+02:00",
        "authors": [{"name": "Anna Holt"}, {"name": "Mira Holt"}],
        "tags": ["rowing"],
    }
    plain = {"id": 7, "content_text": "Plain <b> text.\n\nMore."}
    short = {"id": "8", "summary": "Only this."}
    feed = json_feed(item, plain, short, language="en", authors=[{"name": "The Desk"}])
    [first, second, third], problems = read(tmp_path, feed, "feed.json")
    assert problems == []
    assert (first.title, first.text) == ("Rowers < sailors", "One.\n\nTwo.")
    assert first.authors == ("Anna Holt", "Mira Holt")
    assert first.published.isoformat() == "2024-11-05T10:00:00+02:00"
    assert first.updated.isoformat() == "2024-11-05T11:00:00+02:00"
    assert first.extra["categories"] == ["rowing"]
    assert (second.id, second.text) == ("7", "Plain <b> text.\n\nMore.")
    assert (second.source, second.language, second.authors) == ("My Feed", "en", ("The Desk",))
    assert third.extra == {"summary_only": True}


def test_a_json_feed_that_says_what_it_is_after_its_items(tmp_path):
    item = {"content_html": "<p>One.</p>", "id": "1", "title": "A"}
    feed = json.dumps({"items": [item], "version": "https://jsonfeed.org/version/1"})
    [article], problems = read(tmp_path, feed, "feed.json")
    assert (article.title, article.text, problems) == ("A", "One.", [])


def test_a_link_within_the_site_is_whole(tmp_path):
    [article], _ = read(tmp_path, rss("<title>A</title><link>/cranes</link>"))
    assert article.url == "https://coastal.example/cranes"


def test_a_feed_without_entries_says_so(tmp_path):
    assert read(tmp_path, RSS.format(items="")) == ([], [": feed without entries"])
    assert read(tmp_path, json_feed(), "a.json") == ([], [": feed without entries"])


def test_a_packed_feed_under_any_name_is_read(tmp_path):
    feed = rss("<title>A</title><description>B</description>").encode()
    for name in ("feed.rss.gz", "feed.txt", "feed"):
        content = gzip.compress(feed) if name.endswith(".gz") else feed
        [article], problems = read(tmp_path, content, name)
        assert (article.title, problems) == ("A", [])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "iso-8859-1"])
def test_a_feed_in_any_encoding_is_read(tmp_path, encoding):
    feed = rss("<title>Café</title>").replace("UTF-8", encoding.removesuffix("-sig"))
    [article], problems = read(tmp_path, feed.encode(encoding))
    assert article.title == "Café"
    assert problems == [": no text, only a headline; kept"]


def test_a_feed_that_names_the_wrong_encoding_is_read_with_a_warning(tmp_path):
    feed = rss("<title>Café “Orléans”</title><description>x</description>").encode("cp1252")
    [article], problems = read(tmp_path, feed)
    assert article.title == "Café “Orléans”"
    assert problems == [": declared as UTF-8, but not in it; kept"]


def test_a_feed_that_is_cut_gives_what_is_there(tmp_path):
    feed = rss("<title>A</title><description>B</description>", "<title>C</title>")
    articles, problems = read(tmp_path, feed[: feed.index("</channel>")])
    assert [article.title for article in articles] == ["A", "C"]
    assert [problem for problem in problems if "ill-formed XML" in problem]


def test_entities_of_html_lose_nothing(tmp_path):
    [article], problems = read(
        tmp_path, rss("<title>A&nbsp;B</title><description>C&uuml;</description>")
    )
    assert (article.title, article.text) == ("A B", "Cü")
    assert problems == [": ill-formed XML (undefined entity); kept"]


def test_characters_that_xml_forbids_lose_nothing(tmp_path):
    item = (
        "<title>A\x0bB &#0;&#xFFFFFFF;&#xD800;&#99999999999999;</title><description>x</description>"
    )
    [article], problems = read(tmp_path, rss(item))
    assert article.title == "AB \ufffd\ufffd\ufffd\ufffd"
    assert problems == []


def test_a_date_that_is_none_is_named_and_the_entry_kept(tmp_path):
    [article], problems = read(
        tmp_path, rss("<title>A</title><description>B</description><pubDate>99999-01-01</pubDate>")
    )
    assert article.published is None
    assert article.extra["published_unreadable"] == "99999-01-01"
    assert len(problems) == 1


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("<?xml version='1.0'?><!-- x --><catalog/>", "XML of no news format: root <catalog>"),
        ("<!-- nothing -->\n", "no XML, or nothing in it; check the file"),
        ("Harbour open\n", "no XML, or nothing in it; check the file"),
        ("<feed xmlns='urn:other'/>", "XML of no news format: root <feed>"),
    ],
)
def test_what_goes_by_the_name_of_a_feed_and_is_none_is_named(tmp_path, content, problem):
    (tmp_path / "feed.rss").write_text(content, encoding="utf-8")
    problems = []
    assert list(read_articles([tmp_path / "feed.rss"], on_problem=problems.append)) == []
    assert [str(each).removeprefix(str(tmp_path)) for each in problems] == [f"/feed.rss: {problem}"]


BOMB = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
FILE = '<!DOCTYPE rss [<!ENTITY f SYSTEM "{uri}">]>'


@pytest.mark.parametrize("before", ["", "<!-- <a -->", "<?p <a ?>", "\ufeff"])
def test_entities_of_a_feeds_own_are_refused(tmp_path, before):
    secret = tmp_path / "secret"
    secret.write_text("top secret")
    for doctype in (BOMB, FILE.format(uri=secret.as_uri())):
        feed = f"{before}{doctype}<rss><channel><item><title>&a;&f;</title></item></channel></rss>"
        articles, [problem] = read(tmp_path, feed)
        assert articles == []
        assert "declares entities" in problem


def test_a_document_type_is_passed_over(tmp_path):
    doctype = '<!DOCTYPE rss PUBLIC "-//N//DTD RSS 0.91//EN" "http://n.invalid/rss-0.91.dtd">'
    feed = f"{doctype}<rss version='0.91'><channel><item><title>A</title></item></channel></rss>"
    [article], _ = read(tmp_path, feed)
    assert article.title == "A"


def test_content_is_never_taken_for_the_name_of_a_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "<rss>").write_text(rss("<title>Secret</title>"))
    articles, _ = read(tmp_path, "<rss>")
    assert articles == []


@pytest.mark.parametrize(
    "item",
    [
        "<a>" * 50_000 + "</a>" * 50_000,
        "<title>" + "word " * 200_000 + "</title>",
        "<description>" + "&lt;div&gt;" * 20_000 + "</description>",
        "<description>" + "&lt;p a='" * 20_000 + "</description>",
        "<description>&lt;!" + "--" * 100_000 + "</description>",
        "<author>" + "a." * 50_000 + "@</author>",
    ],
    ids=["nested", "long title", "nested HTML", "quotes", "comment", "address"],
)
def test_a_hostile_entry_does_not_hurt_the_next(tmp_path, item):
    articles, _ = read(tmp_path, rss(item, "<title>Next</title>"))
    assert articles[-1].title == "Next"
    assert all(len(article.title) <= 10_000 for article in articles)


def test_an_entry_in_thousands_of_categories_is_named(tmp_path):
    categories = "".join(f"<category>{number}</category>" for number in range(2_000))
    assert read(tmp_path, rss(f"<title>A</title>{categories}")) == (
        [],
        [": feed with an entry of more than 1,000 categories; split it"],
    )


@given(st.binary(max_size=200))
def test_whatever_is_in_a_feed_nothing_breaks(tmp_path_factory, content):
    folder = tmp_path_factory.mktemp("feeds")
    read(folder, b"<rss><channel><item>" + content)
    read(folder, b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>" + content)


def test_a_feed_of_too_many_elements_is_named(tmp_path):
    story = "<title>Dam</title><description>The dam broke.</description>"
    assert read(tmp_path, rss(story + "<div>" * 500_001)) == (
        [],
        [": feed of more than 500,000 elements; split it"],
    )


def test_tags_in_cdata_are_no_elements_of_the_feed(tmp_path):
    text = "<![CDATA[" + "5 < 6. " * 500_001 + "]]>"
    [article], problems = read(tmp_path, rss(f"<title>A</title><description>{text}</description>"))
    assert (article.title, problems) == ("A", [])
