"""An index says where its model was not made for the languages of many articles."""

import pytest

from corpus import Article
from index import NewsIndex
from index.models import languages_of

GERMAN = (
    (
        "Der Stadtrat von Ulmen hat am Dienstag beschlossen, die alte Brücke über den Fluss für "
        "Lastwagen zu sperren, weil die Pfeiler nach dem Hochwasser nicht mehr sicher sind."
    ),
    (
        "Die Gewerkschaft kündigte an, dass die Lokführer in der kommenden Woche erneut streiken "
        "werden, wenn die Bahn kein besseres Angebot für die Löhne vorlegt."
    ),
)
FRENCH = (
    (
        "Le conseil municipal a décidé mardi de fermer le vieux pont aux camions, parce que les "
        "piliers ne sont plus sûrs depuis la crue de la rivière, selon un rapport des ingénieurs."
    ),
)
ENGLISH = (
    (
        "The council of Ulvik decided on Tuesday to close the old bridge to lorries, since its "
        "pillars are no longer safe after the flood, according to a report by engineers."
    ),
    (
        "The union said that train drivers will go on strike again next week if the railway does "
        "not make a better offer for their wages."
    ),
)


def card(folder, header):
    folder.mkdir()
    (folder / "README.md").write_text(f"---\n{header}\n---\n# A model\n", encoding="utf-8")
    return str(folder)


@pytest.mark.parametrize(
    ("header", "languages"),
    [
        ("language: en", {"en"}),
        ("license: mit\nlanguage:\n- en\n- de\n- zh\ntags:\n- fr", {"en", "de", "zh"}),
        ("language: [nl, fr]", {"nl", "fr"}),
        ("language: multilingual", set()),
        ("language:\n- multilingual\n- en", set()),
        ("license: mit", set()),
    ],
)
def test_a_card_says_which_languages_a_model_was_made_for(tmp_path, header, languages):
    assert languages_of(card(tmp_path / "model", header)) == languages


def test_nothing_is_known_of_a_model_without_card(tmp_path):
    assert languages_of(str(tmp_path)) == frozenset()
    assert languages_of("nobody/has-this-model") == frozenset()
    assert languages_of("not a name of a model!") == frozenset()


@pytest.fixture(scope="module")
def mixed(tmp_path_factory, prepared_encoder):  # noqa: ARG001 - made before
    """Return the folder of an index of two English articles, two German ones and a French one."""
    folder = tmp_path_factory.mktemp("mixed") / "news"
    with NewsIndex.create(folder) as index:
        index.add(
            Article(id=f"a{n}", text=text) for n, text in enumerate(GERMAN + FRENCH + ENGLISH)
        )
    return folder


def test_languages_that_the_model_was_not_made_for_are_told_with_the_hits(mixed):
    with NewsIndex.open(mixed) as index:
        foreign = {"de": pytest.approx(0.4), "fr": pytest.approx(0.2)}
        assert index.foreign_languages() == foreign
        assert index.search("Brücke pont bridge").foreign == foreign
        assert index.search("+Brücke").foreign == {"de": pytest.approx(0.4)}
        assert not index.search("+bridge").foreign
        assert not index.search("bridge", mode="keyword").foreign


def test_an_index_in_the_languages_of_its_model_has_nothing_to_tell(archive):
    assert archive.foreign_languages() == {}
    assert not archive.search("dam").foreign


@pytest.mark.slow
def test_a_search_says_it_in_one_line(newsdex, mixed):
    done = newsdex("--index", mixed, "search", "Brücke pont bridge")
    english = newsdex("--index", mixed, "search", "+bridge")

    assert "was not made for" not in english.stderr
    (line,) = [line for line in done.stderr.splitlines() if "was not made for" in line]
    assert "all-MiniLM-L6-v2" in line
    assert "(de 40%, fr 20%)" in line
    assert "docs/models.md" in line


@pytest.mark.slow
def test_add_says_it_too_and_a_search_by_keywords_does_not(newsdex, tmp_path):
    (tmp_path / "bruecke.txt").write_text(GERMAN[0], encoding="utf-8")

    added = newsdex("--index", tmp_path / "news", "add", tmp_path / "bruecke.txt", "--no-embed")
    found = newsdex("--index", tmp_path / "news", "search", "--mode", "keyword", "Brücke")

    assert "was not made for languages of this index (de 100%)" in added.stderr
    assert "was not made for" not in found.stderr
