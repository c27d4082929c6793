import textwrap

import pytest

from corpus import split_passages
from corpus.passages.sentences import sentence_spans


def sentences(text):
    return [text[start:end] for start, end in sentence_spans(text)]


ONE_PARAGRAPH = {
    "country": ["The U.S. said on Monday that talks would resume.", "China agreed."],
    "country at the end": ["He lives in the U.S.", "The talks resume on Monday."],
    "country before a name": ["The U.S. Treasury objected.", "The U.N. Security Council met."],
    "capital": ["WASHINGTON, D.C. (AP) — The Senate voted.", "The bill passed."],
    "titles": [
        "Officials met Mr. Smith, Mrs. Jones and Dr. Lee.",
        "They left at 5 p.m. on Friday.",
    ],
    "ranks": ["Lt. Gen. Ann Ray took command.", "Brig. Gen. Bob Lee and Rear Adm. Kirby left."],
    "officers": ["Col. Lee, Maj. Tom and Sgt. Pepper stayed.", "Capt. Ray and Cmdr. Poe left."],
    "politicians": ["Sen. Ann Jones, D-N.Y., met Rep. Lee and Gov. Roe.", "They disagreed."],
    "firms": [
        "Acme Inc. said profit rose.",
        "Gamma Ltd. and Delta Corp. merged.",
        "Beta Co. fell.",
    ],
    "months": ["The Sept. 11 attacks and the Jan. 6 riot were named.", "Nobody spoke."],
    "initials": ["J. K. Rowling met George H. W. Bush.", "J.R.R. Tolkien did not.", "It ended."],
    "double quotes": ['"We will not yield."', "The minister left.", 'He said: "No."'],
    "curly quotes": ["“It is over,” she said.", "“Go home.”", "They went."],
    "single quotes": ["‘We won.’", "He smiled.", "He said: 'It is done.'", "She nodded."],
    "brackets": ["(The ministry declined to comment.)", "Shares fell (again.)", "Then they rose."],
    "square brackets": ["[Editor's note: this is updated.]", "The rest follows."],
    "quote in bracket": ['("He left.")', "Then he returned."],
    "questions": ["He asked: Why?", "Because!", "No."],
    "decimals": ["Shares rose 3.5 pct to 12.75 dlrs.", "The price is $3.50.", "It was 5.5%."],
    "a number first": ["It fell 1.5 percent.", "20 people died.", "3.7 million fled."],
    "numbered": ["He took No. 5 of 10.", "The rest was sold."],
    "ellipses": ["It was ... unclear.", "He waited...", "Then he left.", "She said…", "Nothing."],
    "spaced ellipsis": ["Wait . . .", "He left."],
    "addresses": ["See example.com or version 2.0 for more.", "Then leave."],
    "ordinary words": ["Smith went to the bank.", "Jones won by ten.", "Lee stayed for a month."],
    "streets": ["He moved to St. Louis.", "The case is Roe vs. Wade.", "It ended."],
    "capitals": ["SHARES FELL ON MONDAY.", "THE U.S. DOLLAR ROSE.", "LT. GEN. RAY LEFT."],
    "small letters": ["he left.", "she stayed.", "it ended."],
    "accents": ["Zoë left.", "Élodie stayed.", "¿Quién sabe?"],
}


@pytest.mark.parametrize("name", ONE_PARAGRAPH)
@pytest.mark.parametrize("space", [" ", "  ", "\u00a0"])
def test_sentences_of_a_paragraph(name, space):
    expected = ONE_PARAGRAPH[name]
    assert sentences(space.join(expected)) == expected


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("between", [1, 2, 3])
def test_a_headline_without_full_stop_is_a_sentence_of_its_own(line_end, between):
    gap = line_end * between
    text = gap.join(["TALKS END WITHOUT DEAL", "By Jane Doe", "The talks ended. No deal was made."])
    assert sentences(text) == [
        "TALKS END WITHOUT DEAL",
        "By Jane Doe",
        "The talks ended.",
        "No deal was made.",
    ]


def test_lines_of_a_list_are_sentences_of_their_own():
    assert sentences("Results:\nHull 2 Leeds 1\nYork 0 Bath 0\n") == [
        "Results:",
        "Hull 2 Leeds 1",
        "York 0 Bath 0",
    ]


STORY = [
    "The U.S. and Chinese delegations met on Monday for a third round of talks about steel.",
    "Mr. Smith, who led one of them, said that the talks had been useful.",
    "No agreement was reached, however, and both sides said so.",
]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_text_broken_to_a_width_is_read_across_its_lines(line_end):
    paragraphs = [STORY, ["A second paragraph begins here.", *STORY]]
    wrapped = "\n\n".join(textwrap.fill(" ".join(paragraph), 70) for paragraph in paragraphs)
    assert max(map(len, wrapped.split("\n"))) <= 70
    found = sentences(wrapped.replace("\n", line_end))
    assert [" ".join(sentence.split()) for sentence in found] == [*paragraphs[0], *paragraphs[1]]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_headline_above_wrapped_text_stays_alone(line_end):
    text = "TALKS END WITHOUT DEAL\n\n" + textwrap.fill(" ".join(STORY), 70)
    text = text.replace("\n", line_end)
    assert sentences(text)[0] == "TALKS END WITHOUT DEAL"
    assert len(sentences(text)) == 4


@pytest.mark.parametrize("text", ["", " ", "\n\r\n\t \u00a0\u2029"])
def test_space_holds_no_sentence(text):
    assert sentences(text) == []


def test_spans_leave_out_the_space_around_sentences():
    assert sentence_spans("  He left. \n\n She stayed.  ") == [(2, 10), (14, 25)]


def test_passages_end_where_sentences_end():
    text = "Lt. Gen. Ray left the U.S. on Monday. “Go home.” Shares rose 3.5 pct."
    assert [passage.text for passage in split_passages(text, words=8, overlap=0)] == [
        "Lt. Gen. Ray left the U.S. on Monday.",
        "“Go home.” Shares rose 3.5 pct.",
    ]
