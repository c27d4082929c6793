import json

import pytest

from corpus import read_articles

RUSSIAN = (
    "Президент заявил в понедельник, что правительство рассмотрит новые меры поддержки "
    "экономики. По его словам, решение будет принято до конца месяца. «Мы должны действовать "
    "быстро», — сказал он журналистам."
)
FRENCH = (
    "Le président de la République a déclaré hier à Paris que les négociations étaient "
    "terminées. « C’est un succès », a-t-il ajouté après la réunion."
)
ENGLISH = "The café said “we are closed” on Monday – it’s over. Señor Núñez agreed.\n"
SPANISH = (
    "El señor Núñez declaró el lunes que la negociación continuará en España. «No habrá más años "
    "de espera», añadió el ministro."
)
PORTUGUESE = "O presidente afirmou que a população de São Paulo não aceita a negociação até março."
SWEDISH = "Statsministern sade på måndagen att förhandlingarna fortsätter. Vi måste få ett slut."
POLISH = (
    "Prezydent powiedział w poniedziałek, że rząd rozważy nowe środki wsparcia gospodarki. "
    "Decyzja zapadnie w przyszłym miesiącu."
)
CZECH = "Prezident v pondělí uvedl, že vláda zváží nová opatření. Rozhodnutí padne příští měsíc."
TURKISH = "Cumhurbaşkanı pazartesi günü yeni önlemleri açıkladı. Şimdi çalışmalar sürüyor."
GREEK = "Ο πρωθυπουργός δήλωσε τη Δευτέρα ότι η κυβέρνηση θα εξετάσει νέα μέτρα στήριξης."
KEPT = (
    "Line one.\r\n\r\nNon\u00a0breaking “curly” ‘quotes’ … – —  two  spaces \t tab &amp ﬁ ½ ① Ａ"
    " e\u0301 é \u2028 end \r\n \n"
)


def read_text(path):
    [article] = read_articles([path])
    return article.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("text", [ENGLISH, FRENCH, RUSSIAN, KEPT, "日本の首相は月曜日、発表した。"])
def test_unicode_is_read_as_it_is(tmp_path, encoding, text):
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))
    assert read_text(path) == text


@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
def test_utf_16_in_either_byte_order(tmp_path, order):
    path = tmp_path / "a.txt"
    path.write_bytes(("\ufeff" + RUSSIAN).encode(order))
    assert read_text(path) == RUSSIAN


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", ENGLISH),
        ("cp1252", "Oil rose to 80 €.\n"),
        ("cp1252", FRENCH),
        ("latin-1", FRENCH.replace("’", "'")),
        ("cp1252", SPANISH),
        ("cp1252", PORTUGUESE),
        ("cp1252", SWEDISH),
        ("cp1250", POLISH),
        ("cp1250", CZECH),
        ("cp1251", RUSSIAN),
        ("cp1253", GREEK),
        ("cp1254", TURKISH),
        ("koi8_r", RUSSIAN.translate({0xAB: '"', 0xBB: '"', 0x2014: "-"})),
    ],
)
def test_what_is_not_unicode_is_recognised(tmp_path, encoding, text):
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))
    assert read_text(path) == text


@pytest.mark.parametrize(("encoding", "text"), [("cp1252", ENGLISH), ("cp1251", RUSSIAN)])
def test_lines_and_rows_are_recognised_alike(tmp_path, encoding, text):
    record = {"title": "Plain", "text": text.strip()}
    lines = tmp_path / "a.jsonl"
    lines.write_bytes(json.dumps(record, ensure_ascii=False).encode(encoding))
    assert read_text(lines) == text.strip()
    rows = tmp_path / "a.csv"
    rows.write_bytes(f'title,text\nPlain,"{text.strip()}"\n'.encode(encoding))
    assert read_text(rows) == text.strip()


@pytest.mark.parametrize(("encoding", "text"), [("cp1252", ENGLISH), ("cp1251", RUSSIAN)])
def test_letters_late_in_a_file_are_recognised_too(tmp_path, encoding, text):
    path = tmp_path / "a.csv"
    plain = "".join(f"{n},Ships wait outside the harbour.\n" for n in range(3000))
    path.write_bytes(f'id,text\n{plain}last,"{text.strip()}"\n'.encode(encoding))
    *_, last = read_articles([path])
    assert last.text == text.strip()


@pytest.mark.parametrize("text", [ENGLISH * 3, RUSSIAN])
def test_one_broken_byte_does_not_spoil_the_text_around_it(tmp_path, text):
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode() + b"\xff" + text.encode())
    assert read_text(path) == f"{text}\ufffd{text}"


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        ("â€œHelloâ€\x9d he said. Itâ€™s over.", "“Hello” he said. It’s over."),
        ("The cafÃ© in OrlÃ©ans", "The café in Orléans"),
        ("Ð\x9fÑ\x80Ð¸Ð²ÐµÑ\x82", "Привет"),
    ],
)
def test_mojibake_is_repaired(tmp_path, broken, mended):
    path = tmp_path / "a.jsonl"
    record = {"text": broken, "title": broken, "source": broken, "author": broken}
    path.write_text(json.dumps(record), encoding="utf-8")
    [article] = read_articles([path])
    assert (article.text, article.title, article.source, article.authors) == (
        mended,
        mended,
        mended,
        (mended,),
    )


def test_mojibake_beside_sound_text_is_repaired_alone(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("“Sound” naïve text. Itâ€™s over.", encoding="utf-8")
    assert read_text(path) == "“Sound” naïve text. It’s over."


def test_everything_else_is_kept_to_the_letter(tmp_path):
    text = tmp_path / "a.txt"
    text.write_bytes(KEPT.encode())
    assert read_text(text) == KEPT
    lines = tmp_path / "a.jsonl"
    lines.write_text(json.dumps({"text": KEPT}))
    assert read_text(lines) == KEPT
    rows = tmp_path / "a.csv"
    rows.write_bytes(f'title,text\nA,"{KEPT}"\n'.encode())
    assert read_text(rows) == KEPT


def test_a_title_is_one_line(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"title": " Harbour\n  open\u00a0again ", "text": "x"}))
    [article] = read_articles([path])
    assert article.title == "Harbour open again"
