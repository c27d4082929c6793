"""The first words of a story without title say what it is about; those of a table don't."""

import pytest

from corpus import Article
from index import NewsIndex
from index.vocabulary.words import lead_of

STORY = (
    "Aluminium output in Varde rose by a tenth in March, the smelters' association said on "
    "Monday. It put the rise down to cheaper power, which two new dams in the north have brought "
    "since the winter. Smelters at Colvik and Lunde took on two hundred workers and will take on "
    "as many again. The union said that wages had not followed, and that it would ask for six "
    "per cent in the talks that begin after Easter."
)
TABLE = (
    "ALUMINIUM OUTPUT VARDE CLOSING - APR 7 COLVIK May 114.65 Sep 99.85 Nov 102.45 Jan 105.05 Mar "
    "107.50 LUNDE May 122.80 Jul 125.50 Sep 101.20 Nov 103.40 Jan 106.35 Mar 108.75 May 111.40 "
    "ELMAR Jul 96.10 Sep 97.40 Nov 98.20 Jan 99.00 Mar 99.90 May 100.70 Jul 101.20 Sep 101.90 Nov "
    "102.30 Jan 102.90 Mar 103.20 ALL VALUES SALES COLVIK 24 LUNDE 197 ELMAR 12"
)
CORRECTION = "In the item ALUMINIUM OUTPUT UP please read daily average in the first paragraph."
CHINESE = (
    "北京市政府星期三宣布新的交通规定，从下个月开始，货车白天不得进入市中心。市民对此意见不一，"
    "商店老板担心货物不能按时送到，居民则希望空气变好。官员表示，规定将先试行半年，然后再作决定。"
)


@pytest.mark.parametrize(
    ("text", "begins", "words"),
    [
        (STORY, "Aluminium output in Varde", 30),
        (f"{STORY} {STORY}", "Aluminium output in Varde", 30),
        (f"\n  {STORY}", "\n  Aluminium output in Varde", 30),
        (TABLE, "", 0),
        (CORRECTION, "", 0),
        ("", "", 0),
        ("****** Blah blah blah.", "", 0),
    ],
)
def test_a_lead_is_the_first_words_of_a_story(text, begins, words):
    lead = lead_of(text)

    assert text.startswith(lead)
    assert lead.startswith(begins)
    assert len(lead.split()) == words


def test_a_lead_is_as_long_in_a_script_without_spaces():
    assert CHINESE.startswith("北京市政府星期三宣布新的交通规定")
    assert 20 < len(lead_of(CHINESE)) < len(CHINESE)


@pytest.fixture(scope="module")
def untitled(tmp_path_factory, prepared_encoder):  # noqa: ARG001 - made before
    """Return an index of a story with a title, the same without, a table and a correction."""
    with NewsIndex.create(tmp_path_factory.mktemp("leads") / "news") as index:
        index.add(
            [
                Article(id="titled", title="Aluminium output in Varde rises", text=STORY),
                {"id": "story", "text": STORY.replace("Monday", "Tuesday")},
                {"id": "table", "text": TABLE},
                {"id": "correction", "text": CORRECTION},
            ]
        )
        yield index


@pytest.mark.parametrize(
    ("question", "titled"),
    [("aluminium output in Varde", 1.0), ("output of aluminium smelters", 0.5), ("Easter", 0.0)],
)
def test_a_lead_counts_for_half_a_title(untitled, question, titled):
    hits = untitled.search(question, copies="all", per_article=1)
    shares = {hit.article.id: hit.title_score for hit in hits}

    assert shares["titled"] == pytest.approx(titled, abs=0.25)
    assert shares["titled"] / 2 <= shares["story"] <= 0.5
    assert shares.get("table", 0) == shares.get("correction", 0) == 0


@pytest.mark.parametrize(
    "question", ["title:aluminium", "title:output", 'title:"aluminium output"']
)
def test_a_title_that_stands_in_is_still_found_by_its_words(untitled, question):
    found = {hit.article.id for hit in untitled.search(f"title:{question}", copies="all")}

    assert {"titled", "story", "table"} <= found
