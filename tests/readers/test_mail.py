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


def test_a_letter_is_an_article(tmp_path):
    message = letter(Subject="Grüße aus dem Hafen, " + "sehr " * 20)
    message.set_content("The cranes stand still.\n\nShips wait.\n")
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="Übersicht.pdf")
    [article], problems = read(tmp_path, message)
    assert problems == []
    assert article.id == "one@harbour.example"
    assert article.title == "Grüße aus dem Hafen, " + " ".join(["sehr"] * 20)
    assert article.text == "The cranes stand still.\n\nShips wait."
    assert (article.source, article.authors) == ("The Harbour Letter", ())
    assert article.published.isoformat() == "2024-11-05T08:00:00-05:00"
    assert article.extra == {"attachments": ["Übersicht.pdf"], "date_from": "Date"}


HTML = (
    "<html><head><style>p {}</style></head><body>"
    '<div style="display:none">Preview &zwnj;&nbsp;&zwnj;&nbsp;&zwnj;&nbsp;</div>'
    "<table><tr><td><h1>Cranes</h1></td></tr><tr><td><p>They stand <b>still</b> at dawn.</p>"
    "<p>Ships wait in the caf\u00e9.</p></td></tr></table></body></html>"
)


def test_html_is_read_where_the_plain_text_only_points_to_it(tmp_path):
    message = letter()
    message.set_content("View this in a browser: https://harbour.example/view\n")
    message.add_alternative(HTML, subtype="html", charset="iso-8859-1", cte="quoted-printable")
    [article], _ = read(tmp_path, message)
    assert article.text == "Cranes\n\nThey stand still at dawn.\n\nShips wait in the café."
    assert article.extra.get("attachments") is None


def test_plain_text_is_read_where_it_says_as_much(tmp_path):
    message = letter()
    message.set_content("They stand still at dawn. Ships wait in the café.\n")
    message.add_alternative(HTML, subtype="html")
    [article], _ = read(tmp_path, message)
    assert article.text == "They stand still at dawn. Ships wait in the café."


def test_flowed_lines_are_joined(tmp_path):
    message = letter()
    message.set_content("The cranes \nstand still.\n\n-- \nThe desk\n", params={"format": "flowed"})
    [article], _ = read(tmp_path, message)
    assert article.text == "The cranes stand still.\n\n-- \nThe desk"


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


def test_a_letter_that_only_carries_another_is_the_other(tmp_path):
    inner = letter(Subject="Inside", Message_ID="<inner@harbour.example>")
    inner.set_content("The story.\n")
    outer = letter(Subject="Fwd: Inside", Message_ID="<outer@harbour.example>")
    outer.add_attachment(inner)
    [article], _ = read(tmp_path, outer)
    assert (article.id, article.text) == ("inner@harbour.example", "The story.")


def test_a_charset_that_nobody_knows_is_guessed(tmp_path):
    message = b"From: A B <a@b.example>\nMessage-ID: <1@b>\nSubject: S\nContent-Type: text/plain; "
    message += b"charset=x-unheard-of\n\nCaf\xc3\xa9 open.\n"
    [article], _ = read(tmp_path, message)
    assert article.text == "Café open."


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("application/pkcs7-mime; smime-type=enveloped-data", "message encrypted with S/MIME"),
        ('multipart/encrypted; protocol="application/pgp-encrypted"', "encrypted message"),
    ],
)
def test_encrypted_letters_are_named(tmp_path, kind, reason):
    message = f"From: a@b.example\nMessage-ID: <1@b>\nContent-Type: {kind}\n\nMIIB\n".encode()
    assert read(tmp_path, message) == ([], [f": {reason}; decrypt it first"])


def test_letters_encrypted_with_pgp_are_named_and_signed_ones_read(tmp_path):
    message = letter()
    message.set_content("-----BEGIN PGP MESSAGE-----\n\nabc\n-----END PGP MESSAGE-----\n")
    assert read(tmp_path, message)[1] == [": message encrypted with PGP; decrypt it first"]
    message = letter()
    message.set_content(
        "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nThe story.\n"
        "-----BEGIN PGP SIGNATURE-----\n\nabc\n-----END PGP SIGNATURE-----\n"
    )
    [article], _ = read(tmp_path, message)
    assert article.text == "The story."


def test_each_letter_of_a_mailbox_is_an_article_and_quoting_is_undone(tmp_path):
    first, second, third = letter(), letter(Message_ID="<two@h>"), letter(Message_ID="<three@h>")
    first.set_content("Look:\n\nFrom the quay one sees the cranes.\n>From here, too.\n")
    second.set_content("Second.\n")
    third.set_content("From a@b Tue Nov 05 10:00:00 2024\nis how it begins.\n")
    articles, problems = read(tmp_path, mailbox(first, second, third), "Inbox.mbox")
    assert problems == []
    assert [article.text for article in articles] == [
        "Look:\n\nFrom the quay one sees the cranes.\n>From here, too.",
        "Second.",
        "From a@b Tue Nov 05 10:00:00 2024\nis how it begins.",
    ]


def test_a_broken_letter_does_not_stop_the_next(tmp_path):
    message = letter()
    message.set_content("Story.\n")
    broken = (
        b"From: =?x?q?=\xff <<<>,;\nDate: 99999\nContent-Type: multipart/mixed; boundary=\n\n--\n"
    )
    articles, problems = read(tmp_path, mailbox(broken, message), "a.mbox")
    assert articles[-1].text == "Story."
    assert problems


def test_a_nul_in_a_subject_is_left_out(tmp_path):
    message = b"From: a@b.example\nMessage-ID: <1@b>\nSubject: \0Cranes\0 move\n\nStory.\n"
    [article], _ = read(tmp_path, message)
    assert article.title == "Cranes move"


def test_a_letter_without_suffix_is_known_by_its_headers(tmp_path):
    message = letter()
    message.set_content("Story.\n")
    for name, content in (("1730793600.M1.host:2,S", message), ("Inbox", mailbox(message))):
        [article], _ = read(tmp_path, content, name)
        assert article.text == "Story."


def test_a_press_release_is_no_letter(tmp_path):
    [article], _ = read(tmp_path, b"From: The Port\nDate: Monday\n\nCranes stand still.\n", "a.txt")
    assert article.text.startswith("From: The Port")


def test_a_letter_longer_than_any_is_cut_and_the_next_is_read(tmp_path):
    long = letter(Message_ID="<long@h>")
    long.set_content("First line.\n")
    content = mailbox(long).rstrip() + b"\n" + b"x" * LONGEST_MESSAGE + b"\n\n"
    after = letter(Message_ID="<after@h>")
    after.set_content("Story.\n")
    articles, problems = read(tmp_path, content + mailbox(after), "a.mbox")
    assert [article.id for article in articles] == ["after@h"]
    assert "more than 4,194,304" in problems[0]


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


@given(st.binary(max_size=300))
def test_whatever_is_in_a_letter_nothing_breaks(tmp_path_factory, content):
    folder = tmp_path_factory.mktemp("mail")
    read(folder, b"From: a@b.example\nMessage-ID: <1@b>\n" + content)
    read(folder, b"From: a@b.example\nMessage-ID: <1@b>\nContent-Type: text/html\n\n" + content)
