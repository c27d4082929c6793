"""An article's text in paragraphs, cut where words of a question and its answer begin and end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus import Passage
from corpus.passages.sentences import paragraph_spans
from index.answers import marker_of, sought_of
from index.formats import pieces
from index.query import Now, parse, read_times
from index.vocabulary.results import Hit
from index.vocabulary.words import language_of, whole_spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus import Article
    from index.formats import Piece

Span = tuple[int, int]


def marks_in(article: Article, question: str, read: Sequence[str] = ()) -> tuple[Span, ...]:
    """Return where words of a question stand in an article's text: start and end of each.

    Args:
        article: to be marked.
        question: as it was typed.
        read: what misspelt words of it were read as.
    """
    if not question.strip():
        return ()
    language = language_of(article.language, article.text)
    times = read_times(question, Now.on(None))
    seeking = sought_of(parse(times.words), dict(enumerate(read)), (language,))  # type: ignore[arg-type]
    words = marker_of(seeking, language).marked(article.text)
    return tuple(whole_spans(article.text, words))


def paragraphs(
    article: Article, marks: tuple[Span, ...], passage: Span | None
) -> list[list[Piece]]:
    """Return the paragraphs of an article, each as pieces that are marked in one way.

    Args:
        article: its text.
        marks: words of a question.
        passage: what answers it: start and end; None where nothing does.
    """
    text = article.text
    answer = None
    if passage and 0 <= passage[0] < passage[1] <= len(text):
        answer = Passage(*passage, text[slice(*passage)])
    whole = Passage(0, len(text), text)
    hit = Hit(1, None, 0.0, None, None, article, whole, answer=answer, marks=marks)
    return [list(pieces(hit, start, end)) for start, end in paragraph_spans(text)]
