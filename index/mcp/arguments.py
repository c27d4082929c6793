"""What the tools are asked with: types that JSON knows, and what each means, for a model to read.

Which conditions there are, `index.search` declares once; here each has its type and its words.
"""

from collections.abc import Callable, Iterable
from datetime import date
from inspect import Parameter, Signature, signature
from typing import Annotated, Any, Literal

from pydantic import Field

from index.search import Conditions

Names = str | Annotated[list[str], Field(max_length=100)] | None
Value = str | int | float | bool

MOST = 100
"""Results that a tool gives at once."""

LONGEST = 2000
"""Characters of a question: no answer is found by more, and each costs time."""

MOST_PATTERNS = 20
"""Words with `*` or `~` in what a tool is asked: each is compared with every word there is."""

Limit = Annotated[int, Field(ge=1, le=MOST, description="Most results.")]
Question = Annotated[
    str,
    Field(
        max_length=LONGEST,
        description='Words rank the articles; marks bind them: "a phrase", +with, -without, '
        "title:word, source:NAME, author:NAME, section:NAME, lang:en, published:2021-03, "
        "FIELD:VALUE, begin*, simlar~, AND OR NOT ( ). Write words as they would "
        "stand in the article, not a sentence about searching.",
    ),
]
Id = Annotated[
    str,
    Field(coerce_numbers_to_str=True, description="Of an article, as search_news gives it."),
]


WHERE = '{"topics": "grain"}'
"""What conditions on other fields look like."""


def _named(what: str) -> Any:
    return Annotated[Names, Field(description=f"{what}; several: any of them.")]


def _dated(what: str) -> Any:
    return Annotated[str | None, Field(description=what)]


_TYPES: dict[str, Any] = {
    "mode": Annotated[
        Literal["hybrid", "keyword", "dense"],
        Field(description="Words and meaning together, words alone, or meaning alone."),
    ],
    "since": _dated(
        "Published then or later: 2021-03-18, 2021-03, 2021, yesterday, last week, 3 days ago."
    ),
    "until": _dated("Published then or before; a month or a year counts to its end."),
    "on": _dated("Published on this day, or in this week, month or year."),
    "source": _named("Only of this source"),
    "author": _named("Only with this name in the byline"),
    "section": _named("Only of this section"),
    "language": _named("Only in this language, as en or en-GB"),
    "path": Annotated[
        str | None,
        Field(description="Only from files that this glob says, as reports/2024/*, or a folder."),
    ],
    "where": Annotated[
        dict[str, Value | list[Value]] | None,
        Field(description=f"Only with these values of other fields, as {WHERE}."),
    ],
    "copies": Annotated[
        Literal["first", "all"],
        Field(description="Show a story that several articles print once, or all of them."),
    ],
    "today": Annotated[
        date | None, Field(description="The day that yesterday and last week count from.")
    ],
}

_UNLESS_SAID = {"mode": "hybrid", "copies": "first"}


def with_conditions(tool: Callable[..., Any], without: Iterable[str] = ()) -> Callable[..., Any]:
    """Return a tool whose signature names each condition, if it takes such as keyword arguments.

    Args:
        tool: a method; one with a parameter `**conditions` takes them.
        without: names of parameters that it is not to have.
    """
    own = signature(tool, eval_str=True)
    left = [each for each in own.parameters.values() if each.kind is not Parameter.VAR_KEYWORD]
    conditions = [
        Parameter(
            name, Parameter.KEYWORD_ONLY, default=_UNLESS_SAID.get(name), annotation=_TYPES[name]
        )
        for name in Conditions.__annotations__
    ]
    taken = conditions if len(left) < len(own.parameters) else []
    named = [each for each in (*left, *taken) if each.name not in without]

    def taking(**arguments: Any) -> Any:
        return tool(**arguments)

    taking.__name__, taking.__doc__ = tool.__name__, tool.__doc__
    taking.__dict__["__signature__"] = Signature(named, return_annotation=own.return_annotation)
    return taking
