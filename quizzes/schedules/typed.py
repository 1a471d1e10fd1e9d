"""Reads the times, weekdays and dates that hosts type; what could mean two things is refused, never guessed."""

from __future__ import annotations

import datetime as dt
import re

from quizzes.errors import TimeField, UnreadableTime

EXAMPLES: dict[TimeField, str] = {
    "time": "09:00",
    "weekdays": "Mon, Wed and Fri",
    "dates": "2026-12-24..2027-01-01, 2027-04-02",
}
MAX_DATES = 366  # of one text
MAX_TYPED = 1000  # characters
NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
EVERY_DAY, WEEKDAYS, WEEKEND = frozenset(range(1, 8)), frozenset(range(1, 6)), frozenset({6, 7})
SETS = {
    "daily": EVERY_DAY,
    "everyday": EVERY_DAY,
    "weekday": WEEKDAYS,
    "weekdays": WEEKDAYS,
    "weekend": WEEKEND,
    "weekends": WEEKEND,
}

_NOON = 12
_TIME = re.compile(r"([0-9]{1,2})(?:[:.h]([0-9]{2})|h)?(am|pm)?|([0-9]{2})([0-9]{2})")
_RANGE = re.compile(r"\s*(?:[-\u2010-\u2015\u2212]|\.{2,3}|…|\b(?:to|through|thru)\b)\s*")
_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DATE_RANGE = re.compile(r"\s*(?:\.{2,3}|…|\bto\b)\s*|\s+-\s+|\s*[\u2013\u2014]\s*")


def read_time(typed: str) -> dt.time:
    """Return a time of day: "9", "09:00", "9.30", "0930", "21h", "9h30", "9 pm", "noon".

    A number without am or pm is of the 24-hour clock.

    Raises:
        UnreadableTime: among others for "midnight", "24:00" and "115", that could mean either of two.
    """
    text = re.sub(r"([ap])\.?m\.?$", r"\1m", "".join(typed.casefold().split()))
    if text == "noon":
        return dt.time(_NOON)
    match = _TIME.fullmatch(text)
    if match is None:
        raise _unreadable("time", typed)
    hour, minute = int(match[1] or match[4]), int(match[2] or match[5] or 0)
    if half := match[3]:
        if not 1 <= hour <= _NOON:
            raise _unreadable("time", typed)
        hour = hour % _NOON + (_NOON if half == "pm" else 0)
    try:
        return dt.time(hour, minute)
    except ValueError:
        raise _unreadable("time", typed) from None


def read_weekdays(typed: str) -> frozenset[int]:
    """Return ISO weekdays (1 is Monday): "daily", "weekdays", "weekends", "mon-fri", "Mon, Wed and Fri", "Tu Th".

    Weekdays are Monday to Friday. A range may go over the end of the week: "fri-mon".

    Raises:
        UnreadableTime: also for numbers and single letters, and for rules other than the same days each week.
    """
    text = " ".join(_short("weekdays", typed).casefold().split())
    text = re.sub(r"\bevery day\b|\ball days\b", "daily", text)
    parts = [part for part in re.split(r"[\s,;/&+]+", _RANGE.sub("-", text)) if part not in ("", "and", "every", "on")]
    if not parts:
        raise _unreadable("weekdays", typed)
    return frozenset().union(*(_weekdays_of(part, typed) for part in parts))


def read_dates(typed: str) -> frozenset[dt.date]:
    """Return dates, written year-month-day, one by one or as ranges with both ends: "2026-12-24..2027-01-01".

    Raises:
        UnreadableTime: also for dates in any other order, a range that runs backwards, and over `MAX_DATES` dates.
    """
    text = _DATE_RANGE.sub("..", _short("dates", typed).strip())
    parts = [part for part in re.split(r"[\s,;&]+", text) if part not in ("", "and")]
    if not parts:
        raise _unreadable("dates", typed)
    dates: set[dt.date] = set()
    for part in parts:
        first, last = _ends(part, typed)
        if not 0 <= (last - first).days < MAX_DATES:
            raise _unreadable("dates", typed)
        dates.update(dt.date.fromordinal(number) for number in range(first.toordinal(), last.toordinal() + 1))
    if len(dates) > MAX_DATES:
        raise _unreadable("dates", typed)
    return frozenset(dates)


def weekdays_text(weekdays: frozenset[int]) -> str:
    """Return ISO weekdays in words, that `read_weekdays` reads again: "weekdays", "Mondays and Thursdays"."""
    for days, text in ((EVERY_DAY, "every day"), (WEEKDAYS, "weekdays"), (WEEKEND, "weekends")):
        if weekdays == days:
            return text
    *names, last = [f"{NAMES[day - 1].capitalize()}s" for day in sorted(weekdays)]
    return f"{', '.join(names)} and {last}" if names else last


def _weekdays_of(part: str, typed: str) -> frozenset[int]:
    if part in SETS:
        return SETS[part]
    ends = [_weekday(name, typed) for name in part.split("-")]
    match ends:
        case [day]:
            return frozenset({day})
        case [first, last] if first != last:
            return frozenset((first - 1 + step) % 7 + 1 for step in range((last - first) % 7 + 1))
    raise _unreadable("weekdays", typed)  # "mon-wed-fri" may be three days or five, "mon-mon" one or all


def _weekday(name: str, typed: str) -> int:
    """Read one weekday: its name, in the plural too, or at least the first two letters, which tell them all apart."""
    short = name.removesuffix(".")
    for day, full in enumerate(NAMES, 1):
        if (len(short) > 1 and full.startswith(short)) or short in (f"{full}s", f"{full[:3]}s"):
            return day
    raise _unreadable("weekdays", typed)


def _ends(part: str, typed: str) -> tuple[dt.date, dt.date]:
    dates = [_date(text, typed) for text in part.split("..")]
    match dates:
        case [day]:
            return day, day
        case [first, last]:
            return first, last
    raise _unreadable("dates", typed)


def _date(text: str, typed: str) -> dt.date:
    match = _DATE.fullmatch(text)
    if match is None:
        raise _unreadable("dates", typed)
    try:
        return dt.date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        raise _unreadable("dates", typed) from None


def _short(field: TimeField, typed: str) -> str:
    if len(typed) > MAX_TYPED:
        raise _unreadable(field, typed)
    return typed


def _unreadable(field: TimeField, typed: str) -> UnreadableTime:
    return UnreadableTime(field, typed, EXAMPLES[field])
