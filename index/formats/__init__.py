"""Results in the formats that other programs and other people take.

rows                results as rows: names with values, and how programs read them
wording             what is said of articles and hits in words, whatever the format
markdown            results as Markdown and plain text
pages               results as pages of HTML, and as a feed
citations           articles as citations take them
pictures            timelines as pictures
batches             what was found for many questions, as rows and sections
trec                rankings as TREC writes them
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from index.formats.batches import (
    ANSWER_NAMES,
    answer_row,
    answer_rows,
    answer_section,
    conditions_line,
    told_in_words,
)
from index.formats.citations.bibtex import bibtex
from index.formats.citations.citation_text import citation_text
from index.formats.citations.csl import csl
from index.formats.citations.ris import ris
from index.formats.markdown.articles import article_markdown
from index.formats.markdown.hits import hits_markdown, markdown_table
from index.formats.markdown.sections import Section, sections_markdown, sections_text
from index.formats.pages.html import article_html, html_page, letters_of, linked
from index.formats.pages.report import report
from index.formats.pages.timeline_svg import period_name
from index.formats.pictures.timeline import timeline_picture
from index.formats.rows.contents import (
    COPIES_NAMES,
    WITHDRAWN_NAMES,
    copies_row,
    field_row,
    field_value_rows,
    status_row,
    whole_article_row,
    withdrawn_row,
)
from index.formats.rows.moments import Zone, day_of, in_zone, moment_of
from index.formats.rows.named import (
    HIT_NAMES,
    Row,
    article_row,
    check_names,
    chosen,
    embargo_of,
    hit_row,
    origin_row,
    rounded,
    told_of,
)
from index.formats.rows.quotations import QUOTATION_NAMES, quotation_row, told_of_quotes
from index.formats.rows.serialised import csv_lines, json_array, json_lines, json_object, json_of
from index.formats.rows.shapes import (
    facet_row,
    facet_value_rows,
    period_rows,
    terms_row,
    timeline_row,
)
from index.formats.rows.threads import RELATED_NAMES, STEP_NAMES, related_row, step_row
from index.formats.rows.watches import listed_row, news_row, watch_row
from index.formats.trec import run_tag, trec_lines
from index.formats.wording.article_facts import facts_of
from index.formats.wording.by_article import by_article, falls_off
from index.formats.wording.hit_facts import also_in, byline_of
from index.formats.wording.made import made_of
from index.formats.wording.pieces import Piece, in_context, on_a_line, pieces, said_by
from index.formats.wording.speaking import opening_mark, speaker_before, spoken_from
from index.formats.wording.web_links import web_address, web_link

if TYPE_CHECKING:
    from index.formats.pages.atom import feed

__all__ = [
    "ANSWER_NAMES",
    "COPIES_NAMES",
    "HIT_NAMES",
    "QUOTATION_NAMES",
    "RELATED_NAMES",
    "STEP_NAMES",
    "WITHDRAWN_NAMES",
    "Piece",
    "Row",
    "Section",
    "Zone",
    "also_in",
    "answer_row",
    "answer_rows",
    "answer_section",
    "article_html",
    "article_markdown",
    "article_row",
    "bibtex",
    "by_article",
    "byline_of",
    "check_names",
    "chosen",
    "citation_text",
    "conditions_line",
    "copies_row",
    "csl",
    "csv_lines",
    "day_of",
    "embargo_of",
    "facet_row",
    "facet_value_rows",
    "facts_of",
    "falls_off",
    "feed",
    "field_row",
    "field_value_rows",
    "hit_row",
    "hits_markdown",
    "html_page",
    "in_context",
    "in_zone",
    "json_array",
    "json_lines",
    "json_object",
    "json_of",
    "letters_of",
    "linked",
    "listed_row",
    "made_of",
    "markdown_table",
    "moment_of",
    "news_row",
    "on_a_line",
    "opening_mark",
    "origin_row",
    "period_name",
    "period_rows",
    "pieces",
    "quotation_row",
    "related_row",
    "report",
    "ris",
    "rounded",
    "run_tag",
    "said_by",
    "sections_markdown",
    "sections_text",
    "speaker_before",
    "spoken_from",
    "status_row",
    "step_row",
    "terms_row",
    "timeline_picture",
    "timeline_row",
    "told_in_words",
    "told_of",
    "told_of_quotes",
    "trec_lines",
    "watch_row",
    "web_address",
    "web_link",
    "whole_article_row",
    "withdrawn_row",
]


def __getattr__(name: str) -> Any:
    """Load what needs lxml when it is first asked for: a search never does."""
    if name == "feed":
        from index.formats.pages.atom import feed

        return feed
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
