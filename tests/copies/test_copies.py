"""Which articles print the same story."""

import json
import random
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import numpy as np
import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from corpus import Article
from index.copies import KEYS, CopyFinder, KeyRun, keys_of, own_story, printed
from index.copies.comparison import compare
from index.copies.key_runs import CROWD, TAIL
from index.copies.keys import LEAST_WORDS
from index.copies.printed import LONGEST

DAM = (
    "TORVIK, March 3 (Coastal Wire) - The inquiry into the collapse of the Torvik dam heard on "
    "Friday that its spillway gates had not been tested since 2011. Mira Holt, who was the chief "
    "engineer for nine years, told the judges that she had asked for money in four letters to the "
    "ministry and was never answered. Water broke through the eastern wall on the night of "
    "October 14 and flooded two valleys, killing 31 people.\n\n"
    "The minister at that time, Aron Vesely, denies that any letter reached him. His lawyer said "
    "that the archive of the ministry was moved that summer, and that boxes were lost on the way. "
    "Families of the victims shouted from the gallery when he spoke, and the hearing was stopped "
    "for half an hour.\n\n"
    "Forty witnesses will be heard before the end of May. The company that built the dam went "
    "bankrupt in 2019, and its insurers dispute a claim of 240 million crowns by farmers whose "
    "fields are still under gravel."
)
FERRY = (
    "Dockers in Morvik went back to work on Monday after an eleven-day strike that had kept every "
    "ferry to the northern islands in harbour. Their union accepted a rise of 4.5 percent and a "
    "promise that no one will be dismissed when the new cranes arrive. Islanders had been living "
    "on what the coast guard flew in, and the hospital in Lunde had begun to put off operations."
    "\n\n"
    "The owners, Nordfjord Lines, put their losses at 60 million crowns. A spokesman said that "
    "fares would not go up before the summer, but could not speak for the autumn. The first boat "
    "left at dawn with mail, milk and 212 passengers, some of whom had slept in the terminal.\n\n"
    "Union leader Petra Sund called the outcome a victory for patience. Shares of the company "
    "rose a little in early trading, then gave up all that they had gained."
)
BALLOT = (
    "Voters in Kelby will be asked in September whether the town should buy back its waterworks, "
    "which were sold to a fund from abroad twenty years ago. The council decided so by a single "
    "vote after a debate that lasted past midnight. Prices have doubled since the sale, while one "
    "litre in three is lost in pipes that were laid before the war."
)
RATES = (
    "The central bank entered the money market to arrange 1.5 billion crowns of repurchase "
    "agreements, a spokesman said. Dealers said that overnight funds were trading at 6.25 percent "
    "when the bank began its temporary supply of reserves to the banking system."
)
STORIES = (DAM, FERRY, BALLOT, RATES)

NOTHING = np.zeros(0, np.int64), np.zeros(0, np.int32)
"""The stories and days of no articles."""

WORDS = (
    "harbour council judge engineer ferry gravel winter ballot tram quay levy lantern witness "
    "border inquiry crane valley union bishop orchard signal railway tunnel furnace meadow glacier "
    "treaty senator baker violin tannery miller saddle copper amber walnut thunder pigeon"
).split()


def article(text, id_="", title="Any title"):
    return Article(id=id_, title=title, text=text)


def finder_of(articles, **options):
    """Place articles; return the finder and their stories."""
    finder = CopyFinder([], *NOTHING, lambda n: articles[n].text, **options)
    return finder, [finder.place(each).story for each in articles]


def stories_of(*texts):
    articles = [article(text, f"paper-{number}") for number, text in enumerate(texts)]
    return finder_of(articles)[1]


def one_story(*texts):
    return len(set(stories_of(*texts))) == 1


def first_words(text, share):
    words = text.split()
    return " ".join(words[: round(share * len(words))])


def seeded(seed):
    return random.Random(seed)  # noqa: S311 - not for secrets


def random_text(chance, words=150):
    return " ".join("".join(chance.choices("abcdefghijklmnop", k=6)) for _ in range(words))


@st.composite
def reprints(draw):
    """Draw a text, and the same in other white space, lines and case."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=25, max_size=120))
    spaces = draw(
        st.lists(
            st.sampled_from([" ", "  ", "\n", "\r\n", "\t", "\u00a0", "\n\n   "]),
            min_size=len(words),
            max_size=len(words),
        )
    )
    cases = draw(
        st.lists(
            st.sampled_from([str.lower, str.upper, str.title]),
            min_size=len(words),
            max_size=len(words),
        )
    )
    other = "".join(
        case(word) + space for case, word, space in zip(cases, words, spaces, strict=True)
    )
    return " ".join(words), other


@pytest.mark.slow
@given(reprints())
def test_a_text_is_a_copy_of_itself_in_other_spaces_lines_and_case(texts):
    text, other = texts

    assert np.array_equal(keys_of("", printed(text)), keys_of("", printed(other)))
    if len(set(printed(text).words)) >= LEAST_WORDS:
        assert one_story(text, other)


@given(st.text(max_size=400), st.text(max_size=400))
def test_any_two_texts_compare_alike_in_either_order(one, other):
    comparison = compare(printed(one), printed(other))

    assert comparison == compare(printed(other), printed(one))
    assert 0 <= comparison.jaccard <= 1
    assert 0 <= comparison.lead <= 1
    assert 0 <= comparison.changed <= comparison.figures


@given(st.permutations(range(8)))
def test_unrelated_articles_change_no_verdict_in_whatever_order_they_come(order):
    trimmed = first_words(DAM, 0.5)
    chance = seeded(8)
    unrelated = [*STORIES[1:], *(random_text(chance) for _ in range(3))]
    texts = [DAM, trimmed, *unrelated]

    stories = dict(zip(order, stories_of(*(texts[place] for place in order)), strict=True))

    assert stories[0] == stories[1]
    assert len(set(stories.values())) == len(texts) - 1


@pytest.mark.parametrize("share", [0.5, 2 / 3])
@pytest.mark.parametrize("text", [DAM, FERRY])
def test_a_story_trimmed_from_the_end_is_a_copy_whichever_came_first(text, share):
    assert one_story(text, first_words(text, share))
    assert one_story(first_words(text, share), text)


def test_a_title_makes_no_difference_to_a_story():
    articles = [article(DAM, "a", "Gates were never tested"), article(DAM, "b", "Dam: letters")]

    assert len(set(finder_of(articles)[1])) == 1


def test_another_first_paragraph_leaves_the_story():
    _, rest = DAM.split(" Mira Holt", maxsplit=1)

    assert one_story(DAM, f"{BALLOT.split('. ', maxsplit=1)[0]}.\n\nMira Holt{rest}")


def test_swapped_words_leave_the_story():
    words = FERRY.split()
    words[::10] = ["otherwise"] * len(words[::10])

    assert one_story(FERRY, " ".join(words))


def test_an_agency_s_phrases_and_datelines_leave_the_story():
    before = "This report was supplied by a partner and was not edited by this newsroom."
    after = "Reporting by the Morvik bureau; editing by the night desk. All rights reserved."

    assert one_story(DAM, f"{before}\n\n{DAM}\n\n{after}")
    assert one_story(
        FERRY, f"MORVIK, April 7 (Coastal Wire) - {FERRY}", f"LUNDE, April 9 — {FERRY}"
    )
    assert one_story(RATES, f"ARDAL, Sept. 2 — {RATES}", f"ARDAL, Sept. 3 — {RATES}")


def test_reordered_sentences_leave_the_story():
    paragraphs = DAM.split("\n\n")

    assert one_story(DAM, "\n\n".join([paragraphs[0], paragraphs[2], paragraphs[1]]))


def test_a_corrected_figure_in_a_long_text_leaves_the_story():
    assert one_story(DAM, DAM.replace("240 million", "340 million"))


@pytest.mark.parametrize(
    "other",
    [
        RATES.replace("6.25", "6.75"),
        RATES.replace("1.5 billion", "two billion"),
        RATES.replace("6.25 percent", "six percent"),
        RATES.replace("1.5", "2.5").replace("6.25", "6"),
    ],
)
def test_one_report_with_other_figures_is_another_story(other):
    assert not one_story(RATES, other)


def test_a_report_of_one_pattern_with_other_names_is_another_story():
    report = "{} said that its board has approved a plan to buy back up to one million of its own \
    shares in the open market from time to time. {} has about {} million shares outstanding."

    assert not one_story(
        report.format("Holt Mills Inc", "The textile company", "ten"),
        report.format("Vesely Copper Corp", "Vesely", "fourteen"),
    )


@pytest.mark.parametrize(
    "title", ["CORRECTED-Bank adds reserves", "(CORRECTED) - Bank", "RPT-Bank"]
)
def test_a_brief_issued_again_under_such_a_title_may_change_a_figure(title):
    articles = [article(RATES, "a"), article(RATES.replace("6.25", "6.75"), "b", title)]

    assert len(set(finder_of(articles)[1])) == 1


@pytest.mark.parametrize("wording", [RATES, RATES.replace("temporary", "indirect")])
def test_a_brief_in_the_same_words_is_other_news_some_days_later(wording):
    days = [datetime(2024, 3, day, 23, tzinfo=UTC) for day in (1, 3, 5)]
    texts = [RATES, wording, wording]
    articles = [
        replace(article(text, str(day.day)), published=day)
        for text, day in zip(texts, days, strict=True)
    ]

    first, soon, later = finder_of(articles)[1]

    assert first == soon != later
    assert one_story(*texts)  # where no days are known


def test_a_long_story_is_the_same_news_whenever_it_is_printed():
    articles = [
        replace(article(DAM, str(year)), published=datetime(year, 3, 1, tzinfo=UTC))
        for year in (2020, 2024)
    ]

    assert len(set(finder_of(articles)[1])) == 1


def test_a_table_of_figures_is_a_copy_of_itself_with_a_line_after_it():
    rows = [*(f"{1000 + n} {2000 + n}" for n in range(40)), *["10 20 30 40"] * 40]
    table = "Zinc prices in Morvik " + " ".join(rows)

    assert one_story(table, f"{table} Source: harbour office")
    assert not one_story(table, table.replace("1020", "1920").replace("2031", "2931"))


def test_a_figure_is_the_same_with_commas_and_without():
    text = FERRY.replace("212", "1,212")

    assert one_story(text, text.replace("1,212", "1212"))


@pytest.mark.parametrize("text", ["", "To come.", "Shr 10 cts vs 12 cts", "No further details."])
def test_texts_that_say_too_little_are_copies_of_nothing(text):
    articles = [article(text, "a", "Results"), article(text, "b", "Results")]

    assert len(set(finder_of(articles)[1])) == 2


def test_a_brief_is_a_copy_only_of_the_whole_brief_under_its_title():
    brief = "Seven grain ships were loading at Morvik on Tuesday, the harbour office said."
    title = "Grain ships loading at Morvik"
    articles = [
        article(brief, "a", title),
        article(brief.upper(), "b", title),
        article(brief, "c", "Harbour report"),
        article(brief.replace("Seven", "Six"), "d", title),
    ]

    one, again, titled, other = finder_of(articles)[1]

    assert one == again
    assert len({one, titled, other}) == 3


def test_two_stories_joined_are_a_copy_of_neither():
    assert len(set(stories_of(DAM, FERRY, f"{DAM}\n\n{FERRY}"))) == 3
    assert len(set(stories_of(DAM, FERRY, f"{FERRY}\n\n{DAM}"))) == 3


def test_two_stories_joined_chain_no_two_stories_together():
    for joined in (f"{DAM}\n\n{FERRY}", f"{FERRY}\n\n{DAM}"):
        for first, second in ((DAM, FERRY), (FERRY, DAM)):
            _, one, other = stories_of(joined, first, second)
            assert one != other


def test_a_story_with_a_brief_joined_to_it_is_still_that_story():
    story, brief, joined = stories_of(DAM, RATES, f"{DAM}\n\n{RATES}")

    assert joined == story != brief


@given(st.integers(0, 2**32))
def test_unrelated_texts_never_print_one_story(seed):
    chance = seeded(seed)
    texts = [random_text(chance, chance.randint(0, 120)) for _ in range(6)]

    assert len(set(stories_of(*texts))) == 6


def test_scripts_without_spaces_are_compared_letter_by_letter():
    text = (
        "港の労働組合は月曜日に十一日間のストライキを終えて職場に戻り島への船はすべて運航を再開した。"
        * 2
    )
    other = (
        "町の議会は水道を買い戻すかどうかを九月の住民投票で問うことを一票差で決めたと発表した。" * 2
    )

    assert one_story(text, text.replace("。", "。\n"))
    assert not one_story(text, other)


def test_later_copies_do_not_depend_on_how_earlier_articles_lie_in_runs():
    chance = seeded(5)
    texts = [random_text(chance, 60) for _ in range(40)] + list(STORIES)
    later = [f"{texts[place]} tonight" for place in range(0, 44, 3)] + [random_text(chance)]
    articles = [article(text, str(number)) for number, text in enumerate(texts + later)]
    rows = np.stack([keys_of(each.title, printed(each.text)) for each in articles[:44]])
    _, stories = finder_of(articles)
    known = np.array(stories[:44], np.int64), np.zeros(44, np.int32)

    for cuts in ([0, 44], [0, 1, 20, 44], [0, 0, 44]):
        runs = [KeyRun.of(rows[start:end], start) for start, end in pairwise(cuts)]
        finder = CopyFinder(runs, *known, lambda n: articles[n].text)
        assert [finder.place(each).story for each in articles[44:]] == stories[44:]


def test_runs_can_be_put_together_and_rid_of_removed_articles():
    rows = np.stack([keys_of("", printed(text)) for text in (*STORIES, FERRY)])
    together = KeyRun.of(rows[:2], 3).followed_by(KeyRun.of(rows[2:], 5))

    whole = KeyRun.of(rows, 3)
    assert np.array_equal(together.keys, whole.keys)
    assert np.array_equal(together.owners, whole.owners)

    living = np.array([True, False, True, False, True])
    kept = whole.only(living)
    expected = KeyRun.of(rows[living], 3)
    assert np.array_equal(kept.keys, expected.keys)
    assert np.array_equal(kept.owners, expected.owners)


@pytest.mark.slow
def test_copies_are_found_among_more_articles_than_are_held_unsorted():
    chance = seeded(3)
    fillers = [article(random_text(chance, 20), f"f{n}") for n in range(2 * TAIL + 10)]
    articles = [article(DAM, "dam"), *fillers, article(first_words(DAM, 0.5), "half")]

    _, stories = finder_of(articles)

    assert stories[0] == stories[-1]
    assert len(set(stories)) == len(stories) - 1


def test_a_story_printed_by_a_crowd_stays_one():
    texts = [first_words(DAM, 0.5 + place / (4 * CROWD)) for place in range(2 * CROWD)]

    assert one_story(DAM, *texts)


def test_a_removed_article_is_found_no_longer_and_its_copies_are():
    articles = [article(DAM, "a"), article(DAM, "b"), article(FERRY, "c")]
    finder, (story, _, ferry) = finder_of(articles)
    articles += [article(DAM, "d"), article(FERRY, "e")]

    finder.forget([0, 2])

    assert finder.place(articles[3]).story == story
    assert finder.place(articles[4]).story != ferry


def test_a_replaced_article_leaves_its_number_to_the_copies_of_what_it_said():
    articles = [article(DAM, "a"), article(DAM, "b")]
    finder, stories = finder_of(articles)
    finder.forget([0])
    articles.append(replace(articles[0], text=FERRY))

    assert finder.place(articles[2]).story not in stories


def test_a_story_of_its_own_has_a_stable_number_of_63_bits():
    assert own_story("dam-1", 1987) == 6370354800263546564
    assert all(0 <= own_story(str(number), 0) < 2**63 for number in range(100))


def test_keys_are_the_same_in_every_process():
    """They are stored: a library that makes others must be noticed."""
    code = (
        "from index.copies.keys import key_format, keys_of, printed; import sys;"
        "print(key_format(), *keys_of('', printed(sys.stdin.read()))[:4])"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            input=DAM,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            encoding="utf-8",
            check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }

    [output] = outputs
    assert output == (
        "rensa 2, 3 words, 40x3, 1987, 1 16312976670817213727 3977860304071453125 "
        "2937342490014808785 17423177500789390973"
    )


def test_an_article_has_a_key_of_the_whole_and_one_of_each_band():
    keys = keys_of("A title", printed(DAM))

    assert (keys.dtype, keys.shape) == (np.uint64, (KEYS,))
    assert keys.all()
    assert not keys_of("To come", printed("")).any()


def test_a_very_long_text_is_told_by_its_beginning():
    book = random_text(seeded(9), LONGEST)

    assert one_story(book, f"{book} the end")


def test_the_evaluation_prints_a_line_for_each_kind_and_writes_json(tmp_path):
    rows = [{"id": str(n), "title": f"Story {n}", "text": text} for n, text in enumerate(STORIES)]
    (tmp_path / "news.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")

    done = subprocess.run(
        [
            *(sys.executable, ROOT / "scripts" / "measure" / "evaluate_copies.py"),
            *(tmp_path / "news.jsonl", "--chosen-only", "--json", tmp_path / "copies.json"),
        ],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    report = json.loads((tmp_path / "copies.json").read_text(encoding="utf-8"))
    kinds = {kind: (copies, count, found) for kind, copies, count, found, _ in report["rows"]}
    assert kinds["half"] == kinds["retitled"] == (True, 3, 3)
    assert all(kind in done.stdout for kind in kinds)
    assert "precision 1" in done.stdout
