"""What becomes of a story in other newsrooms: cut, retitled, reordered, corrected, joined.

Each edit makes a text of an article's, or nothing where the article is not fit for it.
"""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

from corpus.passages.sentences import sentence_spans
from index.copies import printed

if TYPE_CHECKING:
    from corpus import Article

SYNONYMS = dict(
    pair.split("/")
    for pair in (
        "said/stated big/large about/roughly company/firm rose/climbed fell/dropped "
        "buy/purchase bought/purchased sell/unload begin/start began/started end/finish "
        "help/aid show/indicate showed/indicated ask/request asked/requested told/informed "
        "plan/scheme plans/intends also/moreover but/however more/additional increase/rise "
        "decrease/decline talks/discussions meeting/gathering agreement/accord deal/pact "
        "government/administration official/functionary officials/functionaries "
        "minister/secretary country/nation world/globe year/twelvemonth people/persons "
        "killed/slain attack/assault war/conflict police/constabulary quick/fast "
        "strong/robust weak/feeble market/marketplace price/cost shares/stock profit/gain "
        "loss/deficit expects/anticipates expected/anticipated new/fresh old/former "
        "main/principal near/close because/since although/though many/numerous few/scarce "
        "high/elevated low/reduced"
    ).split()
)

BEFORE = (
    "This story was supplied by our partner agency and has not been edited by the newsroom. "
    "Subscribers may find earlier reports in the archive."
)
AFTER = (
    "Reporting by our correspondents in several bureaus; editing by the central desk. All rights "
    "reserved. This material may not be published, broadcast, rewritten or redistributed."
)


class Edits:
    """Makes articles out of articles; a fixed seed."""

    def __init__(self, articles: list[Article]) -> None:
        self.chance = random.Random(21578)
        self.articles = articles
        texts = [article.text for article in articles[:3000]]
        self.vocabulary = sorted({w for text in texts for w in re.findall(r"[a-z]{4,}", text)})

    def other(self, article: Article) -> Article:
        """Choose another article."""
        while True:
            other = self.chance.choice(self.articles)
            if other.id != article.id:
                return other

    def exact(self, article: Article) -> str:
        """Print it again."""
        return article.text

    def wrapped(self, article: Article) -> str:
        """Break the lines elsewhere, in another case."""
        words = article.text.upper().split()
        lines = [" ".join(words[start : start + 11]) for start in range(0, len(words), 11)]
        return "\r\n   ".join(lines)

    def retitled(self, article: Article) -> str:
        """Leave the text: the title is always another."""
        return article.text

    def half(self, article: Article) -> str:
        """Cut from the end."""
        return self._first(article, 0.5)

    def two_thirds(self, article: Article) -> str:
        """Cut less."""
        return self._first(article, 2 / 3)

    def _first(self, article: Article, share: float) -> str:
        sentences = sentences_of(article.text)
        most = share * len(article.text.split())
        kept: list[str] = []
        words = 0
        for sentence in sentences:
            kept.append(sentence)
            words += len(sentence.split())
            if words >= most:
                break
        if words > most * 1.25:  # long sentences: cut within
            return " ".join(article.text.split()[: round(most)])
        return " ".join(kept)

    def first_paragraph(self, article: Article) -> str | None:
        """Open with the first paragraph of another story."""
        own, other = sentences_of(article.text), sentences_of(self.other(article).text)
        if len(own) < 3:  # what is left is not a story
            return None
        return " ".join(other[:1] + own[1:])

    def swapped(self, article: Article) -> str:
        """Swap one word in ten, for a synonym or else for any word."""
        words = article.text.split()
        plain = [place for place, word in enumerate(words) if word.isalpha()]
        known = [place for place in plain if words[place] in SYNONYMS]
        self.chance.shuffle(known)
        others = [place for place in plain if words[place].islower() and place not in known]
        self.chance.shuffle(others)
        for place in (known + others)[: len(words) // 10]:
            words[place] = SYNONYMS.get(words[place]) or self.chance.choice(self.vocabulary)
        return " ".join(words)

    def dateline(self, article: Article) -> str:
        """Print it under another place and day."""
        day = self.chance.randint(1, 28)
        return f"GENEVA, March {day} (Coastal Wire) - {article.text}"

    def redated(self, article: Article) -> str:
        """Give both a dateline, of two days; the first is in the index without."""
        return f"LONDON, Oct. {self.chance.randint(1, 28)} — {article.text}"

    def boilerplate(self, article: Article) -> str:
        """Put an agency's phrases around it."""
        return f"{BEFORE}\n\n{article.text}\n\n{AFTER}"

    def reordered(self, article: Article) -> str:
        """Swap some sentences with the next."""
        sentences = sentences_of(article.text)
        for place in range(1, len(sentences) - 1, 3):
            sentences[place : place + 2] = sentences[place : place + 2][::-1]
        return " ".join(sentences)

    def corrected(self, article: Article) -> str | None:
        """Correct one figure, in a text long enough to tell it from a report of another day."""
        figures = list(re.finditer(r"\b\d[\d,.]*\d\b", article.text))
        if len(printed(article.text).words) < 150 or not figures:
            return None
        place = self.chance.choice(figures)
        return article.text[: place.start()] + self.figure(place) + article.text[place.end() :]

    def figures(self, article: Article) -> str | None:
        """Report the same on another day: other figures."""
        found = re.findall(r"\d+", article.text)
        return re.sub(r"\d+", self.figure, article.text) if len(found) > 3 else None

    def figure(self, match: re.Match[str]) -> str:
        """Change a figure."""
        while True:
            new = "".join(self.chance.choice("123456789") if c.isdigit() else c for c in match[0])
            if new != match[0]:
                return new

    def joined(self, article: Article) -> str | None:
        """Join it to another of about its length."""
        length = len(article.text.split())
        for _ in range(2000):
            other = self.other(article)
            if 0.6 * length <= len(other.text.split()) <= 1.6 * length:
                return f"{article.text} {other.text}"
        return None


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text."""
    return [text[start:end] for start, end in sentence_spans(text)]
