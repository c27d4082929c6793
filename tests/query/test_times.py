"""The times that a question names: what is read as one, what isn't, what is left of the words."""

from datetime import date

import pytest

from index.query import Now, read_times

TODAY = date(2024, 3, 20)  # a Wednesday
NOW = Now(TODAY)


def read(question, now=NOW):
    """Return the times that a question names, as `first..last`, open where there is none."""
    return [
        f"{time.period.first or ''}..{time.period.last or ''}"
        for time in read_times(question, now).named
    ]


CLOSED = {
    "in May-June 2021": "2021-05-01..2021-06-30",
    "in November/January 2022": "2021-11-01..2022-01-31",
    "2021–2023": "2021-01-01..2023-12-31",
    "in the 12 months to May 2021": "2020-06-01..2021-05-31",
    "the month before May 2021": "2021-04-01..2021-04-30",
    "day before 4 May 2021": "2021-05-03..2021-05-03",
    "in week 20 of 2021": "2021-05-17..2021-05-23",
    "in 1H 2022": "2022-01-01..2022-06-30",
    "within 3 days of 4 May 2021": "2021-05-01..2021-05-07",
    "in 05.2021": "2021-05-01..2021-05-31",
    "the week before Christmas 2022": "2022-12-18..2022-12-24",
    "over Easter 2021": "2021-04-02..2021-04-05",
    "on Thanksgiving 2022": "2022-11-24..2022-11-24",
    "in March 2020": "2020-03-01..2020-03-31",
    "Nov. 2019": "2019-11-01..2019-11-30",
    "in March of 2020": "2020-03-01..2020-03-31",
    "in Sept '19": "2019-09-01..2019-09-30",
    "in 2020-03": "2020-03-01..2020-03-31",
    "in 03/2020": "2020-03-01..2020-03-31",
    "on September 18, 2019": "2019-09-18..2019-09-18",
    "on Wednesday, September 18th, 2019": "2019-09-18..2019-09-18",
    "on Wed 18 Sep 2019": "2019-09-18..2019-09-18",
    "on the 3rd of May 2021": "2021-05-03..2021-05-03",
    "on the twenty-first of June, 2021": "2021-06-21..2021-06-21",
    "on 18-Sep-2019": "2019-09-18..2019-09-18",
    "on 2019/9/18": "2019-09-18..2019-09-18",
    "on 18.9.2019": "2019-09-18..2019-09-18",
    "on 9/18/2019": "2019-09-18..2019-09-18",
    "on 18/9/2019": "2019-09-18..2019-09-18",
    "published at 2023-12-12T22:38:05+00:00": "2023-12-12..2023-12-12",
    "during 2019": "2019-01-01..2019-12-31",
    "in the year 2019": "2019-01-01..2019-12-31",
    "to the ferry 2019": "2019-01-01..2019-12-31",
    "in 2019/20": "2019-01-01..2020-12-31",
    "in the first week of April 2020": "2020-04-01..2020-04-07",
    "in the last week of November 2019": "2019-11-24..2019-11-30",
    "in the first half of 2020": "2020-01-01..2020-06-30",
    "in the first three months of 2020": "2020-01-01..2020-03-31",
    "on the last day of May 2020": "2020-05-31..2020-05-31",
    "in early March 2020": "2020-03-01..2020-03-10",
    "in mid-March 2020": "2020-03-11..2020-03-20",
    "late in 2019": "2019-09-01..2019-12-31",
    "at the end of 2019": "2019-09-01..2019-12-31",
    "in the week of 4 March 2020": "2020-03-02..2020-03-08",
    "the day after 5 May 2021": "2021-05-06..2021-05-06",
    "in Q3 2020": "2020-07-01..2020-09-30",
    "in 2020-Q3": "2020-07-01..2020-09-30",
    "in the third quarter of 2020": "2020-07-01..2020-09-30",
    "in the second quarter of last year": "2023-04-01..2023-06-30",
    "in the summer of 2019": "2019-06-01..2019-08-31",
    "in winter 2019-20": "2019-12-01..2020-02-29",
    "in the 1990s": "1990-01-01..1999-12-31",
    "in the '90s": "1990-01-01..1999-12-31",
    "in the sixties": "1960-01-01..1969-12-31",
    "in the early 1990s": "1990-01-01..1993-05-01",
    "in the 19th century": "1801-01-01..1900-12-31",
    "on 1-5 March 2020": "2020-03-01..2020-03-05",
    "on March 1–5, 2020": "2020-03-01..2020-03-05",
    "between 3 and 5 May 2021": "2021-05-03..2021-05-05",
    "between 3 May 2021 and 4 June 2021": "2021-05-03..2021-06-04",
    "between March and May 2020": "2020-03-01..2020-05-31",
    "from November to February 2020": "2019-11-01..2020-02-29",
    "from 2019 to 2021": "2019-01-01..2021-12-31",
    "between 2021 and 2019": "2019-01-01..2021-12-31",
    "from March 3 to April 5, 2020": "2020-03-03..2020-04-05",
    "March 2019 to May 2020": "2019-03-01..2020-05-31",
    "from last month until yesterday": "2024-02-01..2024-03-19",
    "after 5 May 2021 and before 1 June 2021": "2021-05-06..2021-05-31",
}

OPEN = {
    "from May 2021 until now": "2021-05-01..",
    "between May 2021 and now": "2021-05-01..",
    "before March 2019": "..2019-02-28",
    "prior to 5 May 2021": "..2021-05-04",
    "before 2019": "..2018-12-31",
    "pre-2019": "..2018-12-31",
    "earlier than last year": "..2022-12-31",
    "before the end of 2019": "..2019-12-30",
    "after 5 May 2021": "2021-05-06..",
    "after March 2019": "2019-04-01..",
    "post-2019": "2020-01-01..",
    "later than May 2020": "2020-06-01..",
    "since June 2020": "2020-06-01..",
    "ever since the summer of 2019": "2019-06-01..",
    "since 2019": "2019-01-01..",
    "since last week": "2024-03-11..",
    "since two weeks ago": "2024-03-06..",
    "since Monday": "2024-03-18..",
    "from June 2020 onwards": "2020-06-01..",
    "from 2019 on": "2019-01-01..",
    "in June 2020 or later": "2020-06-01..",
    "until 2019": "..2019-12-31",
    "up to March 2019": "..2019-03-31",
    "by June 2020": "..2020-06-30",
    "no later than 5 May 2021": "..2021-05-05",
    "through 2019": "..2019-12-31",
    "2019 and earlier": "..2019-12-31",
}

FROM_TODAY = {
    "since the beginning of the year": "2024-01-01..",
    "two days before Christmas": "2023-12-23..2023-12-23",
    "before Christmas": "..2023-12-24",
    "last Christmas": "2023-12-25..2023-12-25",
    "two years ago today": "2022-03-20..2022-03-20",
    "today": "2024-03-20..2024-03-20",
    "this morning": "2024-03-20..2024-03-20",
    "yesterday": "2024-03-19..2024-03-19",
    "yesterday evening": "2024-03-19..2024-03-19",
    "last night": "2024-03-19..2024-03-19",
    "the day before yesterday": "2024-03-18..2024-03-18",
    "this week": "2024-03-18..2024-03-24",
    "last week": "2024-03-11..2024-03-17",
    "the week before last": "2024-03-04..2024-03-10",
    "last month": "2024-02-01..2024-02-29",
    "in the previous quarter": "2023-10-01..2023-12-31",
    "this year": "2024-01-01..2024-12-31",
    "in March last year": "2023-03-01..2023-03-31",
    "late last year": "2023-09-01..2023-12-31",
    "last decade": "2010-01-01..2019-12-31",
    "10 days ago": "2024-03-10..2024-03-10",
    "ten days ago": "2024-03-10..2024-03-10",
    "two weeks ago": "2024-03-03..2024-03-09",
    "a month ago": "2024-02-01..2024-02-29",
    "half a year ago": "2023-09-01..2023-09-30",
    "a couple of years ago": "2022-01-01..2022-12-31",
    "in the last two weeks": "2024-03-06..2024-03-20",
    "over the past 24 hours": "2024-03-19..2024-03-20",
    "within the last twenty-one days": "2024-02-28..2024-03-20",
    "in the past month": "2024-02-20..2024-03-20",
    "during the last year": "2023-03-20..2024-03-20",
    "the past few days": "2024-03-16..2024-03-20",
    "in recent weeks": "2024-02-21..2024-03-20",
    "on Monday": "2024-03-18..2024-03-18",
    "on Wednesday": "2024-03-20..2024-03-20",
    "last Wednesday": "2024-03-13..2024-03-13",
    "on Friday night": "2024-03-15..2024-03-15",
    "over the weekend": "2024-03-16..2024-03-17",
    "last summer": "2023-06-01..2023-08-31",
    "last March": "2023-03-01..2023-03-31",
    "in March": "2024-03-01..2024-03-31",
    "in November": "2023-11-01..2023-11-30",
    "in early May": "2023-05-01..2023-05-10",
    "on 1 March": "2024-03-01..2024-03-01",
    "on the 1st of March": "2024-03-01..2024-03-01",
    "on March 21": "2023-03-21..2023-03-21",
    "on 29 February": "2024-02-29..2024-02-29",
    "from Friday to Monday": "2024-03-15..2024-03-18",
    "between November and January": "2023-11-01..2024-01-31",
}


@pytest.mark.parametrize(("words", "days"), [*(CLOSED | OPEN | FROM_TODAY).items()])
def test_times_as_people_write_them(words, days):
    assert read(f"What happened {words}?") == [days]


@pytest.mark.parametrize(
    "question",
    [
        "",
        "May said no",
        "the speech by May",
        "this may be the end",
        "what may June Brown say",
        "the last straw",
        "the last two days of the trial",
        "march on Rome",
        "in the March on Washington",
        "who will march in the square",
        "the march of the 2000 men",
        "1984 jobs",
        "in 2000 homes",
        "a loss of 1500 jobs",
        "up to 2000 people",
        "resolution 1973",
        "Blade Runner 2049",
        "net zero by 2050",
        "$2019 for a ticket",
        "the 2019-nCoV virus",
        "Business Today",
        "according to USA Today",
        "according to usa today",
        "Last Week Tonight with Ada Quill",
        "This Morning on television",
        "Black Friday sales",
        "on Sunday Times",
        "every Monday",
        "the January 6 committee",
        "9/11",
        "35 May 2020 dogs",
        "30 February",
        "the fall of the wall",
        "second half of the match",
        "third quarter of the moon",
        "in his 90s",
        "an hour",
        "for two weeks",
        "in 99999 years",
        "a million years ago",
        '"yesterday" by the band',
        '+"before March 2019" dam',
        "published:2021-03 dam",
        "+yesterday",
        "sun and wed",
        "03/04/2021",
        "at the latest",
    ],
)
def test_what_is_no_time(question):
    times = read_times(question, NOW)

    assert (read(question), times.newest, times.words) == ([], "", question)


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("dam before March 2019", "dam"),
        ("What did the mayor say before 5 May 2021?", "What did the mayor say?"),
        ("yesterday's vote", "'s vote"),
        ("the dam in the last two weeks", "the dam"),
        ("what is the latest on the dam", "what is on the dam"),
        ("dam in March 2019", "dam in March 2019"),
        ("dam on 5 May 2021", "dam on 5 May 2021"),
        ("(dam OR strike) since 2019", "(dam OR strike) since 2019"),
        ("yesterday", "yesterday"),
    ],
)
def test_words_that_no_article_has_for_its_time_are_not_looked_for(question, left):
    assert read_times(question, NOW).words == left


@pytest.mark.parametrize("word", ["latest", "newest", "most recent"])
def test_a_question_may_ask_for_what_is_new(word):
    assert read_times(f"the {word} news of the dam", NOW).newest == word


def test_a_day_without_a_year_is_the_last_one_that_the_archive_reaches():
    old = Now(TODAY, lambda: date(2019, 2, 10))

    assert read("strike on 1 March", old) == ["2018-03-01..2018-03-01"]
    assert read("strike in January", old) == ["2019-01-01..2019-01-31"]
    assert read("strike yesterday", old) == ["2024-03-19..2024-03-19"]


def test_what_is_to_come_is_a_time_where_the_archive_has_it():
    ahead = Now(TODAY, lambda: date(2024, 7, 1))

    assert read("strike in May 2024") == []
    assert read("strike in May 2024", ahead) == ["2024-05-01..2024-05-31"]


def test_several_times_are_read_each_for_itself():
    found = read("report of 24 November 2023 and report of 25 November 2023")
    assert found == ["2023-11-24..2023-11-24", "2023-11-25..2023-11-25"]


@pytest.mark.parametrize(
    ("words", "meaning", "conditions"),
    [
        ("before March 2019", "before 1 March 2019", {"until": "2019-02-28"}),
        ("after 5 May 2021", "since 6 May 2021", {"since": "2021-05-06"}),
        ("on 5 May 2021", "on 5 May 2021", {"on": "2021-05-05"}),
        ("in March 2020", "in March 2020", {"on": "2020-03"}),
        ("in 2020", "in 2020", {"on": "2020"}),
        (
            "from 3 to 5 May 2021",
            "from 3 May 2021 to 5 May 2021",
            {"since": "2021-05-03", "until": "2021-05-05"},
        ),
    ],
)
def test_a_time_says_what_it_means_and_what_demands_it(words, meaning, conditions):
    ((time,)) = read_times(f"dam {words}", NOW).named

    assert (time.words, str(time.period), time.period.conditions) == (words, meaning, conditions)


@pytest.mark.parametrize(
    ("question", "days"),
    [
        ("May and June 2021", ["2021-05-01..2021-05-31", "2021-06-01..2021-06-30"]),
        ("strikes in May or June 2021", ["2021-05-01..2021-05-31", "2021-06-01..2021-06-30"]),
        ("floods in 2021, 2022", ["2021-01-01..2021-12-31", "2022-01-01..2022-12-31"]),
        ("2021 and 2022", ["2021-01-01..2021-12-31", "2022-01-01..2022-12-31"]),
    ],
)
def test_each_time_of_a_list_is_meant(question, days):
    assert read(question) == days


@pytest.mark.parametrize(
    "question",
    [
        "29 February 2023",
        "before 1 January 0001",
        "since 31 December 9999",
        "migrants on Christmas Island",
        "what happens now",
        "the Halloween Company",
    ],
)
def test_a_day_that_there_is_not_and_a_name_are_no_time(question):
    assert read(question) == []
