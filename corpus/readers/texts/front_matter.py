"""What a Markdown file says of itself before its text, in YAML or TOML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from corpus.fields.bylines import split_byline
from corpus.fields.plain_values import DEEPEST, plain_value
from corpus.found.findings import Value

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST = 32 * 1024
"""Characters of front matter; parsing longer ones may take quadratic time."""

_BLOCK = re.compile(
    r"\ufeff?\s*^(?P<mark>---|\+\+\+)[^\S\n]*\n(?P<block>.*?)^(?:(?P=mark)|\.\.\.)[^\S\n]*(?:\n|\Z)",
    re.DOTALL | re.MULTILINE,
)

_NAMES = {
    "id": "id guid uuid",
    "title": "title headline",
    "authors": "authors author byline by creator",
    "source": "source publisher publication outlet site",
    "language": "language lang locale",
    "url": "url canonical canonical_url canonicalurl permalink link source",
    "section": "section category categories",
    "published": "date published publishdate publish_date pubdate published_at date_published "
    "created created_at date_created",
    "updated": "lastmod updated modified last_modified last_modified_at updated_at date_modified",
}
"""Field of an article: what it is called in Hugo, Jekyll, Obsidian and others."""

_WIKI_LINK = re.compile(r"^\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]$")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The fields of an article that front matter names, and what else it holds."""

    fields: Mapping[str, Value] = field(default_factory=dict)
    published: Sequence[Value] = ()
    updated: Sequence[Value] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
    warnings: Sequence[str] = ()


def split_front_matter(text: str) -> tuple[FrontMatter, str]:
    """Return what the front matter says, and the text after it.

    A rule (`---`) at the start of a text is not front matter: without names and values, or without
    an end, it is text. Front matter that can't be read is kept in `extra`.
    """
    text = text.replace("\r\n", "\n") if text[:5].strip("\ufeff \r\n")[:3] in _MARKS else text
    found = _BLOCK.match(text, 0, _LONGEST)
    if found is None:
        return FrontMatter(), text
    block = found["block"]
    try:
        values = _yaml(block) if found["mark"] == "---" else _toml(block)
    except (ValueError, RecursionError) as error:
        reason = " ".join(str(error).split())[:100] or "nested too deeply"
        warning = f"broken front matter ({reason})"
        return FrontMatter(extra={"front_matter": block}, warnings=[warning]), text[found.end() :]
    if not isinstance(values, Mapping):
        return (FrontMatter(), text[found.end() :] if values is None else text)
    return _front_matter({str(name): value for name, value in values.items()}), text[found.end() :]


_MARKS = frozenset({"---", "+++"})


def _yaml(block: str) -> Any:
    """Parse YAML of plain values: nothing is constructed, no alias is followed.

    Raises:
        ValueError: it is broken, or holds an alias.
    """
    import yaml

    class Loader(yaml.SafeLoader):
        """Takes dates and numbers as they are written: zones and leading zeros say something."""

        yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - as its base class has it

        def compose_node(self, parent: Any, index: Any) -> Any:
            if self.check_event(yaml.AliasEvent):
                raise yaml.YAMLError("an alias")
            return super().compose_node(parent, index)

        def fetch_flow_collection_start(self, token: Any) -> None:
            if self.flow_level > DEEPEST:
                raise yaml.YAMLError("nested too deeply")
            super().fetch_flow_collection_start(token)

    Loader.add_implicit_resolver(
        "tag:yaml.org,2002:null", re.compile(r"(?:~|null|Null|NULL|)$"), ["~", "n", "N", ""]
    )
    Loader.add_implicit_resolver(
        "tag:yaml.org,2002:bool", re.compile(r"(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF")
    )
    try:
        return yaml.load(block, Loader)  # noqa: S506 - a safe loader's child
    except yaml.YAMLError as error:
        raise ValueError(getattr(error, "problem", None) or str(error)) from error
    except (ArithmeticError, AttributeError, LookupError, TypeError) as error:
        raise ValueError("a value that isn't of its type") from error


def _toml(block: str) -> Any:
    import tomllib

    values: Any = tomllib.loads(block)
    return values


def _front_matter(values: Mapping[str, Any]) -> FrontMatter:
    plain = {name: plain_value(value) for name, value in values.items()}
    found: dict[str, Value] = {}
    for field_name, names in _NAMES.items():
        for name, value in _called(plain, names.split()):
            if _fits(field_name, value):
                found[field_name] = Value(_taken(field_name, value), f"front matter {name}")
                break
    used = {value.place.removeprefix("front matter ") for value in found.values()}
    used.discard("categories")  # of which only the first is the section
    extra = {name: value for name, value in plain.items() if name not in used}
    published, updated = found.pop("published", None), found.pop("updated", None)
    return FrontMatter(
        fields=found,
        published=[published] if published else [],
        updated=[updated] if updated else [],
        extra={name: value for name, value in extra.items() if value is not False},
    )


def _called(values: Mapping[str, Any], names: Sequence[str]) -> list[tuple[str, Any]]:
    """Return the values under some names, in the order of these, however they are spelt."""
    by_name = {re.sub(r"[\W_]+", "", name).lower(): name for name in reversed(list(values))}
    keys = [by_name.get(name.replace("_", "")) for name in names]
    return [(key, values[key]) for key in keys if key is not None and values[key]]


def _fits(field_name: str, value: Any) -> bool:
    address = isinstance(value, str) and re.match(r"https?://", value.strip())
    if field_name == "url":  # `/2024/11/name/` is a path on a site that only its maker knows
        return bool(address)
    return field_name != "source" or not address


def _taken(field_name: str, value: Any) -> Any:
    if field_name == "authors":
        listed = value if isinstance(value, list) else [value]
        named = [_name(one) for one in listed]
        return named if len(named) > 1 else list(split_byline(named[0]))
    if field_name in {"published", "updated"}:
        return value
    if field_name == "section" and isinstance(value, str):
        return value
    return _name(value[0] if isinstance(value, list) and value else value)


def _name(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("name") or value.get("title") or ""
    text = value if isinstance(value, str) else str(value)
    return _WIKI_LINK.sub(r"\1", text.strip())
