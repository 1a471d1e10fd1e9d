"""Finds the time zone that a host means, by the names of the IANA database and of its countries."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from zoneinfo import available_timezones

from rapidfuzz import fuzz, process

from quizzes.errors import UnknownZone

from .calendar import local_time

MAX_NEAR = 3
MIN_LIKENESS = 70  # rapidfuzz's ratio (0-100) of what is typed and a city: "berln" has 91 beside "berlin"
COMMON = (  # for who has not typed yet: where most people live, spread over the clock
    "UTC", "Europe/London", "Europe/Berlin", "America/New_York", "America/Chicago", "America/Denver",
    "America/Los_Angeles", "America/Sao_Paulo", "America/Mexico_City", "America/Bogota", "America/Toronto",
    "Europe/Paris", "Europe/Madrid", "Europe/Istanbul", "Africa/Cairo", "Africa/Lagos", "Africa/Johannesburg",
    "Asia/Dubai", "Asia/Kolkata", "Asia/Bangkok", "Asia/Singapore", "Asia/Shanghai", "Asia/Tokyo",
    "Australia/Sydney", "Pacific/Auckland",
)  # fmt: skip

ALSO_CALLED = {  # countries, beside what the database calls them
    "AE": ("UAE",),
    "GB": ("UK", "Great Britain", "England", "Scotland", "Wales"),
    "NL": ("Holland",),
    "US": ("USA", "United States of America"),
}

# No place: a machine's own zone, a stub, copies with and without leap seconds, and offsets whose sign is turned round.
_JUNK = re.compile(r"localtime|Factory|posixrules|(?:posix|right|SystemV)/.*|(?:Etc/)?GMT[+-]?\d+")
_OFFSET = re.compile(r"(?:utc|gmt|z)?[+\-\u2212]?\d{1,2}(?::?\d{2})?")


@dataclass(frozen=True, slots=True)
class ZoneChoice:
    """A time zone to choose.

    Attributes:
        name: its IANA name.
        label: the name with the time of its clocks, such as "Europe/Berlin (now 14:05)"; under 100 characters.
    """

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class _Zone:
    """A zone as it is searched.

    Attributes:
        name: its IANA name.
        key: the name in lower case.
        offered: False if it is found by its exact name only: a legacy name without a place, such as EST5EDT.
        city: last part of the name, as words.
        squeezed: the name without anything between its words.
        country: what its country is called, as words, and the country's code.
        words: words of its name, its country and its part of the country.
        place: where it stands in the database's table, that has a country's largest zones first; names not in the
            table, the former ones, come after all others.
    """

    name: str
    key: str
    offered: bool
    city: str
    squeezed: str
    country: tuple[str, ...]
    words: tuple[str, ...]
    place: int


def zone_named(text: str) -> str:
    """Return the IANA name that a text means; case does not matter, and spaces stand for underscores.

    Raises:
        UnknownZone: if there is none; an offset such as "UTC+2" is none, since it knows no summer time.
    """
    zone = _by_key().get(_key(text))
    if zone is None:
        raise UnknownZone(text, _near(text))
    return zone.name


def find_zones(typed: str, now: dt.datetime, limit: int = 25) -> tuple[ZoneChoice, ...]:
    """Return the zones that a host may mean by what is typed so far, the likeliest first, at most `limit`.

    Searched are cities, regions, countries and parts of countries, from the beginning of each word; if nothing has
    these words, cities that are spelled nearly so. Without a text, `COMMON`.

    Args:
        typed: what stands in the field, possibly nothing.
        now: the moment (aware) for the labels.
        limit: Discord shows 25.
    """
    names = (_matching(typed) or _misspelled(typed, limit)) if typed.strip() else COMMON
    return tuple(ZoneChoice(name, f"{name} (now {local_time(now, name):%H:%M})") for name in names[:limit])


def _matching(typed: str) -> tuple[str, ...]:
    wanted = _words(typed)
    if not wanted or _is_offset(typed):
        return ()
    key = _key(typed)
    ranks = ((zone, _rank(zone, key, wanted)) for zone in _zones())
    found = sorted((rank, zone.place, zone.name) for zone, rank in ranks if rank is not None)
    return tuple(name for _, _, name in found)


def _rank(zone: _Zone, key: str, wanted: tuple[str, ...]) -> int | None:
    """Return how well a zone fits, from 0 (its very name) to 4 (somewhere in the name); None if not at all."""
    if zone.key == key:
        return 0
    if not zone.offered:
        return None
    if " ".join(wanted) in zone.country:
        return 1
    if zone.city.startswith(" ".join(wanted)):
        return 2
    if all(any(word.startswith(part) for word in zone.words) for part in wanted):
        return 3
    return 4 if "".join(wanted) in zone.squeezed else None


def _near(typed: str) -> tuple[str, ...]:
    return (_matching(typed) or _misspelled(typed, MAX_NEAR))[:MAX_NEAR]


def _misspelled(typed: str, limit: int) -> tuple[str, ...]:
    """Return the zones whose city, or whole name, is spelled nearly like this, the nearest first."""
    wanted = " ".join(_words(typed))
    if not wanted or _is_offset(typed):
        return ()
    likeness: dict[str, float] = {}
    for spelled in (_cities(), _whole_names()):
        for _, score, name in process.extract(
            wanted, spelled, scorer=fuzz.ratio, score_cutoff=MIN_LIKENESS, limit=limit
        ):
            likeness[name] = max(score, likeness.get(name, 0))
    return tuple(sorted(likeness, key=lambda name: (-likeness[name], name))[:limit])


def _is_offset(typed: str) -> bool:
    return _OFFSET.fullmatch("".join(typed.casefold().split())) is not None


def _key(text: str) -> str:
    return "_".join(_plain(text).replace("_", " ").split())


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[a-z0-9]+", _plain(text)))


def _plain(text: str) -> str:
    """Fold case and take accents off: hosts type São Paulo, the database has Sao_Paulo."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in spread if not unicodedata.combining(char))


@cache
def _by_key() -> dict[str, _Zone]:
    return {zone.key: zone for zone in _zones()}


@cache
def _cities() -> dict[str, str]:
    return {zone.name: zone.city for zone in _zones() if zone.offered}


@cache
def _whole_names() -> dict[str, str]:
    return {zone.name: " ".join(_words(zone.name)) for zone in _zones() if zone.offered}


@cache
def _zones() -> tuple[_Zone, ...]:
    table = {name: (place, countries, part) for place, (name, countries, part) in enumerate(_table())}
    found = []
    for name in sorted(available_timezones()):
        if _JUNK.fullmatch(name):
            continue
        place, countries, part = table.get(name, (len(table), (), ""))
        words = _words(" ".join([name, *countries, part]))
        offered = name == "UTC" or ("/" in name and not name.startswith("Etc/"))
        city = " ".join(_words(name.rsplit("/", 1)[-1]))
        found.append(_Zone(name, _key(name), offered, city, "".join(_words(name)), countries, words, place))
    return tuple(found)


def _table() -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Yield each zone of the database's table with the names of its country and its part of the country."""
    countries = dict(_rows("iso3166.tab"))
    for code, _, name, *part in _rows("zone.tab"):
        called = (countries[code], code, *ALSO_CALLED.get(code, ()))
        yield name, tuple(" ".join(_words(text)) for text in called), " ".join(part)


def _rows(file: str) -> Iterator[list[str]]:
    text = (files("tzdata") / "zoneinfo" / file).read_text(encoding="utf-8")
    return (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
