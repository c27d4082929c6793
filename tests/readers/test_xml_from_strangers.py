import gzip
import json
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st
from one_file import read_reasons

from corpus import read_articles

STORY = (
    '<nitf><head><docdata><date.issue norm="20240305"/></docdata></head><body><body.head>'
    "<hedline><hl1>Port open</hl1></hedline></body.head><body.content><p>Ships wait.</p>"
    "</body.content></body></nitf>"
)
NAMES = ["news.xml", "news.nitf"]


def read(tmp_path, content, name="news.xml"):
    found, said = read_reasons(tmp_path, content, name)
    assert all("\n" not in line and len(line) < 400 for line in said)
    return [(article.title, article.text) for article in found], said


@pytest.fixture
def secret(tmp_path):
    path = tmp_path / "secret.txt"
    path.write_text("SECRET")
    return path


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    def refuse(*_):
        raise AssertionError("something was fetched")

    monkeypatch.setattr(socket.socket, "connect", refuse)


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(10))
REFUSED = "XML that declares entities of its own, which are not read; take its DOCTYPE out"


@pytest.mark.parametrize(
    "subset",
    [
        LAUGHS,
        f'<!ENTITY a "{"x" * 100_000}">',
        '<!ENTITY a SYSTEM "file:///etc/passwd">',
        '<!ENTITY a SYSTEM "http://evil.example/a">',
        '<!ENTITY % p SYSTEM "http://evil.example/a.dtd"> %p;',
        '<!ELEMENT p ANY><!ENTITY a "]>">',
        "<!--]>--><!ENTITY a 'x'>",
        "<!entity a 'x'>",
    ],
)
@pytest.mark.parametrize("name", NAMES)
def test_entities_of_its_own_are_refused(tmp_path, subset, name):
    content = f"<?xml version='1.0'?><!DOCTYPE nitf [{subset}]>{STORY.replace('Ships', '&a;')}"
    found, [problem] = read(tmp_path, content, name)
    assert found == []
    assert problem == REFUSED or problem.startswith(("broken XML", "no XML element"))


def test_an_external_entity_shows_nothing_of_a_file(tmp_path, secret):
    content = f'<!DOCTYPE nitf [<!ENTITY a SYSTEM "{secret.as_uri()}">]>{STORY}'
    assert read(tmp_path, content.replace("Ships", "&a;")) == ([], [REFUSED])


def test_an_external_document_type_is_not_fetched(tmp_path, secret):
    content = f'<!DOCTYPE nitf PUBLIC "-//IPTC//DTD" "{secret.as_uri()}">{STORY}'
    assert read(tmp_path, content) == ([("Port open", "Ships wait.")], [])


def test_an_inclusion_is_not_resolved(tmp_path, secret):
    inclusion = (
        f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{secret.as_uri()}" '
        'parse="text"/>'
    )
    content = STORY.replace("Ships", inclusion)
    assert read(tmp_path, content) == ([("Port open", "wait.")], [])


def test_a_stylesheet_is_not_looked_at(tmp_path):
    content = f'<?xml-stylesheet href="http://evil.example/a.xsl"?>{STORY}'
    assert read(tmp_path, content) == ([("Port open", "Ships wait.")], [])


@pytest.mark.slow
def test_a_prefix_that_nothing_declares_loses_nothing(tmp_path):
    content = STORY.replace("<p>", "<p><x:y/></p>" + "<p>More.</p>" * 20_000 + "<p>")
    [(_, text)], problems = read(tmp_path, content)
    assert text.count("More.") == 20_000
    assert text.endswith("Ships wait.")
    assert problems == []
    _, [problem] = read(tmp_path, content.removesuffix("</nitf>"))
    assert problem.startswith("broken XML (")


@pytest.mark.parametrize("depth", [201, 300, 5_000, 100_000])
@pytest.mark.parametrize("closed", [True, False])
def test_tags_nested_without_end_are_refused(tmp_path, depth, closed):
    nested = "<block>" * depth + ("</block>" * depth if closed else "")
    content = STORY.replace("<p>", f"{nested}<p>")
    assert read(tmp_path, content) == (
        [],
        ["tags nested more than 200 deep; mend the file"],
    )


@pytest.mark.slow
def test_the_same_tag_many_times_over_is_no_depth(tmp_path):
    [(_, text)], problems = read(tmp_path, STORY.replace("<p>", "<p>x</p>" * 50_000 + "<p>"))
    assert text.count("x") == 50_000
    assert problems == []


@pytest.mark.slow
def test_an_attribute_of_megabytes_is_read_or_refused(tmp_path):
    content = STORY.replace("<p>", f'<p class="{"x" * 20_000_000}">')
    found, problems = read(tmp_path, content)
    assert found or problems


def test_many_attributes_do_no_harm(tmp_path):
    many = " ".join(f'a{n}="x"' for n in range(20_000))
    assert read(tmp_path, STORY.replace("<p>", f"<p {many}>"))[0] == [("Port open", "Ships wait.")]


def test_a_title_of_a_megabyte_is_cut(tmp_path):
    [(title, text)], _ = read(tmp_path, STORY.replace("Port", "x" * 1_000_000))
    assert len(title) <= 10_000
    assert text == "Ships wait."


def test_a_text_too_long_is_named(tmp_path):
    paragraphs = f"<p>{'x' * 1_000_000}</p>" * 5
    found, [problem] = read(tmp_path, STORY.replace("<p>", f"{paragraphs}<p>"))
    assert found == []
    assert problem.startswith("text of 5,000,")


def test_a_document_larger_than_the_limit_is_named(tmp_path):
    from corpus.vocabulary.limits import Limits

    path = tmp_path / "news.xml"
    path.write_text(STORY)
    problems = []
    limits = Limits(size=100)
    assert list(read_articles([path], on_problem=problems.append, limits=limits)) == []
    assert str(problems[0]).endswith("XML larger than 100 bytes; split it")


@pytest.mark.parametrize("end", range(0, len(STORY), 7))
def test_a_document_cut_short_is_named(tmp_path, end):
    found, [problem] = read(tmp_path, STORY[:end], "news.nitf")
    assert found == []
    assert problem


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (STORY.replace("Ships", "Sh\0ips"), "Ships wait."),
        (STORY.replace("Ships", "Sh\x01\x1aips"), "Ships wait."),
        (STORY.replace("Ships", "Sh&#0;&#x1F;ips"), "Ships wait."),
        (STORY.replace("Ships", "Ships &#xD800; &#x110000;"), "Ships wait."),
        (STORY.replace("Ships", "R&D ships"), "R&D ships wait."),
        (STORY.replace("Ships", "&nosuch; ships"), "&nosuch; ships wait."),
        (STORY.replace("Ships", "Ships&nbsp;&eacute;&hellip;"), "Ships é… wait."),
        (STORY.replace("Ships", "<![CDATA[R&D & <ships>]]>"), "R&D & <ships> wait."),
        (STORY.replace("Ships", "<!-- no & --><?php no ?>Ships"), "Ships wait."),
        (STORY.replace("<p>", "<x:y/><p a:b='c'>"), "Ships wait."),
        (STORY.replace("Ships", "<x:0>Ships</x:0>"), "Ships wait."),
        (f"\n\n  <!-- a --> {STORY}\n<!-- b -->", "Ships wait."),
    ],
)
def test_what_agencies_get_wrong_is_read_all_the_same(tmp_path, content, expected):
    assert read(tmp_path, content) == ([("Port open", expected)], [])


CAFE = STORY.replace("Ships", "Café ships in “Orléans”")


@pytest.mark.parametrize(
    ("declared", "written"),
    [
        ("UTF-8", "utf-8"),
        ("UTF-8", "utf-8-sig"),
        ("iso-8859-1", "cp1252"),
        ("ISO-8859-1", "utf-8"),
        ("windows-1252", "cp1252"),
        ("utf-16", "utf-16"),
        ("UTF-16", "utf-16-le"),
        ("utf-8", "utf-16-be"),
        ("no-such-encoding", "utf-8"),
        ("idna", "utf-8"),
    ],
)
@pytest.mark.parametrize("name", ["news.xml", "news"])
def test_it_is_read_in_the_encoding_that_it_is_written_in(tmp_path, declared, written, name):
    content = f'<?xml version="1.0" encoding="{declared}"?>\n{CAFE}'.encode(written)
    found, problems = read(tmp_path, content, name)
    assert found == [("Port open", "Café ships in “Orléans” wait.")]
    assert problems == []


def test_japanese_agencies_use_shift_jis(tmp_path):
    content = f'<?xml version="1.0" encoding="Shift_JIS"?>{STORY.replace("Ships", "港が開く①")}'
    assert read(tmp_path, content.encode("cp932")) == ([("Port open", "港が開く① wait.")], [])


def test_bytes_that_are_not_as_declared_are_read_and_told(tmp_path):
    content = f'<?xml version="1.0" encoding="UTF-8"?>{CAFE}'.encode("cp1252")
    assert read(tmp_path, content) == (
        [("Port open", "Café ships in “Orléans” wait.")],
        ["bytes that are not utf-8, as the file says, read as they look; kept"],
    )


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("<catalog><x/></catalog>", "no news item in XML whose first element is <catalog>"),
        ("<a><b></a>", "broken XML ("),
        ("plain words", "no XML element where the document should begin; mend the file"),
        ("<!-- never ended", "XML cut off before its first element; mend the file"),
        ("<!DOCTYPE nitf [", "XML cut off in its document type; mend the file"),
        ('<!DOCTYPE nitf "', "XML cut off in its document type; mend the file"),
        ("<NewsML/>", "no news item in XML whose first element is <NewsML>"),
        ("<newsMessage/>", "no news item in XML whose first element is <newsMessage>"),
    ],
)
def test_what_is_no_news_is_named(tmp_path, content, problem):
    found, [said] = read(tmp_path, content)
    assert found == []
    assert said.startswith(problem)


def test_a_broken_file_does_not_stop_the_next(tmp_path):
    (tmp_path / "a.xml").write_text("<nitf><body>")
    (tmp_path / "b.xml.gz").write_bytes(gzip.compress(STORY.encode()))
    problems = []
    found = list(read_articles([tmp_path], on_problem=problems.append))
    assert [article.title for article in found] == ["Port open"]
    assert len(problems) == 1


@pytest.mark.slow
@pytest.mark.parametrize("tag", ["div", "b", "table", "p", "li", "font", "a", "unknown"])
def test_html_in_a_string_may_be_nested_without_end(tmp_path, tag):
    record = {"uri": "a", "versioncreated": "2024-03-05", "headline": "Port open"}
    record["body_html"] = f"<{tag}>" * 100_000 + "<p>Ships wait.</p>"
    found, problems = read(tmp_path, json.dumps(record), "news.json")
    assert len(found) + len(problems) >= 1
    assert found == [("Port open", "Ships wait.")]


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "<![CDATA[" * 30_000,
        "<!--" * 30_000,
        "&" * 100_000,
        "&lt;p" * 30_000,
        "<p" * 30_000,
        "&a" * 30_000,
        "\n \n" * 30_000,
        "< br " * 30_000,
        "]" * 100_000,
        "<b> </b>" * 10_000,
        "<p " + " " * 100_000,
    ],
)
def test_text_made_to_be_slow_is_not(tmp_path, text):
    record = {"uri": "a", "versioncreated": "2024-03-05", "headline": "Port open", "byline": text}
    for name in ("body_html", "body_text", "body_nitf", "headline"):
        read(tmp_path, json.dumps(record | {name: text}), "news.json")
    read(tmp_path, f"<!DOCTYPE nitf [{text}", "news.nitf")
    read(tmp_path, STORY.replace("Ships", text), "news.nitf")


TAGS = "nitf body body.head body.content hedline hl1 p block ul li table td media byline newsItem "
TAGS += "itemMeta contentMeta contentSet inlineXML inlineData headline NewsItem NewsComponent "
TAGS += "NewsLines HeadLine ContentItem DataContent DateId packageItem pubStatus"


@st.composite
def trees(draw, depth=4):
    tag = draw(st.sampled_from(TAGS.split()))
    attributes = draw(st.sampled_from(["", ' qcode="a:text"', ' FormalName="x"', ' norm="2024"']))
    if depth == 0:
        return f"<{tag}{attributes}>{draw(st.text('ab<&; é', max_size=5))}</{tag}>"
    return f"<{tag}{attributes}>{''.join(draw(st.lists(trees(depth - 1), max_size=3)))}</{tag}>"


@pytest.mark.slow
@given(
    content=st.one_of(trees(), st.tuples(trees(), st.integers(0, 300)).map(lambda t: t[0][: t[1]]))
)
def test_anything_made_of_the_formats_tags_is_read_or_named(tmp_path_factory, content):
    found, problems = read(tmp_path_factory.getbasetemp(), content)
    assert found or problems


@given(
    content=st.binary(max_size=300),
    start=st.sampled_from([b"", b"<nitf>", b"<?xml ", b"<!DOCTYPE "]),
)
def test_any_bytes_are_read_or_named(tmp_path_factory, content, start):
    _, problems = read(tmp_path_factory.getbasetemp(), start + content, "news.nitf")
    assert problems
