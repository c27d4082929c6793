"""NewsIndex: what scripts and the command line hold in their hands."""

from __future__ import annotations

from index.search.methods.batches import Batches
from index.search.methods.changes import Changes
from index.search.methods.quoting import Quoting
from index.search.methods.selections import Selections
from index.search.methods.standing import StandingQuestions
from index.search.methods.threads import Threads


class NewsIndex(Changes, Selections, Batches, Quoting, StandingQuestions, Threads):
    """A searchable index of news.

    Make one with `create`, open one with `open`; either is a context manager. An open index
    answers from the generation that it opened, whatever others commit meanwhile; its own changes
    and `refresh` move it on. Threads may share one.
    """
