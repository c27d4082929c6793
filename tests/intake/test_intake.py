"""What becomes of an incoming article or withdrawal, by what is known: nothing is stored here."""

from datetime import UTC, datetime

import numpy as np
import pytest

from corpus import Article, Withdrawal
from index.copies import CopyFinder, KeyRun
from index.intake import Decision, Effect, Intake, Known, Withdrawn, digest_of

STORY = (
    "The harbour board of Kelby voted on Monday to close the old fish market, ending a trade that "
    "began in 1871, after engineers warned that its piers could give way in a storm. Traders will "
    "move to a hall near the ferry terminal until a new market is built."
)


def talks(version, text="", **more):
    text = text or f"Talks between Norland and Sudria, report {version}."
    extra = {"version": str(version)} if version else {}
    return Article(id="talks", title="Talks", text=text, extra=extra, **more)


class Shelf:
    """Articles in memory, as an index would know them."""

    def __init__(self, *articles, removed=()):
        self._articles = articles
        self._removed = removed
        finder = CopyFinder([], np.zeros(0, np.int64), np.zeros(0, np.int32), self.text)
        placed = [finder.place(article) for article in articles]
        self.stories = np.array([each.story for each in placed], np.int64)
        self.days = np.array([each.day for each in placed], np.int32)
        self.keys = [KeyRun.of(each.keys[None], n) for n, each in enumerate(placed)]

    def text(self, number):
        return self._articles[number].text

    def find(self, id_):
        for number, article in enumerate(self._articles):
            if article.id == id_ and number not in self._removed:
                return Known(number, digest_of(article))
        return None

    def article(self, number):
        return self._articles[number]

    def removed(self):
        return np.array(self._removed, np.int64)


def intake_over(*articles, removed=(), withdrawn=None):
    return Intake(Shelf(*articles, removed=removed), withdrawn or Withdrawn())


def test_an_article_of_an_unknown_id_is_new():
    decision = intake_over(talks(1)).take(Article(id="other", text="Rowers won the regatta."))

    assert (decision.effect, decision.removes) == (Effect.NEW, None)
    assert decision.placed is not None


def test_an_article_that_is_there_to_the_letter_is_known():
    assert intake_over(talks(1)).take(talks(1)) == Decision(Effect.KNOWN)


@pytest.mark.parametrize("version", [10, ""])
def test_another_text_replaces_the_one_there_if_it_is_later_or_has_no_number(version):
    intake = intake_over(Article(id="first", text="Rowers won."), talks(9))

    decision = intake.take(talks(version))

    assert (decision.effect, decision.removes) == (Effect.NEWER, 1)
    assert intake.removes == {1}


def test_an_earlier_version_stays_out():
    assert intake_over(talks(10)).take(talks(9)) == Decision(Effect.OLDER)


def test_what_is_removed_counts_as_not_there():
    assert intake_over(talks(10), removed=[0]).take(talks(9)).effect is Effect.NEW


def test_a_withdrawal_removes_what_is_there_unless_that_is_later():
    assert intake_over(talks(3)).take(Withdrawal("talks", "canceled", "3")) == Decision(
        Effect.WITHDRAWN, 0
    )
    assert intake_over(talks(3)).take(Withdrawal("talks", "canceled", "2")) == Decision(Effect.MOOT)
    assert intake_over().take(Withdrawal("talks", "canceled", "2")) == Decision(Effect.MOOT)


def test_what_was_withdrawn_stays_out_also_in_the_next_batch():
    withdrawn = Withdrawn()
    intake_over(withdrawn=withdrawn).take(Withdrawal("talks", "canceled", "3"))

    later = intake_over(withdrawn=withdrawn)

    assert later.take(talks(3)) == Decision(Effect.WITHDRAWN)
    assert later.take(talks(4)).effect is Effect.NEW


def test_an_article_that_is_withdrawn_in_its_batch_is_not_removed_twice():
    intake = intake_over(talks(3))

    effects = [intake.take(Withdrawal("talks", "canceled")).effect for _ in range(2)]

    assert effects == [Effect.WITHDRAWN, Effect.MOOT]


def test_a_second_version_in_one_batch_waits_until_the_first_is_stored():
    intake = intake_over()
    intake.take(talks(1))

    assert intake.take(talks(1)).effect is Effect.KNOWN
    assert not intake.has_another(talks(1))
    assert intake.has_another(talks(2))
    assert intake.has_another(Withdrawal("talks", "canceled"))
    assert not intake.has_another(Article(id="other", text="Rowers won."))


def test_a_copy_is_placed_with_its_story_whether_that_is_stored_or_on_its_way():
    day = datetime(2024, 3, 4, tzinfo=UTC)
    wire, post, copy = (
        Article(id=id_, title="Kelby closes its market", text=STORY, published=day)
        for id_ in ("wire", "post", "copy")
    )
    stored, coming = intake_over(wire), intake_over()
    first = coming.take(wire).placed

    assert stored.take(post).placed.story == first.story
    assert coming.take(post).placed.story == first.story
    assert coming.take(copy).placed.story == first.story


def test_a_new_version_stays_with_the_story_of_the_one_that_it_replaces():
    there = Article(id="wire", title="Kelby closes its market", text=STORY)
    corrected = Article(id="wire", title="Kelby closes its old market", text=STORY + " It rained.")
    shelf = Shelf(there)

    decision = Intake(shelf, Withdrawn()).take(corrected)

    assert decision.effect is Effect.NEWER
    assert decision.placed.story == shelf.stories[0]


def test_effects_are_counted():
    intake = intake_over(talks(5))
    for item in (talks(5), talks(4), talks(6), Withdrawal("nobody", "canceled")):
        intake.take(item)

    assert intake.effects == {
        Effect.KNOWN: 1,
        Effect.OLDER: 1,
        Effect.NEWER: 1,
        Effect.MOOT: 1,
    }
