"""Who said what."""

from pydantic import Field

from index.formats import rounded
from index.mcp.answers.cited import Answer, Cited, Copied, Said, cited, copied, said_of
from index.vocabulary.results import Quotation, Quotes


class QuoteFound(Answer):
    """What somebody said."""

    rank: int
    score: float | None = None
    words: str
    speaker: str | None = Field(None, description="Not there where the text does not tell.")
    article: Cited
    start: int
    end: int
    also_in: list[Copied] = Field([], description="Articles that quote the same words.")


class QuotesFound(Said):
    """What was said: `total` quotations, of which these are the best."""

    quotes: list[QuoteFound]


def quotes_of(quotes: Quotes, *, show_paths: bool) -> QuotesFound:
    """Return what was said."""
    return QuotesFound(
        **said_of(quotes, show_paths=show_paths),
        quotes=[_quote(each, show_paths=show_paths) for each in quotes],
    )


def _quote(quotation: Quotation, *, show_paths: bool) -> QuoteFound:
    return QuoteFound(
        rank=quotation.rank,
        score=rounded(quotation.score),
        words=quotation.words,
        speaker=quotation.speaker,
        article=cited(quotation.article, show_paths=show_paths),
        start=quotation.pieces[0][0],
        end=quotation.pieces[-1][1],
        also_in=copied(quotation.also_in),
    )
