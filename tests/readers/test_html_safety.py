import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from news_page import CLUTTER, NEWS, STORY, TEXT, json_ld, news, page, paragraphs
from one_file import case

from corpus import UnreadableError, read_articles
from corpus.vocabulary.limits import Limits

FRONT = case("html/a_page_without_an_article_says_so-front_page.html")
LONG = "<h1>Cracks in dam</h1>" + paragraphs(*STORY)

PIECES = (
    "<div>", "</div>", "<p>", "<table><tr><td>", "<a href='x'>", "</script>", "<!--", "-->", "&#0;",
    "<script type='application/ld+json'>", "&#xD800;", "&#x110000;", "\0", "{", "}", "[", "]", '"',
    "'", "null", "1e999", "99999999999999999999", "\\ud800", "\\", "<time datetime='", "NaN",
    "<meta charset=utf-16>", "<base href='http://[::1'>", "0001-01-01T00:00:00+23:59", "<h1>", "=",
    "<link rel=canonical href='http://[x'>", "<plaintext>", "<frameset>", "<body>", "<svg>",
    "<?xml version='1.0' encoding='x'?>", "<!DOCTYPE html [<!ENTITY a 'b'>]>", "@graph", ">",
    " itemscope itemtype=NewsArticle ", "itemprop=author", "\u2028", "\x1b", "<", "<textarea>",
    "<li>", "<title>", "@id",
)  # fmt: skip
PAGES = tuple(content.encode() for content in (news(), page(CLUTTER, json_ld(NEWS)), FRONT))


@st.composite
def damaged_pages(draw):
    """Draw a page with pieces put in, taken out, doubled or turned over."""
    content = bytearray(draw(st.sampled_from(PAGES)))
    for _ in range(draw(st.integers(1, 12))):
        at = draw(st.integers(0, len(content)))
        piece = draw(st.sampled_from(PIECES)).encode("utf-8", "surrogatepass")
        change = draw(st.integers(0, 4))
        if change == 0:
            content[at:at] = piece * draw(st.sampled_from((1, 2, 300)))
        elif change == 1:
            del content[at : at + draw(st.integers(1, 400))]
        elif change == 2:
            content[at : at + 1] = draw(st.binary(max_size=4))
        elif change == 3:
            content[at:at] = content[at : at + draw(st.integers(1, 400))]
        elif draw(st.booleans()):
            del content[at:]
    return bytes(content)


def read_bytes(folder, content, limits=None):
    path = folder / "page.html"
    path.write_bytes(content)
    problems = []
    options = {"limits": limits} if limits else {}
    articles = list(read_articles([path], on_problem=problems.append, **options))
    return articles, [str(problem).removeprefix(f"{path}: ") for problem in problems]


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    return tmp_path_factory.mktemp("pages")


@pytest.mark.slow
@given(content=damaged_pages())
@example(content=page(LONG.replace("<p>", "<nav></nav>&#x1b;&#1;&#xFFFE;<p>")).encode())
@example(content=page(LONG.replace("<p>", "<nav></nav>\f&#12;<p>")).encode())
@example(content=page(LONG, "<meta name=date content='5 March 2024 10:30 WZ'>").encode())
@example(content=page("<p class=date>5 March 2024 10:30 WZ</p>" + LONG).encode())
def test_a_damaged_page_is_an_article_or_one_line(shared, content):
    articles, problems = read_bytes(shared, content)
    assert articles or problems
    assert len(articles) <= 1
    for article in articles:
        json.dumps(article.extra)
        f"{article.title}{article.text}{article.authors}".encode()
    assert not any("\n" in problem for problem in problems)


@pytest.mark.slow
@given(content=st.binary(max_size=300))
@example(content=b"<html")
@example(content=b"<html>\0")
@example(content=b"\xef\xbb\xbf<html>")
def test_what_only_begins_like_a_page_is_an_article_or_one_line(shared, content):
    articles, problems = read_bytes(shared, b"<html>" + content)
    assert len(articles) + len(problems) >= 1


HOSTILE = {
    "a hundred thousand open tags": page("<div>" * 100_000 + LONG),
    "thirty thousand tags within one another": page(
        "<div>" * 200 + "".join(f"<h2><a href='/{n}'>Story {n}</a></h2>" for n in range(15_000))
    ),
    "many attributes in one tag": page(
        "<div " + " ".join(f"a{n}=1" for n in range(300_000)) + f">{LONG}</div>"
    ),
    "many attributes in many tags": page(
        ("<div " + " ".join(f"a{n}" for n in range(500)) + ">x</div>") * 5_000 + LONG
    ),
    "quotation marks in many attributes": page(
        "<div " + " ".join(f"a{n}='<'" for n in range(300_000)) + f">{LONG}</div>"
    ),
    "attributes behind a lone quotation mark": page(
        '<div " ' + " ".join(f"a{n}" for n in range(300_000)) + f">{LONG}</div>"
    ),
    "open brackets": page("<" * 2_000_000 + LONG),
    "open comments": page(LONG + "<!--" * 500_000),
    "a title of a megabyte": page(LONG, "<title>" + "x | y - " * 130_000 + "</title>"),
    "a headline of a megabyte": news(headline="x - y " * 180_000),
    "a picture of twenty megabytes": page(
        f"<img src='data:image/png;base64,{'A' * 20_000_000}'>{LONG}"
    ),
    "nested JSON": page(LONG, json_ld("[" * 500_000)),
    "a million objects in JSON": page(LONG, json_ld("[" + "{}," * 1_000_000 + "{}]")),
    "fifty thousand articles in JSON": page(LONG, json_ld([NEWS] * 20_000)),
    "broken JSON": page(LONG, json_ld(json.dumps(NEWS)[:-1] + ',"x":"' + '\\"' * 1_000_000)),
    "broken JSON many times": page(LONG, json_ld(json.dumps(NEWS)[:-1] * 5_000)),
    "markup in JSON": page("", json_ld(NEWS | {"articleBody": "<div>" * 100_000 + "x"})),
    "attributes in JSON": page(
        "", json_ld(NEWS | {"articleBody": f"<p {' '.join(f'a{n}' for n in range(100_000))}>x"})
    ),
    "twenty thousand dates": page("<h1>Dam</h1>" + "<p>published 5 xyz 2024</p>" * 20_000),
    "space in broken JSON": page(LONG, json_ld('{"author" ' + " " * 2_000_000)),
    "line ends in broken JSON": page(LONG, json_ld('{"author" ' + "\n" * 2_000_000)),
    "commas in broken JSON": page(LONG, json_ld((", " + " " * 500) * 4_000)),
    "NULs": page("\0" * 1_000_000 + LONG),
    "half surrogate pairs": page(LONG + "<p>&#xD83D; &#xDC00; &#x110000; &#0;</p>"),
    "a script of ten megabytes": page(LONG, "<script>" + "if(i<n){}" * 1_000_000 + "</script>"),
    "a class of megabytes": page(f"<div class='{'a-' * 500_000}'>{LONG}</div>"),
    "entities in the DTD": "<!DOCTYPE html [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>"
    "<!ENTITY c SYSTEM 'file:///etc/passwd'>]>" + page(LONG + "<p>&b;&b;&c;</p>"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_is_an_article_or_one_line(tmp_path, name):
    articles, problems = read_bytes(tmp_path, HOSTILE[name].encode())
    assert len(articles) == 1 or len(problems) == 1
    assert all(len(article.title) < 20_000 for article in articles)
    assert all("root:" not in article.text for article in articles)


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("a hundred thousand open tags",
         "HTML page of more than 50,000 tags; split it into articles"),
        ("thirty thousand tags within one another",
         "HTML page with too many tags within one another; check the file"),
        pytest.param(
            "many attributes in many tags", "HTML page with too many attributes; check the file",
            marks=pytest.mark.slow,
        ),
    ],
)  # fmt: skip
def test_what_would_take_too_long_is_named(tmp_path, name, problem):
    assert read_bytes(tmp_path, HOSTILE[name].encode()) == ([], [problem])


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        "many attributes in one tag", "open comments", "a picture of twenty megabytes", "NULs",
        "nested JSON", "a script of ten megabytes", "a class of megabytes", "space in broken JSON",
    ],
)  # fmt: skip
def test_a_story_among_hostile_things_is_read(tmp_path, name):
    [article], _ = read_bytes(tmp_path, HOSTILE[name].encode())
    assert (article.title, article.text) == ("Cracks in dam", TEXT)


def test_a_page_beyond_the_limit_is_one_line_and_the_next_file_is_read(tmp_path):
    (tmp_path / "a.html").write_text(page("x" * 3_000))
    (tmp_path / "b.html").write_text(news())
    problems = []
    limits = Limits(page=2_900)
    [article] = read_articles([tmp_path], on_problem=problems.append, limits=limits)
    assert article.title == NEWS["headline"]
    assert [problem.reason for problem in problems] == ["HTML page larger than 2,900 bytes"]


def test_without_a_listener_a_page_without_an_article_is_an_error(tmp_path):
    (tmp_path / "a.html").write_text(FRONT)
    with pytest.raises(UnreadableError, match="no article on this page"):
        list(read_articles([tmp_path]))


def test_a_page_cut_anywhere_is_read_without_an_error(tmp_path):
    content = page(CLUTTER, json_ld(NEWS))
    for end in range(0, len(content), 97):
        read_bytes(tmp_path, f"<html>{content[:end]}".encode())
