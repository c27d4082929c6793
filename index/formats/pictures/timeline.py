"""A timeline as a picture for a report: a panel of bars for each question, bursts with headlines.

Drawn by matplotlib without its state for whole sessions, so that the same timeline gives the same
bytes, and threads may draw.
"""

from __future__ import annotations

import io
from datetime import timedelta
from itertools import groupby
from textwrap import shorten
from typing import TYPE_CHECKING, Any, Literal

from index.formats.pictures.label_lanes import in_lanes
from index.vocabulary.errors import NewsIndexError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.text import Text

    from index.formats.pictures.label_lanes import Label
    from index.vocabulary.results import Burst, Timeline, TimelineLine

PictureForm = Literal["svg", "png"]

_WIDTH = 8.0
_LONE, _BESIDE = 3.4, 2.3
_FRAME = 0.9
"""Inches: how wide a picture is, how high a panel alone or beside others is, and what is around."""
_DOTS = 200
"""Per inch, in PNG."""

_USUAL, _BURST = "#4c78a8", "#d95f02"
"""Blue and orange, which the colour-blind tell apart."""
_NOTHING, _QUIET, _TEXT = "#ececec", "#6b6b6b", "#222222"

_LONGEST = 52
"""Letters of a headline in a picture."""

_HEADLINE = 7.5
_LINE = 1.5
_LANES = 6
"""Headlines: points of their letters, the height of a line in these, and most lines above bars."""

_FONTS = (
    "DejaVu Sans",
    *("Noto Sans CJK SC", "Noto Sans Arabic", "Noto Sans Devanagari", "Noto Sans Thai"),
    *("Arial Unicode MS", "Microsoft YaHei", "Segoe UI"),
)
"""In the order in which a letter is looked for; those that the machine has."""

_STYLE: dict[Any, Any] = {
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.edgecolor": _QUIET,
    "axes.labelcolor": _QUIET,
    "axes.axisbelow": True,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "grid.color": "#dddddd",
    "grid.linewidth": 0.6,
    "xtick.color": _QUIET,
    "ytick.color": _QUIET,
    "ytick.left": False,
    "text.color": _TEXT,
    "text.parse_math": False,
    "svg.hashsalt": "newsdex",
}


def timeline_picture(timeline: Timeline, form: PictureForm) -> bytes:
    """Draw a timeline, as SVG that looks the same everywhere or as PNG, and return the file.

    Grey is where there are no articles at all. Panels share both axes, so that they compare.

    Args:
        timeline: that has periods.
        form: of the file.

    Raises:
        NewsIndexError: matplotlib is not installed.
    """
    try:
        import matplotlib as mpl
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
        from matplotlib.font_manager import fontManager
    except ImportError as error:
        raise NewsIndexError("pictures need matplotlib: pip install newsdex[plot]") from error
    there = {font.name for font in fontManager.ttflist}
    fonts = [name for name in _FONTS if name in there]
    with mpl.rc_context({**_STYLE, "font.family": fonts or ["sans-serif"]}):
        count = len(timeline.lines)
        height = _FRAME + (_LONE if count == 1 else _BESIDE * count)
        figure = Figure(figsize=(_WIDTH, height), layout="constrained")
        FigureCanvasAgg(figure)
        panels = figure.subplots(count, 1, sharex=True, sharey=True, squeeze=False)[:, 0]
        for axes, line in zip(panels, timeline.lines, strict=True):
            _draw(axes, timeline, line)
        _describe(figure, timeline)
        _headlines(figure, timeline, list(panels))
        drawn = io.BytesIO()
        plain = {"Date": None} if form == "svg" else None
        figure.savefig(drawn, format=form, dpi=_DOTS, metadata=plain)
    return drawn.getvalue()


def _draw(axes: Axes, timeline: Timeline, line: TimelineLine) -> None:
    """Draw the bars of one question, as wide as their periods are long, and gaps."""
    values = timeline.values(line)
    lengths = [(each.last - each.first).days + 1 for each in timeline.periods]
    firsts: list[Any] = [each.first for each in timeline.periods]
    colours = [_BURST if _bursting(line, each.first) else _USUAL for each in timeline.periods]
    heights = [value or 0 for value in values]
    axes.bar(
        firsts, heights, lengths, align="edge", color=colours, edgecolor="white", linewidth=0.4
    )
    for first, after in _gaps(timeline):
        axes.axvspan(first, after, color=_NOTHING, linewidth=0, zorder=0)  # type: ignore[arg-type]
    of_all = f"{line.articles:,} article{'s' * (line.articles != 1)}"
    title = shorten(line.question, _LONGEST, placeholder="…") or "All articles"
    axes.set_title(title, loc="left", fontweight="bold", fontsize=10)
    axes.set_title(of_all, loc="right", fontsize=9, color=_QUIET)


def _bursting(line: TimelineLine, first: date) -> bool:
    return any(burst.first <= first <= burst.last for burst in line.bursts)


def _gaps(timeline: Timeline) -> Iterator[tuple[date, date]]:
    """Yield where there are no articles at all: the first day of each gap, and of what follows."""
    periods = timeline.periods
    places = groupby(range(len(periods)), lambda place: not periods[place].articles)
    for empty, run in places:
        gap = list(run)
        if empty:
            yield periods[gap[0]].first, periods[gap[-1] + 1].first


def _describe(figure: Figure, timeline: Timeline) -> None:
    """Label the axes, and say below what is not seen."""
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    axes = figure.axes[0]
    locator = AutoDateLocator(minticks=3, maxticks=9)
    axes.xaxis.set_major_locator(locator)
    # Years, months, days, and what no period is as short as; a day is told with its month.
    told = ["%Y", "%b", *["%d %b"] * 4]
    axes.xaxis.set_major_formatter(
        ConciseDateFormatter(
            locator,
            formats=told,
            zero_formats=["", "%Y", *told[2:]],
            offset_formats=["", *["%Y"] * 5],
        )
    )
    after: Any = timeline.periods[-1].last + timedelta(days=1)
    axes.set_xlim(timeline.periods[0].first, after)  # type: ignore[arg-type]
    whole = not timeline.share
    heights = MaxNLocator(5, integer=whole, steps=[1, 2, 5, 10]).tick_values(0, _top(timeline))
    axes.set_yticks([height for height in heights if height <= _top(timeline)])
    written = "{:.3g}%" if timeline.share else "{:,.0f}"
    times = 100 if timeline.share else 1
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: written.format(value * times)))
    what = "share of all articles" if timeline.share else "articles"
    figure.supylabel(f"{what} per {timeline.by}", fontsize=9, color=_QUIET)
    notes = {
        "orange: far more than usually": any(line.bursts for line in timeline.lines),
        "grey: no articles at all": any(not each.articles for each in timeline.periods),
        "articles without a date are left out": any(line.undated for line in timeline.lines),
    }
    note = " · ".join(note for note, holds in notes.items() if holds)
    figure.supxlabel(note, fontsize=_HEADLINE, color=_QUIET, x=0.01, ha="left")


def _top(timeline: Timeline) -> float:
    """Return the highest value of all, which is above 0."""
    return max(value or 0 for line in timeline.lines for value in timeline.values(line))


def _headlines(figure: Figure, timeline: Timeline, panels: Sequence[Axes]) -> None:
    """Write above its peak what each burst was about, no headline on another or on a bar."""
    figure.draw_without_rendering()  # so that it is known how long headlines are
    texts = [
        _texts(axes, timeline, line) for axes, line in zip(panels, timeline.lines, strict=True)
    ]
    places = [_places(axes, each) for axes, each in zip(panels, texts, strict=True)]
    lanes = max((label.lane + 1 for each in places for label in each if label), default=0)
    high = min(axes.get_window_extent().height for axes in panels)
    line_height = _LINE * _HEADLINE / 72 * figure.dpi / high
    """Of one lane, as a share of a panel."""
    panels[0].set_ylim(0, _top(timeline) / (0.97 - lanes * line_height))
    for axes, line, written, labels in zip(panels, timeline.lines, texts, places, strict=True):
        for (burst, text), label in zip(written, labels, strict=True):
            if label is None:
                text.remove()
                continue
            bottom = 1 - (lanes - label.lane) * line_height
            text.set_y(bottom + line_height / 4)
            text.set_horizontalalignment("left" if label.start == label.point else "right")
            reached = _value_at(timeline, line, burst) / axes.get_ylim()[1]
            x = text.get_position()[0]
            across = axes.get_xaxis_transform()
            axes.plot([x, x], [reached, bottom], color=_BURST, linewidth=0.7, transform=across)


def _texts(axes: Axes, timeline: Timeline, line: TimelineLine) -> list[tuple[Burst, Text]]:
    """Write the headlines of a panel, yet without a place of their own, the largest burst first."""
    from matplotlib.dates import date2num

    spans = {each.first: (each.first, each.last + timedelta(days=1)) for each in timeline.periods}
    written = []
    for burst in sorted(line.bursts, key=lambda burst: -burst.articles):
        middle = sum(map(date2num, spans[burst.peak])) / 2
        words = shorten(burst.title, _LONGEST, placeholder="…") or burst.title[:_LONGEST]
        text = axes.text(middle, 0, words, fontsize=_HEADLINE, transform=axes.get_xaxis_transform())
        written.append((burst, text))
    return written


def _places(axes: Axes, written: list[tuple[Burst, Text]]) -> list[Label | None]:
    """Return where each headline of a panel has room, in pixels."""
    panel = axes.get_window_extent()
    points = [
        (float(axes.transData.transform((text.get_position()[0], 0))[0]), text.get_window_extent())
        for _, text in written
    ]
    return in_lanes(
        [(point, extent.width) for point, extent in points],
        left=panel.x0,
        right=panel.x1,
        between=_HEADLINE / 2,
        lanes=_LANES,
    )


def _value_at(timeline: Timeline, line: TimelineLine, burst: Burst) -> float:
    """Return how high the bar of a burst's peak is."""
    values = zip(timeline.periods, timeline.values(line), strict=True)
    return next(value or 0 for period, value in values if period.first == burst.peak)
