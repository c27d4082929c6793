"""ZIP and TAR, and what is packed with gzip, bzip2, xz and zstd, through `read_articles`."""

import gzip
import io
import json
import lzma
import sys
import tarfile
import zipfile
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from packed_files import PACKERS, tarred, zipped, zstd

from corpus import Limits, read_articles

STORY = "The harbour reopened on Monday."
OTHER = "Ships waited outside."
NEWS = {
    "b/news.txt": STORY.encode(),
    "a.jsonl": json.dumps({"text": OTHER}).encode(),
    "c.csv": b"title,text\nHarbour,Open.\n",
}
TEXTS = [STORY, OTHER, "Open."]


@pytest.fixture
def read(tmp_path):
    def read_file(content, name, **options):
        path = tmp_path / name
        path.write_bytes(content)
        problems = []
        articles = list(read_articles([path], on_problem=problems.append, **options))
        told = [str(problem).removeprefix(str(path)) for problem in problems]
        return [article.text for article in articles], told

    return read_file


ARCHIVES = {
    "news.zip": zipped(NEWS),
    "stored.zip": zipped(NEWS, zipfile.ZIP_STORED),
    "bzip2.zip": zipped(NEWS, zipfile.ZIP_BZIP2),
    "lzma.zip": zipped(NEWS, zipfile.ZIP_LZMA),
    "news.tar": tarred(NEWS),
    "gnu.tar": tarred(NEWS, form=tarfile.GNU_FORMAT),
    "old.tar": tarred(NEWS, form=tarfile.USTAR_FORMAT),
    "news.tar.gz": tarred(NEWS, "w:gz"),
    "news.tgz": tarred(NEWS, "w:gz"),
    "news.tar.bz2": tarred(NEWS, "w:bz2"),
    "news.tar.xz": tarred(NEWS, "w:xz"),
    "news.tar.zst": zstd.compress(tarred(NEWS)),
    "news.tzst": zstd.compress(tarred(NEWS)),
    "news.zip.gz": gzip.compress(zipped(NEWS)),
}


@pytest.mark.parametrize("name", ARCHIVES)
def test_the_files_in_an_archive_are_read_in_its_order(read, name):
    assert read(ARCHIVES[name], name) == (TEXTS, [])


@pytest.mark.parametrize("name", ARCHIVES)
def test_the_content_says_that_it_is_an_archive_not_the_name(read, name):
    assert read(ARCHIVES[name], "download") == (TEXTS, [])


@pytest.mark.parametrize("name", ["news.zip", "news.tar", "news.tar.gz"])
def test_an_archive_is_read_from_standard_input(monkeypatch, name):
    stdin = SimpleNamespace(buffer=io.BytesIO(ARCHIVES[name]))
    monkeypatch.setattr(sys, "stdin", stdin)
    assert [article.text for article in read_articles(["-"])] == TEXTS


@pytest.mark.parametrize("pack", PACKERS)
@pytest.mark.parametrize("suffix", [".gz", ".bz2", ".xz", ".zst", ".BZ2"])
def test_a_file_may_be_packed(read, pack, suffix):
    lines = [json.dumps({"text": text}).encode() + b"\n" for text in (STORY, OTHER)]
    content = b"".join(map(pack, lines))
    assert read(content, f"news.jsonl{suffix}") == ([STORY, OTHER], [])
    assert read(pack(content), f"news.jsonl.gz{suffix}") == ([STORY, OTHER], [])


def test_notes_that_a_program_left_between_frames_of_zstd_are_passed_over(read):
    note = b"\x5d\x2a\x4d\x18\x05\0\0\0index"
    frame = zstd.compress(STORY.encode())
    for content in (note + frame, frame + note, frame + note + frame + note):
        texts, problems = read(content, "news.txt.zst")
        assert problems == []
        assert texts == [STORY * content.count(frame)]


def test_a_damaged_frame_of_zstd_is_named_after_what_is_before_it(read):
    frames = [zstd.compress(json.dumps({"text": text}).encode() + b"\n") for text in "abc"]
    frames[1] = frames[1][:4] + b"\xff" * (len(frames[1]) - 4)
    texts, [problem] = read(b"".join(frames), "news.jsonl.zst")
    assert texts == ["a"]
    assert "damaged zstd" in problem


def test_a_frame_of_zstd_that_asks_for_much_memory_is_named(read):
    options = {zstd.CompressionParameter.window_log: 30}
    packer = zstd.ZstdCompressor(options=options)
    content = packer.compress(b" " * 1024) + packer.flush()
    texts, [problem] = read(content, "news.txt.zst")
    assert texts == []
    assert "zstd" in problem


def test_without_its_library_zstd_says_what_to_install(read, monkeypatch):
    monkeypatch.setitem(sys.modules, zstd.__name__, None)
    monkeypatch.delattr(sys.modules[zstd.__name__.rpartition(".")[0]], "zstd")
    texts, [problem] = read(zstd.compress(STORY.encode()), "news.txt.zst")
    assert texts == []
    assert problem == ": reading .zst needs backports.zstd; pip install newsdex[zstd]"


def test_a_text_that_begins_like_bzip2_is_a_text(read):
    assert read(b"BZh is how such files begin.", "a.txt") == (["BZh is how such files begin."], [])


@pytest.mark.parametrize("pack", PACKERS[1:])
def test_a_packed_file_cut_short_gives_what_is_there(read, pack):
    content = pack(STORY.encode() * 10)[:-3]
    _, problems = read(content, "news.txt.xz")
    assert problems == [
        ": compressed file ended before the end-of-stream marker was reached; check the file"
    ]


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_what_is_passed_over_in_folders_is_passed_over_in_archives(read, pack):
    names = ["README.md", ".hidden.txt", "__MACOSX/._a.txt", ".git/a.txt", "a/LICENSE"]
    files = dict.fromkeys(names, b"No news.") | {"news.txt": STORY.encode()}
    assert read(pack(files), "news.bin") == ([STORY], [])


@pytest.mark.parametrize("pack", [zipped, tarred])
@pytest.mark.parametrize("name", ["../../up.txt", "/etc/up.txt", "a/../../up.txt", "..\\up.txt"])
def test_a_name_that_leads_out_of_the_archive_is_only_a_name(read, tmp_path, pack, name):
    before = sorted(tmp_path.parent.iterdir())
    assert read(pack({name: STORY.encode()}), "news.bin") == ([STORY], [])
    assert sorted(tmp_path.parent.iterdir()) == before
    assert [path.name for path in tmp_path.iterdir()] == ["news.bin"]


def test_links_and_devices_are_never_followed(read, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("Secret.")
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w") as archive:
        kinds = [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE]
        for kind in [*kinds, tarfile.FIFOTYPE]:
            member = tarfile.TarInfo("secret.txt")
            member.type, member.linkname = kind, str(secret)
            archive.addfile(member)
    assert read(content.getvalue(), "links.tar") == ([], [])
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        link = zipfile.ZipInfo("secret.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, str(secret))
    assert read(content.getvalue(), "links.zip") == ([], [])


def test_a_problem_in_a_member_names_it_and_the_others_are_read(read):
    files = {"a.txt": STORY.encode(), "b.xyz": b"?", "c.jsonl": b'{"broken\n', "d.txt": b"D."}
    for pack in (zipped, tarred):
        texts, problems = read(pack(files), "news.bin")
        assert texts == [STORY, "D."]
        assert problems[0].startswith("!b.xyz: unknown suffix '.xyz'; ")
        assert problems[1].startswith("!c.jsonl:1: broken JSON (")


def test_archives_within_archives_are_read_to_a_depth(read):
    content = STORY.encode()
    name = "news.txt"
    for number in range(4):
        content, name = (tarred if number % 2 else zipped)({name: content}), f"{number}.bin"
        texts, problems = read(content, name)
        if number < 3:
            assert (texts, problems) == ([STORY], [])
    assert (texts, problems) == ([], ["!2.bin!1.bin!0.bin!news.txt: more than 3 containers deep"])
    assert read(content, name, limits=Limits(depth=4)) == ([STORY], [])


def test_packed_members_are_unpacked(read):
    files = {"a.txt.gz": gzip.compress(b"A."), "b.txt.xz": lzma.compress(b"B.")}
    assert read(tarred(files), "news.tar") == (["A.", "B."], [])
    assert read(zipped(files), "news.zip") == (["A.", "B."], [])


def test_an_encrypted_member_is_named(read):
    content = bytearray(zipped({"a.txt": STORY.encode(), "b.txt": OTHER.encode()}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert read(content, "news.zip") == (
        [OTHER],
        ["!a.txt: encrypted; unpack the archive with its password first"],
    )


def test_a_damaged_member_of_a_zip_is_named(read):
    content = bytearray(zipped({"a.txt": b"x" * 999, "b.txt": OTHER.encode()}, zipfile.ZIP_STORED))
    content[100] ^= 1
    texts, [problem] = read(content, "news.zip")
    assert texts == [OTHER]
    assert problem.startswith("!a.txt: damaged in the zip (bad crc-32")


@pytest.mark.parametrize("cut", [10, 60, 150])
def test_a_zip_cut_short_is_one_problem(read, cut):
    texts, [problem] = read(ARCHIVES["news.zip"][:-cut], "news.zip")
    assert texts == []
    assert problem.startswith(": damaged ZIP (")


@pytest.mark.parametrize(
    "name", ["[Content_Types].xml", "word/document.xml", "mimetype", "META-INF/MANIFEST.MF"]
)
def test_a_document_packed_as_zip_is_no_archive(read, name):
    texts, [_] = read(zipped({name: b"x", "a.txt": STORY.encode()}), "letter.odt")
    assert texts == []


def test_a_damaged_header_in_a_tar_does_not_cost_the_other_members(read):
    content = bytearray(tarred({f"{n}.txt": f"Story {n}.".encode() for n in range(4)}))
    content[1024 + 5] ^= 0xFF
    texts, [problem] = read(content, "news.tar")
    assert texts == ["Story 0.", "Story 2.", "Story 3."]
    assert problem.startswith(": damaged TAR: ")


@pytest.mark.parametrize("cut", [600, 1024, 1100])
def test_a_tar_cut_short_gives_what_is_there_and_one_problem(read, cut):
    whole = tarred({f"{n}.txt": f"Story {n}.".encode() for n in range(3)})[: 3 * 1024]
    texts, problems = read(whole[:-cut], "news.tar")
    assert texts[:1] == ["Story 0."]
    assert problems


def test_empty_archives_are_named_or_hold_nothing(read):
    assert read(zipped({}), "news.zip") == ([], [": ZIP without files"])


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_a_name_with_line_breaks_is_shown_in_one_line(read, pack):
    _, [problem] = read(pack({"a\n\x1b[2Jb.txt": b"\0"}), "news.bin")
    assert problem == "!a\ufffd\ufffd[2Jb.txt: binary data, not text"


@pytest.mark.slow
@given(data=st.data(), name=st.sampled_from(sorted(ARCHIVES)))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_happens_to_an_archive_it_is_read_or_named(read, data, name):
    content = bytearray(ARCHIVES[name])
    places = st.integers(0, len(content) - 1)
    for place, value in data.draw(st.lists(st.tuples(places, st.integers(0, 255)), max_size=4)):
        content[place] = value
    del content[data.draw(places) :: data.draw(st.sampled_from([1, 10_000]))]
    texts, problems = read(content, name)
    assert texts or problems
    assert not any("\n" in problem for problem in problems)
