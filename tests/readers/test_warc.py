"""WARC and ARC through `read_articles`; a page is read here by a reader that takes its words."""

import gzip
import re
import sys
import zlib

import pytest

import corpus.reading.article_reader
from corpus import Limits, read_articles
from corpus.found.findings import Item, Value
from corpus.found.reader import Reader
from corpus.readers import reader_for

STORY = "The harbour reopened on Monday."
OTHER = "Ships had waited outside for nine days, the port said."
URL = "http://news.example/harbour"


def page(text):
    return f"<!DOCTYPE html><html><body><p>{text}</p></body></html>".encode()


def http(body, *headers, status="200 OK", content_type="text/html"):
    lines = [f"HTTP/1.1 {status}", *headers]
    if content_type:
        lines.append(f"Content-Type: {content_type}")
    return "\r\n".join([*lines, "", ""]).encode() + body


def record(  # noqa: PLR0913 - a record has as many fields
    block, *, kind="response", url=URL, version="1.0", length=None, content_type=None
):
    lines = [
        f"WARC/{version}",
        f"WARC-Type: {kind}",
        f"WARC-Target-URI: {url}",
        "WARC-Date: 2020-02-03T04:05:06Z",
        f"Content-Type: {content_type or 'application/http; msgtype=response'}",
        f"Content-Length: {len(block) if length is None else length}",
    ]
    return "\r\n".join([*lines, "", ""]).encode() + block + b"\r\n\r\n"


def story(text, **options):
    return record(http(page(text)), **options)


@pytest.fixture
def read(tmp_path, monkeypatch):
    """Read a file, each page by its words alone: read(content, name) -> articles, problems."""

    def words(stream):
        text = re.sub("<[^>]*>", "", stream.content.read().decode("utf-8-sig", "replace"))
        yield Item(fields={"text": Value(text, "page")})

    pages = Reader("page", (".html",), words)
    monkeypatch.setattr(
        corpus.reading.article_reader,
        "reader_for",
        lambda suffix, head: pages if suffix == ".html" else reader_for(suffix, head),
    )

    def read_file(content, name="crawl.warc", **options):
        path = tmp_path / name
        path.write_bytes(content)
        problems = []
        outcomes = read_articles([path], on_problem=problems.append, **options).outcomes()
        readings = [outcome.found for outcome in outcomes]
        return readings, [str(problem).removeprefix(str(path)) for problem in problems]

    return read_file


def texts(readings):
    return [reading.article.text for reading in readings]


@pytest.mark.parametrize("content_type", ["", "text/plain", "application/octet-stream"])
def test_a_page_is_known_by_how_it_begins_where_the_header_is_wrong(read, content_type):
    body = b"\n<!-- served by cache -->\n" + page(STORY)
    readings, problems = read(record(http(body, content_type=content_type)))
    assert ([text.split() for text in texts(readings)], problems) == ([STORY.split()], [])


def chunks(body):
    parts = [body[:10], body[10:]]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def bare_deflate(body):
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


CODINGS = {
    "gzip": (gzip.compress, "gzip"),
    "x-gzip": (gzip.compress, "x-gzip"),
    "deflate": (zlib.compress, "deflate"),
    "bare deflate": (bare_deflate, "deflate"),
    "both": (lambda body: gzip.compress(zlib.compress(body)), "deflate, gzip"),
    "named but not done": (bytes, "gzip"),
}


@pytest.mark.parametrize("coding", CODINGS)
@pytest.mark.parametrize("chunked", [False, True])
def test_what_the_server_did_to_a_page_is_undone(read, coding, chunked):
    pack, name = CODINGS[coding]
    body, headers = pack(page(STORY)), [f"Content-Encoding: {name}"]
    if chunked:
        body = chunks(body)
        headers.append("Transfer-Encoding: chunked")
    readings, problems = read(record(http(body, *headers)))
    assert (texts(readings), problems) == ([STORY], [])


def test_brotli_is_undone_where_it_is_installed(read):
    brotli = pytest.importorskip("brotli")
    body = brotli.compress(page(STORY))
    readings, problems = read(record(http(body, "Content-Encoding: br")))
    assert (texts(readings), problems) == ([STORY], [])


def test_brotli_that_is_not_installed_is_named(read, monkeypatch):
    monkeypatch.setitem(sys.modules, "brotli", None)
    readings, problems = read(record(http(b"\x0b", "Content-Encoding: br")) + story(OTHER))
    assert texts(readings) == [OTHER]
    [problem] = problems
    assert problem.startswith(": 1 of 2 records damaged (the first: packed with brotli")


def numbered(count):
    return [story(f"Story {number} of many.") for number in range(count)]


def expected(count, *missing):
    return [f"Story {number} of many." for number in range(count) if number not in missing]


@pytest.mark.parametrize("at", [0, 2, 20, 90, 200, -6, -2])
def test_a_damaged_gzip_member_costs_its_own_record(read, at):
    members = [bytearray(gzip.compress(each)) for each in numbered(9)]
    for number in (3, 7):
        members[number][at] ^= 0xFF
    readings, problems = read(b"".join(members), "crawl.warc.gz")
    found = texts(readings)
    assert [text for text in found if text in expected(9, 3, 7)] == expected(9, 3, 7)
    [problem] = problems
    assert re.match(r": 2 of [789] records damaged \(the first: .+\); ", problem)


def test_damage_within_a_container_costs_one_record_too(read):
    members = [bytearray(gzip.compress(each)) for each in numbered(4)]
    members[1][40] ^= 0xFF
    readings, problems = read(gzip.compress(b"".join(members)), "crawl.warc.gz.gz")
    assert texts(readings) == expected(4, 1)
    assert len(problems) == 1


def test_two_members_lost_from_the_middle_of_one_are_skipped(read):
    whole = b"".join(map(gzip.compress, numbered(6)))
    length = len(gzip.compress(numbered(1)[0]))
    readings, problems = read(whole[: length + 50] + whole[3 * length - 60 :], "crawl.warc.gz")
    assert texts(readings) == expected(6, 1, 2)
    assert len(problems) == 1


@pytest.mark.parametrize("change", [-2, 2, 7])
def test_a_record_of_another_length_than_it_says_does_not_cost_the_next(read, change):
    parts = numbered(5)
    length = len(http(page("Story 2 of many.")))
    parts[2] = story("Story 2 of many.", length=length + change)
    readings, _ = read(b"".join(parts))
    found = [text for text in texts(readings) if text in expected(5, 2, 3)]
    assert found == expected(5, 2, 3)


@pytest.mark.parametrize("length", ["many", "-5", ""])
def test_a_record_without_a_length_is_skipped(read, length):
    parts = numbered(3)
    parts[1] = story("Story 1 of many.", length=length)
    readings, problems = read(b"".join(parts))
    assert texts(readings) == expected(3, 1)
    [problem] = problems
    assert problem.startswith(": 1 of 3 records damaged (the first: no length, after ")


def test_noise_between_records_is_skipped(read):
    parts = numbered(3)
    parts.insert(2, b"\0\xff" * 5000 + b"\n")
    readings, problems = read(b"".join(parts))
    assert texts(readings) == expected(3)
    assert len(problems) == 1


@pytest.mark.parametrize("pack", [b"".join, lambda parts: gzip.compress(b"".join(parts))])
def test_a_crawl_cut_short_gives_the_pages_before_the_cut(read, pack):
    parts = numbered(60)
    readings, problems = read(pack(parts)[:-25], "crawl.warc.gz")
    assert texts(readings)[:50] == expected(50)
    assert len(problems) == 1


def test_a_page_cut_short_is_read_as_far_as_it_goes(read):
    body = gzip.compress(page(STORY))[:-3]
    readings, problems = read(record(http(body, "Content-Encoding: gzip")) + story(OTHER))
    assert texts(readings) == [STORY, OTHER]
    [problem] = problems
    assert problem.startswith(": 1 of 2 records damaged (the first: page cut short, after ")


def test_headers_without_end_are_one_damaged_record(read):
    head = b"WARC/1.0\r\nWARC-Type: response\r\n"
    endless = head + b"X: " + b"y" * 3_000_000 + b"\r\n" + b"Z: z\r\n" * 300_000
    readings, problems = read(endless + b"\r\n" + story(STORY))
    assert texts(readings) == [STORY]
    assert len(problems) == 1


def test_a_page_larger_than_the_limit_is_skipped(read):
    readings, problems = read(story("x" * 5000) + story(STORY), limits=Limits(size=4000))
    assert texts(readings) == [STORY]
    [problem] = problems
    assert "page larger than 4,000 bytes" in problem


def test_a_page_that_unpacks_without_end_is_skipped(read):
    bomb = gzip.compress(bytes(3_000_000), 9)
    limits = Limits(free=1_000_000, ratio=100)
    readings, problems = read(
        record(http(bomb, "Content-Encoding: gzip")) + story(STORY), limits=limits
    )
    assert texts(readings) == [STORY]
    [problem] = problems
    assert "unpacks to more than 100 times its size" in problem


def test_a_real_page_is_read_by_the_reader_of_pages(tmp_path):
    sentence = "The harbour reopened on Monday after a strike of nine days, its master said. "
    body = f"<h1>Harbour open again</h1><p>{sentence * 4}</p><p>{sentence * 3}</p>"
    path = tmp_path / "crawl.warc"
    head = "<!DOCTYPE html><html><head><title>Harbour open again</title></head>"
    path.write_bytes(record(http(f"{head}<body><article>{body}</article></body></html>".encode())))
    problems = []
    articles = list(read_articles([path], on_problem=problems.append))
    if reader_for(".html", b"<!DOCTYPE html><html>") is None:
        assert [problem.path for problem in problems] == [f"{path}!{URL}"]
    else:
        [article] = articles
        assert sentence.strip() in article.text
        assert article.url == URL
