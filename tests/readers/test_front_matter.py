import pytest
from hypothesis import given
from hypothesis import strategies as st
from one_file import read_file


def read(tmp_path, content, name="a.md"):
    return read_file(tmp_path, content, name)


@pytest.mark.parametrize(
    ("matter", "reason"),
    [
        ("---\ntitle: Cranes: [\n---\n", "broken front matter"),
        ("---\na: &a [x]\nb: [*a, *a]\n---\n", "an alias"),
        ("---\nx: " + "[" * 10_000 + "\n---\n", "nested too deeply"),
        ('---\nx: !!python/object/apply:os.system ["true"]\n---\n', "python/object"),
        ("---\nx: !!timestamp 99999-01-01\n---\n", "isn't of its type"),
        ("---\nx: !!binary ä\n---\n", "broken front matter"),
        ("---\nx: !!bool maybe\n---\n", "isn't of its type"),
        ("+++\ntitle = Cranes\n+++\n", "broken front matter"),
        ("+++\nx = " + "[" * 10_000 + "\n+++\n", "broken front matter"),
    ],
)
def test_broken_front_matter_is_a_warning_and_the_text_is_kept(tmp_path, matter, reason):
    [article], [problem] = read(tmp_path, matter + "Cranes move.\n")
    assert article.text == "Cranes move."
    assert article.extra["front_matter"] == matter[4:-4]
    assert reason in problem
    assert problem.endswith("; kept")


@pytest.mark.slow
@given(
    st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=100),
    st.sampled_from(["---", "+++"]),
)
def test_whatever_is_in_front_matter_the_text_is_kept(tmp_path_factory, matter, mark):
    folder = tmp_path_factory.mktemp("matter")
    [article], _ = read(folder, f"{mark}\n{matter}\n{mark}\nCranes move.\n")
    assert article.text.endswith("Cranes move.")
