"""Names that a method is given and does not take: told by the method, with what comes near."""

from __future__ import annotations

from difflib import get_close_matches
from functools import wraps
from inspect import Parameter, signature
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from index.search.asked.conditions import Conditions

if TYPE_CHECKING:
    from collections.abc import Callable

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


def names_checked(
    *beside: str,
) -> Callable[[Callable[Asked, Answer]], Callable[Asked, Answer]]:
    """Return what makes a method refuse names of arguments that it does not know, when called.

    Known are its own and, where it takes conditions, those.

    Args:
        beside: further names that it takes.
    """

    def decorated(method: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
        parameters = signature(method).parameters.values()
        known = [each.name for each in parameters if each.kind is not Parameter.VAR_KEYWORD]
        known = [*known[1:], *beside]
        if any(each.kind is Parameter.VAR_KEYWORD for each in parameters):
            known += Conditions.__annotations__

        @wraps(method)
        def checked(*args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
            for name in kwargs:
                if name not in known:
                    near = get_close_matches(name, known, 1)
                    meant = f"did you mean {near[0]!r}?" if near else f"it takes {', '.join(known)}"
                    raise TypeError(f"{method.__name__}() has no argument {name!r}; {meant}")
            return method(*args, **kwargs)

        return checked

    return decorated
