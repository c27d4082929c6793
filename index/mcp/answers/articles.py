"""An article with its text, and what to read before it."""

from collections.abc import Iterable

from pydantic import Field

from corpus import Article
from index.mcp.answers.cited import Answer, Cited, Copied, cited, copied, facts_of, moment
from index.vocabulary.results import Related


class ArticleText(Cited):
    """An article with its text, or a stretch of it."""

    updated: str | None = None
    text: str
    start: int
    end: int
    length: int = Field(description="Characters that the whole text has.")
    next_start: int | None = Field(None, description="Where to read on.")


class EarlierArticle(Answer):
    """An article to read before another one."""

    rank: int
    score: float = Field(description="How near its matter is, 0 to 1.")
    article: Cited
    sentence: str = Field("", description="What it shares most with the other article.")
    start: int | None = None
    end: int | None = None
    also_in: list[Copied] = Field([])


class Background(Answer):
    """What to read before an article, best first."""

    articles: list[EarlierArticle]


def text_of(article: Article, start: int, length: int, *, show_paths: bool) -> ArticleText:
    """Return a stretch of an article's text.

    Args:
        article: that is read.
        start: where in its text to begin.
        length: most characters.
        show_paths: say where on this machine's disk it was found, too.
    """
    whole = article.text
    first = min(start, len(whole))
    end = min(first + length, len(whole))
    return ArticleText(
        **facts_of(article, show_paths=show_paths),
        updated=moment(article.updated),
        text=whole[first:end],
        start=first,
        end=end,
        length=len(whole),
        next_start=end if end < len(whole) else None,
    )


def background_of(found: Iterable[Related], *, show_paths: bool) -> Background:
    """Return what to read before an article."""
    articles = [
        EarlierArticle(
            rank=each.rank,
            score=round(each.score, 4),
            article=cited(each.article, show_paths=show_paths),
            sentence=each.sentence.text if each.sentence else "",
            start=each.sentence.start if each.sentence else None,
            end=each.sentence.end if each.sentence else None,
            also_in=copied(each.copies),
        )
        for each in found
    ]
    return Background(articles=articles)
