import pytest
from hypothesis import given
from hypothesis import strategies as st
from one_file import CASES, read_file, read_one

WIRES = [
    (CASES / "wires" / name).read_bytes()
    for name in (
        "a_message_with_labels_and_byline",
        "a_message_of_anpa_1312.tst",
    )
]


def message(text, closing="131137 GMT Nov 13"):
    return f"\x01cwa062 4 i 211\r\n\r\nKey/\r\n\x02{text}\r\n\x03{closing}\r\n"


@pytest.mark.parametrize("name", ["a", "a.txt", "a.xyz", "a.msg"])
def test_a_wire_is_known_by_its_content(tmp_path, name):
    article = read_one(tmp_path, message("Locks close =\r\n\r\nThey close."), name)
    assert (article.title, article.text) == ("Locks close", "They close.")


@pytest.mark.parametrize(
    ("closing", "published"),
    [
        ("131137 GMT Nov 13", "2013-11-13T11:37:00+00:00"),
        ("131137 Nov 13", "2013-11-13T11:37:00+00:00"),
        ("311137 GMT DEC 99", "1999-12-31T11:37:00+00:00"),
        ("010005 CET Mai 2019", "2019-05-01T00:05:00+01:00"),
        ("010005 MESZ Okt 19", "2019-10-01T00:05:00+02:00"),
        ("cw/ab 010005 GMT juil 19", "2019-07-01T00:05:00+00:00"),
        ("312500 GMT Nov 13", None),
        ("nothing", None),
    ],
)
def test_the_line_that_closes_a_wire_dates_it(tmp_path, closing, published):
    [article], _ = read_file(tmp_path, message("Locks close =\r\n\r\nThey close.", closing), "a")
    assert (article.published and article.published.isoformat()) == published


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Locks close =\r\n\r\n", "Locks close"),
        ("Locks close,\r\nbridges open =\r\n", "Locks close, bridges open"),
        ("Locks close\r\n\r\n", "Locks close"),
        ("Locks close\r\n   ", "Locks close"),
        ("URGENT\r\nLocks close =\r\n\r\n", "Locks close"),
        ("2ND LEAD\r\nLocks close\r\nBy Ada Norring =\r\n\r\n", "Locks close"),
    ],
)
def test_a_headline_ends_where_the_text_begins(tmp_path, head, title):
    article = read_one(tmp_path, message(f"{head}They close in\r\nspring."), "a")
    assert (article.title, article.text) == (title, "They close in spring.")


@given(st.sampled_from(WIRES), st.integers(0, 4_000), st.binary(min_size=1, max_size=30))
def test_a_damaged_wire_is_read_or_named(tmp_path_factory, content, place, damage):
    place %= len(content)
    damaged = content[:place] + damage + content[place + len(damage) :]
    read_file(tmp_path_factory.mktemp("damaged"), damaged, "a.iptc")


@pytest.mark.slow
@pytest.mark.parametrize("line", ["a", "", "dpx al", "  a", "- a", "x   y", "\r", "(dpx) -"])
def test_a_wire_of_nothing_but_short_lines_is_read_in_a_time_that_ends(tmp_path, line):
    body = f"{line}\r\n" * 300_000
    [article], _ = read_file(tmp_path, message(f"Locks close =\r\n\r\n{body}They do."), "a")
    assert article.title == "Locks close"
    assert article.text.endswith("They do.")
