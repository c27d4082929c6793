import socket

import pytest
from news_page import (
    CLUTTER,
    DENIAL,
    LEAD,
    NEWS,
    STORY,
    TEXT,
    canonical,
    json_ld,
    meta,
    news,
    page,
    paragraphs,
)
from one_file import read_one as only_article


def read_one(tmp_path, content, name="page.html"):
    return only_article(tmp_path, content, name)


@pytest.mark.parametrize(
    "kind",
    [
        "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle",
        "BackgroundNewsArticle", "ReviewNewsArticle", "AskPublicNewsArticle", "Article",
        "LiveBlogPosting", "BlogPosting", "SatiricalArticle", "TechArticle", "Report",
        ["Article", "NewsArticle"], ["http://schema.org/NewsArticle"], "schema:NewsArticle",
    ],
)  # fmt: skip
def test_every_kind_of_article_is_one(tmp_path, kind):
    assert read_one(tmp_path, news(**{"@type": kind})).title == NEWS["headline"]


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Mira Holt", ["Mira Holt"]),
        ("By Mira Holt, Political Editor", ["Mira Holt"]),
        ("By MIRA HOLT and Jonas Reed", ["MIRA HOLT", "Jonas Reed"]),
        (["Mira Holt", "Jonas Reed"], ["Mira Holt", "Jonas Reed"]),
        ([{"name": "Mira Holt"}, {"name": "Jonas Reed"}], ["Mira Holt", "Jonas Reed"]),
        ([{"@type": "Person", "name": ["Mira Holt", "Jonas Reed"]}], ["Mira Holt", "Jonas Reed"]),
        ({"@type": "Organization", "name": "Associated Press"}, ["Associated Press"]),
        ({"givenName": "Mira", "familyName": "Holt"}, ["Mira Holt"]),
        ("Mira Holt, Jonas Reed & Eva-Lena Ström", ["Mira Holt", "Jonas Reed", "Eva-Lena Ström"]),
        ("Mira Holt in Torvik", ["Mira Holt"]),
        ("Mira Holt, Coastal News", ["Mira Holt"]),
        ("Mira Holt (mira.holt@coastal.example)", ["Mira Holt"]),
        ("Holt, Mira", ["Mira Holt"]),
        ("Von Jörg Weiß, Berlin", ["Jörg Weiß"]),
        ("Par Anne Roy et Luc Petit", ["Anne Roy", "Luc Petit"]),
        ("Por José Ortega y Gasset", ["José Ortega y Gasset"]),
        ("Por Ana Gil y Luis Mora", ["Ana Gil", "Luis Mora"]),
        ("dpa", ["dpa"]),
        ("https://coastal.example/people/mira-holt", []),
        ({"@type": "Person", "url": "https://coastal.example/mira"}, []),
        ([{"name": "https://coastal.example/mira"}, {"name": "Jonas Reed"}], ["Jonas Reed"]),
        ("@miraholt", []),
        ({"name": None}, []),
        (17, []),
    ],
)  # fmt: skip
def test_a_byline_is_names_only(tmp_path, author, names):
    assert list(read_one(tmp_path, news(author=author)).authors) == names


@pytest.mark.parametrize(
    "head",
    [
        meta("og:title", "Cracks in dam | Coastal Wire"),
        meta("og:title", "Cracks in dam - Coastal Wire"),
        meta("og:title", "Coastal Wire: Cracks in dam"),
        meta("og:title", "Coastal Wire") + "<title>Cracks in dam</title>",
        "<title>Cracks in dam – Politics – Coastal Wire</title>",
        "<title>Cracks in dam</title>",
    ],
)
def test_the_name_of_the_site_is_no_part_of_the_title(tmp_path, head):
    site = meta("og:site_name", "Coastal Wire")
    body = f"<h1>Cracks in dam</h1>{paragraphs(*STORY)}"
    assert read_one(tmp_path, page(body, site + head)).title == "Cracks in dam"


@pytest.mark.parametrize("free", [False, "False", "false", "http://schema.org/False"])
def test_a_stub_before_a_paywall_is_marked(tmp_path, free):
    head = json_ld(NEWS | {"isAccessibleForFree": free})
    body = f"<article><h1>Dam</h1>{paragraphs(LEAD, DENIAL)}</article>"
    article = read_one(tmp_path, page(body, head))
    assert article.extra["paywalled"] is True
    assert article.text == f"{LEAD}\n\n{DENIAL}"
    part = {"hasPart": {"@type": "WebPageElement", "isAccessibleForFree": free}}
    assert read_one(tmp_path, page(body, json_ld(NEWS | part))).extra["paywalled"] is True


@pytest.mark.parametrize(
    ("lang", "data", "language"),
    [
        ("en-us", None, "en-US"),
        ("de_AT", None, "de-AT"),
        ("zh-hans-cn", None, "zh-Hans-CN"),
        ("es-419", None, "es-419"),
        ("", "fr-FR", "fr-FR"),
        ("", {"@type": "Language", "name": "Spanish", "alternateName": "es"}, "es"),
        ("", "English", ""),
        ("nonsense!", "pt_BR", "pt-BR"),
    ],
)
def test_the_language_is_a_tag_of_bcp_47(tmp_path, lang, data, language):
    head = json_ld(NEWS | {"inLanguage": data})
    content = page(f"<h1>Dam</h1>{paragraphs(*STORY)}", head, lang)
    assert read_one(tmp_path, content).language == language


@pytest.mark.parametrize(
    ("head", "url"),
    [
        (canonical("https://a.example/x"), "https://a.example/x"),
        (canonical("//a.example/x") + meta("og:url", "https://b.example/y"), "https://a.example/x"),
        (canonical("/x") + '<base href="https://a.example/">', "https://a.example/x"),
        (canonical("https://a.example/") + meta("og:url", "https://a.example/x"),
         "https://a.example/x"),
        (meta("og:url", "https://a.example/x"), "https://a.example/x"),
        (canonical("/x"), ""),
        (canonical("javascript:alert(1)"), ""),
        (canonical("https://[broken"), ""),
        (json_ld(NEWS | {"mainEntityOfPage": {"@type": "WebPage", "@id": "https://a.example/x"}}),
         "https://a.example/x"),
        (json_ld(NEWS | {"url": "https://a.example/x"}), "https://a.example/x"),
    ],
)  # fmt: skip
def test_the_address_is_the_one_that_the_page_gives_itself(tmp_path, head, url):
    content = page(f"<h1>Dam</h1>{paragraphs(*STORY)}", head)
    assert read_one(tmp_path, content).url == url


@pytest.mark.parametrize(
    "opening",
    [
        "<!DOCTYPE html>",
        "<!doctype HTML PUBLIC '-//W3C//DTD HTML 4.01//EN'>",
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0">',
        "\n\n  <!-- made by -- hand -->\n<!-- twice --><html>",
        "<HTML>",
        "\ufeff<html>",
    ],
)
@pytest.mark.parametrize("name", ["page.html", "page.htm", "page.xhtml", "page", "page.txt"])
def test_a_page_is_known_by_how_it_begins(tmp_path, opening, name):
    content = f"{opening}<head><title>Dam</title></head><body>{paragraphs(*STORY)}</body></html>"
    assert read_one(tmp_path, content, name).text == TEXT


def test_nothing_is_fetched(tmp_path, monkeypatch):
    def refuse(*_arguments, **_options):
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    head = (
        '<link rel="stylesheet" href="http://a.example/x.css"><base href="http://a.example/">'
        '<script src="http://a.example/x.js"></script><meta http-equiv="refresh" '
        'content="0;url=http://a.example/">'
    )
    body = f"{CLUTTER}<iframe src='http://a.example/'></iframe><img src='http://a.example/x.png'>"
    content = '<!DOCTYPE html SYSTEM "http://a.example/x.dtd">' + page(body, head).partition(">")[2]
    assert read_one(tmp_path, content).text == TEXT
