"""What was typed for articles, to their ids: an id, the number of a hit, the beginning of an id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.cli.last_search import last_shown
from index.cli.shell import say
from index.vocabulary.errors import ArticleNotFoundError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from index.cli.last_search import ShownHit
    from index.search import NewsIndex

_ID = "id:"
_NAMED = 5
"""Ids named where several begin alike."""


def ids_named(index: NewsIndex, names: Sequence[str]) -> list[str]:
    """Return for each name the id of the article that it stands for, in order.

    A name is the number of a hit that the last search of this index showed; else an id; else how
    one id begins, and no other. `id:` before an id says that it is one.

    Raises:
        ArticleNotFoundError: a name stands for no article, or for several, which are named.
    """
    shown = _shown(index, names)
    return [_named(index, name, shown) for name in names]


def ids_found(
    index: NewsIndex, names: Sequence[str], on_problem: Callable[[str], None]
) -> list[str]:
    """Return the ids that `ids_named` does, each once, without names that stand for none.

    Args:
        index: that the articles are in.
        names: as they were typed.
        on_problem: called with what is wrong with a name.
    """
    shown = _shown(index, names)
    found: dict[str, None] = {}
    for name in names:
        try:
            found[_named(index, name, shown)] = None
        except ArticleNotFoundError as error:
            on_problem(str(error))
    return list(found)


def hits_named(index: NewsIndex, names: Sequence[str], ids: Sequence[str]) -> list[ShownHit | None]:
    """Return for each name the hit of the last search that it is the number of, if it is one.

    Args:
        index: that was searched.
        names: as they were typed.
        ids: of the articles that they stand for.
    """
    shown = _shown(index, names)
    hits = [shown.get(int(name)) if _is_number(name) else None for name in names]
    return [hit if hit and hit.id == id_ else None for hit, id_ in zip(hits, ids, strict=True)]


def _shown(index: NewsIndex, names: Sequence[str]) -> Mapping[int, ShownHit]:
    """Return the hits that numbers may stand for, if there are any among some names."""
    return last_shown(index.path) if any(map(_is_number, names)) else {}


def _is_number(name: str) -> bool:
    return name.isascii() and name.isdigit()


def _named(index: NewsIndex, name: str, shown: Mapping[int, ShownHit]) -> str:
    if name.startswith(_ID) and index.holds(name.removeprefix(_ID)):
        return name.removeprefix(_ID)
    if _is_number(name) and (hit := shown.get(int(name))) and index.holds(hit.id):
        if hit.id != name and index.holds(name):
            say(f"{name} is hit {name} of the last search ({hit.id}); {_ID}{name} is the article")
        return hit.id
    if index.holds(name):
        return name
    found = index.ids_beginning(name, limit=_NAMED + 1) if name else []
    if len(found) == 1:
        return found[0]
    if found:
        named = ", ".join(found[:_NAMED]) + (", …" if len(found) > _NAMED else "")
        raise ArticleNotFoundError(f"several ids begin with {name!r}: {named}; write more of one")
    if _is_number(name) and shown:
        raise ArticleNotFoundError(
            f"no article has the id {name!r}, and the last search showed no hit {name}"
        )
    raise ArticleNotFoundError(f"no article has the id {name!r}; search shows ids")
