#!/usr/bin/env python3
"""Measures how well quotations and their speakers are found: evaluate_quotations.py [--look].

The articles are those of tests/quotations/gold, in which a reader has marked every quotation. Half
of them are for tuning; what is wrong in those is printed with --look.
"""

import re
import sys
from dataclasses import dataclass
from pathlib import Path

from index.quotations import Quoted, quotations_of

GOLD = Path(__file__).parents[2] / "tests" / "quotations" / "gold"
_MARKED = re.compile(r"\{([^{}:]*): ([^{}]*)\}")
_SIGNS = "\"“”„«»「」'‘’ \u00a0\u202f\n"


@dataclass(frozen=True)
class Said:
    """A quotation as a reader marks it: its words, and what may be said of who says them."""

    words: str
    speakers: tuple[str, ...]

    @property
    def told(self) -> bool:
        """Whether the text says who speaks."""
        return "?" not in self.speakers

    def by(self, speaker: str) -> bool:
        """Tell whether a speaker is right: named so, or by the end of such a name."""
        words = speaker.casefold().split()
        allowed = (each for each in self.speakers if each != "?")
        return any(
            each.casefold().split() == words
            or (each[0].isupper() and each.casefold().split()[-len(words) :] == words)
            for each in allowed
        )


@dataclass(frozen=True)
class Article:
    """An article of the gold file."""

    name: str
    text: str
    said: tuple[Said, ...]


def read_gold() -> tuple[list[Article], list[Article]]:
    """Return the articles for tuning, and those that are kept."""
    articles = [
        _article(*each.split("\n", 1))
        for path in sorted(GOLD.glob("*.txt"))
        for each in path.read_text(encoding="utf-8").split("=== ")[1:]
    ]
    return articles[0::2], articles[1::2]


def _article(name: str, marked: str) -> Article:
    said: list[Said] = []
    for speakers, words in _MARKED.findall(marked.strip()):
        bare = words.strip(_SIGNS)
        if speakers == "+":
            said[-1] = Said(f"{said[-1].words} {bare}", said[-1].speakers)
        else:
            said.append(Said(bare, tuple(speakers.split("/"))))
    return Article(name, _MARKED.sub(r"\2", marked.strip()), tuple(said))


def measured(articles: list[Article], *, look: bool = False) -> dict[str, float]:
    """Return precision and recall of quotations, and of the speakers of those that are found."""
    found = right = named = rightly = 0
    for article in articles:
        marked = {each.words.rstrip(","): each for each in article.said}
        for quoted in quotations_of(article.text):
            found += 1
            said = marked.pop(quoted.words(article.text), None)
            right += said is not None
            named += said is not None and bool(quoted.speaker)
            rightly += said is not None and bool(quoted.speaker) and said.by(quoted.speaker)
            if look:
                _show(article, quoted, said)
        for words in marked if look else ():
            print(f"missed    {article.name}: {words}")
    every = [said for article in articles for said in article.said]
    return {
        "quotations": len(every),
        "precision": right / found,
        "recall": right / len(every),
        "speaker precision": rightly / named,
        "speaker recall": rightly / sum(said.told for said in every),
    }


def _show(article: Article, quoted: Quoted, said: Said | None) -> None:
    words = quoted.words(article.text)
    if said is None:
        print(f"none      {article.name}: {words} ({quoted.speaker})")
    elif quoted.speaker and not said.by(quoted.speaker):
        print(f"misnamed  {article.name}: {words} ({quoted.speaker}, not {said.speakers})")
    elif said.told and not quoted.speaker:
        print(f"unnamed   {article.name}: {words} ({said.speakers})")


def main() -> None:
    """Measure, and print a table."""
    for half, articles in zip(("tuning", "kept"), read_gold(), strict=True):
        look = half == "tuning" and "--look" in sys.argv[1:]
        for name, value in measured(articles, look=look).items():
            print(
                f"{half:<8}{name:<20}{value:g}" if value > 1 else f"{half:<8}{name:<20}{value:.3f}"
            )


if __name__ == "__main__":
    main()
