import json
import socket

import pytest
from one_file import read_one as only_article
from one_file import read_reasons

LEAD = (
    "The water minister had been told of cracks in the Torvik dam two years before it broke, "
    "the inquiry heard on Monday."
)
DENIAL = (
    "He denied it. “Nobody came to me with a report,” he said, “and nobody asked me for money.”"
)
ENGINEER = (
    "Its engineer told the inquiry that the spillway gates had not been tested since 2011, though "
    "the law asks for a test every spring."
)
LAST = "Forty witnesses will be heard before the summer, and the report is due in October."
STORY = (LEAD, DENIAL, ENGINEER, LAST)
TEXT = "\n\n".join(STORY)


def paragraphs(*texts):
    return "".join(f"<p>{text}</p>\n" for text in texts)


def page(body, head="", lang="en"):
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head><meta charset="utf-8">{head}</head>\n'
        f"<body>{body}</body>\n</html>\n"
    )


def json_ld(value):
    text = value if isinstance(value, str) else json.dumps(value)
    return f'<script type="application/ld+json">{text}</script>'


def meta(name, content):
    kind = "property" if ":" in name else "name"
    return f'<meta {kind}="{name}" content="{content}">'


def canonical(url):
    return f'<link rel="canonical" href="{url}">'


def read(tmp_path, content, name="page.html"):
    return read_reasons(tmp_path, content, name)


def read_one(tmp_path, content, name="page.html"):
    return only_article(tmp_path, content, name)


NEWS = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Minister knew of cracks in dam",
    "datePublished": "2024-03-18T09:30:00+01:00",
    "dateModified": "2024-03-18T11:00:00+01:00",
    "author": {"@type": "Person", "name": "Mira Holt"},
    "publisher": {"@type": "Organization", "name": "Coastal Wire"},
    "articleSection": "Politics",
    "inLanguage": "en-GB",
    "mainEntityOfPage": "https://coastal.example/2024/03/18/dam",
}
MENU = (
    '<header><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li>'
    '<li><a href="/weather">Weather</a></li></ul></nav></header>'
)
FOOTER = "<footer><p>Coastal Wire is not responsible for the content of other sites.</p></footer>"


def news(**fields):
    """Return a page with a story, and JSON-LD with these fields changed."""
    return page(
        f"{MENU}<article><h1>Cracks in dam</h1>{paragraphs(*STORY)}</article>{FOOTER}",
        json_ld({name: value for name, value in (NEWS | fields).items() if value is not None}),
    )


def test_a_page_says_itself_what_its_article_is(tmp_path):
    article = read_one(tmp_path, news())
    assert article.title == "Minister knew of cracks in dam"
    assert article.text == TEXT
    assert article.published.isoformat() == "2024-03-18T09:30:00+01:00"
    assert article.updated.isoformat() == "2024-03-18T11:00:00+01:00"
    assert article.authors == ("Mira Holt",)
    assert article.source == "Coastal Wire"
    assert article.section == "Politics"
    assert article.language == "en"
    assert article.url == "https://coastal.example/2024/03/18/dam"
    assert article.extra["type"] == "NewsArticle"


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
    "wrap",
    [
        lambda value: [value],
        lambda value: [{"@type": "BreadcrumbList", "itemListElement": []}, value],
        lambda value: {"@context": "https://schema.org", "@graph": [{"@type": "WebSite"}, value]},
        lambda value: {"@type": "WebPage", "name": "Dam", "mainEntity": value},
        lambda value: [[value]],
        lambda value: "<!--\n" + json.dumps(value) + "\n-->",
        lambda value: "//<![CDATA[\n" + json.dumps(value) + "\n//]]>",
        lambda value: "/*<![CDATA[*/" + json.dumps(value) + "/*]]>*/",
        lambda value: json.dumps(value).replace("}", ",}"),
        lambda value: json.dumps(value) + ";",
        lambda value: json.dumps({"@type": "WebSite"}) + "\n" + json.dumps(value),
        lambda value: json.dumps(value).replace('"', "&quot;"),
        lambda value: json.dumps(value).replace("cracks", "cracks\n"),
        lambda value: json.dumps(value | {"description": "x"}).replace('"x"', r'"it\'s"'),
        lambda value: json.dumps(value)[:-2],
        lambda value: json.dumps(value | {"description": "x"}).replace('"x"', '"say "no" twice"'),
    ],
)
def test_json_ld_is_found_wherever_and_however_it_stands(tmp_path, wrap):
    head = json_ld("{broken") + json_ld(wrap(NEWS)) + json_ld("")
    article = read_one(tmp_path, page(f"<article>{paragraphs(*STORY)}</article>", head))
    assert article.title == "Minister knew of cracks in dam"
    assert article.published.isoformat() == "2024-03-18T09:30:00+01:00"
    assert article.authors == ("Mira Holt",)
    assert article.text == TEXT


def test_entities_and_tags_in_json_ld_are_text(tmp_path):
    article = read_one(tmp_path, news(headline="Crack &amp; <em>break</em>: the dam&#8217;s end"))
    assert article.title == "Crack & break: the dam’s end"


def test_authors_and_publishers_may_be_given_by_reference(tmp_path):
    graph = [
        NEWS | {"author": {"@id": "#p1"}, "publisher": {"@id": "#org"}},
        {"@type": "Person", "@id": "#p1", "name": "Jonas Reed"},
        {"@type": "Organization", "@id": "#org", "name": "Evening Post"},
    ]
    article = read_one(tmp_path, page(paragraphs(*STORY), json_ld({"@graph": graph})))
    assert (article.authors, article.source) == (("Jonas Reed",), "Evening Post")


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


def test_open_graph_and_meta_tags_tell_what_json_ld_does_not(tmp_path):
    head = """
    <title>Dam inquiry - Coastal Wire</title>
    <meta property="og:type" content="article">
    <meta property="og:site_name" content="Coastal Wire">
    <meta property="og:title" content="Cracks in dam | Coastal Wire">
    <meta property="og:description" content="What the minister knew &amp; when.">
    <meta property="og:url" content="https://coastal.example/dam?utm_source=x">
    <meta property="og:locale" content="en_GB">
    <meta property="article:published_time" content="2024-03-18T09:30:00Z">
    <meta property="article:modified_time" content="2024-03-19T09:30:00Z">
    <meta property="article:section" content="Politics">
    <meta property="article:author" content="https://facebook.com/miraholt">
    <meta property="article:tag" content="dam"><meta property="article:tag" content="inquiry">
    <meta name="author" content="Mira Holt">
    <link rel="canonical" href="/politics/dam">
    """
    body = f"{MENU}<article><h1>Cracks in dam</h1>{paragraphs(*STORY)}</article>"
    article = read_one(tmp_path, page(body, head, lang=""))
    assert article.title == "Cracks in dam"
    assert article.source == "Coastal Wire"
    assert article.published.isoformat() == "2024-03-18T09:30:00+00:00"
    assert article.updated.isoformat() == "2024-03-19T09:30:00+00:00"
    assert article.authors == ("Mira Holt",)
    assert article.section == "Politics"
    assert article.language == "en-GB"
    assert article.url == "https://coastal.example/politics/dam"
    assert article.extra["description"] == "What the minister knew & when."
    assert article.extra["keywords"] == ["dam", "inquiry"]


@pytest.mark.parametrize(
    ("title", "author", "site"),
    [
        ("dcterms.title", "dcterms.creator", "dcterms.publisher"),
        ("DC.title", "DC.creator", "DC.publisher"),
        ("parsely-title", "parsely-author", "application-name"),
        ("sailthru.title", "sailthru.author", "og:site_name"),
        ("twitter:title", "byl", "og:site_name"),
        ("citation_title", "citation_author", "og:site_name"),
    ],
)
def test_other_families_of_meta_tags_are_known(tmp_path, title, author, site):
    head = meta(title, "Cracks in dam") + meta(author, "By Mira Holt") + meta(site, "Coastal Wire")
    article = read_one(tmp_path, page(f"<h1>Dam</h1>{paragraphs(*STORY)}", head))
    assert (article.title, article.authors) == ("Cracks in dam", ("Mira Holt",))
    assert article.source == "Coastal Wire"


def test_the_old_tag_of_parsely_is_taken_apart(tmp_path):
    said = {"title": "Cracks in dam", "author": "Mira Holt", "pub_date": "2024-03-18T09:30:00Z"}
    head = f"<meta name='parsely-page' content='{json.dumps(said)}'>"
    article = read_one(tmp_path, page(f"<h1>Dam</h1>{paragraphs(*STORY)}", head))
    assert (article.title, article.authors) == ("Cracks in dam", ("Mira Holt",))
    assert article.published.isoformat() == "2024-03-18T09:30:00+00:00"


def test_microdata_tells_what_an_article_is(tmp_path):
    body = f"""<div itemscope itemtype="http://schema.org/NewsArticle">
    <h1 itemprop="headline">Cracks in dam</h1>
    <span itemprop="author" itemscope itemtype="http://schema.org/Person">by
    <a itemprop="url" href="/mira"><span itemprop="name">Mira Holt</span></a></span>
    <meta itemprop="datePublished" content="2024-03-18T09:30:00+01:00">
    <div itemprop="articleBody">{paragraphs(*STORY)}</div></div>"""
    article = read_one(tmp_path, page(body))
    assert (article.title, article.authors) == ("Cracks in dam", ("Mira Holt",))
    assert article.published.isoformat() == "2024-03-18T09:30:00+01:00"
    assert article.text == TEXT


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


def test_a_dash_within_a_headline_stays(tmp_path):
    headline = "Torvik dam - what the minister knew"
    assert read_one(tmp_path, news(headline=headline)).title == headline


def test_a_headline_cut_off_in_the_data_is_taken_whole_from_the_page(tmp_path):
    whole = "Minister knew of cracks in dam two years before it broke"
    head = json_ld(NEWS | {"headline": "Minister knew of cracks in dam two…"})
    article = read_one(tmp_path, page(f"<h1>{whole}</h1>{paragraphs(*STORY)}", head))
    assert article.title == whole


def test_a_page_without_any_data_is_read_as_it_looks(tmp_path):
    body = f"""{MENU}<main><h1>Cracks in dam</h1><p class="byline">By Mira Holt</p>
    {paragraphs(*STORY)}</main>{FOOTER}"""
    article = read_one(tmp_path, page(body, "<title>Cracks in dam - Coastal Wire</title>"))
    assert article.title == "Cracks in dam"
    assert article.authors == ("Mira Holt",)
    assert article.text == TEXT


def test_the_shortest_page_is_an_article(tmp_path):
    content = (
        "<html><head><title>Harbour open</title></head><body><p>The harbour is open again.</p>"
    )
    article = read_one(tmp_path, content)
    assert (article.title, article.text) == ("Harbour open", "The harbour is open again.")


def test_a_story_of_one_sentence_does_not_begin_with_its_headline(tmp_path):
    body = "<h1>Two hurt in crash</h1><p>Two people were hurt when a van hit a wall on Monday.</p>"
    article = read_one(tmp_path, page(body))
    assert article.title == "Two hurt in crash"
    assert article.text == "Two people were hurt when a van hit a wall on Monday."


CLUTTER = f"""{MENU}
<article>
<h1>Cracks in dam</h1>
<p class="byline">By <a href="/mira">Mira Holt</a></p>
<div class="share-tools"><ul><li><a href="#">Share on Facebook</a></li><li>Copy link</li></ul></div>
<figure><img src="dam.jpg"><figcaption>The dam in June. Photograph: Jonas Reed</figcaption>
</figure>
<p>{LEAD}</p>
<div class="ad-container"><span>Advertisement</span>
<p>Buy a boat today and pay next year, only here.</p></div>
<p>{DENIAL}</p>
<p><strong>Read more: <a href="/b">The village that moved up the hill</a></strong></p>
<aside class="related"><h2>Related</h2><a href="/c">Who built the dam, and why?</a></aside>
<p>{ENGINEER}</p>
<div class="newsletter-signup"><h3>Morning Wire</h3><p>Sign up to our newsletter, with all that
matters today.</p><form><input type="email"><button>Sign up</button></form></div>
<div class="wp-caption"><img src="x.jpg"><p class="wp-caption-text">The minister in 2022.</p></div>
<p>Lesen Sie auch: Das Dorf am Hang</p>
<p>Lire aussi : Le village sur la colline</p>
<p>Lee también | El pueblo de la colina</p>
<p>{LAST}</p>
<p>Follow us on Twitter and Facebook</p>
</article>
<section class="most-read"><h2>Most read</h2><ol><li><a href="/1">Dockers strike at Colvik</a></li>
<li><a href="/2">Rowers win the lake regatta</a></li></ol></section>
<div id="comments"><h2>Comments</h2>
<p>I have always said so. This dam was never safe, and everyone knew.</p></div>
{FOOTER}"""


def test_menus_advertisements_captions_and_ways_to_other_stories_are_left_out(tmp_path):
    assert read_one(tmp_path, page(CLUTTER, json_ld(NEWS))).text == TEXT
    assert read_one(tmp_path, page(CLUTTER)).text == TEXT


def test_what_only_looks_like_an_aside_stays(tmp_path):
    said = (
        "Read more books, the minister told pupils in Ardal.",
        "Related costs will be paid by the builder, the court said, and not by the state.",
        "Advertisements for the dam had called it the safest in the world.",
        "More from the inquiry came to light on Friday, when the judge read out forty letters.",
    )
    body = f"<article><h1>Dam</h1>{paragraphs(*STORY, *said)}</article>"
    assert read_one(tmp_path, page(body)).text == "\n\n".join((*STORY, *said))


def test_lists_and_tables_take_a_line_for_each_item_and_row(tmp_path):
    body = f"""<article><h1>Dam</h1>{paragraphs(*STORY)}
    <h2>The dead</h2>
    <ul><li>Ardal lost twelve people.</li><li>Bremby lost nine people.</li></ul>
    <table><tr><th>Village</th><th>Homes</th></tr><tr><td>Ardal</td><td>40</td></tr></table>
    <p>First line of it<br>and the second line.</p></article>"""
    assert read_one(tmp_path, page(body)).text == (
        f"{TEXT}\n\nThe dead\n\nArdal lost twelve people.\nBremby lost nine people."
        "\n\nVillage | Homes\nArdal | 40\n\nFirst line of it\nand the second line."
    )


def test_the_text_does_not_begin_with_headline_and_byline(tmp_path):
    body = f"<article><h1>{NEWS['headline']}</h1><p>By Mira Holt</p>{paragraphs(*STORY)}</article>"
    assert read_one(tmp_path, page(body, json_ld(NEWS))).text == TEXT


def test_the_article_body_of_the_data_is_taken_where_the_page_shows_none_of_it(tmp_path):
    markup = "".join(f"<p>{text}</p>" for text in STORY).replace("Monday", "<b>Monday</b>")
    for body in ("\n\n".join(STORY), markup, markup.replace("<", "&lt;").replace(">", "&gt;")):
        content = page('<div id="app"></div>', json_ld(NEWS | {"articleBody": body}))
        assert read_one(tmp_path, content).text == TEXT


def test_the_article_body_of_the_data_does_not_replace_a_good_text(tmp_path):
    assert read_one(tmp_path, news(articleBody=" ".join(STORY))).text == TEXT


@pytest.mark.parametrize("free", [False, "False", "false", "http://schema.org/False"])
def test_a_stub_before_a_paywall_is_marked(tmp_path, free):
    head = json_ld(NEWS | {"isAccessibleForFree": free})
    body = f"<article><h1>Dam</h1>{paragraphs(LEAD, DENIAL)}</article>"
    article = read_one(tmp_path, page(body, head))
    assert article.extra["paywalled"] is True
    assert article.text == f"{LEAD}\n\n{DENIAL}"
    part = {"hasPart": {"@type": "WebPageElement", "isAccessibleForFree": free}}
    assert read_one(tmp_path, page(body, json_ld(NEWS | part))).extra["paywalled"] is True


def test_an_article_that_is_there_as_a_whole_is_not_marked(tmp_path):
    head = json_ld(NEWS | {"isAccessibleForFree": "False"})
    body = f"<article><h1>Dam</h1>{paragraphs(*(f'{n}. {ENGINEER}' for n in range(20)))}</article>"
    assert "paywalled" not in read_one(tmp_path, page(body, head)).extra
    assert "paywalled" not in read_one(tmp_path, news(isAccessibleForFree=True)).extra


def teasers(count):
    return "".join(
        f'<article><h2><a href="/story-{n}">Story number {n} of the day</a></h2>'
        f"<p>What story {n} is about, told in one sentence of some length.</p></article>"
        for n in range(count)
    )


FRONT = page(
    f"{MENU}<main><h1>Coastal Wire</h1>{teasers(12)}</main>{FOOTER}",
    '<title>Coastal Wire</title><meta property="og:type" content="website">'
    + json_ld({"@type": "WebSite", "name": "Coastal Wire", "url": "https://coastal.example/"}),
)  # fmt: skip
SECTION = page(
    f"{MENU}<main><h1>Politics</h1><ul>"
    + "".join(f'<li><a href="/p/{n}">Minister answers question {n}</a></li>' for n in range(30))
    + f"</ul></main>{FOOTER}",
    "<title>Politics - Coastal Wire</title>",
)  # fmt: skip
LISTED = page(
    f"<main>{teasers(3)}</main>",
    json_ld([NEWS | {"headline": f"Story number {n}", "url": f"/story-{n}"} for n in range(3)])
    + "<title>Coastal Wire</title>",
)
BLOG = page(
    "<div>"
    + "".join(
        f'<article><h2><a href="/{n}">Story {n}</a></h2>{paragraphs(*STORY)}</article>'
        for n in range(4)
    )
    + "</div>",
    "<title>Notes from the coast</title>",
)
LOGIN = page(
    "<h1>Sign in</h1><form><p>Sign in to read on. It takes a minute.</p><input name=user>"
    "<input type='password' name=pass><button>Sign in</button></form><p>Forgot your password? "
    "We will send you a new one in a minute.</p>",
    "<title>Sign in - Coastal Wire</title>",
)
MISSING = page(
    f"{MENU}<main><h1>Page not found</h1><p>Sorry, the page that you were looking for has moved or "
    "never was there. Try the search.</p></main>",
    "<title>404 - Coastal Wire</title>",
)
NOTHING_YET = page(
    '<noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div>',
    "<title>Coastal Wire</title>",
)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (FRONT, "links to articles only"),
        (SECTION, "links to articles only"),
        (BLOG, "links to articles only"),
        (LISTED, "links to articles only"),
        (LOGIN, "a login page"),
        (MISSING, "an error page"),
        (NOTHING_YET, "no running text"),
        (page(""), "no running text"),
        ("<html>", "no running text"),
    ],
)
def test_a_page_without_an_article_says_so(tmp_path, content, reason):
    assert read(tmp_path, content) == ([], [f"no article on this page ({reason})"])


def test_a_story_with_many_links_to_others_is_an_article(tmp_path):
    body = f"""{MENU}<main><article><h1>Cracks in dam</h1>{paragraphs(*STORY)}</article>
    <section class="more"><h2>More</h2>{teasers(9)}</section></main>{FOOTER}"""
    assert read_one(tmp_path, page(body)).text == TEXT


def test_a_story_about_an_error_page_is_an_article(tmp_path):
    title = "404: the number that became a joke"
    story = paragraphs(*(f"{n}. {text}" for n in range(3) for text in STORY))
    body = f"<article><h1>{title}</h1>{story}</article>"
    assert read_one(tmp_path, page(body)).title == title


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


def test_a_page_that_a_browser_saved_knows_where_it_came_from(tmp_path):
    content = page(f"<h1>Dam</h1>{paragraphs(*STORY)}").replace(
        "<html", "<!-- saved from url=(0025)https://coastal.example/x -->\n<html"
    )
    article = read_one(tmp_path, content)
    assert (article.url, article.source) == ("https://coastal.example/x", "coastal.example")


@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [
        ("Der Minister wußte von den Rissen im Damm über Ardal.", "iso-8859-1", "iso-8859-1"),
        (
            "Министр знал о трещинах в плотине за два года до её разрушения.",
            "cp1251",
            "windows-1251",
        ),
        ("Ministr věděl o trhlinách v přehradě už dva roky předtím.", "cp1250", "windows-1250"),
        ("大臣は二年前からダムの亀裂を知っていたと調査委員会は聞いた。", "shift_jis", "Shift_JIS"),
        ("大臣は二年前からダムの亀裂を知っていたと調査委員会は聞いた。", "euc_jp", "euc-jp"),
        ("部长在大坝决堤两年前就已经知道裂缝，调查委员会周一听取了证词。", "gb18030", "gb2312"),
        ("Der Minister wußte von den Rissen im Damm über Ardal.", "utf-8", "iso-8859-1"),
        ("Der Minister wußte von den Rissen im Damm über Ardal.", "utf-16", "utf-8"),
        ("Der Minister wußte von den Rissen im Damm über Ardal.", "utf-8-sig", "hex"),
        ("Der Minister wußte von den Rissen im Damm über Ardal.", "cp1252", "rot13"),
    ],
)
def test_the_encoding_is_the_declared_one_unless_the_bytes_say_otherwise(
    tmp_path, text, encoding, declared
):
    content = f"<html><head><meta charset='{declared}'><title>x</title></head><body><p>{text}</p>"
    assert read_one(tmp_path, content.encode(encoding)).text == text
    older = f"<meta http-equiv=Content-Type content='text/html; charset={declared}'>"
    content = f"<html><head>{older}<title>x</title></head><body><p>{text}</p></body></html>"
    assert read_one(tmp_path, content.encode(encoding)).text == text


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


def test_text_about_html_is_no_page(tmp_path):
    article = read_one(tmp_path, "A page begins with <html>, said the teacher.", "lesson.txt")
    assert article.text == "A page begins with <html>, said the teacher."


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
