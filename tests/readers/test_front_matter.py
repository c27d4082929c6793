import pytest
from hypothesis import given
from hypothesis import strategies as st
from one_file import read_file


def read(tmp_path, content, name="a.md"):
    return read_file(tmp_path, content, name)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("start", ["", "\ufeff", "\n"])
def test_a_post_of_jekyll(tmp_path, start, line_end):
    post = (
        '---\nlayout: post\ntitle: "Harbour: open again"\ndate: 2024-11-05 08:00:00 +0100\n'
        "author: Mira Holt and Jonas Reed\ncategories: [World, Ports]\ntags: [cranes]\n"
        "permalink: /2024/harbour/\nlang: no\n---\n\n# Harbour: open again\n\nCranes move.\n"
    )
    [article], problems = read(tmp_path, (start + post).replace("\n", line_end))
    assert problems == []
    assert (article.title, article.text.strip()) == ("Harbour: open again", "Cranes move.")
    assert article.published.isoformat() == "2024-11-05T08:00:00+01:00"
    assert article.authors == ("Mira Holt", "Jonas Reed")
    assert (article.section, article.language, article.url) == ("World", "no", "")
    assert article.extra == {
        "layout": "post",
        "categories": ["World", "Ports"],
        "tags": ["cranes"],
        "permalink": "/2024/harbour/",
        "date_from": "front matter date",
    }


def test_a_page_of_hugo_in_toml(tmp_path):
    [article], problems = read(
        tmp_path,
        '+++\ntitle = "Harbour open"\ndate = 2024-11-05T08:00:00+02:00\nlastmod = 2024-11-06\n'
        'draft = true\nauthors = ["Mira Holt", "Jonas Reed"]\nurl = "https://p.example/harbour"\n'
        "[params]\nwords = 12\n+++\nCranes move.\n",
    )
    assert problems == []
    assert article.published.isoformat() == "2024-11-05T08:00:00+02:00"
    assert article.updated.date().isoformat() == "2024-11-06"
    assert article.authors == ("Mira Holt", "Jonas Reed")
    assert article.url == "https://p.example/harbour"
    assert article.extra["draft"] is True
    assert article.extra["params"] == {"words": 12}


def test_a_note_of_obsidian(tmp_path):
    [article], problems = read(
        tmp_path,
        '---\ntitle: Clipped\nsource: "https://post.example/cranes"\nauthor:\n  - "[[Mira Holt]]"\n'
        "published: 2024-11-05\ncreated: 2024-11-07\ntags:\n  - clippings\n---\n"
        "## At the quay\nCranes move.\n",
    )
    assert problems == []
    assert (article.url, article.source) == ("https://post.example/cranes", "")
    assert article.authors == ("Mira Holt",)
    assert article.published.isoformat() == "2024-11-05T00:00:00+00:00"
    # Another heading than the title is part of the text.
    assert article.text == "## At the quay\nCranes move.\n"


def test_a_heading_is_the_title_where_the_front_matter_has_none(tmp_path):
    [article], _ = read(tmp_path, "---\nsource: Evening Post\nid: '007'\n---\n# Cranes\nMove.\n")
    assert (article.id, article.source) == ("007", "Evening Post")
    assert (article.title, article.text) == ("Cranes", "Move.\n")


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
    assert article.text == "Cranes move.\n"
    assert article.extra["front_matter"] == matter[4:-4]
    assert reason in problem
    assert problem.endswith("; kept")


@pytest.mark.parametrize(
    "text",
    [
        "---\nA rule above.\n\n---\nAnd below.\n",
        "---\ntitle: no end\n\nCranes move.\n",
        "----\ntitle: x\n----\nCranes move.\n",
        "---\n- a\n- b\n---\nCranes move.\n",
    ],
)
def test_a_rule_is_no_front_matter(tmp_path, text):
    [article], problems = read(tmp_path, text)
    assert (article.text, problems) == (text, [])


def test_front_matter_is_for_markdown(tmp_path):
    [article], _ = read(tmp_path, "---\ntitle: x\n---\nCranes move.\n", "a.txt")
    assert article.text.startswith("---")


def test_a_date_that_nobody_can_read_is_a_warning(tmp_path):
    [article], [problem] = read(tmp_path, "---\ndate: 99999-01-01\n---\nCranes move.\n")
    assert article.extra["published_unreadable"] == "99999-01-01"
    assert "front matter date" in problem


@given(
    st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=100),
    st.sampled_from(["---", "+++"]),
)
def test_whatever_is_in_front_matter_the_text_is_kept(tmp_path_factory, matter, mark):
    folder = tmp_path_factory.mktemp("matter")
    [article], _ = read(folder, f"{mark}\n{matter}\n{mark}\nCranes move.\n")
    assert article.text.endswith("Cranes move.\n")
