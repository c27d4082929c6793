import pytest
from one_file import read_file

from corpus import read_articles


def read(path):
    problems = []
    articles = list(read_articles([path], on_problem=problems.append))
    return (
        [(article.title, article.text) for article in articles],
        [str(problem).removeprefix(str(path)) for problem in problems],
    )


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


@pytest.mark.parametrize("letter", ["é", "€", "𝄞"])
@pytest.mark.parametrize("piece", range(64, 69))
def test_a_line_in_pieces_is_cut_between_letters(tmp_path, monkeypatch, letter, piece):
    monkeypatch.setattr("corpus.readers.records.delimited.LONGEST_LINE", piece)
    rows = [f"Title {n},{letter * 50}" for n in range(5)]

    articles, problems = read_file(tmp_path, "\r".join(["title,text", *rows]), "news.csv")

    assert [article.text for article in articles] == [letter * 50] * 5
    assert problems == []
