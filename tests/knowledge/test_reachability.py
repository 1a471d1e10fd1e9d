import random
from pathlib import Path

from knowledge.entries import Entry
from knowledge.loader import Knowledge
from knowledge.reachability import mistyped, reachability


def test_shipped_entries_are_found_by_their_titles_and_by_mistyped_phrasings(shipped: Knowledge) -> None:
    for seed in (1, 2):
        reached = reachability(shipped, random.Random(seed))

        assert reached.faults == ()
        assert reached.asked == 2 * len(shipped.entries)
        assert reached.found >= 0.97 * reached.asked


def test_entries_that_nobody_can_tell_apart_are_named_with_what_is_found_instead() -> None:
    entries = {
        name: Entry(id=name, title="Black tea", answer="Tea.", phrasings=("how do i brew black tea",))
        for name in ("first", "second")
    }
    places = {name: ("drinks.yaml", line) for line, name in enumerate(entries, start=1)}

    reached = reachability(Knowledge(Path("nowhere"), entries, {}, places), random.Random(1))

    assert (reached.asked, reached.found) == (4, 2)
    assert {(fault.file, fault.line, fault.item) for fault in reached.faults} == {("drinks.yaml", 2, "second")}
    assert "“Black tea” finds `first` first." in [fault.rule for fault in reached.faults]


def test_two_longer_words_are_mistyped_and_short_ones_and_numbers_are_left() -> None:
    rng, text = random.Random(3), "how do i rotate managed certificates 12345"
    for _ in range(50):
        typed = mistyped(text, rng)
        changed = [one for one, other in zip(text.split(), typed.split(), strict=True) if one != other]

        assert len(changed) <= 2
        assert set(changed) <= {"rotate", "managed", "certificates"}
    assert mistyped("is it on", rng) == "is it on"
