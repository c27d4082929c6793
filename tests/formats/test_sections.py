"""Reports and feeds of any text: well formed, and saying what the articles say."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from corpus import Article, Passage
from index import Hit, Hits, News, NewsIndexError, Watch
from index.formats import Section, feed, report, sections_text

ATOM = {"atom": "http://www.w3.org/2005/Atom"}
NOW = datetime(2024, 3, 19, 6, 30, tzinfo=UTC)

texts = st.text(
    st.sampled_from("ab1 .-+*<>&;\"'=:/\n\tü港\u200f\x00\x0b") | st.characters(codec="utf-8"),
    min_size=1,
).filter(lambda text: any(each.isprintable() and not each.isspace() for each in text))


def hit(title, text, id_="a1", **fields):
    article = Article(id=id_, title=title, text=text, **fields)
    passage = Passage(0, len(article.text), article.text)
    return Hit(1, 0.5, 0.5, 0.5, 0.5, article, passage, passage, passage)


def read(element):
    """Return the words that a reader sees."""
    return "".join(each for each in "".join(element.itertext()) if each.isprintable()).split()


def said(text):
    """Return the words of a text, as far as they can be seen."""
    return "".join(each if each.isprintable() else " " for each in text).split()


def joined(words):
    return "".join(words)


@given(texts, texts)
def test_a_report_says_what_an_article_says_whatever_its_signs(title, text):
    section = Section(title, [hit(title, text)], (text,))

    tree = html.fromstring("".join(report(title, [section, section], "made today")))

    assert len(tree.findall(".//section")) == 2
    assert len(tree.findall(".//blockquote")) == 2
    for quotation in tree.iterfind(".//blockquote"):
        assert joined(read(quotation)) == joined(said(text))
    for heading in tree.iterfind(".//h2"):
        assert joined(read(heading)) == joined(said(title))
    assert not tree.findall(".//script")


@given(texts, texts, texts)
def test_a_feed_is_xml_that_says_what_an_article_says(name, title, text):
    hits = Hits([hit(title, text)])

    made = feed([News(Watch(name, "q", {}), hits)], NOW)

    entry = etree.fromstring(made).find("atom:entry", ATOM)
    assert joined(read(entry.find("atom:title", ATOM))) == joined(said(title))
    assert joined(said(text)) in joined(read(entry.find("atom:content", ATOM)))


def test_a_feed_keeps_its_last_fifty_entries():
    made = b""
    for number in range(60):
        found = Hits([hit(f"Story {number}", "Text.", f"a{number}")])
        made = feed([News(Watch("all", "q", {}), found)], NOW, made)

    entries = etree.fromstring(made).iterfind("atom:entry", ATOM)
    titles = [entry.findtext("atom:title", namespaces=ATOM) for entry in entries]
    assert titles == [f"Story {number}" for number in range(59, 9, -1)]


@pytest.mark.parametrize(
    "before",
    [b"Buy milk.", b"<rss/>", b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hosts">]><a>&x;</a>'],
)
def test_what_is_no_feed_is_not_gone_on_from(before):
    with pytest.raises(NewsIndexError, match="no Atom feed"):
        feed([News(Watch("all", "q", {}), Hits())], NOW, before)


def test_text_goes_into_mail_as_it_is():
    article = hit("Ferry " * 20, "The ferry sank. " * 20, url="https://h.example/" + "long" * 30)

    lines = "".join(sections_text([Section("ferries", [article], ("1 new story",))])).splitlines()

    assert lines[:3] == ["ferries", "=======", "1 new story"]
    assert [line for line in lines if len(line) > 76] == ["   https://h.example/" + "long" * 30]
