import gzip
import io
import sys

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from corpus import read_articles
from corpus.vocabulary.limits import Limits


def read(tmp_path, content, name="news.parquet", **options):
    path = tmp_path / name
    path.write_bytes(content)
    problems = []
    articles = list(read_articles([path], on_problem=problems.append, **options))
    return articles, [str(problem).removeprefix(str(path)) for problem in problems]


def written(columns, **options):
    stream = io.BytesIO()
    parquet.write_table(pa.table(columns), stream, **options)
    return stream.getvalue()


NANOSECONDS = pa.timestamp("ns", "Europe/Berlin")


def test_a_row_is_an_article(tmp_path):
    content = written(
        {
            "headline": ["Cranes", "Ships"],
            "body": pa.array(["They stand still.", "They wait."]).dictionary_encode(),
            "published": pa.array([1730793600000000123, None], NANOSECONDS),
            "by": [["Mira Holt", "Jonas Reed"], None],
            "source": pa.array(["Coastal Wire", "Evening Post"], pa.large_string()),
            "place": [{"town": "Colvik", "ships": 9}, None],
            "day": pa.array([19_000, None], pa.date32()),
            "scores": pa.array(
                [[("a", 1.5), ("b", float("nan"))], None], pa.map_("string", "double")
            ),
            "raw": [b"caf\xc3\xa9", None],
        }
    )
    [first, second], problems = read(tmp_path, content)
    assert problems == []
    assert (first.title, first.text, first.source) == (
        "Cranes",
        "They stand still.",
        "Coastal Wire",
    )
    assert first.published.isoformat() == "2024-11-05T09:00:00+01:00"
    assert first.authors == ("Mira Holt", "Jonas Reed")
    assert first.extra == {
        "place": {"town": "Colvik", "ships": 9},
        "day": "2022-01-08",
        "scores": {"a": 1.5, "b": None},
        "raw": "café",
        "date_from": "published",
    }
    assert (second.title, second.published, second.extra) == ("Ships", None, {})


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_times_without_a_zone_are_utc(tmp_path, unit):
    columns = {"text": ["Story."], "date": pa.array([1730793600], pa.timestamp("s"))}
    columns["date"] = columns["date"].cast(pa.timestamp(unit))
    [article], _ = read(tmp_path, written(columns))
    assert article.published.isoformat() == "2024-11-05T08:00:00+00:00"


def test_a_time_that_no_calendar_has_is_left_out(tmp_path):
    columns = {"text": ["Story."], "date": pa.array([2**60], pa.timestamp("us"))}
    [article], _ = read(tmp_path, written(columns))
    assert article.published is None


@pytest.mark.slow
def test_row_groups_are_read_in_order_whatever_packs_them(tmp_path):
    columns = {"text": [f"Story {number}." for number in range(300)]}
    for compression in ("none", "snappy", "gzip", "zstd", "brotli", "lz4"):
        content = written(columns, row_group_size=70, compression=compression)
        articles, problems = read(tmp_path, content)
        assert [article.text for article in articles] == columns["text"]
        assert problems == []


def test_parquet_within_gzip_and_under_another_name(tmp_path):
    content = written({"text": ["Story."]})
    for name, data in (("a.parquet.gz", gzip.compress(content)), ("a.pq", content), ("a", content)):
        [article], _ = read(tmp_path, data, name)
        assert article.text == "Story."


def test_a_damaged_file_is_named(tmp_path):
    content = written({"text": ["Story."] * 200})
    for damaged in (content[: len(content) // 2], b"PAR1" + bytes(50) + b"PAR1"):
        articles, [problem] = read(tmp_path, damaged)
        assert articles == []
        assert "damaged Parquet after 0 rows" in problem


def test_a_row_group_that_unpacks_to_too_much_is_named(tmp_path):
    content = written({"text": ["x" * 100_000 + str(n) for n in range(20)]}, use_dictionary=False)
    articles, [problem] = read(tmp_path, content, limits=Limits(size=100_000))
    assert articles == []
    assert "unpacks to more than 800,000 bytes" in problem


def test_without_pyarrow_it_says_what_to_install(tmp_path, monkeypatch):
    content = written({"text": ["Story."]})
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    articles, [problem] = read(tmp_path, content)
    assert articles == []
    assert problem.endswith("pip install newsdex[parquet]")


SOUND = written({"text": ["Story.", "Other."], "date": ["2024-11-05", None], "n": [[1], None]})


@given(st.integers(0, len(SOUND) - 1), st.binary(min_size=1, max_size=8))
def test_a_damaged_file_is_read_or_named(tmp_path_factory, place, damage):
    damaged = SOUND[:place] + damage + SOUND[place + len(damage) :]
    read(tmp_path_factory.mktemp("damaged"), damaged)
