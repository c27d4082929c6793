"""Letters, numbers, names and signs, typed as other people write them."""

import pytest

from corpus import Article
from index import NewsIndex

TEXTS = {
    "mark": ("en", "Zorbex™ was launched in Quillan."),
    "euro": ("de", "Die Bank verlor 3.500.000 Euro und 12.750 Stellen."),
    "franken": ("de", "Das Haus kostete 45'000 Franken."),
    "rupees": ("en", "The village paid 12,34,567 rupees."),
    "emplois": ("fr", "L’usine a perdu 18 700 emplois."),
    "comma": ("de", "Die Preise stiegen um 10,5 Prozent."),
    "square": ("en", "The flat has 70 m² and a CO₂ meter."),
    "half": ("en", "The strike lasted 3½ weeks."),
    "alborg": ("da", "Havnen i Ålborg er lukket."),
    "novak": ("en", "Đoković won in straight sets."),
    "malley": ("en", "Mayor O’Malley met the Sana’a envoy."),
    "initials": ("en", "J.K. Rowling read to the children."),
    "muller": ("de", "Herr Müller schwieg."),
    "taiwan": ("zh", "臺灣的選舉。"),
    "books": ("fa", "کتاب‌های تازه رسید."),
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    with NewsIndex.create(tmp_path_factory.mktemp("countries") / "news") as index:
        texts = TEXTS.items()
        index.add(
            (Article(id=id_, text=text, language=tag) for id_, (tag, text) in texts), embed=False
        )
        yield index


@pytest.mark.parametrize(
    ("question", "id_"),
    [
        ("+Zorbex", "mark"),
        ("3500000", "euro"),
        ("3,500,000", "euro"),
        ("3.500.000", "euro"),
        ("12750", "euro"),
        ("45000", "franken"),
        ("45'000", "franken"),
        ("1234567", "rupees"),
        ("12,34,567", "rupees"),
        ("18700", "emplois"),
        ("18 700", "emplois"),
        ('"18 700 emplois"', "emplois"),
        ("10.5", "comma"),
        ("10,5", "comma"),
        ("CO2", "square"),
        ("3.5", "half"),
        ("Aalborg", "alborg"),
        ("Alborg", "alborg"),
        ("Djokovic", "novak"),
        ("Dokovic", "novak"),
        ("OMalley", "malley"),
        ("O'Malley", "malley"),
        ("Sanaa", "malley"),
        ('"J. K. Rowling"', "initials"),
        ('"JK Rowling"', "initials"),
        ("Mueller", "muller"),
        ("Muller", "muller"),
        ("台湾", "taiwan"),
        ("کتاب", "books"),
    ],
)
def test_it_is_found_as_it_is_typed(archive, question, id_):
    hits = archive.search(question, mode="keyword")

    assert hits, question
    assert hits[0].article.id == id_
    assert not hits.missing
