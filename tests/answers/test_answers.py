"""Each hit marks the sentences that answer best; and where nothing is close, the search says so."""

import pytest
from conftest import SEEDS

from corpus import Article, read_articles
from corpus.passages.sentences import sentence_spans
from index import NewsIndex

FERRY = Article(
    id="ferry",
    title="Ferry runs aground off Lunde",
    text="The ferry Maren ran aground off Lunde on Monday. The ferry carried 212 passengers "
    "and a crew of 31. It lost power because sea water had entered the engine room. “We heard "
    "a bang, and then the lights went out,” said the purser, Ida Strand. The ferry will be "
    "towed to Colvik.",
)


@pytest.fixture
def ferry(empty):
    empty.add([FERRY])
    return empty


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("how many passengers did the ferry carry", "The ferry carried 212"),
        ("why did the ferry lose power", "It lost power because"),
        ("where will the ferry be towed", "The ferry will be towed"),
        ("who heard a bang", "“We heard a bang"),
    ],
)
def test_the_sentence_that_answers_is_marked(ferry, question, begins):
    (hit,) = ferry.search(question)

    assert hit.answer.text.startswith(begins)
    assert FERRY.text[hit.answer.start : hit.answer.end] == hit.answer.text


LONG = " ".join(["Of the harbour master"] * 20).replace("Of", "said that of", 1)
RUNS_ON = Article(
    id="runs-on",
    title="Harbour master speaks",
    text=f"He began at nine. The harbour master {LONG} nothing was known. He left at ten.",
)


@pytest.fixture(scope="module")
def seeds(tmp_path_factory, prepared_encoder):  # noqa: ARG001 - made before
    """Return an index of the sample news, and of a sentence that runs on."""
    with NewsIndex.create(tmp_path_factory.mktemp("seeds") / "news") as index:
        index.add(read_articles([SEEDS]))
        index.add([RUNS_ON])
        yield index


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("what did US officials demand", "“some specific steps” Beijing needs to take"),
        ("what did US officials demand", "an end to “economic coercion”"),
        ("how many whooping cough cases in the Imbrel delta", "167 confirmed cases"),
        ("what did the strike fund pay the dock workers", "900 crowns a week"),
        ("where was the glowing limpet found", "in the stomachs of 11 of the limpets"),
    ],
)
def test_the_window_tells_what_the_best_sentence_alone_does_not(seeds, question, told):
    hit = seeds.search(question, limit=1)[0]

    assert told in hit.window.text


@pytest.mark.parametrize(
    "question", ["dam", "who was charged", "prices in November", "the", "strike"]
)
def test_a_window_is_whole_sentences_side_by_side_with_the_answer_in_it(seeds, question):
    for hit in seeds.search(question, limit=20):
        window, spans = hit.window, sentence_spans(hit.passage.text)
        assert hit.article.text[window.start : window.end] == window.text
        assert window.start - hit.passage.start in {start for start, _ in spans}
        assert window.end - hit.passage.start in {end for _, end in spans}
        assert window.start <= hit.answer.start < hit.answer.end <= window.end
        assert len(window.text.split()) <= 60 or window == hit.answer


def test_a_sentence_that_runs_on_is_a_window_of_its_own(seeds):
    (hit,) = (hit for hit in seeds.search("harbour master") if hit.article.id == "runs-on")

    assert hit.window == hit.answer
    assert hit.window.text.startswith("The harbour master said that of")


def test_who_speaks_in_most_of_the_window_is_named(empty):
    empty.add(
        [
            Article(
                id="purser",
                text="The purser recalled the engine room. “We heard a bang, and then the lights "
                "went out, and water came in through the door,” said the purser, Ida Strand.",
            )
        ]
    )

    (hit,) = empty.search("what was recalled of the engine room")

    assert hit.answer.text == "The purser recalled the engine room."
    assert hit.speaker == "Ida Strand"


def test_who_says_a_quotation_is_named_and_no_one_else(ferry):
    (said,) = ferry.search("who heard a bang")
    (told,) = ferry.search("how many passengers did the ferry carry")

    assert said.speaker == "Ida Strand"
    assert told.speaker is None


def test_a_headline_alone_has_no_sentence_to_mark(archive):
    (hit,) = archive.search("lighthouse keeper retires", limit=1)

    assert hit.article.id == "headline"
    assert hit.answer is None


def test_a_question_of_stop_words_still_marks_a_sentence(ferry):
    assert ferry.search("the")[0].answer.text == "The ferry Maren ran aground off Lunde on Monday."


def test_a_question_on_which_the_archive_has_nothing_is_called_weak(archive):
    hits = archive.search("who won the rugby final in Yokohama")

    assert hits
    assert hits.weak


def test_a_question_that_the_archive_answers_is_not_called_weak(archive):
    hits = archive.search("what did the minister know about cracks in the Torvik dam")

    assert not hits.weak
    assert hits.confidence > archive.search("rugby final in Yokohama").confidence


@pytest.mark.parametrize("mode", ["keyword", "dense"])
def test_one_leg_alone_has_no_confidence(archive, mode):
    hits = archive.search("dam inquiry", mode=mode)

    assert hits.confidence is None
    assert not hits.weak


def test_a_search_that_finds_no_word_says_so(archive):
    assert not archive.search("qqqq xyzzy").matched
    assert archive.search("dam").matched


DEMANDED = Article(
    id="demanded",
    title="Trade talks",
    text="Japan and its trade partners met in Japan over trade and more trade with Japan. The "
    "ministers spoke for two hours. The U.S. trade deficit rose to 169 billion, a clerk noted. "
    "Nobody mentioned a deficit in trade. The well-known chip makers of Colvik were absent. Their "
    "chips were not discussed, and neither were the tariffs that Zürich wants.",
)


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ('"trade deficit" japan', "trade deficit rose"),
        ('"trade deficit" OR "no such words" japan', "trade deficit rose"),
        ('"TRADE   deficit" japan trade', "trade deficit rose"),
        ('+"deficit in trade" japan', "deficit in trade"),
        ("+clerk japan trade", "a clerk noted"),
        ('"well known chip makers" japan trade', "well-known chip makers"),
        ("tariff* japan trade", "tariffs that"),
        ("+zurich japan trade", "Zürich wants"),
        ('+clerk -"no such words" japan trade', "a clerk noted"),
    ],
)
def test_the_sentence_shown_holds_what_was_demanded(empty, question, held):
    empty.add([DEMANDED], embed=False)

    (hit,) = empty.search(question, mode="keyword")

    assert held in hit.answer.text
    assert held in hit.window.text
    for start, end in hit.demanded:
        assert hit.answer.start <= start < end <= hit.answer.end


def test_what_is_demanded_of_a_title_or_nowhere_in_one_sentence_changes_nothing(empty):
    empty.add([DEMANDED], embed=False)
    plain = empty.search("trade Japan", mode="keyword")[0]

    for question in ("title:talks trade Japan", "trade Japan -zeppelin", "+talks trade Japan"):
        (hit,) = empty.search(question, mode="keyword")
        assert (hit.answer, hit.demanded) == (plain.answer, ())
