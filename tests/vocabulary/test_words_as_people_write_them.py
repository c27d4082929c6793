"""A question finds what people write otherwise than they type it, and nothing else."""

import pytest

from corpus import Article
from index import NewsIndex

TEXTS = {
    # What is seen is one, what is stored is not.
    "decomposed": "Mu\u0308ller opened a cafe\u0301 by the quay.",
    "ligature": "The oﬃcer counted ４５００ lamps.",
    "hyphenated for the eye": "Der Bundes\u00adtag und das Parlia\u200bment tagten.",
    "arabic": "أعلنت الحُكُومَة قانونا جديدا اليوم.",
    "turkish": "İstanbul ışıkları söndü, Isparta değil.",
    # What is typed without.
    "polish": "Łódź buduje nowy most.",
    "street": "Die Straße nach Drossen bleibt gesperrt.",
    "russian": "Ёлка стоит на площади.",
    "plain zurich": "Zurich plans a tunnel.",
    "umlaut zurich": "Zürich plant einen Tunnel.",
    "norwegian": "Sørlandet får ny bro ved Ærøskøbing.",
    # Numbers.
    "commas": "The yard employs 1,250 people and 3,800 more in summer.",
    "narrow": "La ville compte 7\u202f450 habitants et 12\u00a0300 arbres.",
    "decimals": "The rate rose to 63.5 percent in version 10.4 of the plan.",
    # Points, hyphens, ampersands, signs.
    "company": "Amazon.com Inc. opened a store, and Booking.com closed one.",
    "run on": "They met on Friday.The vote was close.",
    "framework": "The site was rebuilt with Node.js by a U.S. firm.",
    "electronic": "An e-mail about F-16 jets and a co-operative bank.",
    "together": "An email about F16 jets and a cooperative bank.",
    "broken": "The par-\nliament voted for the well-\nknown bill.",
    "signs": "He writes C++ and C#, and watches Canal+ on the night train.",
    "vitamin": "Vitamin C is in oranges.",
    "telephone": "AT&T bought a rival; the S&P fell.",
    # Capitals.
    "loud": "WHO WARNS OF FLU AS US SENDS IT STAFF",
    "quiet": "Those who warn us of it are tired.",
    "members": "Dozens of MPs, GPs and NGOs spoke of the UFOs, and a Ph.D. of the F-16s.",
    # Forms that no ending tells.
    "plurals": "Wolves, geese and mice; the wives of thieves; crises, criteria; firemen and women.",
    "verbs": "Nurses struck, the oil was stolen, and the yard was bought; he withdrew.",
    "british": "They criticised the neighbouring defence programme, its tyres and its manoeuvres.",
    "american": "They analyzed the color of gray aluminum at the center, and organized labor.",
    # Scripts without spaces.
    "chinese": "北京市政府宣布新的交通规定。重启ABC计划，GDP增长。税",
    "japanese": "東京都知事は新しい条例を発表した。",
    "thai": "รัฐบาลไทยประกาศกฎหมายใหม่",
    "korean": "정부는 새로운 법안을 발표했다.",
    "korean spaced": "북한의 미사일 발사를 규탄했다. 선거가 다음 달에",
    "japanese mixed": "新型EVを発売する。山田 太郎さん",
    "chinese broken": "台积电\n股价上涨",
    # Languages.
    "german": "Die Häuser am Hafen wurden verkauft, die Verträge sind unterschrieben.",
    "hungarian": "A miniszterelnök szerint a választások Budapesten és a városokban lesznek.",
    "spanish": "Los jueces votaron en las ciudades de España; el presidente habló ayer.",
    "of turkey": "Seçimler pazar günü yapıldı ve işçiler grevde olduklarını söyledi.",
    "of egypt": "اجتمع الوزراء في القاهرة وأعلنوا إصلاحات اقتصادية وفتحت المدارس.",
    "french": "Les grévistes ont bloqué le port, et les négociations sont suspendues.",
}
LANGUAGES = {"hungarian": "hu", "of egypt": "ar"}
"""What no one could tell from so little text."""
TITLES = {
    "new bridge": "New bridge opens",
    "good news": "Good news for the harbour",
    "flu": "WHO WARNS OF FLU",
    "talks": "Talks about the strike",
    "policies": "Harbour policies under review",
    "crises": "Banking crises deepen for NGOs",
    "women": "Women march on defence ministry",
    "aids": "AIDS cases rise",
    "aid": "Aid for farmers",
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    articles = [
        Article(id=id_, text=text, language=LANGUAGES.get(id_, "")) for id_, text in TEXTS.items()
    ]
    articles += [
        Article(id=id_, title=title, text="Nothing else was said by anyone.")
        for id_, title in TITLES.items()
    ]
    with NewsIndex.create(tmp_path_factory.mktemp("words") / "news") as index:
        index.add(articles, embed=False)
        yield index


def found(archive, question):
    return [hit.article.id for hit in archive.search(question, mode="keyword", limit=50)]


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Müller", {"decomposed"}),
        ('"café"', {"decomposed"}),
        ("cafe", {"decomposed"}),
        ("+muller", {"decomposed"}),
        ("officer", {"ligature"}),
        ("+4500", {"ligature"}),
        ("Bundestag", {"hyphenated for the eye"}),
        ('"das Parliament tagten"', {"hyphenated for the eye"}),
        ("الحكومة", {"arabic"}),
        ("+istanbul", {"turkish"}),
        ("+isiklari", {"turkish"}),
        ("ISPARTA", {"turkish"}),
        ("Lodz", {"polish"}),
        ("Strasse", {"street"}),
        ('"strasse nach drossen"', {"street"}),
        ("елка", {"russian"}),
        ("+sorlandet", {"norwegian"}),
        ("Aeroskobing", {"norwegian"}),
        ("1250", {"commas"}),
        ("+3,800", {"commas"}),
        ("+3800", {"commas"}),
        ("7450", {"narrow"}),
        ('"12 300 arbres"', {"narrow"}),
        ("12300", {"narrow"}),
        ("+63.5", {"decimals"}),
        ("+63", set()),
        ("+10.4", {"decimals"}),
        ("+Amazon", {"company"}),
        ("Booking", {"company"}),
        ("+Amazon.com", {"company"}),
        ("+Friday", {"run on"}),
        ('"friday the vote"', {"run on"}),
        ("+Node.js", {"framework"}),
        ("+U.S. firm", {"framework", "loud"}),
        ("+email", {"electronic", "together"}),
        ("+e-mail", {"electronic", "together"}),
        ("+F16", {"electronic", "together"}),
        ("MP", {"members"}),
        ("NGO", {"members", "crises"}),
        ("UFO", {"members"}),
        ("PhD", {"members"}),
        ("wolf", {"plurals"}),
        ("goose", {"plurals"}),
        ("thief", {"plurals"}),
        ("crisis", {"plurals", "crises"}),
        ("criterion", {"plurals"}),
        ("fireman", {"plurals"}),
        ("woman", {"plurals", "women"}),
        ("buying", {"verbs", "telephone"}),
        ("steal", {"verbs"}),
        ("withdrawn", {"verbs"}),
        ("criticizing", {"british"}),
        ("defense", {"british", "women"}),
        ("neighbor", {"british"}),
        ("maneuver", {"british"}),
        ("analyse", {"american"}),
        ("colours", {"american"}),
        ("grey", {"american"}),
        ("aluminium", {"american"}),
        ("organise", {"american"}),
        ("labour", {"american"}),
        ("title:crisis", {"crises"}),
        ("title:woman", {"women"}),
        ("title:defense", {"women"}),
        ("title:NGO", {"crises"}),
        ("title:AIDS", {"aids"}),
        ("title:aids", {"aids", "aid"}),
        ('"F-16 jets"', {"electronic", "together"}),
        ('"an email about F16"', {"electronic", "together"}),
        ("cooperative", {"electronic", "together"}),
        ("+parliament", {"broken", "hyphenated for the eye"}),
        ('"the parliament voted"', {"broken"}),
        ('"well-known bill"', {"broken"}),
        ('"well known"', {"broken"}),
        ("+C++", {"signs"}),
        ('"C#"', {"signs"}),
        ("+Canal", {"signs"}),
        ("+AT&T", {"telephone"}),
        ('"the S&P fell"', {"telephone"}),
        ("+US staff", {"loud", "framework"}),
        ('"IT staff"', {"loud"}),
        ("交通规定", {"chinese"}),
        ('"新的交通规定"', {"chinese"}),
        ("GDP", {"chinese"}),
        ("税", {"chinese"}),
        ('"条例"', {"japanese"}),
        ("知事", {"japanese"}),
        ("กฎหมาย", {"thai"}),
        ("정부", {"korean"}),
        ("+법안", {"korean"}),
        ('"미사일발사"', {"korean spaced"}),
        ('"다음 주에"', set()),
        ('"미사일 규탄"', set()),
        ('"달"', {"korean spaced"}),
        ('"新型EV"', {"japanese mixed"}),
        ('"EVを発売"', {"japanese mixed"}),
        ('"山田太郎"', {"japanese mixed"}),
        ('"台积电股价"', {"chinese broken"}),
        ("Haus", {"german"}),
        ("Vertrag", {"german"}),
        ("négociation", {"french"}),
        ("Budapest", {"hungarian"}),
        ("ciudad", {"spanish"}),
        ("juez", {"spanish"}),
        ("pourquoi les grévistes", {"french"}),
        ("seçim", {"of turkey"}),
        ("إصلاح", {"of egypt"}),
        ("greviste", {"french"}),
        ("tunn*", {"plain zurich", "umlaut zurich"}),
        ("+amaz* +book*", {"company"}),
        ("neg*tions", {"french"}),
        ("title:WHO", {"flu"}),
        ("title:news", {"good news"}),
        ("title:new", {"new bridge"}),
        ("title:talk", {"talks"}),
        ("title:policy", {"policies"}),
        ("title:harb*", {"good news", "policies"}),
    ],
)
def test_a_question_finds_what_is_written_otherwise(archive, question, wanted):
    assert set(found(archive, question)) == wanted


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        ("Zurich", "plain zurich", "umlaut zurich"),
        ("Zürich", "umlaut zurich", "plain zurich"),
        ("e-mail jets", "electronic", "together"),
    ],
)
def test_what_is_written_as_it_was_typed_comes_first(archive, question, first, second):
    assert found(archive, question)[:2] == [first, second]


@pytest.mark.parametrize(
    ("question", "id_", "marked"),
    [
        ("Muller", "decomposed", ["Mu\u0308ller"]),
        ("officer 4500", "ligature", ["oﬃcer", "４５００"]),
        ("bundestag", "hyphenated for the eye", ["Bundes\u00adtag"]),
        ("email", "electronic", ["e-mail"]),
        ("parliament", "broken", ["par-\nliament"]),
        ("3800", "commas", ["3,800"]),
        ("交通规定", "chinese", ["交通规定"]),
        ("amaz*", "company", ["Amazon.com"]),
        ("Haus", "german", ["Häuser"]),
    ],
)
def test_marks_are_pieces_of_the_text_as_it_is_stored(archive, question, id_, marked):
    hits = archive.search(question, mode="keyword")
    (hit,) = (hit for hit in hits if hit.article.id == id_)

    assert [hit.article.text[start:end] for start, end in hit.marks] == marked


@pytest.mark.parametrize("id_", ["korean spaced", "japanese mixed", "chinese broken"])
def test_any_piece_of_a_text_without_spaces_is_found_as_a_phrase(archive, id_):
    text = TEXTS[id_]
    for start in range(0, len(text), 2):
        for piece in (text[start : start + 1], text[start : start + 4], text[start:]):
            # No piece of what is spelt letter by letter is a word.
            if piece.strip(" .\n。") and not piece.endswith("E") and not piece.startswith("V"):
                assert id_ in found(archive, f'"{piece}"'), piece
