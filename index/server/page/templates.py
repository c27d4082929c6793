"""Pages of HTML from templates; whatever is put into one is escaped."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from index.formats import (
    byline_of,
    day_of,
    falls_off,
    in_context,
    letters_of,
    moment_of,
    on_a_line,
    web_address,
)
from index.server.page.addresses import Address, article_path
from index.server.page.assets import asset

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2 import Template

_NAMES = 4
"""Authors named beside a hit; of more the first three are."""


def page(name: str, /, **values: Any) -> str:
    """Return what a template makes of some values.

    Args:
        name: of the template, without its suffix.
        values: by the names that it knows them by; `address` of the page is one.
    """
    return _template(name).render(values)


@cache
def _template(name: str) -> Template:
    return _environment().get_template(f"{name}.html")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("index.server.page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals.update(
        Address=Address,
        article_path=article_path,
        falls_off=falls_off,
        style=asset("page.css").address,
        script=asset("page.js").address,
        icon=asset("icon.svg").address,
        wrong="",
    )
    environment.filters.update(
        byline=byline_of,
        context=in_context,
        day=day_of,
        letters=lambda language: Markup(letters_of(language)),  # noqa: S704 - it escapes
        line=lambda text: on_a_line(text).strip(),
        many=lambda number: f"{number:,}",
        moment=moment_of,
        pair=lambda value: (value, value),
        site=_site,
        some=_some,
        web=web_address,
    )
    return environment


def _site(url: str) -> str:
    """Return the name of the site that a link leads to."""
    return url.partition("//")[2].partition("/")[0].removeprefix("www.")


def _some(authors: Sequence[str]) -> str:
    """Return who wrote an article, as far as there is room beside a hit."""
    if len(authors) <= _NAMES:
        return ", ".join(authors)
    return f"{', '.join(authors[: _NAMES - 1])} and {len(authors) - _NAMES + 1} others"
