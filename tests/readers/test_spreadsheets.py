import io
import sys
import zipfile
from datetime import date, datetime, time

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from one_file import CASES, read_file

from corpus import Limits


def book(*rows):
    found = openpyxl.Workbook()
    for row in rows:
        found.active.append(row)
    stream = io.BytesIO()
    found.save(stream)
    return stream.getvalue()


STORY = book(["title", "text"], ["Locks", "They close."])


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a", "a.zip"])
def test_a_spreadsheet_is_known_by_its_content(tmp_path, name):
    [article], problems = read_file(tmp_path, STORY, name)
    assert (article.title, article.text, problems) == ("Locks", "They close.", [])


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        (datetime(2024, 3, 5, 15, 30), "2024-03-05T15:30:00"),  # noqa: DTZ001 - as Excel has it
        (date(2024, 3, 5), "2024-03-05"),
        (time(15, 30), "15:30:00"),
        (12.0, 12),
        (0.25, 0.25),
        (True, True),
        ("#N/A", None),
        ("007", "007"),
    ],
)
def test_cells_keep_what_they_are(tmp_path, cell, kept):
    [article], _ = read_file(tmp_path, book(["text", "other"], ["They close.", cell]), "a.xlsx")
    assert article.extra.get("other") == kept


def changed(content, name, change):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {entry: package.read(entry) for entry in package.namelist()}
    parts[name] = change(parts[name])
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for entry, part in parts.items():
            package.writestr(entry, part)
    return stream.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def test_rows_that_a_sheet_leaves_out_cost_nothing(tmp_path):
    last = b'<row r="1048576"><c r="B1048576" t="inlineStr"><is><t>Last.</t></is></c></row>'
    content = changed(
        STORY, SHEET, lambda part: part.replace(b"</sheetData>", last + b"</sheetData>")
    )
    articles, problems = read_file(tmp_path, content, "a.xlsx")
    assert ([article.text for article in articles], problems) == (["They close.", "Last."], [])


def test_a_cell_that_is_repeated_without_end_costs_nothing(tmp_path):
    once = b'office:value-type="boolean"'
    often = once + b' table:number-columns-repeated="99999999999"'
    content = changed(SOUND[1], "content.xml", lambda part: part.replace(once, often))
    [first, second], _ = read_file(tmp_path, content, "a.ods")
    assert (first.title, first.extra["Free"]) == ("Locks close", True)
    assert (second.title, second.text) == ("Tolls rise", "By a third.")


def test_a_row_beyond_the_last_is_left_out(tmp_path):
    last = b'<row r="99999999999"><c t="inlineStr"><is><t>Last.</t></is></c></row></sheetData>'
    content = changed(STORY, SHEET, lambda part: part.replace(b"</sheetData>", last))
    articles, _ = read_file(tmp_path, content, "a.xlsx")
    assert [article.text for article in articles] == ["They close."]


def test_a_spreadsheet_that_grows_without_end_is_named(tmp_path):
    content = changed(STORY, SHEET, lambda part: part + b" " * 40_000_000)
    articles, [problem] = read_file(tmp_path, content, "a.xlsx")
    assert articles == []
    assert "XLSX that grows more than 200 times" in problem
    limits = Limits(size=10_000_000)
    _, [problem] = read_file(tmp_path, content, "a.xlsx", limits=limits)
    assert "XLSX that unpacks to more than 10,000,000 bytes" in problem


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(9))


@pytest.mark.parametrize("subset", [LAUGHS, '<!ENTITY l8 SYSTEM "file:///etc/passwd">'])
def test_entities_in_a_spreadsheet_are_refused(tmp_path, subset):
    declared = f"<!DOCTYPE x [{subset}]><worksheet".encode()
    content = changed(
        STORY,
        SHEET,
        lambda part: part.replace(b"<worksheet", declared, 1).replace(b"They close", b"&l8;"),
    )
    articles, [problem] = read_file(tmp_path, content, "a.xlsx")
    assert articles == []
    assert problem.startswith(": damaged XLSX after 0 rows (")
    assert "Entities" in problem or "entities" in problem


def test_without_its_library_a_spreadsheet_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    articles, [problem] = read_file(tmp_path, STORY, "a.xlsx")
    assert articles == []
    assert problem.endswith("pip install newsdex[xlsx]")


SOUND = [
    (CASES / "spreadsheets" / name).read_bytes()
    for name in ("a_row_is_an_article.xlsx", "sheets_of_open_document.ods")
]


@pytest.mark.slow
@given(st.sampled_from(SOUND), st.integers(0, 40_000), st.binary(min_size=1, max_size=30))
def test_a_damaged_spreadsheet_is_read_or_named(tmp_path_factory, content, place, damage):
    place %= len(content)
    damaged = content[:place] + damage + content[place + len(damage) :]
    read_file(tmp_path_factory.mktemp("damaged"), damaged, "a.xlsx")
