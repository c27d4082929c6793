import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st
from one_file import read_file

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


def test_a_packed_feed_under_any_name_is_read(tmp_path):
    feed = rss("<title>A</title><description>B</description>").encode()
    for name in ("feed.rss.gz", "feed.txt", "feed"):
        content = gzip.compress(feed) if name.endswith(".gz") else feed
        [article], problems = read(tmp_path, content, name)
        assert (article.title, problems) == ("A", [])


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


def test_content_is_never_taken_for_the_name_of_a_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "<rss>").write_text(rss("<title>Secret</title>"))
    articles, _ = read(tmp_path, "<rss>")
    assert articles == []


@pytest.mark.slow
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


WORDPRESS = "http://wordpress.org/export/1.2/"
PRISM = "http://prismstandard.org/namespaces/basic/2.0/"
BLOGGER = "http://schemas.google.com/blogger/2018"


@pytest.mark.parametrize(
    ("space", "element"),
    [
        (WORDPRESS, "wp:post_type"),
        (WORDPRESS, "wp:status"),
        (PRISM, "prism:section"),
        (BLOGGER, "blogger:type"),
    ],
)
def test_an_attribute_where_none_belongs_costs_at_most_the_element(tmp_path, space, element):
    prefix = element.partition(":")[0]
    odd = f'<{element} xmlns:{prefix}="{space}" a="1">post</{element}>'
    item = f"<title>Next</title><description>The quay is dry.</description>{odd}"

    articles, problems = read(tmp_path, rss(item))

    assert [article.title for article in articles] == ["Next"]
    assert problems == []


def test_an_entry_in_thousands_of_categories_is_named(tmp_path):
    categories = "".join(f"<category>{number}</category>" for number in range(2_000))
    assert read(tmp_path, rss(f"<title>A</title>{categories}")) == (
        [],
        [": feed with an entry of more than 1,000 categories; split it"],
    )


@pytest.mark.slow
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


@pytest.mark.slow
def test_tags_in_cdata_are_not_elements_of_the_feed(tmp_path):
    text = "<![CDATA[" + "5 < 6. " * 500_001 + "]]>"
    [article], problems = read(tmp_path, rss(f"<title>A</title><description>{text}</description>"))
    assert (article.title, problems) == ("A", [])
