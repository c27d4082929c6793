"""Who said what, of all that a question finds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Unpack

import numpy as np

from index.query import SPEAKER
from index.search.asked.unknown_names import names_checked
from index.search.methods.questions import Questions
from index.vocabulary.arguments import check_text, check_whole_number
from index.vocabulary.errors import QuestionError

if TYPE_CHECKING:
    from index.search.asked.conditions import Conditions
    from index.vocabulary.results import Quotes


class Quoting(Questions):
    """Finds quotations."""

    @names_checked()
    def quotes(
        self,
        question: str = "",
        *,
        speaker: str | None = None,
        limit: int = 10,
        **conditions: Unpack[Conditions],
    ) -> Quotes:
        """Return what was said on a matter, by one speaker or by anybody, best first.

        Quotations are those of the articles that match: direct speech, and fragments of five words
        or more, with who says it where the text tells. The same words of the same speaker are
        shown once, as first published, unless `copies` is `all`.

        Args:
            question: as `search` takes it; without words that rank, the newest come first.
            speaker: only what somebody says whose name has these words, one after the other:
                `Blinken`, `antony blinken`; compared without case and accents.
            limit: most quotations.
            conditions: as `search`.

        Raises:
            QuestionError: as `search`.
        """
        from index.answers import READ, first_said, quotes_of

        check_text("speaker", speaker, optional=True)
        check_whole_number("limit", limit)
        if limit < 1:
            raise QuestionError(f"a limit of {limit} asks for nothing; it must be 1 or more")
        where = conditions.get("where")
        if speaker and (where is None or isinstance(where, Mapping)):
            conditions["where"] = {**(where or {}), SPEAKER: speaker}
        with self._index.use() as snapshot:
            searcher = self._searcher(snapshot)
            depth = max(READ, limit)
            found = self._found(
                snapshot, question, limit=depth, per_article=0, of_all=True, **conditions
            )
            table = snapshot.store.quotations(speaker or "")
            table = table.at(np.isin(table.articles, searcher.matching(found)))
            if found.request.copies == "first":
                table = first_said(table, snapshot.store)
            quotes = quotes_of(table, found.ranking, snapshot, found.asked, limit)
            quotes.note = searcher.note(found)
            quotes.read_as = found.read_as
            quotes.corrections = found.ranking.corrections
            quotes.missing = found.held.missing
            quotes.unembedded = snapshot.unembedded if found.request.mode != "keyword" else 0
            return quotes
