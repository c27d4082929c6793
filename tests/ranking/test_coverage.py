"""A passage that shares one word with a question does not lead for that word alone."""

import numpy as np
import pytest

from corpus import Article
from index import NewsIndex
from index.ranking.fusion import Evidence, coverage, fuse

MEANT = (
    (
        "monarch relinquishes throne in favour of heir",
        "The queen of Varde will step down in May and her son will be crowned, the palace said.",
        "The council of Lunde was in favour of the new tram by nine votes to four.",
    ),
    (
        "nation's inhabitants shrink as births dwindle",
        "The population of the country fell again since fewer babies were born.",
        "Wool may shrink in hot water, a tailor says.",
    ),
    (
        "pedagogues demand higher wages",
        "Teachers want better pay and went on strike at schools.",
        "Higher ground was reached by the walkers of Pendra at noon.",
    ),
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory, prepared_encoder):  # noqa: ARG001 - made before
    """Return an index of what is meant, and of what shares a word with each question."""
    with NewsIndex.create(tmp_path_factory.mktemp("coverage") / "news") as index:
        index.add(
            Article(id=f"{kind} {place}", text=text)
            for place, (_, meant, other) in enumerate(MEANT)
            for kind, text in (("meant", meant), ("other", other))
        )
        yield index


@pytest.mark.slow
@pytest.mark.parametrize("place", range(len(MEANT)))
def test_what_is_meant_comes_before_what_shares_one_word(archive, place):
    hits = archive.search(MEANT[place][0])

    assert [hit.article.id for hit in hits[:2]] == [f"meant {place}", f"other {place}"]


@pytest.mark.parametrize(
    ("covered", "leads"), [(0.0, 0.3), (0.2, 0.3), (0.72, 0.4), (0.9, 0.5), (1.6, 0.5)]
)
def test_the_best_by_words_leads_by_what_it_covers(covered, leads):
    none, words = np.zeros(2, np.float32), np.array([4, 0], np.float32)

    best, other = fuse(Evidence(words, covered, none, none, none, none, none, none))

    assert best - other == pytest.approx(leads)


@pytest.mark.parametrize(
    ("bm25", "idfs", "share"),
    [([], {}, 0), ([0, 0], {"beirut": 9.0}, 0), ([2, 6], {"port": 3.0, "beirut": 9.0}, 0.5)],
)
def test_what_nobody_has_counts_as_not_covered(bm25, idfs, share):
    assert coverage(np.array(bm25, np.float32), idfs) == pytest.approx(share)
