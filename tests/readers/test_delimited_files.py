import pytest

from corpus import read_articles


def read(path):
    problems = []
    articles = list(read_articles([path], on_problem=problems.append))
    return (
        [(article.title, article.text) for article in articles],
        [str(problem).removeprefix(str(path)) for problem in problems],
    )


@pytest.mark.parametrize(
    ("name", "delimiter"),
    [
        ("news.csv", ","),
        ("news.csv", ";"),
        ("news.csv", "\t"),
        ("news.csv", "|"),
        ("news.tsv", "\t"),
        ("news.tab", "\t"),
    ],
)
def test_a_row_is_an_article(tmp_path, name, delimiter):
    path = tmp_path / name
    rows = [["title", "text"], ["Harbour", "Ships wait."], ["Strike", "Cranes stand still."]]
    path.write_text("".join(delimiter.join(row) + "\n" for row in rows))
    assert read(path) == ([("Harbour", "Ships wait."), ("Strike", "Cranes stand still.")], [])


def test_semicolons_leave_commas_to_the_text(tmp_path):
    path = tmp_path / "news.csv"
    path.write_text("title;text;date\nHarbour;Ships, barges, tugs wait.;2024-05-06\n")
    assert read(path) == ([("Harbour", "Ships, barges, tugs wait.")], [])


@pytest.mark.parametrize("name", ["news.tsv", "news.tab"])
def test_tabs_leave_commas_to_the_text(tmp_path, name):
    path = tmp_path / name
    path.write_text("title, short, plain\ttext\nHarbour\tShips, barges, tugs wait.\n")
    assert read(path) == ([("", "Ships, barges, tugs wait.")], [])


def test_quoted_cells_hold_delimiters_quotes_and_lines(tmp_path):
    path = tmp_path / "news.csv"
    path.write_bytes(
        b'"title","text"\r\n'
        b'"Harbour, open","Ships wait.\r\n\r\nThey said: ""Soon."""\r\n'
        b"Strike,Cranes stand still.\r\n"
    )
    assert read(path) == (
        [
            ("Harbour, open", 'Ships wait.\r\n\r\nThey said: "Soon."'),
            ("Strike", "Cranes stand still."),
        ],
        [],
    )


def test_a_single_column_of_text_is_enough(tmp_path):
    path = tmp_path / "news.csv"
    path.write_text("text\nShips wait.\nCranes stand still.\n")
    assert read(path) == ([("", "Ships wait."), ("", "Cranes stand still.")], [])


def test_columns_no_name_explains_go_to_extra(tmp_path):
    path = tmp_path / "news.csv"
    path.write_text("text, Word Count ,port\nShips wait.,2,Hull\n")
    [article] = read_articles([path])
    assert article.extra == {"Word Count": "2", "port": "Hull"}


def test_problems_name_the_line_on_which_a_row_begins(tmp_path):
    path = tmp_path / "news.csv"
    path.write_text('title,text\nA,"two\nlines"\n\nB,one,too many\nC,fine,\nD,good\n')
    assert read(path) == (
        [("A", "two\nlines"), ("D", "good")],
        [
            ":5: 3 cells under 2 column names; quote cells that hold the delimiter",
            ":6: 3 cells under 2 column names; quote cells that hold the delimiter",
        ],
    )


def test_a_row_may_end_early(tmp_path):
    path = tmp_path / "news.csv"
    path.write_text("text,title,section\nShips wait.\nCranes stand still.,Strike\n")
    assert read(path) == ([("", "Ships wait."), ("Strike", "Cranes stand still.")], [])


def test_a_row_with_a_headline_alone_is_kept_as_in_json(tmp_path):
    path = tmp_path / "news.csv"
    path.write_text("title,text\nHarbour open,\nStrike,Cranes stand still.\n")
    assert read(path) == (
        [("Harbour open", ""), ("Strike", "Cranes stand still.")],
        [":2: no text, only a headline; kept"],
    )


def test_empty_cells_are_absent(tmp_path):
    path = tmp_path / "news.csv"
    path.write_text("text,date,author,port\nShips wait.,,,\n")
    problems = []
    [article] = read_articles([path], on_problem=problems.append)
    assert (article.published, article.authors, article.extra) == (None, (), {})
    assert problems == []


@pytest.mark.parametrize("letter", ["x", "é"])
def test_a_cell_of_ten_megabytes_is_one_problem_and_the_rows_around_it_are_read(tmp_path, letter):
    path = tmp_path / "news.csv"
    filler = letter * 79 + "\n"
    cell = filler * 125_000
    path.write_text(f'title,text\nA,before\nB,"{cell}"\nC,after\n', encoding="utf-8")
    assert read(path) == (
        [("A", "before"), ("C", "after")],
        [":3: text of 10,000,000 characters, more than 4,194,304; split it into articles"],
    )


def test_a_file_without_a_text_column_says_so(tmp_path):
    path = tmp_path / "news.csv"
    path.write_text("kopf,inhalt\nHafen,Schiffe warten.\n")
    assert read(path) == (
        [],
        [":2: record without text (fields: kopf, inhalt); try --map text=FIELD"],
    )


def test_a_header_alone_holds_no_articles(tmp_path):
    path = tmp_path / "news.csv"
    path.write_text("title,text\n")
    assert read(path) == ([], [])


def test_blank_lines_before_the_header_are_passed_over(tmp_path):
    path = tmp_path / "news.csv"
    path.write_text("\n\ntitle,text\nHarbour,Ships wait.\n1,2,3\n")
    assert read(path) == (
        [("Harbour", "Ships wait.")],
        [":5: 3 cells under 2 column names; quote cells that hold the delimiter"],
    )


def test_a_column_name_may_run_over_two_lines(tmp_path):
    path = tmp_path / "news.csv"
    path.write_text('title,"word\ncount",text\nHarbour,2,Ships wait.\nStrike\n')
    assert read(path) == (
        [("Harbour", "Ships wait."), ("Strike", "")],
        [":4: no text, only a headline; kept"],
    )


def test_line_ends_of_an_old_mac_are_one_problem_and_no_crash(tmp_path):
    path = tmp_path / "news.csv"
    path.write_bytes(b"title,text\rHarbour,Ships wait.\r")
    articles, problems = read(path)
    assert articles == []
    assert len(problems) == 1


def test_a_carriage_return_within_a_row_is_one_problem_and_the_next_row_is_read(tmp_path):
    path = tmp_path / "news.csv"
    path.write_bytes(b"title,text\nHarbour,Ships\rwait.\nStrike,Cranes stand still.\n")
    articles, [problem] = read(path)
    assert articles == [("Strike", "Cranes stand still.")]
    assert problem.startswith(":2: broken row (")
    assert problem.endswith("); mend or remove it")


def test_a_quote_that_never_closes_does_not_swallow_rows_silently(tmp_path):
    path = tmp_path / "news.csv"
    path.write_text('title,text\nHarbour,"Ships wait.\nStrike,Cranes stand still.\n')
    _, problems = read(path)
    assert [problem.partition(": ")[0] for problem in problems] == [":2"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_spreadsheets_save_in_many_encodings(tmp_path, encoding):
    path = tmp_path / "news.csv"
    path.write_text("title,text\nCafé,“Orléans” waits.\n", encoding=encoding)
    assert read(path) == ([("Café", "“Orléans” waits.")], [])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_only_line_feeds_and_carriage_returns_end_a_row(tmp_path, encoding):
    text = "Ships\u2028wait\x0bhere\x0cnow."
    path = tmp_path / "news.csv"
    path.write_text(f"title,text\nHarbour,{text}\n", encoding=encoding)
    assert read(path) == ([("Harbour", text)], [])
