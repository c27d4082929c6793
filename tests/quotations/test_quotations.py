import json
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from conftest import ROOT
from hypothesis import example, given
from hypothesis import strategies as st

from index.quotations import is_named, quotations_of, said_key, speakers_named
from index.quotations.speech_rules import LED_TO, OWN_STATEMENT, REPORTED, SPOKE, WHO_WAS_NAMED

FLOORS = Path(__file__).parent / "floors.json"


def said_in(text, language=""):
    """Return what is said in a text, each with who says it."""
    return [(each.words(text), each.speaker) for each in quotations_of(text, language)]


def words_in(text, language=""):
    return [words for words, _ in said_in(text, language)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“We shall open the port on Monday,” said Roe.", "We shall open the port on Monday"),
        ('"We shall open the port," said Roe.', "We shall open the port"),
        ("‘We shall open the port,’ said Roe.", "We shall open the port"),
        ("'We shall open the port,' said Roe.", "We shall open the port"),
        ("« Nous ouvrirons le port lundi », a dit le maire.", "Nous ouvrirons le port lundi"),
        ("„Wir öffnen den Hafen am Montag“, sagte Roe.", "Wir öffnen den Hafen am Montag"),
        ("»Wir öffnen den Hafen am Montag«, sagte Roe.", "Wir öffnen den Hafen am Montag"),
        ("”Vi öppnar hamnen på måndag”, sa Roe.", "Vi öppnar hamnen på måndag"),
        ("市長は「港は月曜日に再開すると約束」と述べた。", "港は月曜日に再開すると約束"),
        ("She told me, “He said ‘I will go’ and left.”", "He said ‘I will go’ and left."),
        ("Roe said the plan was “a gift to those who own boats”.", "a gift to those who own boats"),
    ],
)  # fmt: skip
@pytest.mark.slow
def test_quotations_are_found_in_marks_of_any_language(text, words):
    assert words_in(text) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “experts” met in the “old town hall”.",
        "The song “The Long Way Home Again Tonight” won a prize.",
        "They called it “a shambles”, “a mess” and “not good”.",
        'A pipe of 6" is not one of 8", nor is Indonesia"s rice.',
        "The dogs' owner said that 'twas the neighbours' fault.",
        "“This quotation is never closed, so nobody knows where it ends.",
        "",
    ],
)
def test_titles_terms_and_other_signs_are_no_quotations(text):
    assert words_in(text) == []


def test_a_sentence_is_no_title_for_its_capitals():
    text = "“On Monday Roe and Felk met in Tarrow at ten,” said Roe. “In May so did we.”"

    assert words_in(text) == ["On Monday Roe and Felk met in Tarrow at ten, In May so did we."]


def test_what_only_its_attribution_parts_is_one_quotation():
    text = "“We are here,” Anna Roe said, “and we shall stay. Mind the step.”"

    assert said_in(text) == [("We are here, and we shall stay. Mind the step.", "Anna Roe")]
    (quoted,) = quotations_of(text)
    assert [text[start:end] for start, end in quoted.pieces] == [
        "We are here,",
        "and we shall stay. Mind the step.",
    ]
    assert text[slice(*quoted.named)] == "Anna Roe"


def test_what_leads_to_the_next_speaker_parts_two_quotations():
    text = "Anna Roe said “We are with them today.” The mayor, Ola Felk, said, “So am I, I say.”"

    assert said_in(text) == [
        ("We are with them today.", "Anna Roe"),
        ("So am I, I say.", "Ola Felk"),
    ]


def test_paragraphs_that_each_open_a_mark_are_one_quotation():
    text = (
        "“We were told nothing,” said Anna Roe, the mayor.\n\n"
        "Roe added: “Nobody came to see us.\n\n“Nobody wrote.\n\n“We waited for a year.”\n\n"
        "“It is over,” said Ola Felk."
    )

    assert said_in(text) == [
        ("We were told nothing", "Anna Roe"),
        ("Nobody came to see us. Nobody wrote. We waited for a year.", "Anna Roe"),
        ("It is over", "Ola Felk"),
    ]


def test_a_surname_is_the_one_person_who_has_it():
    before = "Governor Eva Holmgren and her deputy, Tomas Reed, met on Monday. "

    assert said_in(f"{before}“We shall see what comes,” Holmgren said.")[0][1] == "Eva Holmgren"
    both = f"{before}Olaf Reed was there. “We shall see what comes,” Reed said."
    assert said_in(both)[0][1] == "Reed"


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("Governor Eva Holmgren", "Eva Holmgren"),
        ("Secretary of State Anna Roe", "Anna Roe"),
        ("Mr Greaves", "Greaves"),
        ("Pope Francis", "Pope Francis"),
        ("the chief engineer", "the chief engineer"),
        ("A spokesman for the port", "a spokesman for the port"),
    ],
)
def test_a_name_has_no_title_and_a_description_begins_small(told, name):
    assert said_in(f"{told} said: “We shall see what comes of it.”")[0][1] == name


@pytest.mark.parametrize(
    ("before", "speaker"),
    [
        ("Anna Roe, 44, runs the port. ", "Anna Roe"),
        ("Harbour master Anna Roe runs the port.\n\n", "Anna Roe"),
        ("Anna Roe, 44, runs the port with Ola Felk, 50. ", ""),
        ("The port is closed. ", ""),
        ("Anna Roe, 44, runs the port.\n\nOla Felk runs the mill.\n\n", ""),
    ],
)
def test_a_pronoun_is_the_one_person_who_is_named_near(before, speaker):
    assert said_in(f"{before}“We shall see what comes,” she said.")[0][1] == speaker


def test_who_speaks_is_read_in_english_alone():
    text = "„Wir öffnen den Hafen am Montag, das ist sicher“, said Anna Roe. Der Hafen war zu."

    assert said_in(text, "de") == [("Wir öffnen den Hafen am Montag, das ist sicher", "")]


@pytest.mark.parametrize(
    "text",
    [
        each
        for rule in (LED_TO, OWN_STATEMENT, REPORTED, SPOKE, WHO_WAS_NAMED)
        for each in rule.examples
    ],
)
def test_the_grammar_reads_its_own_examples(text):
    who = text[text.index("[") + 1 : text.index("]")]
    ((_, speaker),) = said_in(text.replace("[", "").replace("]", ""))
    assert speaker.casefold() == who.casefold()


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("On Monday Roe said: “It is over, I am glad.”", "Roe"),
        ("In a statement the mayor said: “It is over, I am glad.”", "the mayor"),
        ("In the filing itself Roe did so, too, writing “It is over, I am glad.”", "Roe"),
        ("Roe was quoted by the Courier as saying: “It is over, I am glad.”", "Roe"),
        ("“It is over, I am glad,” Roe has been quoted as saying.", "Roe"),
        ("Roe called it “a shame” and said it was “not over by any means”.", "Roe"),
        ("Roe hoped that it would be “over in a day or two”.", "Roe"),
        ("Roe accused the board of “looking away for years on end”.", "Roe"),
        ("Roe informed the police that she had “nothing at all to add”.", "Roe"),
        ("Anna Roe, Chairman of the Port Board (PB) told us: “It is over, I am glad.”", "Anna Roe"),
        ("According to port scholar Anna Roe, “it is not over by any means”.", "Anna Roe"),
        ("The port's statement on Monday read: “It is over, we are all glad.”", "the port"),
    ],
)
def test_roundabout_words_say_who_speaks(text, speaker):
    assert [said for _, said in said_in(text)] == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "Roe said Felk had lied and called it “a shame for all of us”.",
        "It's simple: “It is over, we are all glad.”",
        "Monday's statement read: “It is over, we are all glad.”",
        "A report about Anna Roe said: “It is over, we are all glad.”",
        "The Roe campaign sent a letter, writing “it is not over by any means”.",
    ],
)
def test_who_may_be_another_is_not_named(text):
    assert [said for _, said in said_in(text)] == [""]


def test_a_title_and_a_surname_are_no_second_person():
    text = (
        "Prime Minister Anna Roe praised Governor Ola Felk.\n\n"
        "Prime Minister Roe was asked about the port. She said, “It is over, I am glad.”"
    )

    assert said_in(text)[0][1] == "Anna Roe"


def test_people_are_named_and_descriptions_are_not():
    text = "“We shall see it,” said Anna Roe. “We shall not see it,” said the engineer."

    assert speakers_named(quotations_of(text)) == ["Anna Roe"]


@pytest.mark.parametrize(
    ("speaker", "named"),
    [
        ("Anna Roe", True),
        ("The Hague", True),
        ("OPEC", True),
        ("The company", False),
        ("An official of the bank", False),
        ("the official", False),
        ("", False),
    ],
)
def test_a_description_is_no_name_though_a_sentence_begins_with_it(speaker, named):
    assert is_named(speaker) is named


def test_the_same_words_of_the_same_speaker_have_one_key():
    key = said_key("It is over, friends!", "Anna Roe")

    assert said_key("it is over friends", "Anna  ROE") == key
    assert said_key("it is over friends", "Ola Felk") != key
    assert 0 <= key < 2**64


PIECES = st.sampled_from(
    "the|official|Anna|Roe|Dr.|Felk|said|told us|he|she|adding|who|of|and|According to|\"|“|”|'|"
    "‘|’|«|»|„|「|」|,|.|:|;|—|\n|\n\n| |é|0|It is over, my friends".split("|")
)


@pytest.mark.slow
@given(st.one_of(st.text(), st.lists(PIECES).map(" ".join)))
@example("“\n“")
@example("„“”«»「」")
def test_whatever_the_text_quotations_stand_in_it_in_order(text):
    last = 0
    for quoted in quotations_of(text):
        assert bool(quoted.speaker) == (quoted.named is not None)
        for start, end in quoted.pieces:
            assert last <= start <= end <= len(text)
            last = end
        if quoted.named:
            assert 0 <= quoted.named[0] < quoted.named[1] <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "“It is over,” he said. " * 2_000,
        'Anna Roe left. "It is over now, I think," she said. ' * 500,
        '"' * 50_000,
        "'A " * 50_000,
        f'{"Anna Roe of the " * 5_000}"it is over, I think," he said.',
        "“a\n\n" * 20_000,
    ],
    ids=["pieces", "pronouns", "marks", "apostrophes", "names", "paragraphs"],
)
@pytest.mark.slow
def test_no_text_takes_long(text):
    assert len(quotations_of(text)) <= len(text)


@pytest.fixture(scope="module")
def evaluation():
    """Return the program that measures."""
    spec = spec_from_file_location(
        "evaluate_quotations", ROOT / "scripts" / "measure" / "evaluate_quotations.py"
    )
    program = module_from_spec(spec)
    spec.loader.exec_module(program)
    return program


@pytest.mark.parametrize("half", ["tuning", "kept"])
def test_quotations_and_speakers_are_found_as_readers_mark_them(evaluation, half):
    articles = dict(zip(("tuning", "kept"), evaluation.read_gold(), strict=True))[half]

    figures = evaluation.measured(articles)

    for name, floor in json.loads(FLOORS.read_text(encoding="utf-8"))[half].items():
        assert figures[name] >= floor, name
