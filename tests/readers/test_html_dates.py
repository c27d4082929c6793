import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import read_articles
from corpus.fields.dates_in_urls import day_in_url

STORY = """<p>He was born on 4 May 1961.</p>
<p>The water minister had been told of cracks in the Torvik dam two years before it broke,
the inquiry heard on Monday. The law of 1962 asks for a test each spring.</p>
<p>The dam was opened on 4 May 1961. Forty witnesses will be heard before the summer.</p>"""


def page(body="", head="", lang="en"):
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>Dam</title>{head}'
        f"</head><body><nav><a href='/'>Home</a></nav><article><h1>Cracks in dam</h1>{body}{STORY}"
        "</article><footer><p>© 2021 Coastal Wire</p></footer></body></html>"
    )


def json_ld(**fields):
    value = {"@type": "NewsArticle", "headline": "Cracks in dam", **fields}
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def meta(name, content):
    kind = "property" if ":" in name else "name"
    return f'<meta {kind}="{name}" content="{content}">'


def canonical(url):
    return f'<link rel="canonical" href="{url}">'


def read_one(tmp_path, content):
    path = tmp_path / "page.html"
    path.write_text(content)
    problems = []
    [article] = read_articles([path], on_problem=problems.append)
    return article, [str(problem).removeprefix(f"{path}: ") for problem in problems]


def published(tmp_path, content):
    article, problems = read_one(tmp_path, content)
    assert problems == []
    return article.published and article.published.isoformat(), article.extra.get("date_from")


JSON_LD = json_ld(datePublished="2024-03-01T10:00:00+01:00")
OTHER = '<time datetime="2024-03-09">9 March</time>'
FIRST_DAY = date(1990, 1, 1)
META = meta("article:published_time", "2024-03-02T10:00:00Z")
TIME = '<time datetime="2024-03-03T10:00:00-05:00">3 March</time>'
URL = canonical("https://a.example/2024/03/04/dam")
LINE = "<p>5 March 2024</p>"


def test_of_all_dates_the_surest_is_taken(tmp_path):
    expected = [
        ("2024-03-01T10:00:00+01:00", "JSON-LD datePublished"),
        ("2024-03-02T10:00:00+00:00", "meta article:published_time"),
        ("2024-03-03T10:00:00-05:00", "time tag"),
        ("2024-03-04T00:00:00+00:00", "URL"),
        ("2024-03-05T00:00:00+00:00", "visible text"),
        (None, None),
    ]
    heads, bodies = [JSON_LD, META, "", URL, "", ""], ["", "", TIME, "", LINE, ""]
    for first in range(len(expected)):
        content = page("".join(bodies[first:]), "".join(heads[first:]))
        assert published(tmp_path, content) == expected[first]


@pytest.mark.parametrize(
    "moment",
    [
        "2024-03-05T10:30:00+09:00",
        "2024-03-05T10:30:00-03:30",
        "2024-03-05T10:30:00Z",
        "2024-03-05T10:30:00.000+05:45",
    ],
)
def test_time_zones_are_kept(tmp_path, moment):
    wanted = moment.replace("Z", "+00:00").replace(".000", "")
    assert published(tmp_path, page(head=json_ld(datePublished=moment)))[0] == wanted
    assert published(tmp_path, page(head=meta("article:published_time", moment)))[0] == wanted
    assert published(tmp_path, page(f"<time datetime='{moment}'>now</time>"))[0] == wanted


@pytest.mark.parametrize(
    "name",
    [
        "article:published_time", "og:article:published_time", "datePublished", "parsely-pub-date",
        "sailthru.date", "DC.date.issued", "dcterms.created", "dc.date", "pubdate", "publish-date",
        "date", "article.published", "citation_publication_date", "bt:pubDate",
    ],
)  # fmt: skip
def test_many_meta_tags_tell_the_date(tmp_path, name):
    content = page(head=meta(name, "2024-03-05T10:30:00+01:00"))
    assert published(tmp_path, content) == ("2024-03-05T10:30:00+01:00", f"meta {name.lower()}")


def test_a_date_in_a_list_or_an_object_is_read(tmp_path):
    for value in (["2024-03-05"], {"@type": "Date", "@value": "2024-03-05"}):
        assert published(tmp_path, page(head=json_ld(datePublished=value)))[0][:10] == "2024-03-05"
    assert published(tmp_path, page(head=json_ld(datePublished=1709634600000)))[0] == (
        "2024-03-05T10:30:00+00:00"
    )


def test_a_date_of_the_web_page_counts_where_the_article_has_none(tmp_path):
    graph = [
        {"@type": "Article", "headline": "Cracks in dam"},
        {"@type": ["WebPage", "ItemPage"], "datePublished": "2024-03-05T10:30:00+00:00"},
    ]
    head = f'<script type="application/ld+json">{json.dumps({"@graph": graph})}</script>'
    assert published(tmp_path, page(head=head)) == (
        "2024-03-05T10:30:00+00:00",
        "JSON-LD page datePublished",
    )


def test_a_broken_date_is_told_and_the_next_one_taken(tmp_path):
    for broken in ("soon", "0000-00-00", "99999-03-05", "2024-13-45T99:00"):
        article, problems = read_one(tmp_path, page(head=json_ld(datePublished=broken) + META))
        assert article.published.isoformat() == "2024-03-02T10:00:00+00:00"
        [problem] = problems
        assert problem.startswith(f"unreadable date {broken!r} in JSON-LD datePublished")


def test_a_date_in_the_future_is_told_and_the_next_one_taken(tmp_path):
    head = json_ld(datePublished="2999-01-01T00:00:00Z") + META
    article, [problem] = read_one(tmp_path, page(head=head))
    assert article.extra["date_from"] == "meta article:published_time"
    assert article.extra["published_in_future"] == "2999-01-01T00:00:00Z"
    assert "lies in the future" in problem


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ('<time class="entry-date published" datetime="2024-03-05T10:30">x</time>', "2024-03-05"),
        ('<time pubdate datetime="2024-03-05">x</time>', "2024-03-05"),
        ('<abbr class="published" title="2024-03-05T10:30:00+0000">Tuesday</abbr>', "2024-03-05"),
        ("<time>March 5, 2024</time>", "2024-03-05"),
        ('<span data-timestamp="1709634600000">10:30 AM EST</span>', "2024-03-05"),
        ('<time datetime="10:30">10:30</time>', None),
        (f"<aside>{OTHER}</aside>", None),
        (f"<div class='related'>{OTHER}</div>", None),
        (f"<article><h3><a href='/x'>Other</a></h3>{OTHER}</article>", None),
        (f"<p>In the spring of {OTHER}, {'when the band played until dawn, ' * 9}all was well.</p>",
         None),
    ],
)  # fmt: skip
def test_a_time_tag_by_the_story_tells_its_date(tmp_path, body, day):
    moment, _ = published(tmp_path, page(body))
    assert (moment and moment[:10]) == day


def test_the_time_of_an_update_is_no_time_of_publication(tmp_path):
    body = """<p>Updated <time datetime="2024-03-06T08:00:00Z">6 March</time></p>
    <p>Published <time datetime="2024-03-05T08:00:00Z">5 March</time></p>"""
    article, _ = read_one(tmp_path, page(body))
    assert article.published.isoformat() == "2024-03-05T08:00:00+00:00"
    assert article.updated.isoformat() == "2024-03-06T08:00:00+00:00"
    body = """<time class="entry-date published" datetime="2024-03-05">5 March</time>
    <time class="updated" datetime="2024-03-06">6 March</time>"""
    article, _ = read_one(tmp_path, page(body))
    assert (article.published.day, article.updated.day) == (5, 6)


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/2024/03/05/dam", "2024-03-05"),
        ("/2024/3/5/dam.html", "2024-03-05"),
        ("/world/2024/mar/05/dam-inquiry", "2024-03-05"),
        ("/world/dam-inquiry-2024-03-05/", "2024-03-05"),
        ("/world/2024-03-05-dam", "2024-03-05"),
        ("/news/20240305/dam", "2024-03-05"),
        ("/news/art_20240305_17.html", "2024-03-05"),
        ("/2024/03/dam", ""),
        ("/2024/13/05/dam", ""),
        ("/2024/02/30/dam", ""),
        ("/story-1234567890123/dam", ""),
        ("/1776/07/04/dam", ""),
        ("/id/120240305/dam", ""),
        ("/dam?date=2024/03/05", ""),
        ("/20243050001", ""),
        ("/2024315", ""),
    ],
)
def test_the_day_in_an_address(path, day):
    assert day_in_url(f"https://a.example{path}") == day


@given(st.dates(min_value=FIRST_DAY), st.sampled_from("/-_."))
def test_every_day_in_an_address_is_found(day, between):
    if day.year < 2100:
        path = day.strftime(f"%Y{between}%m{between}%d")
        assert day_in_url(f"https://a.example/news/{path}/story") == day.isoformat()


@given(st.text(max_size=50))
def test_any_address_is_looked_at_without_an_error(path):
    day_in_url(f"https://a.example/{path}")
    day_in_url(path)


@pytest.mark.parametrize(
    ("lang", "line"), [("en-US", "03/05/2024"), ("en-GB", "05/03/2024"), ("fr", "05/03/2024")]
)
def test_a_line_of_numbers_is_read_as_in_the_language_of_the_page_and_told(tmp_path, lang, line):
    article, [problem] = read_one(tmp_path, page(f"<p>{line}</p>", lang=lang))
    assert article.published.isoformat() == "2024-03-05T00:00:00+00:00"
    assert f"day and month of '{line}' in 'visible text' may be either" in problem
    assert f"read as 5 March 2024 as in {lang} " in problem


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("en", "March 5, 2024"),
        ("en", "Published on Tuesday 5th March 2024, 10:30 GMT"),
        ("en", "Mar. 5, 2024 at 10.30 a.m. EST"),
        ("de", "5. März 2024, 10:30 Uhr"),
        ("de-AT", "Stand: 05.03.2024 10:30 Uhr"),
        ("fr", "Publié le 5 mars 2024 à 10h30"),
        ("fr", "Mardi 5 mars 2024"),
        ("es", "5 de marzo de 2024"),
        ("pt-BR", "5 de março de 2024 às 10h30"),
        ("it", "5 marzo 2024"),
        ("nl", "dinsdag 5 maart 2024"),
        ("sv", "Publicerad 5 mars 2024"),
        ("pl", "5 marca 2024"),
        ("ru", "5 марта 2024, 10:30"),
        ("el", "5 Μαρτίου 2024"),
        ("tr", "5 Mart 2024 Salı"),
        ("ja", "2024年3月5日 10時30分"),
        ("ko", "2024년 3월 5일"),
        ("zh", "2024-03-05 10:30"),
        ("ar", "5 مارس 2024"),
        ("", "5 March 2024"),
        ("tlh", "5 March 2024"),
    ],
)
def test_the_line_by_the_headline_tells_the_day(tmp_path, lang, line):
    for body in (f"<p>{line}</p>", f"<div><span>By Mira Holt</span> | <span>{line}</span></div>"):
        assert published(tmp_path, page(body, lang=lang)) == (
            "2024-03-05T00:00:00+00:00",
            "visible text",
        )


def test_years_in_the_story_and_the_footer_are_no_dates(tmp_path):
    assert published(tmp_path, page()) == (None, None)


def test_the_date_of_the_file_is_never_the_date_of_the_story(tmp_path):
    article, _ = read_one(tmp_path, page())
    assert article.published is None
    assert article.updated is None
