"""What is marked in a hit is whole words of the question, as a reader sees words."""

import pytest

from corpus import Article
from index import NewsIndex

TEXTS = {
    "officials": "Two U.S. officials met U.S.-led forces. The U.S.’s envoy told us so.",
    "quota": "OPEC's ministers kept OPEC quotas; quota talks go on. “OPEC’s no club.”",
    "shares": "Profit was 597 dlrs on 1226,597 shares; 1,597 were sold for $597.",
    "names": "Mr O'Hara and d'Oria of l'Union met at O’Hara’s office.",
    "german": "Die Regierung tritt zurück, weil die Steuer stieg. Das sagte der Kanzler am Abend.",
    "english": "Most plants die in the frost, and the government sends in the tax men.",
}


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    with NewsIndex.create(tmp_path_factory.mktemp("marks") / "news") as index:
        index.add([Article(id=id_, text=text) for id_, text in TEXTS.items()], embed=False)
        yield index


def marked(index, question, id_):
    """Return what is marked in an article, as a reader sees it."""
    (hit,) = (h for h in index.search(question, mode="keyword") if h.article.id == id_)
    return [hit.article.text[start:end] for start, end in hit.marks]


@pytest.mark.parametrize(
    ("question", "id_", "words"),
    [
        ("what did US officials say", "officials", ["U.S.", "officials", "U.S.", "U.S.’s"]),
        ("OPEC quota", "quota", ["OPEC's", "OPEC", "quotas", "quota", "OPEC’s"]),
        ("597", "shares", ["597", "1226,597", "597"]),
        ("O'Hara", "names", ["O'Hara", "O’Hara’s"]),
        ("Oria union", "names", ["Oria", "Union"]),
    ],
)
def test_a_mark_covers_a_whole_word(index, question, id_, words):
    assert marked(index, question, id_) == words


def test_stop_words_of_the_language_of_the_question_are_not_marked(index):
    question = "warum tritt die Regierung zurück, die Steuer und der frost"

    assert marked(index, question, "german") == ["Regierung", "tritt", "zurück", "Steuer"]
    assert marked(index, question, "english") == ["frost"]


def test_words_of_a_question_of_stop_words_are_marked(index):
    assert marked(index, "the", "english") == ["the", "the", "the"]
