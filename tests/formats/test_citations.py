"""Articles as one cites them: what other programs read of them is what was written."""

import json
import string
from datetime import UTC, datetime

import bibtexparser
import pytest
import rispy
from bibtexparser import middlewares
from hypothesis import given
from hypothesis import strategies as st

from corpus import Article
from index.formats import bibtex, citation_text, csl, ris

STRIKE = Article(
    id="cw-1",
    title="Varnholm strike ends: 50% & more for {crane} drivers",
    text="Dockers went back to work.",
    published=datetime(2024, 10, 24, 23, 30, tzinfo=UTC),
    source="Cormorant Wire",
    authors=("Ada Kirrin", "Associated Press"),
    section="Business",
    language="en",
    url="https://cormorant.example/2024/strike_ends?a=1&b={2}#end",
)
BARE = Article(
    id="https://cormorant.example/a b",
    text="Nobody knows when the old observatory on the hill was built.",
)
ANY = st.text(st.sampled_from(string.printable + "éł“”–中"), min_size=1).filter(str.strip)
PLAIN = st.text(
    st.sampled_from(string.ascii_letters + string.digits + "$&#_%~\\ ,.:;!?éł“”–中"), min_size=1
).filter(str.strip)
"""What one reader of BibTeX reads back: it has no braces, and takes straight quotes for TeX's."""


def read_bibtex(text):
    """Return the entries of a file of BibTeX, as one program reads them."""
    layers = [
        middlewares.SeparateCoAuthors(),
        middlewares.SplitNameParts(),
        middlewares.LatexDecodingMiddleware(keep_braced_groups=False),
    ]
    library = bibtexparser.parse_string(text, append_middleware=layers)
    assert not library.failed_blocks
    return library.entries


def squeezed(text):
    return " ".join(text.split())


def test_bibtex_reads_what_was_written():
    (entry,) = read_bibtex(bibtex(STRIKE))

    assert (entry.entry_type, entry.key) == ("article", "cw-1")
    kirrin, press = entry["author"]
    assert (kirrin.first, kirrin.last) == (["Ada"], ["Kirrin"])
    assert (press.first, press.last) == ([], ["{Associated Press}"])
    assert entry["title"] == "Varnholm strike ends: 50% & more for crane drivers"
    assert r"more for \textbraceleft{}crane\textbraceright{} drivers}}," in bibtex(STRIKE)
    assert entry["journal"] == "Cormorant Wire"
    assert [entry[name] for name in ("date", "year", "month")] == ["2024-10-24", "2024", "oct"]
    assert "  url = {https://cormorant.example/2024/strike_ends?a=1&b=%7B2%7D#end}" in bibtex(
        STRIKE
    )


@given(ANY)
@pytest.mark.slow
def test_no_title_breaks_bibtex(title):
    first, second = read_bibtex(bibtex(Article(id="a", title=title)) + bibtex(STRIKE))

    assert (first.key, second.key) == ("a", "cw-1")


@given(PLAIN)
def test_signs_of_tex_in_a_title_are_read_back(title):
    (entry,) = read_bibtex(bibtex(Article(title=title)))

    assert entry["title"] == squeezed(title)


def test_an_article_of_no_source_is_misc_and_its_key_one_that_can_be_cited():
    (entry,) = read_bibtex(bibtex(BARE))

    assert entry.entry_type == "misc"
    assert entry.key.startswith("https://cormorant.example/a-b-")
    assert not entry.fields


def test_ris_reads_what_was_written():
    (record,) = rispy.loads(ris(STRIKE))

    assert record["type_of_reference"] == "NEWS"
    assert record["authors"] == ["Kirrin, Ada", "Associated Press"]
    assert record["title"] == STRIKE.title
    assert record["secondary_title"] == "Cormorant Wire"
    assert (record["year"], record["date"]) == ("2024", "2024/10/24")
    assert record["urls"] == [STRIKE.url]


@given(ANY)
def test_no_title_breaks_ris(title):
    (record,) = rispy.loads(ris(Article(title=title)))

    assert record["title"] == squeezed(title)


def test_csl_is_an_item_of_a_newspaper():
    assert csl(STRIKE) == {
        "id": "cw-1",
        "type": "article-newspaper",
        "author": [{"family": "Kirrin", "given": "Ada"}, {"literal": "Associated Press"}],
        "issued": {"date-parts": [[2024, 10, 24]]},
        "title": STRIKE.title,
        "container-title": "Cormorant Wire",
        "section": "Business",
        "language": "en",
        "URL": STRIKE.url,
    }


def test_in_running_text_an_article_is_one_line():
    assert citation_text(STRIKE) == (
        "Ada Kirrin and Associated Press, “Varnholm strike ends: 50% & more for {crane} drivers”, "
        "Cormorant Wire, 24 October 2024, "
        "https://cormorant.example/2024/strike_ends?a=1&b={2}#end"
    )
    assert citation_text(BARE) == "“Nobody knows when the old observatory on the…”."


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("Mira Holt", "Holt"),
        ("J. K. Rowling", "Rowling"),
        ("John F. Kennedy", "Kennedy"),
        ("Eva-Lena Ström", "Ström"),
        ("Sinéad O’Connor", "O’Connor"),
        ("Ursula von der Leyen", "von der Leyen"),
        ("Ludwig van Beethoven", "van Beethoven"),
    ],
)
def test_the_name_of_one_person_is_parted(name, family):
    (author,) = csl(Article(text="x", authors=[name]))["author"]

    assert author["family"] == family
    assert f"{author['given']} {family}" == name


@pytest.mark.parametrize(
    "name",
    [
        "Reuters",
        "Associated Press",
        "By our correspondent",
        "José Luis Rodríguez",
        "Maria del Carmen Lopez",
        "de Gaulle",
        "Harbour Gazette Staff",
        "Agence 24",
    ],
)
def test_what_may_be_anything_else_stays_whole(name):
    assert csl(Article(text="x", authors=[name]))["author"] == [{"literal": name}]


def test_where_the_family_name_comes_first_a_name_stays_whole():
    article = Article(text="x", authors=["Orbán Viktor"], language="hu")

    assert csl(article)["author"] == [{"literal": "Orbán Viktor"}]


def test_articles_are_cited_on_the_command_line(newsdex, seeded):
    ids = ["cw-20241024-0031", "nc-2024-10-25-03"]

    def cited(style):
        done = newsdex("--index", seeded, "cite", *ids, "--style", style)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    assert cited("text").splitlines()[0].startswith("Ada Kirrin, “Varnholm strike ends after 46")
    assert [entry.key for entry in read_bibtex(cited("bibtex"))] == ids
    assert [record["id"] for record in rispy.loads(cited("ris"))] == ids
    assert [item["id"] for item in json.loads(cited("csl"))] == ids
