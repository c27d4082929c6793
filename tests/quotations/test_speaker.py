import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.quotations.speaker import speaker_of
from index.quotations.speech_rules import (
    ACCORDING_TO,
    ANNOUNCED,
    DESCRIPTION,
    NAME,
    SAID_WHO,
    WHO_SAID,
)


def speaker(text, sentence=None):
    start = text.index(sentence or text)
    return speaker_of(text, start, start + len(sentence or text))


TOLD = {
    "“The port will open on Monday,” the official said.": "the official",
    "“The port will open on Monday,” said Imre Dalcott, the prosecutor.": "Imre Dalcott",
    "Mr Dalcott told reporters: “The port will open on Monday.”": "Mr Dalcott",
    "According to Wenna Thursk, “the port will open again on Monday”.": "Wenna Thursk",
    "“The port will open on Monday”, according to Wenna Thursk.": "Wenna Thursk",
    '"The port will open," a spokesman for the port told us.': "a spokesman for the port",
    "«The port will open again», said Maurits Felk.": "Maurits Felk",
    "‘The port’s cranes will open,’ said Maurits Felk.": "Maurits Felk",
    "'The port will open,' Maurits Felk said.": "Maurits Felk",
    "“Why did nobody look?” asked Dr Lisbet Oram of the board.": "Dr Lisbet Oram",
    "“Lanterns for everyone!” cried the mayor.": "the mayor",
    "“It is over,” says Élodie van der Berg.": "Élodie van der Berg",
    "“It is over,” Felk, 44, tweeted.": "Felk",
    "“It is over,” wrote Felk in his book.": "Felk",
    "“It is over,” said the chief investigator, Dr Lisbet Oram.": "Dr Lisbet Oram",
    "The mayor of Great Sallow, Wenna Thursk, said: “It is over.”": "Wenna Thursk",
    "Anna Roe, a Democrat from Austin, Texas, said: “It is over.”": "Anna Roe",
    "Union leader Jorun Takke told a crowd: “We are against it.”": "Jorun Takke",
    "“We are against it,” union leader Jorun Takke told a crowd.": "Jorun Takke",
    "“We are against it,” said Cosmo Reinholt of the Ostrelin Institute.": "Cosmo Reinholt",
    "“We are against it,” said Orrenland’s Anna Roe.": "Anna Roe",
    "“We are against it,” said Mayor of Tarrow Anna Roe.": "Mayor of Tarrow Anna Roe",
    "“We are against it,” two US officials said on Tuesday.": "two US officials",
    "“We are against it,” said one of the dockers.": "one of the dockers",
    "“We are against it,” the board's chief engineer added.": "the board's chief engineer",
    "The lawyer for Anna Roe warned: “It is not over.”": "The lawyer for Anna Roe",
    "In a statement on Monday, Wenna Thursk said: “It is over.”": "Wenna Thursk",
    "Asked whether it was over, Ms Maravek replied: “Yes, it is.”": "Ms Maravek",
    "The second official insisted that “it is not over by any means”.": "The second official",
    "“We will,” Felk noted, “and we shall be glad of it.”": "Felk",
    "“We’re not there,” the official said, adding: “It takes time.”": "the official",
    "The talks will be “important for where we are going,” the official continued.": "the official",
    "\"She told me, 'It is over,' and I left,\" said Anna Roe.": "Anna Roe",
    "“It is over,” said Anna\nRoe.": "Anna\nRoe",
    "“It is over,” said Omar al-Hakim.": "Omar al-Hakim",
    "“It is over,” said Gian d'Oria.": "Gian d'Oria",
    "Wayne A. I. Roe, head of the board, wrote: “It is over.”": "Wayne A. I. Roe",
    "“It is over,” Sen. Anna Roe (D-Vt.) told a committee.": "Sen. Anna Roe",
    "“It is over,” said Bill Roe.": "Bill Roe",
    "“It is over,” one official at the port of Tarrow said.": "one official",
    "The delegate to the Council of Ports, Anna Roe, told the press: “It is over.”": "Anna Roe",
    "Chancellor of the Exchequer Anna Roe said: “It is over.”": (
        "Chancellor of the Exchequer Anna Roe"
    ),
    "“It is over!” Felk told the harbour on Monday via Twitter.": "Felk",
    "“It is over,” one of the men, who asked not to be named, told us.": "one of the men",
    "Speaking to the council, Anna Roe said: “It is over.”": "Anna Roe",
    "“It is over,” said Sallow Beijing Lending Vice President Anna Roe.": (
        "Sallow Beijing Lending Vice President Anna Roe"
    ),
}


@pytest.mark.parametrize("text", TOLD)
def test_the_words_around_a_quotation_name_its_speaker(text):
    assert speaker(text) == TOLD[text]


NOT_TOLD = [
    "The port will open on Monday.",
    "The minister said that the port would open.",
    "The mayor said “the shutters” were open.",
    "She called it “a shambles”.",
    "The song “The Long Way Home”, written by Felk, won a prize.",
    "The “best hero” award, said Felk, was a joke.",
    "Felk said the company was “reading every line with care” and had laid up the ship.",
    "“The port will open again on Monday.”",
    "“Why did nobody look?” she asked.",
    "They said, “The port will open.”",
    "The statement said: “The port will open on Monday.”",
    "The law states, “No person shall enter the port.”",
    "According to a statement released by Felk, “the port will open again”.",
    "Felk called the delay “a breach of every rule”, according to the Courier.",
    "When asked “Will the port ever open again?”, Felk said nothing.",
    "“You are out of the team,” Felk was told by Anna Roe.",
    "Felk was told by Anna Roe: “You are out.”",
    "Felk said Roe told him: “You are out.”",
    "The paper quoted Anna Roe as saying: “It is over.”",
    "The deal was opposed by Anna Roe, who said: “It is not over.”",
    "“It is over,” said Felk and Roe.",
    "Anna Roe, Felk, and Bob Ray said: “It is over.”",
    "Reporters covering Lady Ansgar said: “It is over.”",
    "In Paris, Texas, Anna Roe said: “It is over.”",
    "“It is over,” Felk said, but Roe warned: “It is not over yet.”",
    "“It is over,” said Bank of Tarrow’s Felk.",
    "“It is over,” said University of Sallow, Tarrow’s chancellor, Anna Roe.",
    "Roe, on “Today,” said the United States did not want to end the agreement.",
    "“It is over.” The impact of Felk's comments was small.",
    "Der Minister sagte: „Der Hafen wird am Montag wieder öffnen.“",
    "“El puerto abrirá el lunes”, dijo Ana Torres.",
]


@pytest.mark.parametrize("text", NOT_TOLD)
def test_what_leaves_a_doubt_names_nobody(text):
    assert speaker(text) is None


LONG = (
    "Rain fell. “A shutter is a simple thing. Somebody closes it,” said Dr Lisbet Oram, who leads "
    "the board. “We found no record. None was kept.” The report will be printed.\n\n“No comment.”"
)


@pytest.mark.parametrize(
    "sentence",
    ["“A shutter is a simple thing.", "“We found no record.", "None was kept.”"],
)
def test_one_attribution_holds_for_a_quotation_of_several_sentences(sentence):
    assert speaker(LONG, sentence) == "Dr Lisbet Oram"


@pytest.mark.parametrize("sentence", ["Rain fell.", "The report will be printed.", "“No comment.”"])
def test_an_attribution_does_not_reach_past_its_quotation(sentence):
    assert speaker(LONG, sentence) is None


@pytest.mark.parametrize(
    "after",
    [
        "Felk said yesterday that the cranes were new.",
        "An official stated: “It is new.”",
        "Felk said “the cranes are new”.",
    ],
)
def test_a_full_stop_parts_a_quotation_from_what_the_next_speaker_said(after):
    text = f"“The port will open again.” {after}"
    assert speaker(text, "“The port will open again.”") is None


def test_a_text_broken_to_a_width_is_read_across_its_lines():
    text = (
        "“We are not against machines. We are against being told\n"
        "about them by a notice pinned to the canteen door,” union leader\n"
        "Jorun Takke told a crowd of several hundred."
    )
    assert speaker(text, "“We are not against machines.") == "Jorun Takke"


def test_a_headline_is_not_read_as_the_start_of_the_sentence_below():
    text = "Talks with the mayor\nAnna Roe said: “It is over.”"
    assert speaker(text, "Anna Roe said: “It is over.”") == "Anna Roe"


RULES = (NAME, DESCRIPTION, SAID_WHO, WHO_SAID, ANNOUNCED, ACCORDING_TO)


@pytest.mark.parametrize("text", [text for rule in RULES for text in rule.examples])
def test_the_grammar_reads_its_own_examples(text):
    who = text[text.index("[") + 1 : text.index("]")]
    text = text.replace("[", "").replace("]", "")
    assert speaker(text, text[text.index("“") : text.index("”") + 1]) == who


ONE = "Anders Quail, a lawyer, said they would judge it."


@pytest.mark.parametrize("between", [" ", "\n", "\n\n", " The rain fell all night. "])
def test_a_pronoun_stands_for_the_one_speaker_named_before(between):
    text = f"{ONE}{between}“We have had apologies,” he said. “There is no page two.”"
    assert speaker(text, "“We have had apologies,” he said.") == "Anders Quail"
    assert speaker(text, "“There is no page two.”") == "Anders Quail"


@pytest.mark.parametrize(
    "before",
    [
        "",
        "Anders Quail left the hearing. ",
        "Two lawyers said they would judge it. ",
        "The Port Company said it would judge it. ",
        f"{ONE} Delphine Marsh said she would not. ",
        f"{ONE} Delphine Marsh sat beside him. ",
        f"{ONE} A witness wept. ",
        f"{ONE}\n\nThe rain fell.\n\n",
    ],
)
def test_a_pronoun_that_may_stand_for_somebody_else_names_nobody(before):
    sentence = "“We have had apologies,” he said."
    assert speaker(before + sentence, sentence) is None


def test_names_inside_a_quotation_do_not_disturb_a_pronoun():
    text = f"{ONE} “Delphine Marsh owes us,” he said. “The mayor does too,” he added."
    assert speaker(text, "“The mayor does too,” he added.") == "Anders Quail"


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 2), (-9, 0), (900, 999)])
def test_an_empty_stretch_of_text_has_no_speaker(start, end):
    assert speaker_of("“It is over,” said Felk.", start, end) is None


PIECES = st.sampled_from(
    'the|official|Anna|Roe|Dr.|Felk|said|told us|he|she|adding|who|of|for|and|According to|"|“|”|'
    "‘|’|'|«|»|,|.|:|;|(|)|[|]|—|\n|\n\n| |é|0".split("|")
)


@pytest.mark.slow
@given(st.one_of(st.text(), st.lists(PIECES).map(" ".join)), st.integers(), st.integers())
@example('"', 0, 1)
@example("”” he said", 0, 10)
@example("“" * 700 + "he said", 650, 660)
@example("x" * 599 + "Anna Roe said: “It is over now.”", 608, 640)
def test_any_stretch_of_any_text_gives_words_of_the_text_or_nothing(text, start, end):
    size = len(text) + 2
    found = speaker_of(text, start % size - 1, end % size)
    assert found is None or (found and found in text)


@pytest.mark.parametrize("first", AWKWARD := "A the of , ( said he 's men in and : Mayor".split())
@pytest.mark.parametrize("second", AWKWARD)
def test_words_that_many_rules_could_take_are_read_without_end_of_trials(first, second):
    for text in ("“It is over,” {} “It was.”", "It is over. {} : “It was.”"):
        found = speaker_of(text := text.format(f"{first} {second} " * 400), 0, len(text))
        assert found is None or found in text


def test_a_sentence_of_a_million_characters_is_read():
    text = "“It is over,” he said. " * 50_000
    assert speaker_of(text, 0, len(text)) is None
