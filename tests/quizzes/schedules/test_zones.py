"""A host finds the zone of the group by what they call it, and nothing that is no place passes for one."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.errors import UnknownZone
from quizzes.schedules.zones import COMMON, find_zones, zone_named

from .sweep import all_zones

NOW = dt.datetime(2026, 7, 1, 12, 5, tzinfo=dt.UTC)


def found(typed: str) -> list[str]:
    return [choice.name for choice in find_zones(typed, NOW)]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        (" europe/berlin ", "Europe/Berlin"),
        ("AMERICA/NEW YORK", "America/New_York"),
        ("america/port-au-prince", "America/Port-au-Prince"),
        ("America/São Paulo", "America/Sao_Paulo"),
        ("utc", "UTC"),
        ("est5edt", "EST5EDT"),
        ("us/pacific", "US/Pacific"),
    ],
)
def test_a_name_is_taken_in_any_case_and_with_spaces(typed: str, name: str) -> None:
    assert zone_named(typed) == name


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("Berlin", ("Europe/Berlin",)),
        ("Europe/Berln", ("Europe/Berlin",)),
        ("tokio", ("Asia/Tokyo",)),
        ("Germany", ("Europe/Berlin", "Europe/Busingen")),
    ],
)
def test_an_unknown_name_is_refused_with_what_is_near(typed: str, near: tuple[str, ...]) -> None:
    with pytest.raises(UnknownZone) as caught:
        zone_named(typed)
    assert caught.value.typed == typed
    assert caught.value.near[: len(near)] == near
    assert len(caught.value.near) <= 3


@pytest.mark.parametrize(
    "typed", ["+2", "UTC+2", "gmt-5", "5", "UTC +5:30", "Etc/GMT+5", "GMT0", "localtime", "", "🙂"]
)
def test_an_offset_and_other_things_without_a_place_are_no_zone(typed: str) -> None:
    with pytest.raises(UnknownZone) as caught:
        zone_named(typed)
    assert caught.value.near == ()
    assert not any(typed and choice.name == typed for choice in find_zones(typed, NOW))


@pytest.mark.parametrize("typed", ["posix/Europe/Berlin", "right/UTC", "SystemV/EST5", "Factory"])
def test_copies_and_stubs_of_the_database_are_no_zones(typed: str) -> None:
    with pytest.raises(UnknownZone):
        zone_named(typed)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("berl", "Europe/Berlin"),
        ("europe/ber", "Europe/Berlin"),
        ("new y", "America/New_York"),
        ("newyork", "America/New_York"),
        ("germany", "Europe/Berlin"),
        ("india", "Asia/Kolkata"),  # before Indiana
        ("uk", "Europe/London"),  # before Ukraine
        ("usa", "America/New_York"),  # before Jerusalem
        ("usa pacific", "America/Los_Angeles"),
        ("são", "America/Sao_Paulo"),
        ("howe", "Australia/Lord_Howe"),
        ("Berln", "Europe/Berlin"),
        ("utc", "UTC"),
    ],
)
def test_the_likeliest_zone_comes_first(typed: str, first: str) -> None:
    assert found(typed)[0] == first


def test_a_legacy_name_without_a_place_is_found_by_its_whole_name_only() -> None:
    assert "EST5EDT" not in found("est5")
    assert "EST5EDT" not in found("e")
    assert found("est5edt") == ["EST5EDT"]


def test_a_label_shows_the_time_of_its_clocks() -> None:
    assert [choice.label for choice in find_zones("berlin", NOW)] == ["Europe/Berlin (now 14:05)"]
    assert [choice.label for choice in find_zones("kathmandu", NOW)] == ["Asia/Kathmandu (now 17:50)"]


def test_without_a_text_common_zones_from_all_over_the_clock_are_offered() -> None:
    assert found("") == found("  ") == list(COMMON)
    assert len(set(COMMON)) == 25
    assert all(zone_named(name) == name for name in COMMON)
    hours = {NOW.astimezone(ZoneInfo(name)).hour for name in COMMON}
    assert len(hours) >= 12


def test_every_zone_of_a_place_is_found_by_its_own_name_and_its_city() -> None:
    places = [name for name in all_zones() if "/" in name and not name.startswith("Etc/")]
    assert len(places) > 500
    for name in places:
        assert zone_named(name.replace("_", " ").upper()) == name
        assert found(name)[0] == name
        assert name in found(name.rsplit("/", 1)[-1])


@given(st.text(max_size=30), st.integers(1, 25))
def test_whatever_is_typed_gives_distinct_choices_that_discord_takes(typed: str, limit: int) -> None:
    choices = find_zones(typed, NOW, limit)
    assert len(choices) <= limit
    assert len({choice.name for choice in choices}) == len(choices)
    assert all(0 < len(choice.label) <= 100 and zone_named(choice.name) == choice.name for choice in choices)


def test_importing_the_module_reads_no_database() -> None:
    code = (
        "import zoneinfo; zoneinfo.available_timezones = zoneinfo.ZoneInfo = None; "
        "import quizzes.schedules.zones as z; print(z._zones.cache_info().currsize)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 (our own)
    assert done.stdout.strip() == "0"
