import io
import sys
import zipfile
from datetime import datetime

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from one_file import CASES
from one_file import read_file as read

from corpus.vocabulary.limits import Limits

EDITION = "an_edition_of_a_paper_is_an_article_for_each_document.epub"


def saved(document):
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def word_document(title="", author="Mira Holt"):
    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.author = author
    document.core_properties.created = datetime(2024, 11, 5, 8)  # noqa: DTZ001 - as Word has it
    return document


@pytest.mark.parametrize(
    ("named", "title"),
    [
        ("Cranes in Colvik", "Cranes in Colvik"),
        ("Microsoft Word - cranes_v3.doc", "Cranes"),
        ("cranes_final.docx", "Cranes"),
        ("Document1", "Cranes"),
        ("", "Cranes"),
    ],
)
def test_a_title_that_a_program_wrote_is_none(tmp_path, named, title):
    document = word_document(named, author="Microsoft Office User")
    document.add_heading("Cranes", 1)
    document.add_paragraph("They stand still.")
    [article], _ = read(tmp_path, saved(document), "a.docx")
    assert (article.title, article.authors) == (title, ())
    assert article.text.endswith("They stand still.")


def test_a_word_document_is_known_by_its_content(tmp_path):
    document = word_document("Cranes")
    document.add_paragraph("They stand still.")
    for name in ("a.doc", "a"):
        [article], _ = read(tmp_path, saved(document), name)
        assert article.title == "Cranes"


TEMPLATE = datetime(2013, 12, 23, 23, 15)  # noqa: DTZ001 - as Word has it
OLD, FIRST, NEXT = (datetime(year, 3, 5, 8) for year in (2016, 2024, 2025))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("created", "modified", "revision", "published", "updated"),
    [
        (OLD, FIRST, 1, FIRST, FIRST),  # begun with a template of 2016, saved once
        (OLD, FIRST, 2, FIRST, FIRST),
        (OLD, FIRST, 14, OLD, FIRST),  # worked on again and again
        (FIRST, NEXT, 1, FIRST, NEXT),
        (TEMPLATE, FIRST, 7, FIRST, FIRST),  # whatever python-docx was asked for
        (TEMPLATE, TEMPLATE, 1, None, None),
        (FIRST, TEMPLATE, 1, FIRST, None),
        (FIRST, OLD, 1, FIRST, None),
    ],
)
def test_the_date_of_a_template_is_not_that_of_a_document(  # noqa: PLR0913, PLR0917 - a column each
    tmp_path, created, modified, revision, published, updated
):
    document = word_document("Cranes")
    document.add_paragraph("They stand still.")
    properties = document.core_properties
    properties.created, properties.modified, properties.revision = created, modified, revision

    [article], problems = read(tmp_path, saved(document), "a.docx")

    assert problems == []
    naive = [
        moment and moment.replace(tzinfo=None) for moment in (article.published, article.updated)
    ]
    assert naive == [published, updated]


def packed(parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def test_a_document_that_grows_without_end_is_named(tmp_path):
    document = word_document("Cranes")
    with zipfile.ZipFile(io.BytesIO(saved(document))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    content = packed({**parts, "word/media/a.bin": bytes(40_000_000)})
    articles, [problem] = read(tmp_path, content, "a.docx")
    assert articles == []
    assert "grows more than 200 times" in problem
    limits = Limits(size=10_000_000)
    assert (
        "unpacks to more than 10,000,000" in read(tmp_path, content, "a.docx", limits=limits)[1][0]
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "old Office format, or encrypted"),
        (packed({"[Content_Types].xml": "<x/>", "word/document.xml": "<y/>"}), "damaged DOCX"),
        (saved(word_document())[:5_000], "damaged DOCX"),
    ],
    ids=["old", "no document", "cut"],
)
def test_what_is_no_sound_document_is_named(tmp_path, content, reason):
    articles, [problem] = read(tmp_path, content, "a.docx")
    assert articles == []
    assert reason in problem


def test_entities_in_a_document_are_not_resolved(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("top secret")
    document = word_document("Cranes")
    document.add_paragraph("They stand still.")
    with zipfile.ZipFile(io.BytesIO(saved(document))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    body = parts["word/document.xml"].decode()
    declared = f'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY s SYSTEM "{secret.as_uri()}">]><w:document'
    body = body.replace("<w:document", declared, 1).replace("stand still", "&s; &a; still")
    articles, _ = read(tmp_path, packed({**parts, "word/document.xml": body}), "a.docx")
    assert not any("secret" in article.text for article in articles)


def pdf(*pages, info="", font="/Subtype/Type1/BaseFont/Helvetica"):
    """Write a PDF by hand: a page is a list of lines."""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids["
        + " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
        + "]>>",
        f"<</Type/Font{font}>>",
        f"<<{info}>>",
    ]
    page = "/Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>"
    for number, lines in enumerate(pages):
        shown = " ".join(f"({line}) Tj T*" for line in lines)
        content = f"BT /F1 12 Tf 14 TL 72 720 Td {shown} ET"
        objects += [
            f"<<{page}/Contents {6 + 2 * number} 0 R>>",
            f"<</Length {len(content)}>>stream\n{content}\nendstream",
        ]
    written = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(written))
        written += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    count = len(objects) + 1
    return (
        written
        + (
            f"xref\n0 {count}\n0000000000 65535 f \n{table}"
            f"trailer<</Size {count}/Root 1 0 R/Info 4 0 R>>\nstartxref\n{len(written)}\n%%EOF"
        ).encode()
    )


STORY = (
    "Cranes stand still in Colvik",
    "",
    "The cranes of Colvik stood still on Monday for the first time since the war, as the doc-",
    "kers had left at dawn and nobody else knew how to run them from the tower on the quay.",
    "Nine ships lay at anchor.",
    "Nobody expects a quick end, said the harbour master, who had come out to see the ships",
    "for himself.",
)


def test_a_pdf_that_is_cut_is_named(tmp_path):
    articles, [problem] = read(tmp_path, pdf(STORY)[:400], "a.pdf")
    assert articles == []
    assert "damaged PDF" in problem


def test_a_pdf_of_thousands_of_pages_is_read_up_to_a_bound(tmp_path, monkeypatch):
    monkeypatch.setattr("corpus.readers.documents.pdf.MOST_PAGES", 2)
    [article], [problem] = read(tmp_path, pdf(("One.",), ("Two.",), ("Three.",)), "a.pdf")
    assert article.text == "One.\n\nTwo."
    assert "only the first 2 pages" in problem


@pytest.mark.parametrize(
    ("library", "name", "extra"), [("docx", "a.docx", "docx"), ("pypdf", "a.pdf", "pdf")]
)
def test_without_its_library_a_format_says_what_to_install(
    tmp_path, monkeypatch, library, name, extra
):
    monkeypatch.setitem(sys.modules, library, None)
    content = pdf(STORY) if extra == "pdf" else saved(word_document())
    articles, [problem] = read(tmp_path, content, name)
    assert articles == []
    assert problem.endswith(f"pip install newsdex[{extra}]")


@pytest.mark.parametrize(
    ("name", "advice"),
    [("a.doc", ".docx"), ("a.xls", ".xlsx"), ("a.xlsx", ".xlsx"), ("a", ".docx")],
)
def test_an_old_document_says_what_to_save_it_as(tmp_path, name, advice):
    _, [problem] = read(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), name)
    assert problem.endswith(f"save it as {advice} without a password")


@pytest.mark.parametrize("name", ["a.doc", "a.txt", "a"])
def test_a_rich_text_is_known_by_its_content(tmp_path, name):
    [article], problems = read(tmp_path, r"{\rtf1\ansi They stand \b still\b0 .}", name)
    assert (article.text, problems) == ("They stand still.", [])


@pytest.mark.parametrize("case", ["an_open_document_is_an_article.odt", EDITION])
@pytest.mark.parametrize("turned", [False, True])
def test_a_package_is_known_however_it_was_packed(tmp_path, case, turned):
    content = (CASES / "documents" / case).read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    again = packed(dict(reversed(parts.items())) if turned else parts)
    first, *_ = read(tmp_path, content, "a")[0]
    assert read(tmp_path, again, "a")[0][0].text == first.text


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r"\u8364\'80uro", "€uro"),
        (r"\uc2\u8364\'80\'80uro", "€uro"),
        (r"\uc0\u8364 uro", "€uro"),
        (r"{\uc2\u8364 ab}\u8364?", "€€"),
        (r"a\~b\_c\-d", "a b‑cd"),
        (r"{\*\unknown nothing}a", "a"),
        (r"{\*\unknown{\title nothing}}a", "a"),
        (r"\bin3 }}}a", "a"),
        (r"{\v hidden}{\deleted gone\deleted0  back}", "back"),
        (r"a\\b\{c\}", "a\\b{c}"),
        ("}}}a", "a"),
        (r"{{{{a", "a"),
    ],
)
def test_what_control_words_of_rich_text_mean(tmp_path, written, text):
    [article], problems = read(tmp_path, f"{{\\rtf1\\ansi {written}}}", "a.rtf")
    assert (article.text, problems) == (text, [])


@pytest.mark.parametrize("word", ["{", r"\b", r"\'e9", r"\u233?", "}", r"\cell", r"{\*\x "])
def test_a_rich_text_of_nothing_but_control_words_is_named(tmp_path, monkeypatch, word):
    monkeypatch.setattr("corpus.readers.documents.rtf_tokens.MOST_TOKENS", 50_000)
    _, [problem] = read(tmp_path, rf"{{\rtf1 {word * 60_000}", "a.rtf")
    assert "RTF with " in problem


SOUND = (
    pdf(STORY),
    saved(word_document("Cranes")),
    (CASES / "documents" / "an_open_document_is_an_article.odt").read_bytes(),
    (CASES / "documents" / "a_rich_text_is_an_article.rtf").read_bytes(),
    (CASES / "documents" / EDITION).read_bytes(),
)


@pytest.mark.slow
@given(st.sampled_from(SOUND), st.integers(0, 40_000), st.binary(min_size=1, max_size=30))
def test_a_damaged_document_is_read_or_named(tmp_path_factory, content, place, damage):
    place %= len(content)
    damaged = content[:place] + damage + content[place + len(damage) :]
    read(tmp_path_factory.mktemp("damaged"), damaged, "a.pdf")
