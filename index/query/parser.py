"""The query language: Whoosh's parser reads it, and its tree becomes words and conditions.

    "economic coercion"  -Taiwan  +tariffs  title:talks  source:AFP  author:"Jane Doe"
    section:world  lang:en  published:2021-03  published:2021-03-01..2021-03-31
    path:reports/2024/*
    sanction*  Blinkin~  AND OR NOT ( )

A plain word ranks; everything marked binds. What is not well-formed is read as plain words.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from index.query.conditions import (
    Condition,
    Either,
    Every,
    Field,
    Fuzzy,
    Pattern,
    Phrase,
    Prefix,
    Query,
    Wildcard,
    Without,
)
from index.query.filters import filters
from index.query.periods import Now, bounds_of
from index.vocabulary.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.query.filters import Filters

_MARKS = re.compile(
    r"""["“”„()]|(?<!\S)[+-](?=\S)|(?<=\w)[*~]|\b(?:AND|OR|NOT)\b
    |\b(?:title|source|author|section|lang|language|published|path):\S""",
    re.VERBOSE,
)
"""Anything that may be meant as a mark; without one, no parser need look."""

_DANGLING = re.compile(
    r"(?:^|\()\s*(?:AND|OR)\b|\b(?:AND|OR|NOT)\s*(?:$|\))"
    r"|\b(?:AND|OR|NOT)\s+(?:AND|OR)\b|\(\s*\)"
)

_FIELDS = ("title", "source", "author", "section", "lang", "language", "published", "path")

_PATH = re.compile(r'(?<!\w)path:([^\s"()]+)')

_OTHER_MARKS = re.compile(
    rf"(?<!\S)[+-](?=\S)|(?<=\w)[*~]|\b(?:AND|OR|NOT)\b|\b(?:{'|'.join(_FIELDS)}):\S"
)

_HEADLESS = re.compile(r"(?<!\S)\*\w")
_NO_HEAD = "a word can't begin with *"

_PROSE = 12
"""Words outside of quotation marks from which on a text is prose, in which they name a title or a
word and demand nothing: so do 23 of 429 questions of MultiHop-RAG, and as conditions the quotations
cost those .51 of nDCG@10 each."""

_MOST_MARKED = 5000
"""Characters: a longer text with marks in it was pasted, not written as a query."""


def parse(question: str, now: Now | None = None) -> Query:
    """Take a question apart; nothing that a user types is an error.

    Args:
        question: as a user types it.
        now: what times in conditions are counted from; None takes the day here.
    """
    if not _MARKS.search(question):
        headless = _HEADLESS.search(question)
        return Query(question, note=f"read as plain words: {_NO_HEAD}" if headless else "")
    text = re.sub("[“”„]", '"', question)
    if _is_prose(text):
        return Query(question, note='in so long a sentence quotation marks quote; +"…" binds')
    reason = _malformed(text)
    if not reason:
        try:
            return _parsed(text, now or Now.on(None))
        except QuestionError as error:
            reason = str(error)
        except RecursionError:
            reason = "nested too deeply"
    return Query(_plain(text), note=f"read as plain words: {reason}")


def _is_prose(text: str) -> bool:
    """Tell whether a text is a sentence that quotes, and has no mark that demands something."""
    outside = re.sub(r'"[^"]*"', "x", text)
    quotes = '"' in text and '"' not in outside
    return quotes and len(outside.split()) > _PROSE and not _OTHER_MARKS.search(outside)


def _malformed(text: str) -> str:
    """Return what is wrong with a marked question, if anything is."""
    if len(text) > _MOST_MARKED:
        return "too long to be a query"
    if text.count('"') % 2:
        return "a quotation mark is not closed"
    outside = re.sub(r'"[^"]*"', "x", text)
    depth = 0
    for bracket in re.findall(r"[()]", outside):
        depth += 1 if bracket == "(" else -1
        if depth < 0:
            break
    if depth:
        return "a bracket has no partner"
    if any(map(str.islower, outside)) and _DANGLING.search(outside):
        return "AND, OR or NOT has nothing to join"
    return ""


def _plain(text: str) -> str:
    """Return a question without its marks."""
    text = re.sub(r'["()]|(?<!\S)[+-]+(?=\S)|(?<=\w)[*~]\d?', " ", text)
    return " ".join(text.split())


@cache
def _parser() -> Any:
    """Return Whoosh's parser with the plugins of this language and no others."""
    from whoosh import qparser, query
    from whoosh.fields import ID, TEXT, Schema
    from whoosh.qparser import syntax

    class Rank(syntax.GroupNode):  # type: ignore[misc] # Whoosh's classes have no types
        """Nodes side by side, with no operator between them."""

        qclass = query.Or

    class Required(syntax.Wrapper):  # type: ignore[misc]
        """What follows a plus."""

        qclass = query.ConstantScoreQuery

    tag = qparser.OperatorsPlugin.OpTagger
    operators = [
        (tag(r"(?<!\S)\+(?=\S)", Required, syntax.PrefixOperator), 0),
        (tag(r"(?<![^\s(])(?:-(?=\S)|NOT(?=[\s(]))", syntax.NotGroup, syntax.PrefixOperator), 0),
        (tag(r"(?<=[\s)])AND(?=[\s(])", syntax.AndGroup), 0),
        (tag(r"(?<=[\s)])OR(?=[\s(])", syntax.OrGroup), 0),
    ]
    names = "|".join(_FIELDS)
    return qparser.QueryParser(
        "word",
        Schema(word=TEXT, **dict.fromkeys(_FIELDS, ID())),
        group=Rank,
        plugins=[
            qparser.WhitespacePlugin(),
            qparser.FieldsPlugin(
                expr=rf"(?<!\w)(?P<text>{names}):(?=[^\s)])", remove_unknown=False
            ),
            qparser.PhrasePlugin(expr=r'"(?P<text>[^"]*)"(?P<slop>$.)?'),
            qparser.GroupPlugin(),
            qparser.PrefixPlugin(r"(?P<text>\w+)[*](?=\s|$|\))"),
            qparser.WildcardPlugin(r"(?P<text>(?=\d*[^\W\d])\w+(?:\*+\w+)+\**)(?=\s|$|\))"),
            qparser.FuzzyTermPlugin(),
            qparser.OperatorsPlugin(operators, clean=True),
        ],
    )


def _parsed(text: str, now: Now) -> Query:
    # A question in capitals shouts; its AND is a word.
    shouted = not any(map(str.islower, re.sub(r'"[^"]*"', "", text)))
    source = re.sub(r"\b(AND|OR|NOT)\b", lambda m: m[0].lower(), text) if shouted else text
    # A path holds what elsewhere are marks.
    tree = _parser().process(_PATH.sub(r'path:"\1"', source))
    conditions = tuple(_binding(tree, now))
    ranking = list(_ranking(tree, now))
    words = " ".join(each for each in ranking if isinstance(each, str))
    patterns = tuple(each for each in ranking if not isinstance(each, str))
    if not conditions:
        return Query(words, patterns=patterns)
    condition = conditions[0] if len(conditions) == 1 else Every(conditions)
    return Query(words, condition, patterns=patterns)


def _binding(node: Any, now: Now) -> Iterator[Condition]:
    """Yield what a node demands; words side by side demand nothing."""
    kind = type(node).__name__
    if kind == "Rank":
        for each in node.nodes:
            yield from _binding(each, now)
    elif kind == "WordNode" and node.fieldname is None:
        return
    else:
        yield from _matching(node, now)


def _matching(node: Any, now: Now) -> Iterator[Condition]:
    """Yield the condition that a node, as a part of a demand, stands for."""
    kind = type(node).__name__
    if kind in {"Rank", "OrGroup"}:
        inner = [each for sub in node.nodes for each in _matching(sub, now)]
        bound = (
            [each for sub in node.nodes for each in _binding(sub, now)] if kind == "Rank" else []
        )
        if bound:
            yield Every(tuple(bound))
        elif inner:
            yield Either(tuple(inner))
    elif kind == "AndGroup":
        if inner := [each for sub in node.nodes for each in _matching(sub, now)]:
            yield Every(tuple(inner))
    elif kind == "Required":
        yield from (each for sub in node.nodes for each in _matching(sub, now))
    elif kind == "NotGroup":
        yield from (Without(each) for sub in node.nodes for each in _matching(sub, now))
    elif node.has_text and node.text.strip():
        yield _leaf(node, kind, now)


def _leaf(node: Any, kind: str, now: Now) -> Condition:
    text = node.text.strip()
    if node.fieldname in {None, "title"}:
        in_title = node.fieldname is not None
        match kind:
            case "PrefixNode":
                return Prefix(text, in_title)
            case "WildcardNode":
                return Wildcard(text, in_title)
            case "FuzzyTermNode":
                return Fuzzy(text, min(node.maxdist, 2), in_title)
        return Phrase(text, in_title)
    match node.fieldname:
        case "published":
            return Field(_published(text, now))
        case name:
            return Field(filters(**{"language" if name == "lang" else name: text}))


def _published(text: str, now: Now) -> Filters:
    """Read a time, or two of them with `..` between."""
    first, dots, last = text.partition("..")
    if not dots:
        last = first
    return filters(
        since=bounds_of(first, "published", now)[0] if first else None,
        until=bounds_of(last, "published", now)[1] if last else None,
    )


def _ranking(node: Any, now: Now) -> Iterator[str | Pattern]:
    """Yield what ranks: all but what is denied and what is about the article."""
    if type(node).__name__ == "NotGroup":
        return
    if hasattr(node, "nodes"):
        for each in node.nodes:
            yield from _ranking(each, now)
    elif node.has_text and node.fieldname in {None, "title"} and node.text.strip():
        leaf = _leaf(node, type(node).__name__, now)
        yield leaf if isinstance(leaf, Pattern) else node.text.strip()
