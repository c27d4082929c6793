"""When a page says that its article was published and changed: candidates, the surest first."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from corpus.fields.dates import latest_believed, parse_date
from corpus.fields.dates_in_lines import day_in_line
from corpus.fields.dates_in_urls import day_in_url
from corpus.found.findings import Value
from corpus.readers.html import meta_tags
from corpus.readers.html.headings import key
from corpus.readers.html.json_ld import text_of
from corpus.readers.html.no_article import is_prose
from corpus.readers.html.teasers import drop

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from corpus.readers.html.meta_tags import Metas

_ELSEWHERE = re.compile(
    r"(?<![a-z])(?:related|comments?|teasers?|sidebar|promos?|most-?(?:read|popular)|recommended"
    r"|recirc\w*|footer|copyright|menu|nav|live-?feed|event)(?![a-z])"
)
"""Words in the class or id of an element whose dates are those of something else."""
_PUBLISHED = re.compile(
    r"publi[sc]|posted|entry-date|pubdate|created|date-?line|issued", re.IGNORECASE
)
_UPDATED = re.compile(
    r"updat|modif|edited|aktualis|mis à jour|actualiz|aggiorn|обновл", re.IGNORECASE
)
_RUNNING_TEXT = 150
"""Characters around a date; where there are more, it stands in a sentence of the story."""
_MOST_TIMES = 200
_LONGEST_NAME = 30
"""Characters of a link to an author or a place; what is longer is a headline."""

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SAYS_PUBLISHED = re.compile(
    r"publi[sc]|posted|veröffentlicht|erschienen|erstellt|^stand\b|pubblicat|opublikowan|опубликован",
    re.IGNORECASE,
)
_PARTED = re.compile(
    r"\s*[|·•;]\s*|(?<=\d)[,\s]+(?=(?:last )?(?:updated|published|posted|modified)\b)",
    re.IGNORECASE,
)
"""What parts a line that says when a story was published, and when it was changed."""
_LONGEST_LINE = 80
"""Characters of a line with a date and hardly anything else."""
_MOST_LINES = 20
"""Lines that are read; dateparser takes a millisecond or ten for each."""
_LINES_AROUND = 25
"""Lines after the headline, or half as many before it, among which the date is looked for."""


def published_in(  # noqa: PLR0913 - all that a page says
    described: Sequence[tuple[str, dict[str, Any]]],
    metas: Metas,
    tree: Any,
    urls: Iterable[str],
    language: str,
    *,
    title: str = "",
) -> list[Value]:
    """Return what a page says of its publication: data, meta tags, time tags, URL, text.

    Args:
        described: what structured data says of the article, each with the name of its kind.
        metas: the meta tags.
        tree: the page.
        urls: the addresses that the page gives for itself.
        language: of the page, as BCP 47; months are read in it.
        title: of the article, beside which the date stands if there is no h1.
    """
    found = [
        *_described(described, ("datePublished", "dateCreated")),
        *(Value(content, f"meta {name}") for name, content in metas.all(meta_tags.PUBLISHED)),
        *(value for value in _time_tags(tree, updated=False)),
        *(Value(day, "URL") for url in urls if (day := day_in_url(url))),
    ]
    if not any(map(_is_believed, found)):
        found += _by_headline(tree, language, title)
    if not any(map(_is_believed, found)):
        found += _as_htmldate_finds(tree)
    return _once(found)


def updated_in(
    described: Sequence[tuple[str, dict[str, Any]]], metas: Metas, tree: Any
) -> list[Value]:
    """Return what a page says of its last change: data, meta tags, time tags."""
    return _once(
        [
            *_described(described, ("dateModified",)),
            *(Value(content, f"meta {name}") for name, content in metas.all(meta_tags.UPDATED)),
            *_time_tags(tree, updated=True),
        ]
    )


def _once(values: list[Value]) -> list[Value]:
    """Return each value once, where the surest place that says it has it."""
    once: dict[Any, Value] = {}
    for value in values:
        once.setdefault(value.value, value)
    return list(once.values())


def _is_believed(value: Value) -> bool:
    """Tell whether a value is a day that is not in the future: placeholders are no day."""
    try:
        return parse_date(value.value) <= latest_believed()
    except ValueError:
        return False


def _as_htmldate_finds(tree: Any) -> list[Value]:
    """Return the day that htmldate finds, which looks where nothing says that it is one."""
    from htmldate import find_date

    page = deepcopy(tree)
    for tag in page.xpath("//aside | //nav | //footer | //time | //abbr | //*[@datetime]"):
        if tag.tag in {"aside", "nav", "footer"} or stands_elsewhere(tag):
            drop(tag)
    try:
        day = find_date(page, extensive_search=False, original_date=True)
    except (ValueError, TypeError, AttributeError, RecursionError, OverflowError):
        return []  # it is not made for every page that a stranger can write
    return [Value(day, "visible text")] if day and not day.endswith("-01-01") else []


def _described(
    described: Sequence[tuple[str, dict[str, Any]]], fields: tuple[str, ...]
) -> Iterator[Value]:
    for field in fields:
        for kind, node in described:
            value = node.get(field)
            moment = value if isinstance(value, int | float) else text_of(value)
            if moment and not isinstance(moment, bool):
                yield Value(moment, f"{kind} {field}")


def _time_tags(tree: Any, *, updated: bool) -> Iterator[Value]:
    """Yield the moments in time tags that stand by the article: the named ones, then the first."""
    named: list[Value] = []
    plain: list[Value] = []
    tags = tree.xpath(
        "//time | //*[@data-timestamp or @data-datetime]"
        " | //abbr[contains(@class, 'published') or contains(@class, 'updated')]"
    )
    for tag in tags[:_MOST_TIMES]:
        moment = _moment(tag)
        if not moment or stands_elsewhere(tag):
            continue
        words = " ".join(tag.get(name, "") for name in ("class", "itemprop", "id", "data-testid"))
        if tag.get("pubdate") is not None:
            words += " pubdate"
        says_updated = bool(_UPDATED.search(words) or _UPDATED.search(_before(tag)))
        if says_updated != updated:
            continue
        value = Value(moment, "time tag")
        (named if updated or _PUBLISHED.search(words) else plain).append(value)
    yield from named[:1] if updated else [*named[:1], *plain[:1]]


def _moment(tag: Any) -> str:
    for name in ("datetime", "data-datetime", "data-timestamp", "title"):
        text: str = (tag.get(name) or "").strip()[:_LONGEST_LINE]
        if text and _is_date(text):
            return text
    text = " ".join(tag.text_content()[:_LONGEST_LINE].split())
    return text if tag.tag == "time" and _YEAR.search(text) and _is_date(text) else ""


def _is_date(text: str) -> bool:
    try:
        parse_date(text)
    except ValueError:
        return False
    return True


def stands_elsewhere(tag: Any) -> bool:
    """Tell whether an element belongs to something else on the page than its article."""
    parent = tag.getparent()
    if parent is not None and parent.tag == "p" and len(parent.text_content()) > _RUNNING_TEXT:
        return True
    for around in tag.iterancestors():
        if around.tag in {"aside", "nav", "footer"} or (around.tag == "li" and _leads_away(around)):
            return True
        if around.tag in {"body", "main"}:
            return False
        words = f"{around.get('class', '')} {around.get('id', '')}"[:500].lower().replace("_", "-")
        if _ELSEWHERE.search(words):
            return True
        if (around.tag == "a" and not _is_permalink(around)) or (
            around.tag == "article" and _is_teaser(around)
        ):
            return True
    return False


def _leads_away(item: Any) -> bool:
    """Tell whether an item of a list holds the link to a story."""
    return any(len(link.text_content().strip()) > _LONGEST_NAME for link in item.iter("a"))


def _is_permalink(link: Any) -> bool:
    """Tell whether a link's whole text is a date, as blogs link to their own stories."""
    text = " ".join(link.text_content()[: 2 * _LONGEST_NAME].split())
    return len(text) <= _LONGEST_NAME and bool(_YEAR.search(text))


def _is_teaser(article: Any) -> bool:
    """Tell whether an `article` tag holds the link to a story, not the story."""
    heading = next(article.iter("h1", "h2", "h3", "h4"), None)
    return heading is not None and heading.tag != "h1" and next(heading.iter("a"), None) is not None


def _before(tag: Any) -> str:
    """Return the words before a date in its line: `Last updated`."""
    parent, earlier = tag.getparent(), tag.getprevious()
    text = earlier.tail if earlier is not None else parent.text if parent is not None else ""
    if not (text or "").strip() and earlier is not None:
        text = earlier.text_content()
    return (text or "")[-30:]


def _by_headline(tree: Any, language: str, title: str) -> list[Value]:
    """Return the day in the line that stands next to the headline, or says `published`."""
    nodes = [node for node in tree.xpath("//body//text()") if not node.isspace()]
    headline = next((at for at, node in enumerate(nodes) if _in_headline(node)), -1)
    if headline < 0:
        wanted = key(title)
        same = (at for at, node in enumerate(nodes) if wanted and key(node) == wanted)
        headline = next(same, -1)
    lines = []
    for at, node in enumerate(nodes):
        line = " ".join(node.split()) if len(node) <= 2 * _LONGEST_LINE else ""
        if not _YEAR.search(line) or len(line) > _LONGEST_LINE or is_prose(line):
            continue
        away = at - headline if at > headline else 2 * (headline - at)
        if (away > _LINES_AROUND and not _SAYS_PUBLISHED.search(line)) or _stands_aside(node):
            continue
        lines += [
            (bool(_UPDATED.search(part)), away, at, part)
            for at, part in enumerate(_PARTED.split(line))
            if _YEAR.search(part)
        ]
    days = (day_in_line(line, language) for *_, line in sorted(lines)[:_MOST_LINES])
    return [Value(day, "visible text") for day in filter(None, days)][:1]


def _in_headline(node: Any) -> bool:
    parent = node.getparent()
    return any(tag.tag == "h1" for tag in (parent, *parent.iterancestors()))


def _stands_aside(node: Any) -> bool:
    parent = node.getparent()
    around = parent.getparent() if node.is_tail else parent
    return around is None or stands_elsewhere(around)
