from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus import Passage, split_passages


def story(sentences, words=12):
    """Sentences of so many words, each word naming its sentence and place."""
    return " ".join(
        " ".join(f"W{number}x{place}" for place in range(words)) + "."
        for number in range(sentences)
    )


def word_count(passage):
    return len(passage.text.split())


def test_a_short_text_is_one_passage_without_the_space_around_it():
    assert split_passages("  He left. She stayed.\n") == [Passage(2, 22, "He left. She stayed.")]


@pytest.mark.parametrize("text", ["", " \r\n\t"])
def test_a_headline_without_text_is_one_empty_passage(text):
    assert split_passages(text) == [Passage(0, 0, "")]


def test_passages_are_runs_of_whole_sentences_of_about_150_words():
    text = story(100)
    passages = split_passages(text)
    assert [word_count(passage) for passage in passages] == [144] * 9
    for passage in passages:
        assert text[passage.start : passage.end] == passage.text
        assert passage.text.startswith("W")
        assert passage.text.split()[0].endswith("x0")
        assert passage.text.endswith("x11.")


def test_neighbours_share_one_sentence():
    passages = split_passages(story(30))
    assert [passage.text.split()[0] for passage in passages] == ["W0x0", "W11x0", "W22x0"]
    assert [passage.text.split()[-1] for passage in passages] == ["W11x11.", "W22x11.", "W29x11."]


@pytest.mark.parametrize(
    ("overlap", "first_words"),
    [
        (0, ["W0x0", "W3x0", "W6x0"]),
        (1, ["W0x0", "W2x0", "W4x0", "W6x0"]),
        (2, ["W0x0", "W1x0", "W2x0", "W3x0", "W4x0", "W5x0", "W6x0"]),
    ],
)
def test_the_overlap_is_a_choice(overlap, first_words):
    passages = split_passages(story(9, 4), words=12, overlap=overlap)
    assert [passage.text.split()[0] for passage in passages] == first_words


def test_an_overlap_that_leaves_no_room_is_left_out():
    text = "One two three four. Five six seven eight nine ten. Eleven twelve."
    assert [passage.text for passage in split_passages(text, words=6)] == [
        "One two three four.",
        "Five six seven eight nine ten.",
        "Eleven twelve.",
    ]


def test_as_much_of_the_overlap_is_kept_as_there_is_room_for():
    text = "One two three four. Five six seven. Hull beat Leeds. They were two up at noon."
    assert [passage.text for passage in split_passages(text, words=10, overlap=2)] == [
        "One two three four. Five six seven. Hull beat Leeds.",
        "Hull beat Leeds. They were two up at noon.",
    ]


def test_three_thousand_words_without_a_full_stop_are_cut_between_words():
    words = [f"word{number}" for number in range(3000)]
    passages = split_passages(" ".join(words))
    assert [word_count(passage) for passage in passages] == [150] * 20
    assert " ".join(passage.text for passage in passages).split() == words


def test_a_table_without_full_stops_is_cut_between_rows():
    rows = [f"Hull {number} Leeds {number}" for number in range(100)]
    passages = split_passages("\n".join(rows))
    found = [line for passage in passages for line in passage.text.split("\n")]
    assert list(dict.fromkeys(found)) == rows
    assert max(map(word_count, passages)) == 148


def test_a_word_of_fifty_thousand_characters_is_cut_anywhere():
    word = "".join(chr(ord("a") + number % 26) for number in range(50_000))
    passages = split_passages(f"He said: {word} and left.", overlap=0)
    assert max(passage.end - passage.start for passage in passages) == 1800
    assert "".join(passage.text for passage in passages).replace(" ", "") == (
        f"Hesaid:{word}andleft."
    )


def test_long_sentences_among_short_ones_keep_their_order():
    long = " ".join(f"long{number}" for number in range(25))
    passages = split_passages(f"He left. {long}. She stayed.", words=10, overlap=0)
    assert [passage.text for passage in passages] == [
        "He left.",
        " ".join(f"long{number}" for number in range(10)),
        " ".join(f"long{number}" for number in range(10, 20)),
        "long20 long21 long22 long23 long24. She stayed.",
    ]


def test_an_encoder_that_reads_less_gets_less():
    text = story(40)
    asked = []

    def fits(part):
        asked.append(part)
        return len(part) <= 300

    passages = split_passages(text, fits=fits)
    assert all(len(passage.text) <= 300 for passage in passages)
    assert all(passage.text.endswith("x11.") for passage in passages)
    assert len(passages) > len(split_passages(text))
    assert set(asked) >= {passage.text for passage in passages}


def test_a_sentence_that_an_encoder_cannot_read_whole_is_cut_between_words():
    passages = split_passages("One two three four five six.", fits=lambda part: len(part) <= 13)
    assert [passage.text for passage in passages] == ["One two three", "four five", "six."]


def test_offsets_count_code_points():
    text = "😀 left. Ünal stayed – “here.” 日本 too."
    passages = split_passages(text, words=2, overlap=0)
    assert [(p.start, p.end, p.text) for p in passages] == [
        (0, 7, "😀 left."),
        (8, 19, "Ünal stayed"),
        (20, 29, "– “here.”"),
        (30, 37, "日本 too."),
    ]


SPACES = " ", "\n", "\r\n", "\n\n", "\t", "\x0b", "\u00a0", "\u2028", "\x85", "\x1c", "\u3000"
WORDS = "He left. ", "“Go!” ", "U.S. ", "Mr. ", "word ", "1.5", "...", "x" * 2000
LETTERS = "é", "e\u0301", "😀", "。", "\u200b", "\ud800"
PIECES = st.sampled_from([*SPACES, *WORDS, *LETTERS])
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map("".join))
ENCODERS = st.sampled_from(
    [None, lambda part: len(part) <= 40, lambda part: len(part.encode("utf-8", "replace")) <= 60]
)


@pytest.mark.slow
@settings(deadline=None, max_examples=300)
@given(text=TEXTS, words=st.integers(1, 40), overlap=st.integers(0, 4), fits=ENCODERS)
@example(text="Mr. U.S. " * 50, words=3, overlap=4, fits=None)
def test_any_text_is_covered_in_order_by_passages_that_are_short_enough(text, words, overlap, fits):
    passages = split_passages(text, words=words, overlap=overlap, fits=fits)
    assert passages
    covered = set()
    for passage in passages:
        assert passage.text == text[passage.start : passage.end]
        assert word_count(passage) <= words
        assert len(passage.text) <= 1800
        assert fits is None or fits(passage.text)
        covered.update(range(passage.start, passage.end))
    for before, after in pairwise(passages):
        assert before.start < after.start
        assert before.end < after.end
    missed = [place for place in range(len(text)) if place not in covered]
    assert not any(not text[place].isspace() for place in missed)


@settings(deadline=None, max_examples=100)
@given(text=TEXTS)
def test_the_same_text_gives_the_same_passages(text):
    assert split_passages(text) == split_passages(text)
