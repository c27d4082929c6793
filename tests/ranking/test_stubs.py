"""What is only a headline, or next to no text, yields to items with text that answer as well."""

import pytest

from corpus import Article
from index import NewsIndex

STORIES = {
    "baker": (
        "Treasury denies change in policy on dollar",
        (
            "The Treasury said that Secretary Baker had not changed his view. A further fall of "
            "the dollar would be counterproductive, Baker had said on television."
        ),
    ),
    "rates": (
        "Varde leaves its rate at 4.5 until autumn",
        "The bank leaves its rate at 4.5 per cent until the autumn, its governor says.",
    ),
    "ferry": (
        "No strike on Colvik ferry before Sunday",
        "There will be no strike on the ferry in Colvik before Sunday, says the captains' union.",
    ),
}
HEADLINES = {
    "baker": "BAKER SAYS THERE HAS BEEN NO CHANGE IN DOLLAR POLICY",
    "rates": "GOVERNOR SAYS BANK LEAVES RATE AT 4.5 PCT",
    "ferry": "UNION SAYS FERRY STRIKE NOT BEFORE SUNDAY",
}


@pytest.fixture(scope="module", params=["", "****** Blah blah blah.", "More soon."])
def wire(request, tmp_path_factory, prepared_encoder):  # noqa: ARG001 - made before
    """Return an index of stories, and of a headline for each, with a text that tells nothing."""
    with NewsIndex.create(tmp_path_factory.mktemp("wire") / "news") as index:
        index.add(Article(id=id_, title=title, text=text) for id_, (title, text) in STORIES.items())
        index.add(
            Article(id=f"{id_} flash", title=title, text=request.param)
            for id_, title in HEADLINES.items()
        )
        yield index


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("did Baker say on television that dollar policy has seen no change", "baker"),
        ("governor says bank leaves rate at 4.5 until autumn", "rates"),
        ("union says no ferry strike before Sunday in Colvik", "ferry"),
    ],
)
def test_a_question_is_answered_by_what_has_a_text(wire, question, expected):
    first, second = wire.search(question, limit=2)

    assert first.article.id == expected
    assert second.article.id == f"{expected} flash"


@pytest.mark.parametrize("id_", HEADLINES)
def test_a_headline_is_found_by_its_own_words(wire, id_):
    assert wire.search(HEADLINES[id_].lower(), limit=1)[0].article.id == f"{id_} flash"
