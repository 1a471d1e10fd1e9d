"""The picture of one's progress can be drawn from anything, at once by several threads, and says no more than is so."""

from __future__ import annotations

import datetime as dt
import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from PIL import Image

from bot.progress_picture import ACCENT, ALT_LIMIT, BACKGROUND, FAINT, INK, PANEL, WIDTH, Progress, alt_text, draw
from knowledge.sections import NAME_LIMIT, Section
from quizzes.learning.intervals import wilson_interval
from quizzes.learning.sections import SectionProgress
from quizzes.learning.weeks import TopicWeeks, WeekTally
from quizzes.questions import Topic

TODAY = dt.date(2026, 11, 27)
MONDAY = dt.date(2026, 11, 23)


def section(name: str, right: int, tries: int, days: int) -> SectionProgress:
    made = Section(id="s", name=name, facts=("f",))
    return SectionProgress(made, tries, right, days, wilson_interval(right, tries))


def topic(name: str, *weeks: tuple[int, int]) -> TopicWeeks:
    """A topic with (right, tries) in each of the last weeks."""
    first = MONDAY - dt.timedelta(weeks=len(weeks) - 1)
    tallies = (WeekTally(first + dt.timedelta(weeks=n), tries, right) for n, (right, tries) in enumerate(weeks))
    return TopicWeeks(Topic(id="t", name=name, description="All of it."), tuple(tallies))


NOTHING = Progress(0, 0, (), (section("Prices", 0, 0, 0), section("Limits", 0, 0, 0)), TODAY)
ONE = Progress(1, 1, (topic("Managed HSM", (1, 1)),), (section("Prices", 1, 1, 1),), TODAY)
SOME = Progress(
    17,
    12,
    (topic("Managed HSM", (3, 4), (5, 6)), topic("Key Vault", (2, 3), (2, 4))),
    (section("Prices", 7, 9, 3), section("Limits", 3, 4, 1), section("Key types", 2, 4, 2), section("CLI", 0, 0, 0)),
    TODAY,
)
MUCH = Progress(
    1820,
    1092,
    tuple(topic(f"A topic of a long name, number {n}, at $x$", *[(6, 10)] * 26) for n in range(7)),
    tuple(section("W" * NAME_LIMIT, 60, 100, 30) for _ in range(15)),
    TODAY,
)
CASES = pytest.mark.parametrize("progress", [NOTHING, ONE, SOME, MUCH], ids=["nothing", "one", "some", "much"])


def opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def luminance(color: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    parts = [int(color[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@CASES
def test_a_picture_is_opaque_as_wide_as_stated_and_not_taller_than_a_phone(progress: Progress) -> None:
    png = draw(progress)
    raw, image = Image.open(io.BytesIO(png)), opened(png)
    assert image.width == WIDTH
    assert 300 <= image.height <= 2.2 * WIDTH
    assert len(png) < 1_000_000
    assert raw.convert("RGBA").getchannel("A").getextrema() == (255, 255)
    background = tuple(int(BACKGROUND[n : n + 2], 16) for n in (1, 3, 5))
    frame = [image.getpixel((x, y)) for x in (0, 20, WIDTH - 1) for y in range(image.height)]
    assert set(frame) == {background}  # nothing runs out of the margins
    assert len(image.getcolors(1_000_000) or ()) > 20


@CASES
def test_the_same_progress_gives_the_same_bytes_in_any_thread(progress: Progress) -> None:
    with ThreadPoolExecutor(3) as pool:
        drawn = set(pool.map(draw, [progress] * 3))
    assert drawn == {draw(progress)}
    assert b"Software" not in next(iter(drawn))


def test_what_has_changed_changes_the_picture() -> None:
    other = replace(SOME, sections=(section("Prices", 6, 9, 3), *SOME.sections[1:]))
    assert draw(other) != draw(SOME)


@pytest.mark.parametrize(("color", "least"), [(INK, 7), (FAINT, 4.5), (ACCENT, 4.5)])
def test_colours_stand_out_from_both_backgrounds(color: str, least: float) -> None:
    for ground in (BACKGROUND, PANEL):
        assert (luminance(color) + 0.05) / (luminance(ground) + 0.05) >= least


def test_the_words_give_the_figures() -> None:
    assert alt_text(SOME) == (
        "12 of 17 first tries right, 1 of 4 sections learned. Right by topic: Managed HSM 8/10, Key Vault 4/7. "
        "By section: Prices 7/9 learned, Limits 3/4 on 1 day, Key types 2/4. Sections not tried: 1."
    )


def test_the_words_on_nothing_are_no_reproach() -> None:
    assert alt_text(NOTHING) == "No answers yet: your first ones will show here. Sections not tried: 2."


def test_the_words_fit_what_discord_takes() -> None:
    assert len(alt_text(MUCH)) <= ALT_LIMIT
    assert alt_text(MUCH).endswith("…")
