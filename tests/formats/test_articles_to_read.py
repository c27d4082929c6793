"""Articles as Markdown and as pages: what they say is what is read, whatever signs it has."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt

from corpus import Article
from index.formats import article_html, article_markdown, html_page

STRIKE = Article(
    id="strike-1",
    title="Dockers <strike> at *Colvik* & elsewhere",
    text="1. They stopped work at dawn.\n\n- “No_one told_us”, said `Mr` Reed [of the union].\n\n"
    "# Not a heading\n\n> nor a quotation; 3 < 4 & 5 > 4. <script>alert(1)</script>",
    published="2024-03-19T06:30:00+01:00",
    source="Harbour & Sons",
    authors=("Jonas Reed", "Mira Holt"),
    language="en_GB",
    url="https://gazette.example/a?b=1&c=2",
    extra={"topics": ["port", "<b>"], "nothing": None, "desk": {"name": "north"}},
)

words = st.text(
    st.sampled_from("ab1 .-+*_`<>[]()#!&;|~\\\"'=:/@$^{}\n\tü港") | st.characters(codec="utf-8"),
    min_size=1,
).filter(lambda text: text.strip() and text.isprintable())


def read(markup):
    """Return what a reader sees of HTML."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", markup)).split())


def said(text):
    return " ".join(text.split())


def rendered(markdown):
    return MarkdownIt("commonmark").render(markdown)


def test_markdown_says_what_the_article_says():
    page = rendered(article_markdown(STRIKE))

    assert f"<h1>{'Dockers &lt;strike&gt; at *Colvik* &amp; elsewhere'}</h1>" in page
    assert "<p>1. They stopped work at dawn.</p>" in page
    assert "<p># Not a heading</p>" in page
    assert said("published: 19 March 2024, 06:30 UTC+01:00") in read(page)
    assert "topics: port, <b>" in read(page)
    assert "nothing" not in page
    assert '<a href="https://gazette.example/a?b=1&amp;c=2">' in page


@given(words, words)
def test_markdown_of_any_text_reads_as_the_text(title, text):
    page = rendered(article_markdown(Article(title=title, text=text)))
    heading, body = re.match(
        r"<h1>(.*?)</h1>\n<ul>.*?</ul>\n<p>(.*?)</p>", page, re.DOTALL
    ).groups()

    assert unescape(heading) == said(title)
    assert unescape(body) == said(text)


def test_a_page_stands_alone_and_says_how_its_letters_run():
    arabic = Article(id="ar", title="غرق السفينة", text="غرقت السفينة.", language="ar")
    unknown = Article(id="unknown", title="Headline alone", language="<en>")

    page = "".join(html_page("News <1>", map(article_html, (STRIKE, arabic, unknown))))
    root = html.document_fromstring(page)

    assert root.findtext("head/title") == "News <1>"
    assert [dict(each.attrib) for each in root.iter("article")] == [
        {"lang": "en-GB", "dir": "ltr"},
        {"lang": "ar", "dir": "rtl"},
        {"dir": "auto"},
    ]
    assert root.findtext(".//h1") == STRIKE.title
    assert root.xpath("//p/text()")[-2].endswith("<script>alert(1)</script>")
    assert not root.xpath("//script | //link | //img | //@src | //@style | //@onclick")
    assert root.xpath("//a/@href") == [STRIKE.url]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://a.example/ b", "ftp://a.example"])
def test_what_is_no_address_of_the_web_is_no_link(url):
    article = Article(title="A", url=url)

    assert "<a " not in article_html(article)
    assert "<a " not in rendered(article_markdown(article))


@given(words, words)
@pytest.mark.slow
def test_html_of_any_text_reads_as_the_text(title, text):
    root = html.fragment_fromstring(article_html(Article(title=title, text=text)))

    assert said(root.findtext("h1")) == said(title)
    assert said(" ".join(root.xpath("p/text()"))) == said(text)
