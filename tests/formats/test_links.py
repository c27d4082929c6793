"""What an article says is its URL becomes a link only where a click can do no harm."""

from datetime import UTC, datetime

import pytest

from corpus import Article, Passage
from index.formats import (
    Section,
    article_html,
    article_markdown,
    bibtex,
    citation_text,
    csl,
    feed,
    hits_markdown,
    report,
    ris,
    sections_text,
)
from newsdex import Hit, Hits, News, NewsIndex, Watch

LINKS = [
    "https://gazette.example/a?b=1&c=2#d",
    "HTTP://gazette.example/Ä",
    "mailto:desk@gazette.example",
    "file:///archive/1987/a.txt",
]
NONE = [
    "javascript:alert(1)",
    " JavaScript:alert(1)//https://gazette.example",
    "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "https://gazette.example/\x1b]8;;https://evil.example",
    'https://gazette.example/"onclick="alert(1)',
    "gazette.example/a",
]


def hit(url):
    """Return a hit in an article that says of itself that this is its URL."""
    article = Article(id="a1", title="Lock", text="The lock is shut.", url=url)
    passage = Passage(0, len(article.text), article.text)
    return Hit(1, 0.5, 0.5, None, None, article, passage)


def shown(hit):
    """Return a hit as every format shows it that makes links of addresses."""
    article = hit.article
    sections = [Section("Lock", [hit])]
    news = News(Watch("locks", "lock", {}), Hits([hit]))
    return {
        "notebook": hit._repr_html_() + article._repr_html_(),
        "report": "".join(report("Locks", sections, "made today")),
        "text": "".join(sections_text(sections)),
        "md": "".join(hits_markdown([hit])),
        "article md": article_markdown(article).replace(f"**url:** {article.url}", ""),
        "article html": article_html(article).replace(f'"auto">{article.url}<', ""),
        "atom": feed([news], datetime(2024, 3, 1, tzinfo=UTC)).decode(),
        "bibtex": bibtex(article),
        "ris": ris(article),
        "csl": str(csl(article)),
        "cited": citation_text(article),
    }


@pytest.mark.parametrize("url", NONE)
def test_what_could_do_harm_is_no_link_anywhere(url):
    for form, text in shown(hit(url)).items():
        assert "<a href" not in text, form
        assert "<link rel" not in text, form
        assert "](<" not in text, form
    pages = shown(hit(url))
    for form in ("text", "atom", "bibtex", "ris", "csl", "cited", "md", "report", "notebook"):
        assert "alert" not in pages[form], form
        assert "evil" not in pages[form], form
    assert hit(url).article.url == url, "what it says of itself is kept"
    assert not hit(url).article.link


@pytest.mark.parametrize("url", LINKS)
def test_addresses_of_the_web_of_mail_and_files_are_links_everywhere(url):
    pages = shown(hit(url))

    for form in ("notebook", "report", "article html", "atom"):
        assert f'href="{url.replace("&", "&amp;")}"' in pages[form], form
    for form in ("text", "md", "article md", "ris", "csl", "cited"):
        assert url in pages[form], form
    assert url.partition("Ä")[0] in pages["bibtex"]


def test_a_file_that_a_stranger_names_is_not_opened(newsdex, tmp_path):
    with NewsIndex.create(tmp_path / "news") as index:
        index.add({"id": "a", "text": "Lock.", "url": "file:///bin/true"}, embed=False)

    done = newsdex("--index", tmp_path / "news", "open", "a")

    assert done.returncode == 1
    assert "it has no URL" in done.stderr
