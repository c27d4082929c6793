"""Results in the formats that other programs and other people take.

rows                results as rows: names with values
moments             dates and times as one reads them
facts               what is known of an article, to read
markdown            articles as Markdown
html                articles as HTML
pieces              a piece of an article, cut at what is marked
hit_facts           what is said of a hit beside its text, to read
hits_markdown       hits as Markdown
sections            what was found for several questions, as text and Markdown
batches             what was found for many questions, as rows and sections
timeline_svg        a timeline as a drawing within a page
report_style        how a report looks
report              what was found for several questions, as a page to mail around
atom                news of standing questions as an Atom feed
shapes              the shape of what was found as rows
threads             what leads on from an article as rows
watches             standing questions and their news as rows
quotations          quotations as rows
label_lanes         labels above points, none on another
pictures            timelines as SVG or PNG
serialised          rows as JSON, JSON Lines and CSV
bylines             authors as citations take them
bibtex              articles as BibTeX
ris                 articles as RIS
csl                 articles as CSL-JSON
citation_text       articles as one cites them in running text
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
from index.formats.bibtex import bibtex
from index.formats.citation_text import citation_text
from index.formats.csl import csl
from index.formats.facts import facts_of
from index.formats.hit_facts import also_in, byline_of
from index.formats.hits_markdown import hits_markdown, markdown_table
from index.formats.html import article_html, html_page, linked
from index.formats.markdown import article_markdown
from index.formats.moments import Zone, day_of, in_zone, moment_of
from index.formats.pictures import timeline_picture
from index.formats.pieces import on_a_line, pieces, spoken_from
from index.formats.quotations import QUOTATION_NAMES, quotation_row, told_of_quotes
from index.formats.report import report
from index.formats.ris import ris
from index.formats.rows import (
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
from index.formats.sections import Section, sections_markdown, sections_text
from index.formats.serialised import csv_lines, json_array, json_lines, json_object, json_of
from index.formats.shapes import (
    facet_row,
    facet_value_rows,
    period_rows,
    terms_row,
    timeline_row,
)
from index.formats.threads import RELATED_NAMES, STEP_NAMES, related_row, step_row
from index.formats.trec import trec_lines
from index.formats.watches import news_row, watch_row

if TYPE_CHECKING:
    from index.formats.atom import feed

__all__ = [
    "ANSWER_NAMES",
    "HIT_NAMES",
    "QUOTATION_NAMES",
    "RELATED_NAMES",
    "STEP_NAMES",
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
    "byline_of",
    "check_names",
    "chosen",
    "citation_text",
    "conditions_line",
    "csl",
    "csv_lines",
    "day_of",
    "embargo_of",
    "facet_row",
    "facet_value_rows",
    "facts_of",
    "feed",
    "hit_row",
    "hits_markdown",
    "html_page",
    "in_zone",
    "json_array",
    "json_lines",
    "json_object",
    "json_of",
    "linked",
    "markdown_table",
    "moment_of",
    "news_row",
    "on_a_line",
    "origin_row",
    "period_rows",
    "pieces",
    "quotation_row",
    "related_row",
    "report",
    "ris",
    "rounded",
    "sections_markdown",
    "sections_text",
    "spoken_from",
    "step_row",
    "terms_row",
    "timeline_picture",
    "timeline_row",
    "told_in_words",
    "told_of",
    "told_of_quotes",
    "trec_lines",
    "watch_row",
]


def __getattr__(name: str) -> Any:
    """Load what needs lxml when it is first asked for: a search never does."""
    if name == "feed":
        from index.formats.atom import feed

        return feed
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
