"""What can go wrong with an index.

NewsIndexError
├── NoIndexError            the directory holds no index
├── IndexExistsError        an index was to be made where one is
├── DamagedIndexError       a file of the index is missing or not what was written
├── IndexFormatError        another version of newsdex wrote it
├── IndexLockedError        another process is writing to it
├── IndexWriteError         the disk is full, read-only, or refuses otherwise
├── AddInterruptedError     what gave the articles failed; those before are in the index
├── NotEmbeddedError        vectors were asked for that are not made yet
├── ArticleNotFoundError    no article has this id
├── ModelNotFoundError      no encoder goes by that name here
├── EncoderMismatchError    the index was made with another encoder
├── EncoderError            the encoder can't be loaded, or its export differs from it
├── QuestionError           a mode, a limit, a filter or a file name that means nothing
└── EvaluationError         a folder that is not a set of questions
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.vocabulary.results import AddReport


class NewsIndexError(Exception):
    """Base of every error of this package; its text says what to do next."""


class NoIndexError(NewsIndexError):
    """The directory holds no index."""


class IndexExistsError(NewsIndexError):
    """An index was to be made where there is one already."""


class DamagedIndexError(NewsIndexError):
    """A file of the index is missing or is not what was written."""

    def __init__(self, damage: str, advice: str = "mend it with: newsdex repair") -> None:
        self.damage = damage
        """What is wrong, without the advice."""
        super().__init__(f"{damage}; {advice}")


class IndexFormatError(NewsIndexError):
    """The index was written by a version of newsdex whose format this one doesn't read."""


class IndexLockedError(NewsIndexError):
    """Another process is writing to the index."""


class IndexWriteError(NewsIndexError):
    """The index can't be written to: the disk is full, read-only, or refuses otherwise."""


class AddInterruptedError(NewsIndexError):
    """What gave the articles failed; those that it had given before are in the index."""

    def __init__(self, what: str, taken: int, report: AddReport) -> None:
        self.report = report
        """What became of those before."""
        super().__init__(
            f"{what}; the {taken:,} before it were taken: added {report.added}, "
            f"replaced {report.replaced}, unchanged {report.unchanged}"
        )


class NotEmbeddedError(NewsIndexError):
    """Vectors were asked for that are not made yet."""


class ArticleNotFoundError(NewsIndexError):
    """No article in the index has this id."""


class ModelNotFoundError(NewsIndexError):
    """No encoder goes by this name: no folder, not in the local cache, no hub within reach."""


class EncoderMismatchError(NewsIndexError):
    """The index was made with another encoder than the one asked for."""


class EncoderError(NewsIndexError):
    """The encoder can't be loaded, or its export gives other vectors than it does."""


class QuestionError(NewsIndexError):
    """Something was asked for that means nothing: a mode, a limit, a filter, a kind of file."""


class EvaluationError(NewsIndexError):
    """A folder that should hold questions and judgments doesn't."""
