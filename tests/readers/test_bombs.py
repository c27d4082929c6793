"""Files that would cost more than they look: each is named in one line, and the next is read."""

import gzip
import json
import struct
import tarfile
import tracemalloc
import zipfile

import pytest
from packed_files import PACKERS, tarred, zipped

from corpus import Limits, read_articles

STORY = "The harbour reopened on Monday."
MEGABYTE = 1024 * 1024
STRICT = Limits(free=MEGABYTE, ratio=100, size=4 * MEGABYTE)
FIRST = b'{"text": "First."}\n'
NOTHING = FIRST + (b" " * 1023 + b"\n") * (20 * 1024)
GREW = "unpacks to more than 100 times its size; raise the limit if you trust the file"


@pytest.fixture
def read(tmp_path):
    """Read a file and a sound one after it: read(content, name) -> articles, problems."""
    after = tmp_path / "z.jsonl"
    after.write_text('{"text": "After."}')

    def read_file(content, name, limits=STRICT):
        path = tmp_path / name
        path.write_bytes(content)
        problems = []
        reader = read_articles([path, after], on_problem=problems.append, limits=limits)
        *texts, last = [article.text for article in reader]
        assert last == "After."
        assert not any("\n" in str(problem) for problem in problems)
        return texts, [str(problem).removeprefix(str(path)) for problem in problems]

    return read_file


@pytest.mark.slow
@pytest.mark.parametrize("pack", PACKERS)
def test_what_unpacks_to_too_much_is_stopped_while_it_is_read(read, pack):
    content = pack(NOTHING)
    tracemalloc.start()
    try:
        texts, problems = read(content, "news.jsonl.gz")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert texts == ["First."]
    assert problems == [f": {GREW}"]
    assert peak < 16 * MEGABYTE


@pytest.mark.slow
def test_a_file_that_repeats_itself_as_news_does_is_read(read):
    rows = [
        {"id": n, "date": "2020-01-01", "text": "Shares closed unchanged."} for n in range(9999)
    ]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    texts, problems = read(gzip.compress(lines.encode(), 9), "news.jsonl.gz", Limits(free=1))
    assert (len(texts), problems) == (9999, [])


def test_a_bomb_packed_twice_is_stopped(read):
    _, problems = read(gzip.compress(gzip.compress(NOTHING)), "news.jsonl.gz")
    assert problems == [f": {GREW}"]


def test_what_is_packed_over_and_over_is_named(read):
    content = STORY.encode()
    for _ in range(4):
        content = gzip.compress(content)
    assert read(content, "news.txt.gz") == ([], [": packed more than 3 times over; check the file"])


METHODS = [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]


@pytest.mark.slow
@pytest.mark.parametrize("method", METHODS)
def test_a_bomb_in_a_zip_is_named_and_the_other_members_are_read(read, method):
    files = {"a.txt": b"A.", "b.jsonl": NOTHING, "c.txt": b"C."}
    texts, problems = read(zipped(files, method), "news.zip")
    assert texts[:2] == ["A.", "First."]
    assert f"!b.jsonl: {GREW}" in problems
    assert texts[2:] == ["C."] or problems[1:] == [
        ": the rest was not read; raise the limit if you trust the file"
    ]


def test_many_small_members_that_unpack_to_much_are_stopped_together(read):
    files = {f"{n:02}.jsonl": NOTHING[: MEGABYTE // 2] for n in range(40)}
    texts, problems = read(zipped(files), "news.zip")
    assert 0 < len(texts) < 40
    assert problems[-1] == ": the rest was not read; raise the limit if you trust the file"


def test_a_file_may_unpack_to_so_much_and_no_more(read):
    limits = Limits(unpacked=MEGABYTE)
    _, problems = read(gzip.compress(NOTHING), "news.jsonl.gz", limits)
    assert problems == [
        ": unpacks to more than 1,048,576 bytes; raise the limit if you trust the file"
    ]


def test_a_member_may_lie_about_its_size(read):
    content = bytearray(zipped({"a.jsonl": b'{"text": "A."}\n' * 9, "b.txt": b"B."}))
    at = content.index(b"PK\x01\x02")
    struct.pack_into("<I", content, at + 24, 4_000_000_000)
    texts, problems = read(content, "news.zip")
    assert texts[-1] == "B."
    assert len(problems) <= 1


def test_files_that_overlap_in_a_zip_are_not_read(read):
    content = bytearray(zipped({"a.txt": b"A.", "b.txt": b"B."}, zipfile.ZIP_STORED))
    second = content.rindex(b"PK\x01\x02")
    struct.pack_into("<I", content, second + 42, 0)
    assert read(content, "news.zip") == (
        [],
        [": ZIP whose files overlap, as no program writes it; check the file"],
    )


def test_a_file_without_a_name_in_a_zip_does_not_hurt_the_others(read):
    packed = zipped({"a.txt": b"A.", "b.txt": b"B."})
    nameless = packed.replace(b"a.txt", b"\0.txt")
    assert read(nameless, "news.zip") == (
        ["B."],
        [": a file in it has no name, and was not read; check the file"],
    )


def test_a_zip_of_too_many_files_is_named(read):
    files = {f"{n}.txt": b"x" for n in range(50)}
    assert read(zipped(files), "news.zip", Limits(members=49)) == (
        [],
        [": ZIP of more than 49 files; unpack it first"],
    )
    assert len(read(zipped(files), "news.zip", Limits(members=50))[0]) == 50


@pytest.mark.slow
def test_a_zip_may_have_more_than_65536_files(tmp_path):
    path = tmp_path / "news.zip"
    files = {f".{n}.txt": b"" for n in range(65_536)} | {"news.txt": b"x"}
    path.write_bytes(zipped(files, zipfile.ZIP_STORED))
    assert [article.text for article in read_articles([path])] == ["x"]


def header(size, kind=tarfile.REGTYPE, name="a.txt"):
    member = tarfile.TarInfo(name)
    member.size, member.type = size, kind
    return member.tobuf(tarfile.GNU_FORMAT)


def test_a_tar_header_of_eight_exabytes_is_named(read):
    assert read(header(2**63 - 1) + b"x" * 512, "news.tar")[1][0].startswith(": 'a.txt' says that")


@pytest.mark.slow
@pytest.mark.parametrize("kind", [tarfile.GNUTYPE_LONGNAME, tarfile.XHDTYPE])
def test_a_name_of_many_megabytes_in_a_tar_is_not_held(read, kind):
    content = header(20 * MEGABYTE, kind) + bytes(20 * MEGABYTE) + tarred({"b.jsonl": FIRST})
    tracemalloc.start()
    try:
        texts, problems = read(content, "news.tar")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert texts == ["First."]
    assert len(problems) == 1
    assert peak < 8 * MEGABYTE


def test_a_sparse_file_of_gigabytes_is_not_filled_with_zeros(read):
    sparse = b"".join(b"%011o\0" % number for number in (0, 512)) + bytes(4 * 24 - 24)
    block = bytearray(header(512, tarfile.GNUTYPE_SPARSE, "a.jsonl"))
    block[386 : 386 + 24] = sparse[:24]
    block[483:495] = b"\x80" + (2**35).to_bytes(11, "big")
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)
    texts, problems = read(bytes(block) + FIRST.ljust(512) + tarred({"b.txt": b"B."}), "news.tar")
    assert texts == ["B."]
    assert problems == ["!a.jsonl: binary data, not text"]


@pytest.mark.slow
def test_what_comes_before_a_row_or_value_without_end_is_read(tmp_path):
    for name, content in {
        "row.csv": b"title,text\nA,B\nC," + b'"\n",' * (5 * MEGABYTE),
        "value.json": b'[{"text": "A."}, {"text": "' + b"x" * (65 * MEGABYTE),
    }.items():
        path = tmp_path / f"{name}.gz"
        path.write_bytes(gzip.compress(content, 1))
        problems = []
        first = next(read_articles([path], on_problem=problems.append))
        assert first.text in {"A.", "B"}


@pytest.mark.parametrize(
    "bounds", [{"size": 0}, {"ratio": -1}, {"depth": -1}, {"unpacked": 1.5}, {"free": True}]
)
def test_limits_are_whole_numbers(bounds):
    with pytest.raises(ValueError, match=f"{next(iter(bounds))} must be a whole number"):
        Limits(**bounds)
