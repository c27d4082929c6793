import re
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st
from one_file import read_file

from corpus.readers.mail.mbox import LONGEST_MESSAGE

SEPARATOR = b"From sender@coastal.example Tue Nov 05 10:00:00 +0000 2024\n"


def letter(**headers):
    message = EmailMessage()
    defaults = {
        "From": "The Harbour Letter <letter@harbour.example>",
        "To": "reader@example.org",
        "Subject": "Cranes stand still",
        "Date": "Tue, 05 Nov 2024 08:00:00 -0500 (EST)",
        "Message_ID": "<one@harbour.example>",
        "MIME_Version": "1.0",
    }
    for name, value in {**defaults, **headers}.items():
        if value:
            message[name.replace("_", "-")] = value
    return message


def read(tmp_path, content, name="letter.eml"):
    return read_file(tmp_path, content, name)


def mailbox(*letters):
    def quoted(message):
        return re.sub(rb"(?m)^(>*From )", rb">\1", bytes(message))

    return b"".join(SEPARATOR + quoted(message) + b"\n\n" for message in letters)


@pytest.mark.parametrize(
    ("headers", "source", "authors"),
    [
        ({}, "The Harbour Letter", ()),
        ({"From": "desk@harbour.example"}, "harbour.example", ()),
        (
            {"From": "Mira Holt <m@h.example>", "List_Id": "Harbour Weekly <weekly.h.example>"},
            "Harbour Weekly",
            ("Mira Holt",),
        ),
        (
            {"From": "Mira Holt from Harbour Weekly <m@h.example>", "List_Id": "<w.h.example>"},
            "Harbour Weekly",
            ("Mira Holt",),
        ),
        (
            {"From": "Harbour Weekly <w@h.example>", "List_Id": "Harbour Weekly <w.h.example>"},
            "Harbour Weekly",
            (),
        ),
        ({"From": "=?utf-8?q?J=C3=B6rg_Wei=C3=9F?= <j@n.example>"}, "Jörg Weiß", ()),
    ],
)
def test_source_is_the_newsletter_and_author_who_writes_it(tmp_path, headers, source, authors):
    message = letter(**headers)
    message.set_content("Text.\n")
    [article], _ = read(tmp_path, message)
    assert (article.source, article.authors) == (source, authors)


def test_a_broken_letter_does_not_stop_the_next(tmp_path):
    message = letter()
    message.set_content("Story.\n")
    broken = (
        b"From: =?x?q?=\xff <<<>,;\nDate: 99999\nContent-Type: multipart/mixed; boundary=\n\n--\n"
    )
    articles, problems = read(tmp_path, mailbox(broken, message), "a.mbox")
    assert articles[-1].text == "Story."
    assert problems


def test_a_letter_without_suffix_is_known_by_its_headers(tmp_path):
    message = letter()
    message.set_content("Story.\n")
    for name, content in (("1730793600.M1.host:2,S", message), ("Inbox", mailbox(message))):
        [article], _ = read(tmp_path, content, name)
        assert article.text == "Story."


@pytest.mark.slow
def test_a_letter_longer_than_any_is_cut_and_the_next_is_read(tmp_path):
    long = letter(Message_ID="<long@h>")
    long.set_content("First line.\n")
    content = mailbox(long).rstrip() + b"\n" + b"x" * LONGEST_MESSAGE + b"\n\n"
    after = letter(Message_ID="<after@h>")
    after.set_content("Story.\n")
    articles, problems = read(tmp_path, content + mailbox(after), "a.mbox")
    assert [article.id for article in articles] == ["after@h"]
    assert "more than 4,194,304" in problems[0]


@pytest.mark.slow
@pytest.mark.parametrize(
    "hostile",
    [
        b"Content-Type: message/rfc822\n\n" * 5_000,
        b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 6_000,
        b"".join(
            b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(1_000)
        ),
        b"References: " + b"<a@b> " * 100_000 + b"\n\nText",
        b"Content-Type: text/html\n\n" + b"<table><tr><td>" * 20_000,
    ],
    ids=["carried", "parts", "nested parts", "long header", "nested tables"],
)
def test_a_hostile_letter_does_not_stop_the_next(tmp_path, hostile):
    head = b"From: a@b.example\nMessage-ID: <1@b>\nSubject: S\n"
    message = letter()
    message.set_content("Story.\n")
    articles, _ = read(tmp_path, mailbox(head + hostile, message), "a.mbox")
    assert articles[-1].text == "Story."


@pytest.mark.slow
@given(st.binary(max_size=300))
def test_whatever_is_in_a_letter_nothing_breaks(tmp_path_factory, content):
    folder = tmp_path_factory.mktemp("mail")
    read(folder, b"From: a@b.example\nMessage-ID: <1@b>\n" + content)
    read(folder, b"From: a@b.example\nMessage-ID: <1@b>\nContent-Type: text/html\n\n" + content)
