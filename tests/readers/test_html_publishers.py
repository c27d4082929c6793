"""Pages built as publishers of several kinds build them; their stories are invented."""

from pathlib import Path

import pytest

from corpus import read_articles

PAGES = Path(__file__).parent / "pages"

EXPECTED = {
    "wire_agency": (
        "Torvik dam inquiry opens with families in tears",
        "2024-03-01T08:00:12+00:00",
        ["MIRA HOLT"],
        "Coast Wire News",
        "TORVIK, Norland (Coast Wire) — The inquiry",
        "Coast Wire writer Jonas Reed in Ardal contributed to this report.",
    ),
    "sentinel": (
        "Dam minister ‘was told of cracks’",
        "2024-03-18T09:30:40+00:00",
        ["Mira Holt", "Jonas Reed"],
        "The Sentinel",
        "The water minister had been told",
        "The inquiry goes on.",
    ),
    "broadcaster": (
        "Torvik dam: Inquiry hears of cracks",
        "2024-03-18T09:30:00+00:00",
        ["Mira Holt", "Jonas Reed"],
        "Coastal News",
        "The water minister had been told",
        "The judge said she would decide on Friday.",
    ),
    "wordpress_german": (
        "Streik im Hafen beendet",
        "2024-04-03T06:12:44+00:00",
        ["Jörg Weiß"],
        "Nordblatt Verlag",
        "Die Hafenarbeiter von Colvik",
        "Der Hafen will bis 2030 keine Stelle streichen.",
    ),
    "amp_spanish": (
        "El ministro sabía de las grietas",
        "2024-03-18T10:30:00+01:00",
        ["Ana Gil"],
        "El Diario",
        "El ministro del agua supo",
        "Cuarenta testigos declararán antes del verano.",
    ),
    "tabloid": (
        "Dam boss's £2m yacht: 'I've done NOTHING wrong'",
        "2024-03-18T22:01:13+00:00",
        ["Mira Holt"],
        "Daily Flash",
        "The builder of the Torvik dam bought",
        "and to bring his accountant.",
    ),
    "table_layout_1999": (
        "Harbour Gazette: Dockers strike at Colvik",
        "1999-03-19T00:00:00+00:00",
        ["JONAS REED"],
        "",
        "Dockers strike at Colvik\n\nCOLVIK -- Dockers",
        "Nobody was hurt.",
    ),
    "japanese": (
        "ダムの亀裂、大臣は知っていた",
        "2024-03-18T00:00:00+00:00",
        [],
        "沿岸新聞",
        "水資源大臣は、ダムが決壊する",
        "証人四十人が夏までに証言する。",
    ),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_the_story_on_a_publishers_page_is_read_right(name):
    title, published, authors, source, start, end = EXPECTED[name]
    problems = []
    [article] = read_articles([PAGES / f"{name}.html"], on_problem=problems.append)
    assert problems == []
    assert (article.title, article.source) == (title, source)
    assert article.published.isoformat() == published
    assert list(article.authors) == authors
    assert article.text.startswith(start)
    assert article.text.endswith(end)


@pytest.mark.parametrize("name", EXPECTED)
def test_nothing_but_the_story_is_read(name):
    [article] = read_articles([PAGES / f"{name}.html"])
    lines = article.text.casefold().split("\n")
    for words in ("advert", "publicidad", "newsletter", "photo", "foto:", "lee también", "teilen"):
        assert not any(words in line for line in lines)
    for words in ("share", "related", "most read", "scroll down", "loaded", "don't miss", "©"):
        assert not any(line.startswith(words) for line in lines)


def test_every_page_is_looked_at():
    assert {path.stem for path in PAGES.glob("*.html")} == set(EXPECTED)
