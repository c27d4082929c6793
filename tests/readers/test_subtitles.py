import pytest
from hypothesis import given
from hypothesis import strategies as st
from one_file import CASES, read_file, read_one
from packed_files import zipped

CUE = "1\n00:00:01,000 --> 00:00:02,000\nThe lock is shut.\n"


@pytest.mark.parametrize(
    ("name", "title", "language"),
    [
        ("council_meeting.srt", "council meeting", ""),
        ("council-meeting.de.srt", "council-meeting", "de"),
        ("Council 2024.03.05.srt", "Council 2024.03.05", ""),
        ("council.pt-BR.srt", "council", "pt-br"),
        ("council.new.srt", "council.new", ""),
        ("council.txt", "council", ""),
        ("council", "council", ""),
    ],
)
def test_the_name_of_the_file_is_the_title(tmp_path, name, title, language):
    article = read_one(tmp_path, CUE, name)
    assert (article.title, article.text, article.language) == (title, "The lock is shut.", language)
    assert article.extra["title_from"] == "file name"


def test_of_a_member_of_an_archive_the_name_of_the_member_is(tmp_path):
    article = read_one(tmp_path, zipped({"a/council.srt": CUE}), "b.zip")
    assert article.title == "council"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_subtitles_come_in_many_encodings(tmp_path, encoding):
    content = CUE.replace("shut", "zu: „schön“ heißt das Café nicht").encode(encoding)
    article = read_one(tmp_path, content, "council.srt")
    assert article.text == "The lock is zu: „schön“ heißt das Café nicht."


SOUND = (CASES / "subtitles" / "a_meeting.vtt").read_bytes()


@given(st.integers(0, 4_000), st.binary(min_size=1, max_size=30))
def test_damaged_subtitles_are_read_or_named(tmp_path_factory, place, damage):
    place %= len(SOUND)
    damaged = SOUND[:place] + damage + SOUND[place + len(damage) :]
    read_file(tmp_path_factory.mktemp("damaged"), damaged, "a.vtt")
