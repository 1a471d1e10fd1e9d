"""The statistics of a bank as text, for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from knowledge.loader import Knowledge
from quizzes.checks.balance import CRITICAL, MAX_TELLING_LENGTH
from quizzes.checks.form import MAX_LIX
from quizzes.checks.statistics import Statistics

LABEL = 16  # characters of the first column


def short_report(found: Statistics) -> str:
    """Return a few lines: counts by topic, kind, clock and difficulty, and what the options' form tells."""
    uses = found.misconceptions.values()
    rare = f"{len(uses)}, in {min(uses)} to {max(uses)} options each" if uses else "none"
    return "\n".join(
        [
            _line("Topics", _counted(found.topics)),
            _line("Kinds", _counted(found.kinds)),
            _line("Clocks", _counted(found.clocks)),
            _line("Difficulties", _counted(found.difficulties)),
            _line("Misconceptions", rare),
            *_form(found),
        ]
    )


def long_report(found: Statistics, knowledge: Knowledge) -> str:
    """Return the short report, and each misconception, fact and telling pair in a line of its own."""
    unasked = [name for name in knowledge.facts if not found.facts[name]]
    return "\n".join(
        [
            short_report(found),
            *_listed("Options by misconception", _ranked(found.misconceptions)),
            *_listed("Questions by fact", _ranked({name: found.facts[name] for name in knowledge.facts})),
            *_listed(f"Facts that no question cites: {len(unasked)}", unasked),
            *_listed(
                f"Stems that hold another question's answer, never in one round: {len(found.telling_pairs)}",
                (f"{one} tells {other}" for one, other in found.telling_pairs),
            ),
        ]
    )


def _form(found: Statistics) -> Iterator[str]:
    test = f"(chi-square {found.chi_square:.1f}, at most {CRITICAL})"
    yield _line("Right option at", f"{_counted(found.positions, ranked=False)} {test}")
    if found.chosen_from:
        shares = [f"{which} in {count / found.chosen_from:.0%}" for which, count in found.standing_out.items()]
        yield _line("Right option is", f"{', '.join(shares)} (at most {MAX_TELLING_LENGTH:.0%} each)")
    median, most = found.readability
    yield _line("Readability", f"LIX {median:.0f} in the median, {most:.0f} at most (limit {MAX_LIX})")


def _counted(counts: Mapping[str, int], *, ranked: bool = True) -> str:
    names = sorted(counts, key=lambda name: -counts[name]) if ranked else list(counts)
    return ", ".join(f"{name} {counts[name]}" for name in names)


def _ranked(counts: Mapping[str, int]) -> Iterator[str]:
    return (f"{counts[name]:>4}  {name}" for name in sorted(counts, key=lambda name: (-counts[name], name)))


def _listed(heading: str, lines: Iterable[str]) -> list[str]:
    return ["", heading, *(f"  {line}" for line in lines)]


def _line(label: str, text: str) -> str:
    return f"{label:<{LABEL}}{text}"
