"""What misspelt words of a question are read as, and which words are left as they are."""

import pytest

from corpus import Article
from index import NewsIndex
from index.vocabulary.words.spelling import is_foreign
from index.vocabulary.words.spelling.letters import cost, keys_beside

NEWS = {
    "sink": "A kitchen sink blocked the drain of the town hall. It has leaked since Monday.",
    "ferry": "The ferry to Colvik was cancelled. Passengers of the ferry waited in the harbour.",
    "knife": "A man with a knife robbed the bakery. The knife was found under a bench.",
    "strike": "The port strike goes on. Dockers say that the port strike may last until spring.",
    "phone": "Anyone who saw the thief should phone the police. The phone was stolen in Ulvik.",
    "warm": "It was a warm evening. Warm weather drew crowds to the beach, where a boulder fell.",
    "mayor": "We met Brandvold and Mayor Ilse Brandvold. Later Brandvold thanked the mayor.",
    "wheat": "Farmers sold wheat and barley. The price of wheat fell, and that of barley rose.",
    "government": "The government met. Its government building in Torvik was guarded by police.",
    "gasoline": "The price of gasoline rose. Drivers queued for gasoline at every station.",
    "senate": "The senate voted on tolls. The senate, said the speaker of the senate, is divided.",
    "typo": "A note about the senaet, which was printed in haste.",
    "pharmacy": "The pharmacy in Torvik closes. Its last pharmacist retires in June.",
    "café": "The café on the quay opened again. Its café table was painted blue.",
}
"""Each is fiction."""


@pytest.fixture(scope="module")
def news(tmp_path_factory):
    with NewsIndex.create(tmp_path_factory.mktemp("misspelt") / "index") as index:
        index.add((Article(id=id_, text=text) for id_, text in NEWS.items()), embed=False)
        index.add(
            (Article(id=f"n{n}", text=f"{NEWS['senate']} Item {n}.") for n in range(40)),
            embed=False,
        )
        yield index


def read_as(news, question):
    return dict(news.search(question, mode="keyword").corrections)


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        # to a word that ranks, where a stop word is as near
        ("sinck", "sink"),
        ("snik", "sink"),
        ("whaet", "wheat"),
        # short ones
        ("fery", "ferry"),
        ("prot", "port"),
        ("wram", "warm"),
        # by sound
        ("fone", "phone"),
        ("farmacy", "pharmacy"),
        ("nife", "knife"),
        ("polise", "police"),
        # the first letter, and one beside it on the keyboard
        ("kinfe", "knife"),
        ("rerry", "ferry"),
        ("hweat", "wheat"),
        ("overnment", "government"),
        # letters missing, doubled, swapped
        ("goverment", "government"),
        ("harrbour", "harbour"),
        ("barlley", "barley"),
        ("stirke", "strike"),
        # words run together, and split
        ("portstrike", "port strike"),
        ("mayorilse", "mayor ilse"),
        ("har bour", "harbour"),
        ("gaso line", "gasoline"),
        ("pharma cy", "pharmacy"),
    ],
)
def test_a_misspelt_word_is_read_as_the_one_that_was_meant(news, typed, right):
    assert read_as(news, typed) == {typed: right}
    assert read_as(news, f"the police and the {typed}").get(typed) == right


@pytest.mark.parametrize(
    "question",
    [
        # of another language
        "Warum",
        "Warum streiken die Hafenarbeiter?",
        "pourquoi la grève",
        "huelga en el puerto",
        "perché aumentano i prezzi",
        "waarom staken de havens",
        # words that the news has not, and that are right
        "worm",
        "border",
        "wharf",
        "stroke",
        "pork",
        "ports strikes",
        # letters and figures that are no words
        "FTX",
        "WAHT",
        "iPhome",
        "xqzzyv",
        "wh3at",
        "1250",
        "北京市",
    ],
)
def test_a_right_or_a_foreign_word_is_left_alone(news, question):
    assert read_as(news, question) == {}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("what did mayor Brandvald say", {"Brandvald": "Brandvold"}),
        ("what did mayor brandvald say", {"brandvald": "brandvold"}),
        ("the house of Wheta", {}),  # wheat is no name
        ("an interview with Knief", {}),
        ("near the town of Barleey", {}),
        ("THE PRICE OF WHETA", {"WHETA": "wheat"}),
        ("Wheta prices", {"Wheta": "Wheat"}),  # the first word may have its capital for that
    ],
)
def test_a_name_is_read_as_a_name_only(news, question, expected):
    assert read_as(news, question) == expected


def test_a_word_that_stands_in_the_news_once_is_tried_beside_the_frequent_one(news):
    hits = news.search("senaet tolls", mode="keyword", limit=60)

    assert dict(hits.corrections) == {"senaet": "senate"}
    found = [hit.article.id for hit in hits]
    assert "typo" in found
    assert "senate" in found


def test_what_the_news_misspell_often_is_tried_beside_what_they_have_far_oftener(empty):
    slips = "The cargo was barlley. " * 12
    often = f"{'The cargo was barley. ' * 1_600}{slips}Ten barlleys. "
    empty.add([Article(id="barley", title="Cargoes", text=often)], embed=False)

    assert read_as(empty, "barlley cargo") == {"barlley": "barley"}
    empty.add([Article(id="more", title="Slips", text=slips)], embed=False)
    assert read_as(empty, "barlley cargo") == {}


@pytest.mark.parametrize("word", ["quay", "bakery", "bench", "drain"])
def test_a_rare_word_with_no_frequent_neighbour_stands_as_it_is(news, word):
    assert read_as(news, word) == {}


def test_a_misspelt_stop_word_does_not_rank(news):
    hits = news.search("whcih ferry", mode="keyword")

    assert [hit.article.id for hit in hits] == ["ferry"]


def test_a_text_that_was_pasted_is_searched_as_it_stands(news):
    pasted = " ".join(f"wha{'abcdefghij'[n % 10]}et{'klmnopqrst'[n // 10]}" for n in range(80))

    assert read_as(news, f"{pasted} whaet") == {}
    assert read_as(news, "whaet" * 2000) == {}


@pytest.mark.slow
def test_both_legs_look_for_what_was_meant(empty):
    empty.add(Article(id=id_, text=text) for id_, text in NEWS.items())

    for mode in ("hybrid", "keyword"):
        hits = empty.search("fery to Colvik", mode=mode)
        assert hits[0].article.id == "ferry"
        assert dict(hits.corrections) == {"fery": "ferry"}


@pytest.mark.parametrize(
    ("words", "foreign"),
    [
        ("warum", True),
        ("pourquoi la grève continue", True),
        ("strajk w porcie", True),
        ("ferry", False),
        ("what did the mayor say about the porto", False),
        ("zink price", False),
    ],
)
def test_a_question_is_in_the_language_that_its_words_are_used_in(words, foreign):
    assert is_foreign(words.split(), {}, {"ferry", "mayor"}, {"en"}) is foreign
    assert not is_foreign(words.split(), {}, set(), {"en", "de", "fr", "pl"})


@pytest.mark.parametrize(
    ("meant", "likely", "unlikely"),
    [
        ("ferry", "fery", "fenry"),
        ("wheat", "whaet", "wheit"),
        ("police", "polixe", "polipe"),
        ("silver", "sulver", "stlver"),
        ("port", "prot", "zort"),
    ],
)
def test_the_likelier_slip_costs_less(meant, likely, unlikely):
    assert 0 == cost(meant, meant) < cost(likely, meant) < cost(unlikely, meant)


def test_keys_are_beside_those_around_them():
    assert keys_beside("g") == set("fhtyvb")
    assert keys_beside("q") == set("wa")
    assert keys_beside("é") == set()
