"""Export: every article comes back as it was, and every vector with its place in the text."""

import errno
import json
import os
import sys
from datetime import datetime, timedelta, timezone

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from corpus import Article, read_articles
from corpus.vocabulary.exported import full_row
from index import DamagedIndexError, IndexWriteError, NewsIndex, NewsIndexError, QuestionError
from index.cli.commands.private_file import replacing
from index.cli.commands.vectors_to_parquet import ROW_GROUP, check_parquet, write_parquet

QUESTIONS = ("dam inquiry", '"border posts" -ferry', "what did the US demand", "Streik im Hafen")

ODD = (
    Article(
        id="as it stands",
        title="  two  spaces, a\ttab and â€œmojibakeâ€\x9d ",
        text="\ufeff\n\n  “Quoted” â€œtwiceâ€\x9d \r\n\u2028\x85 \u202eleft\u202c "
        "👩\u200d🚒 \x00 \x1b[1m\n ",
        published=datetime(1969, 12, 31, 23, 59, 59, 1, timezone(-timedelta(hours=3, minutes=30))),
        updated=datetime(2024, 3, 1, 8, 0, tzinfo=timezone(timedelta(seconds=1, microseconds=2))),
        source=" Coastal  Wire ",
        authors=("By Jane Doe and John Roe", "Doe, Jane", "", "Doe, Jane"),
        section="Ünïcode / 政治",
        language="EN_us",
        url="https://coastal.example/a?utm_source=x#top",
        extra={
            "date": "yesterday",
            "body": "Not the text.",
            "id": 7,
            "newsdex_article": 2,
            "extra": {"": [None, True, 1, 1.0, -0.0, 1e300, 2**70, {"nested": [[], {}, ""]}]},
            "half a pair": "\ud800",
        },
    ),
    Article(title="Only a headline, no id"),
    Article(id="long", text="A line longer than what is looked at first. " * 4000),
)


@pytest.fixture
def odd_folder(tmp_path):
    """Return an index of odd articles, the longest first."""
    folder = tmp_path / "odd"
    with NewsIndex.create(folder) as index:
        index.add(reversed(ODD))
    return folder


def articles_in(folder):
    with NewsIndex.open(folder) as index:
        return list(index.articles())


def exported(articles):
    """Return the lines of an export."""
    return "".join(json.dumps(full_row(article)) + "\n" for article in articles)


def read(path, **options):
    problems = []
    articles = list(read_articles([path], on_problem=problems.append, **options))
    return articles, [str(problem).removeprefix(str(path)) for problem in problems]


def write_vectors(index, path):
    with replacing(path) as file:
        write_parquet(index.vectors(), file)
    return read_vectors(path)


def read_vectors(path):
    """Return the columns of a file of vectors as a reader would get them."""
    table = parquet.read_table(path)
    vectors = table["vector"].combine_chunks()
    flat = vectors.flatten().to_numpy()
    columns = {name: table[name].to_pylist() for name in ("id", "start", "end", "text")}
    return {**columns, "vector": flat.reshape(-1, vectors.type.list_size)}


@pytest.mark.slow
def test_an_export_added_to_a_new_index_gives_the_same_archive(
    newsdex, archive_folder, archive, tmp_path
):
    export = newsdex("--index", archive_folder, "export")
    assert (export.returncode, export.stderr) == (0, "")
    added = newsdex("--index", tmp_path / "copy", "add", "-", stdin=export.stdout)

    assert added.stdout.startswith("added 14, replaced 0, unchanged 0")
    assert added.stderr == f"newsdex: made a new index in {tmp_path / 'copy'}\n"
    with NewsIndex.open(tmp_path / "copy") as copy:
        assert list(copy.articles()) == list(archive.articles())
        for question in QUESTIONS:
            hits, again = archive.search(question, limit=20), copy.search(question, limit=20)
            assert [(hit.article, hit.passage) for hit in again] == [
                (hit.article, hit.passage) for hit in hits
            ]
            assert [hit.ranking_score for hit in again] == pytest.approx(
                [hit.ranking_score for hit in hits]
            )


@pytest.mark.slow
def test_odd_articles_come_back_as_they_were(newsdex, odd_folder, tmp_path):
    export = newsdex("--index", odd_folder, "export")
    added = newsdex("--index", tmp_path / "copy", "add", "-", stdin=export.stdout)

    assert added.stderr == f"newsdex: made a new index in {tmp_path / 'copy'}\n"
    copies = articles_in(tmp_path / "copy")
    assert copies == list(reversed(ODD))
    assert exported(copies) == exported(reversed(ODD))  # dates with their offsets, 1 no True


@pytest.mark.slow
def test_an_export_added_to_its_own_index_changes_nothing(newsdex, odd_folder, tmp_path):
    not_a_number = Article(id="nan", text="NaN is not equal to itself.", extra={"n": float("nan")})
    with NewsIndex.open(odd_folder) as index:
        index.add([not_a_number])
    export = newsdex("--index", odd_folder, "export")
    (tmp_path / "export.json").write_text(export.stdout, encoding="utf-8")

    for source in ("-", tmp_path / "export.json"):
        added = newsdex("--index", odd_folder, "add", source, stdin=export.stdout)
        assert added.stdout.startswith("added 0, replaced 0, unchanged 4")
        assert added.stderr == ""


@pytest.mark.slow
def test_removed_articles_are_not_exported(newsdex, folder, tmp_path):
    newsdex("--index", folder, "remove", "dam-2", "levy", "--yes")
    export = newsdex("--index", folder, "export", "--with-vectors", tmp_path / "vectors.parquet")

    ids = [json.loads(line)["id"] for line in export.stdout.splitlines()]
    assert len(ids) == 12
    assert not {"dam-2", "levy"} & set(ids)
    assert set(read_vectors(tmp_path / "vectors.parquet")["id"]) == set(ids)


def test_an_index_without_articles_exports_nothing(newsdex, empty_folder, tmp_path):
    path = tmp_path / "vectors.parquet"

    done = newsdex("--index", empty_folder, "export", "--with-vectors", path)

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    columns = read_vectors(path)
    assert columns.pop("vector").shape[0] == 0
    assert list(columns.values()) == [[], [], [], []]


@pytest.fixture(scope="module")
def one_file(tmp_path_factory):
    return tmp_path_factory.mktemp("export") / "export.jsonl"


texts = st.text() | st.sampled_from(
    ["\x00", " \r\n\t", "\u2028\x85", "\u202eabc", "👩‍🚒", "â€œ", "\ufeff"]
)
zones = st.integers(-86399, 86399).map(lambda seconds: timezone(timedelta(seconds=seconds)))
dates = st.none() | st.datetimes(timezones=zones)
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | texts
    | st.just("\udfff"),
    lambda inner: st.lists(inner) | st.dictionaries(texts, inner),
    max_leaves=8,
)
names = st.sampled_from(["id", "date", "body", "text", "newsdex_article", "Headline"]) | texts
articles = st.fixed_dictionaries(
    dict.fromkeys("id title text source section language url".split(), texts)
    | dict.fromkeys(["published", "updated"], dates)
    | {"authors": st.lists(texts).map(tuple), "extra": st.dictionaries(names, values)}
).filter(lambda fields: fields["title"].strip() or fields["text"].strip())


@pytest.mark.slow
@given(fields=articles, ascii_only=st.booleans())
def test_any_article_comes_back_as_it_was(one_file, fields, ascii_only):
    article = Article(**fields)
    line = json.dumps(full_row(article), ensure_ascii=ascii_only)
    one_file.write_bytes(line.encode("utf-8", "backslashreplace"))

    [again] = read_articles([one_file])

    assert again == article
    assert exported([again]) == exported([article])


def test_rows_are_read_as_they_stand_from_an_array_and_with_a_mapping(tmp_path):
    path = tmp_path / "export.json"
    mojibake = Article(text="â€œIt floats.â€\x9d", extra={"story": "Another text.", "share": 0.1})
    path.write_text(json.dumps([full_row(mojibake)], indent=2), encoding="utf-8")

    assert read(path, fields={"text": "story"}) == ([mojibake], [])


def test_what_is_too_long_for_other_files_comes_back_too(tmp_path, monkeypatch):
    monkeypatch.setattr("corpus.articles.records.LONGEST_TEXT", 1000)
    monkeypatch.setattr("corpus.readers.records.json_lines.LONGEST_LINE", 1000)
    path = tmp_path / "export.jsonl"
    long = [Article(id="a", text="é" * 2001), Article(id="b", text="b" * 2001)]
    path.write_text(exported(long), encoding="utf-8")

    assert read(path) == (long, [])


def test_a_row_shortened_by_hand_is_an_article_still(tmp_path):
    path = tmp_path / "export.jsonl"
    path.write_text('{"id": "a", "text": " As it stands. ", "newsdex_article": 1}\n')

    assert read(path) == ([Article(id="a", text=" As it stands. ")], [])


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"newsdex_article": 2}, "of another version than 1"),
        ({"newsdex_article": True}, "of another version than 1"),
        ({"newsdex_article": None}, "of another version than 1"),
        ({"text": " \n", "title": ""}, "an article needs a text or a title"),
        ({"text": None}, "no field 'text' of type NoneType"),
        ({"id": 7}, "no field 'id' of type int"),
        ({"published": "yesterday"}, "Invalid isoformat string: 'yesterday'"),
        ({"published": "2024-03-01"}, "published has no time zone: 2024-03-01T00:00:00"),
        ({"updated": 1709280000}, "no field 'updated' of type int"),
        ({"authors": "Mira Holt"}, "no field 'authors' of type str"),
        ({"authors": ["Mira Holt", None]}, "no field 'authors' of type list"),
        ({"extra": []}, "no field 'extra' of type list"),
        ({"headline": "Dam"}, "no field 'headline' of type str"),
    ],
)
def test_a_malformed_row_is_named_in_one_line_and_skipped(tmp_path, change, reason):
    path = tmp_path / "export.jsonl"
    sound = full_row(Article(id="a", text="The dam broke."))
    lines = (json.dumps(row) + "\n" for row in (sound, {**sound, **change}, sound))
    path.write_text("".join(lines), encoding="utf-8")

    found, problems = read(path)

    assert [article.id for article in found] == ["a", "a"]
    advice = "mend it, or remove 'newsdex_article' to have it read as any other record"
    assert problems == [f":2: not as newsdex exports an article ({reason}); {advice}"]


@pytest.mark.slow
@pytest.mark.parametrize("suffix", [".jsonl", ".json"])
def test_a_row_nested_without_end_is_named_in_one_line(newsdex, folder, tmp_path, suffix):
    nested = "[" * 9999 + "]" * 9999
    rows = [f'{{"newsdex_article": 1, "text": "Deep.", "extra": {{"a": {nested}}}}}']
    rows.append(json.dumps(full_row(Article(id="flat", text="The dam broke."))))
    path = tmp_path / f"export{suffix}"
    text = "\n".join(rows) if suffix == ".jsonl" else f"[{', '.join(rows)}]"
    path.write_text(text, encoding="utf-8")

    done = newsdex("--index", folder, "add", path)

    (line,) = done.stderr.splitlines()
    assert "nested too deeply" in line
    assert done.stdout.startswith("added 1, ")


def test_every_passage_has_a_row_with_its_vector(archive, tmp_path, monkeypatch):
    # The levy alone has more passages.
    monkeypatch.setattr("index.cli.commands.vectors_to_parquet.ROW_GROUP", 4)
    path = tmp_path / "vectors.parquet"

    columns = write_vectors(archive, path)

    expected = list(archive.vectors())
    passages = [(article, passage) for article, held, _ in expected for passage in held]
    assert len(passages) > len(expected) == 14
    assert columns["id"] == [article.id for article, _ in passages]
    assert columns["text"] == [passage.text for _, passage in passages]
    assert columns["text"] == [
        article.text[start:end]
        for (article, _), start, end in zip(passages, columns["start"], columns["end"], strict=True)
    ]
    assert columns["vector"].dtype == np.float32
    assert np.array_equal(columns["vector"], np.concatenate([rows for *_, rows in expected]))
    assert np.linalg.norm(columns["vector"], axis=1) == pytest.approx(1, abs=1e-3)
    assert path.stat().st_mode & 0o777 == 0o600
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


@pytest.mark.slow
def test_the_command_line_writes_vectors_beside_the_articles(newsdex, archive_folder, tmp_path):
    path = tmp_path / "vectors.parquet"
    done = newsdex("--index", archive_folder, "export", "--with-vectors", path)

    assert (done.returncode, done.stderr) == (0, "")
    ids = [json.loads(line)["id"] for line in done.stdout.splitlines()]
    assert list(dict.fromkeys(read_vectors(path)["id"])) == ids


def test_parquet_comes_in_row_groups(archive, tmp_path, monkeypatch):
    assert ROW_GROUP < 10_000
    monkeypatch.setattr("index.cli.commands.vectors_to_parquet.ROW_GROUP", 4)
    write_vectors(archive, tmp_path / "vectors.parquet")

    assert parquet.ParquetFile(tmp_path / "vectors.parquet").num_row_groups > 3


@pytest.mark.parametrize("name", ["vectors.csv", "vectors", "vectors.parquet.gz"])
def test_another_suffix_is_wrong_usage(newsdex, archive_folder, tmp_path, name):
    path = tmp_path / name
    with pytest.raises(QuestionError, match=r"name it \.parquet"):
        check_parquet(path)
    done = newsdex("--index", archive_folder, "export", "--with-vectors", path)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"newsdex: {path} will be a Parquet file; name it .parquet\n"
    assert not path.exists()


def test_without_pyarrow_parquet_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    with pytest.raises(NewsIndexError, match=r"pip install newsdex\[parquet\]"):
        check_parquet(tmp_path / "vectors.parquet")


def test_a_file_that_cannot_be_written_is_told_in_one_line(archive, tmp_path):
    (tmp_path / "file").touch()
    for folder in ("missing", "file"):
        with pytest.raises(IndexWriteError, match="can't be written") as refused:
            write_vectors(archive, tmp_path / folder / "vectors.parquet")
        assert "\n" not in str(refused.value)


def test_a_failed_export_leaves_the_file_before_it(archive, tmp_path, monkeypatch):
    path = tmp_path / "vectors.parquet"
    path.write_bytes(b"of an earlier export")

    def full(_descriptor):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def damaged():
        yield from archive.vectors()
        raise DamagedIndexError("a file is damaged")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(IndexWriteError, match="No space left on device"):
            write_vectors(archive, path)
    with pytest.raises(DamagedIndexError), replacing(path) as file:
        write_parquet(damaged(), file)

    assert path.read_bytes() == b"of an earlier export"
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


def test_what_a_killed_export_left_is_replaced(archive, tmp_path):
    path = tmp_path / "vectors.parquet"
    (tmp_path / f"{path.name}.new").write_bytes(b"half a file")

    assert len(write_vectors(archive, path)["id"]) > 14
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]
