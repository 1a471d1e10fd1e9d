"""One whole evaluation of a body of knowledge: asking, judging, measuring."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.chat.chat import Chat
from knowledge.chat.replies import Reply
from knowledge.loader import Knowledge
from knowledge.matcher import Matcher

from .contest import Standing, baseline_standings, tutor_standings
from .figures import Figures, Tally, Times, figures, tallies
from .footprint import Footprint, measured
from .labelled import LabelledQuestion, unknown_labels
from .timing import reference_seconds
from .trial import Trial, tried


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything that was found out.

    Attributes:
        trials: what became of each question.
        tallies: verdicts by scope and style.
        figures: the figures over all.
        reply: processor times for a whole reply.
        match: times that the matcher takes of that.
        reference_seconds: time for a fixed loop on this machine, to compare times from different machines by.
        footprint: what loading costs.
        unknown_labels: ids that labels name but the knowledge lacks.
        standings: the tutor (twice) and the baselines, None for one that is not installed; empty if not asked for.
    """

    trials: Sequence[Trial]
    tallies: Sequence[Tally]
    figures: Figures
    reply: Times
    match: Times
    reference_seconds: float
    footprint: Footprint
    unknown_labels: Sequence[str]
    standings: Mapping[str, Standing | None]


def evaluate(
    questions: Sequence[LabelledQuestion],
    knowledge: Knowledge,
    as_json: Callable[[Reply], Mapping[str, Any]],
    *,
    baselines: bool = False,
    tell: Callable[[str], None] = lambda _: None,
) -> Evaluation:
    """Ask all questions and measure.

    Args:
        questions: what to ask; not empty.
        knowledge: what is asked.
        as_json: puts a reply into the form that scripts read, which is what is judged.
        baselines: whether to try the ready-made ways too, which takes minutes.
        tell: is told what is being done.

    Raises:
        ContentError: if the folder's vocabulary or chat files have faults.
    """
    matcher = Matcher(knowledge)
    tell(f"{len(questions)} questions")
    titles = (entry.title for entry in knowledge.entries.values())
    trials = tried(questions, Chat(knowledge, matcher), matcher, titles, as_json)
    standings: dict[str, Standing | None] = {}
    if baselines:
        standings |= {f"{one.name}, {one.variant}": one for one in tutor_standings(trials)}
        standings |= baseline_standings(questions, knowledge, tell)
    return Evaluation(
        trials=trials,
        tallies=tallies(trials),
        figures=figures(trials),
        reply=Times.of([trial.reply_seconds for trial in trials]),
        match=Times.of([trial.match_seconds for trial in trials]),
        reference_seconds=reference_seconds(),
        footprint=measured(knowledge.folder),
        unknown_labels=unknown_labels(questions, knowledge),
        standings=standings,
    )
