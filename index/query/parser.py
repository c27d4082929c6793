"""The query language: Whoosh's parser reads it, and its tree becomes words and conditions.

    "economic coercion"  -Taiwan  +tariffs  title:talks  source:AFP  author:"Jane Doe"
    section:world  lang:en  published:2021-03  published:2021-03-01..2021-03-31
    path:reports/2024/*  topics:grain, or another field that the index has
    sanction*  Blinkin~  AND OR NOT ( )

A plain word ranks; everything marked binds. What is not well-formed is read as plain words.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
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
    Words,
)
from index.query.filters import filters
from index.query.periods import Now, bounds_of
from index.query.unknown_fields import unknown_fields
from index.vocabulary.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from index.query.filters import Filters

_MARKS = re.compile(r'["“”„()]|(?<!\S)[+-](?=\S)|(?<=\w)[*~]|\b(?:AND|OR|NOT)\b')
"""Anything but a field that may be meant as a mark; without either, no parser need look."""

_DANGLING = re.compile(
    r"(?:^|\()\s*(?:AND|OR)\b|\b(?:AND|OR|NOT)\s*(?:$|\))"
    r"|\b(?:AND|OR|NOT)\s+(?:AND|OR)\b|\(\s*\)"
)

_FIELDS = ("title", "source", "author", "section", "lang", "language", "published", "path")

_PATH = re.compile(r'(?<!\w)(?i:path):([^\s"()]+)')

_BINDING_MARKS = re.compile(r"(?<!\S)[+-](?=\S)|(?<=\w)[*~]|\b(?:AND|OR|NOT)\b")

_WRITABLE = re.compile(r"\w[\w.-]*")
"""A name of a field that can stand in a question; of another, `--where` takes it."""

_HEADLESS = re.compile(r"(?<!\S)\*\w")
_NO_HEAD = "a word can't begin with *"

_PROSE = 12
"""Words outside of quotation marks from which on a text is prose, in which they name a title or a
word and demand nothing: so do 23 of 429 questions of MultiHop-RAG, and as conditions the quotations
cost those .51 of nDCG@10 each."""

_MOST_MARKED = 5000
"""Characters: a longer text with marks in it was pasted, not written as a query."""


def parse(question: str, now: Now | None = None, fields: Collection[str] = ()) -> Query:
    """Take a question apart; nothing that a user types is an error.

    Args:
        question: as typed.
        now: what times in conditions are counted from; None takes the day here.
        fields: those by which articles can be asked for, beside the ones all have.
    """
    text = re.sub("[“”„]", '"', question)
    own = {name.casefold() for name in _FIELDS}
    others = (name for name in fields if _WRITABLE.fullmatch(name))
    names = (*_FIELDS, *sorted(name for name in others if name.casefold() not in own))
    marked = _MARKS.search(question) or re.search(_field_mark(names), text)
    query = _read(question, text, names, now) if marked else _unmarked(question)
    known = [name for name in names if name != "lang"]
    notes = filter(None, (query.note, *unknown_fields(text, known)))
    return replace(query, note="\n".join(notes))


def _unmarked(question: str) -> Query:
    headless = _HEADLESS.search(question)
    return Query(question, note=f"read as plain words: {_NO_HEAD}" if headless else "")


def _read(question: str, text: str, names: tuple[str, ...], now: Now | None) -> Query:
    if _is_prose(text, names):
        return Query(question, note='in so long a sentence quotation marks quote; +"…" binds')
    reason = _malformed(text)
    if not reason:
        try:
            return _parsed(text, names, now or Now.on(None))
        except QuestionError as error:
            reason = str(error)
        except RecursionError:
            reason = "nested too deeply"
    return Query(_plain(text), note=f"read as plain words: {reason}")


def _is_prose(text: str, names: tuple[str, ...]) -> bool:
    """Tell whether a text is a sentence that quotes, and has no mark that demands something."""
    outside = re.sub(r'"[^"]*"', "x", text)
    quotes = '"' in text and '"' not in outside
    if not quotes or len(outside.split()) <= _PROSE or _BINDING_MARKS.search(outside):
        return False
    return not re.search(_field_mark(names), outside)


def _field_mark(names: tuple[str, ...]) -> str:
    """Return what a field looks like in a question: not like a URL."""
    either = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return rf"(?<![\w.])(?<!\w-)(?P<text>(?i:{either})):(?=[^\s)])(?!//)"


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


@lru_cache(maxsize=8)
def _parser(names: tuple[str, ...]) -> Any:
    """Return Whoosh's parser with the plugins of this language, for these fields."""
    from whoosh import qparser, query
    from whoosh.fields import TEXT, Schema
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
    return qparser.QueryParser(
        "word",
        Schema(word=TEXT),
        group=Rank,
        plugins=[
            qparser.WhitespacePlugin(),
            qparser.FieldsPlugin(expr=_field_mark(names), remove_unknown=False),
            qparser.PhrasePlugin(expr=r'"(?P<text>[^"]*)"(?P<slop>$.)?'),
            qparser.GroupPlugin(),
            qparser.PrefixPlugin(r"(?P<text>\w+)[*](?=\s|$|\))"),
            qparser.WildcardPlugin(r"(?P<text>(?=\d*[^\W\d])\w+(?:\*+\w+)+\**)(?=\s|$|\))"),
            qparser.FuzzyTermPlugin(),
            qparser.OperatorsPlugin(operators, clean=True),
        ],
    )


def _parsed(text: str, names: tuple[str, ...], now: Now) -> Query:
    # A question in capitals shouts; its AND is a word.
    shouted = not any(map(str.islower, re.sub(r'"[^"]*"', "", text)))
    source = re.sub(r"\b(AND|OR|NOT)\b", lambda m: m[0].lower(), text) if shouted else text
    # A path holds what elsewhere are marks.
    tree = _parser(names).process(_PATH.sub(r'path:"\1"', source))
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
    match (node.fieldname or "").casefold():
        case "" | "title":
            return _words(text, node, kind)
        case "published":
            return Field(_published(text, now))
        case "path":
            return Field(filters(path=text))
    return Field(filters(where={node.fieldname: text}))


def _words(text: str, node: Any, kind: str) -> Words:
    in_title = bool(node.fieldname)
    match kind:
        case "PrefixNode":
            return Prefix(text, in_title)
        case "WildcardNode":
            return Wildcard(text, in_title)
        case "FuzzyTermNode":
            return Fuzzy(text, min(node.maxdist, 2), in_title)
    return Phrase(text, in_title)


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
    elif node.has_text and (node.fieldname or "title").casefold() == "title" and node.text.strip():
        leaf = _leaf(node, type(node).__name__, now)
        yield leaf if isinstance(leaf, Pattern) else node.text.strip()
