"""Draws what a learner has reached as one PNG, and says the same in words.

The picture has its own opaque background, for Discord shows it on a light or a dark page. Each topic has a panel of its
own, so that nothing has to be told apart by colour; the one accent is the blue of Okabe and Ito's palette for the
colour-blind. matplotlib is used by its objects alone: pyplot's global state would not bear two threads.
"""

from __future__ import annotations

import calendar
import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text

from quizzes.learning.sections import LEARNED_DAYS, LEARNED_SHARE, LEARNED_TRIES, SectionProgress
from quizzes.learning.weeks import TopicWeeks, WeekTally

WIDTH = 1000  # pixels, as all sizes here; a phone shows them at about two fifths
FEW = 5  # answers a week: fewer are drawn hollow
ALT_LIMIT = 1024  # Discord's limit of a picture's description

BACKGROUND, PANEL, INK, FAINT, ACCENT, TRACK = "#20242c", "#2a2f39", "#f4f5f7", "#b9c0cc", "#56b4e9", "#3d4452"

_DPI = 100
_SOFT = 0.6  # opacity of what stands behind the dots
_MARGIN, _GAP = 36, 16
_HEAD, _KEY, _PANEL, _TITLE, _ROW, _FOOT = 140, 90, 190, 66, 42, 72
_ABOVE, _BELOW = 48, 44  # of a panel, around its curve
_LARGE, _MEDIUM, _SMALL, _TINY = 44, 30, 26, 23  # sizes of letters; 23 are about 9 points on a phone
_FONT = Path(mpl.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
_BOLD = _FONT.with_name("DejaVuSans-Bold.ttf")


@dataclass(frozen=True, slots=True)
class Progress:
    """What there is to show.

    Attributes:
        tries: first tries in all.
        right: how many of them were right.
        topics: those with first tries, with their weeks.
        sections: all of the chapter's, in its order.
        today: the present day in the learner's zone.
    """

    tries: int
    right: int
    topics: tuple[TopicWeeks, ...]
    sections: tuple[SectionProgress, ...]
    today: dt.date

    @property
    def learned(self) -> int:
        """How many sections count as learned."""
        return sum(section.learned for section in self.sections)


def draw(progress: Progress) -> bytes:
    """Return the picture as a PNG, the same bytes for the same progress; takes a few tenths of a second."""
    panels = -(-len(progress.topics) // 2)
    height = _HEAD + (_KEY + panels * (_PANEL + _GAP) if panels else 0) + _TITLE + _ROW * len(progress.sections) + _FOOT
    sheet = _Sheet(height)
    sheet.write(_MARGIN, 52, "Your progress", _LARGE, bold=True)
    sheet.write(_MARGIN, 104, _summary(progress), _MEDIUM)
    top = _HEAD
    if panels:
        _draw_key(sheet, top)
        top += _KEY
        span = _span(progress)
        for number, topic in enumerate(progress.topics):
            wide = (WIDTH - 2 * _MARGIN - _GAP) / 2
            left = _MARGIN + (number % 2) * (wide + _GAP)
            _draw_topic(sheet, (left, top + number // 2 * (_PANEL + _GAP), wide), topic, span)
        top += panels * (_PANEL + _GAP)
    _draw_sections(sheet, top, progress.sections)
    rule = f"Learned: {LEARNED_SHARE:.0%} right in {LEARNED_TRIES} tries or more, on {LEARNED_DAYS} days or more"
    sheet.write(_MARGIN, height - 36, rule, _TINY, FAINT)
    return sheet.png()


class _Sheet:
    """A figure on which things are put by pixels from the top left."""

    def __init__(self, height: int) -> None:
        self.height = height
        self._figure = Figure((WIDTH / _DPI, height / _DPI), dpi=_DPI, facecolor=BACKGROUND)
        self._canvas = FigureCanvasAgg(self._figure)

    def write(
        self, x: float, y: float, text: str, size: int, color: str = INK, *, bold: bool = False, ha: str = "left",
        wide: float = WIDTH - 2 * _MARGIN,
    ) -> None:  # fmt: skip
        """Write one line, its middle at `y`, cut where it is wider than `wide`."""
        font = FontProperties(fname=str(_BOLD if bold else _FONT), size=size * 72 / _DPI)
        shown = self._figure.text(
            x / WIDTH, 1 - y / self.height, text, fontproperties=font, color=color, ha=ha, va="center", parse_math=False
        )
        self._cut(shown, wide)

    def axes(self, x: float, y: float, wide: float, high: float, color: str = PANEL) -> Axes:
        """Return bare axes within a rectangle."""
        box = (x / WIDTH, 1 - (y + high) / self.height, wide / WIDTH, high / self.height)
        axes = self._figure.add_axes(box, facecolor=color)
        axes.set(xticks=[], yticks=[])
        axes.spines[:].set_visible(False)
        return axes

    def png(self) -> bytes:
        """Return the sheet as a PNG that names neither its maker nor its time."""
        buffer = io.BytesIO()
        self._canvas.print_png(buffer, metadata={"Software": None})  # type: ignore[no-untyped-call]  # theirs
        return buffer.getvalue()

    def _cut(self, shown: Text, wide: float) -> None:
        text = shown.get_text()
        while len(text) > 1 and (width := shown.get_window_extent().width) > wide:
            text = text[: min(len(text) - 1, int(len(text) * wide / width))].rstrip()
            shown.set_text(f"{text}…")


def _draw_key(sheet: _Sheet, top: float) -> None:
    sheet.write(_MARGIN, top + 18, "First answers, week by week", _MEDIUM, bold=True)
    axes = sheet.axes(_MARGIN, top + 46, WIDTH - 2 * _MARGIN, 30, BACKGROUND)
    axes.set(xlim=(0, WIDTH - 2 * _MARGIN), ylim=(-1, 1))
    _dots(axes, [10], [0], hollow=False)
    _dots(axes, [230], [0], hollow=True)
    axes.vlines([570], -0.9, 0.9, color=ACCENT, linewidth=3, alpha=_SOFT)
    for x, text in ((28, "share right"), (248, f"fewer than {FEW} answers"), (586, "likely range (95%)")):
        sheet.write(_MARGIN + x, top + 61, text, _TINY, FAINT)


def _draw_topic(
    sheet: _Sheet, place: tuple[float, float, float], topic: TopicWeeks, span: tuple[dt.date, dt.date]
) -> None:
    left, top, wide = place
    figures = _figures(topic)
    sheet.axes(left, top, wide, _PANEL).set_zorder(-1)
    sheet.write(left + 14, top + 26, topic.topic.name, _SMALL, bold=True, wide=wide - 44 - 15 * len(figures))
    sheet.write(left + wide - 14, top + 26, figures, _TINY, ha="right")
    high = _PANEL - _ABOVE - _BELOW
    axes = sheet.axes(left + 84, top + _ABOVE, wide - 104, high)
    first, last = span
    weeks = (last - first).days // 7
    spread = max(weeks, 1)
    axes.set(xlim=(-0.05 * spread, 1.05 * spread), ylim=(-0.08, 1.08))
    for share, style in ((0.0, "-"), (LEARNED_SHARE, "--"), (1.0, "-")):
        axes.axhline(share, color=FAINT, linewidth=1.2, linestyle=style, alpha=0.8, zorder=1)
        sheet.write(left + 76, top + _ABOVE + high * (1.08 - share) / 1.16, f"{share:.0%}", _TINY, FAINT, ha="right")
    _draw_weeks(axes, topic.weeks, first)
    sheet.write(left + 84, top + _PANEL - 20, _day(first), _TINY, FAINT)
    if weeks:
        sheet.write(left + wide - 20, top + _PANEL - 20, _day(last), _TINY, FAINT, ha="right")


def _draw_weeks(axes: Axes, weeks: Sequence[WeekTally], first: dt.date) -> None:
    places = [(week.monday - first).days / 7 for week in weeks]
    shares = [week.right / week.tries for week in weeks]
    axes.plot(places, shares, color=ACCENT, linewidth=1.5, alpha=_SOFT, zorder=2)
    lows, highs = [week.interval.low for week in weeks], [week.interval.high for week in weeks]
    axes.vlines(places, lows, highs, color=ACCENT, linewidth=3, alpha=_SOFT, zorder=2)
    for hollow in (False, True):
        chosen = [n for n, week in enumerate(weeks) if (week.tries < FEW) is hollow]
        _dots(axes, [places[n] for n in chosen], [shares[n] for n in chosen], hollow=hollow)


def _dots(axes: Axes, xs: Sequence[float], ys: Sequence[float], *, hollow: bool) -> None:
    axes.plot(
        xs, ys, linestyle="", marker="o", markersize=8, color=ACCENT, markerfacecolor=PANEL if hollow else ACCENT,
        markeredgewidth=2, zorder=3, clip_on=False,
    )  # fmt: skip


def _draw_sections(sheet: _Sheet, top: float, sections: Sequence[SectionProgress]) -> None:
    sheet.write(_MARGIN, top + 26, "Sections of the chapter", _MEDIUM, bold=True)
    left, wide = 456, 240
    sheet.write(left + wide * LEARNED_SHARE, top + 46, f"{LEARNED_SHARE:.0%}", _TINY, FAINT, ha="center")
    axes = sheet.axes(left, top + _TITLE, wide, _ROW * len(sections), BACKGROUND)
    axes.set(xlim=(0, 1), ylim=(len(sections) - 0.5, -0.5))
    for row, section in enumerate(sections):
        y = top + _TITLE + (row + 0.5) * _ROW
        axes.barh(row, 1, height=0.5, color=TRACK)
        if section.tries:
            axes.barh(row, section.right / section.tries, height=0.5, color=ACCENT)
            interval = section.interval
            for color, width in ((BACKGROUND, 6.0), (INK, 2.5)):  # light within dark is seen on any bar
                axes.hlines(row, interval.low, interval.high, color=color, linewidth=width, zorder=3)
        sheet.write(_MARGIN, y, section.section.name, _SMALL, wide=left - _MARGIN - 12)
        room = WIDTH - _MARGIN - left - wide - 16
        sheet.write(left + wide + 16, y, _standing(section), _SMALL, bold=section.learned, wide=room)
    axes.axvline(LEARNED_SHARE, color=INK, linewidth=2, linestyle="--")


def _standing(section: SectionProgress) -> str:
    if not section.tries:
        return "not tried"
    figures = f"{section.right}/{section.tries}"
    if section.learned:
        return f"{figures} learned"
    return f"{figures} on 1 day" if section.days == 1 else figures


def _summary(progress: Progress) -> str:
    if not progress.tries:
        return "No answers yet: your first ones will show here"
    share = f"{progress.right} of {progress.tries} first tries right"
    return f"{share}, {progress.learned} of {len(progress.sections)} sections learned"


def _figures(topic: TopicWeeks) -> str:
    return f"{sum(week.right for week in topic.weeks)}/{sum(week.tries for week in topic.weeks)}"


def _day(day: dt.date) -> str:
    return f"{day.day} {calendar.month_abbr[day.month]}"


def _span(progress: Progress) -> tuple[dt.date, dt.date]:
    mondays = [week.monday for topic in progress.topics for week in topic.weeks]
    return min(mondays), max(mondays)


def alt_text(progress: Progress) -> str:
    """Return the picture in words and figures, at most ALT_LIMIT characters."""
    topics = [f"{topic.topic.name} {_figures(topic)}" for topic in progress.topics]
    tried = sorted((s for s in progress.sections if s.tries), key=lambda section: not section.learned)
    sections = [f"{section.section.name} {_standing(section)}" for section in tried]
    untried = len(progress.sections) - len(tried)
    parts = [_summary(progress)]
    if topics:
        parts.append("Right by topic: " + ", ".join(topics))
    if sections:
        parts.append("By section: " + ", ".join(sections))
    if untried:
        parts.append(f"Sections not tried: {untried}")
    text = ". ".join(parts) + "."
    return text if len(text) <= ALT_LIMIT else f"{text[: ALT_LIMIT - 1].rstrip()}…"
