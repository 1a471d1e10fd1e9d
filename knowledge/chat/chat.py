"""Decides what the tutor says to a question, by itself or after another one: the one interface of every front end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.entries import Entry
from knowledge.errors import ContentError, Fault
from knowledge.loader import Knowledge
from knowledge.matcher import MOST_CHOICES, Decision, Matcher
from knowledge.matching.explain import Explanation
from knowledge.matching.follow_up import BARE

from .advice import AdviceStep
from .advice_rules import read_advice
from .advising import Advisor
from .comparing import Asked, Comparer
from .comparison import Comparison
from .comparison_file import read_comparison
from .phrases import Phrasebook
from .replies import Advised, Answer, Answered, Compared, Offered, Reply, Said, Turn, Unknown
from .small_talk import read_small_talk

CERTAIN = 1.0  # confidence in what is decided by rules: courtesies, comparisons by name, the dialogue


def chat_faults(knowledge: Knowledge, faults: list[Fault]) -> None:
    """Add to `faults` what is wrong with a folder's small talk, table of comparison and decision dialogue."""
    read_small_talk(knowledge.folder, faults)
    read_comparison(knowledge, faults)
    read_advice(knowledge, faults)


class Chat:
    """Answers questions, follow-ups, corrections, comparisons, calls for advice and courtesies.

    Immutable after construction, without I/O, clock or chance: what was asked before is handed in.

    Args:
        knowledge: what is known; its folder may hold `small_talk.yaml`, `comparison.yaml` and `advice.yaml`.
        matcher: finds entries in it.

    Raises:
        ContentError: with all faults of these three files.
    """

    def __init__(self, knowledge: Knowledge, matcher: Matcher) -> None:
        faults: list[Fault] = []
        self._knowledge, self._matcher = knowledge, matcher
        self._talk = read_small_talk(knowledge.folder, faults)
        self._comparer = Comparer(read_comparison(knowledge, faults), lambda text: matcher.read(text).terms)
        advice = read_advice(knowledge, faults)
        if faults:
            raise ContentError(faults)
        self._advisor = Advisor(advice)
        self._explaining = {entry.facts[0]: entry for entry in knowledge.entries.values() if entry.facts}
        self._opened_by = frozenset(advice.opened_by if advice else ())
        self._advice = Phrasebook({"advice": advice.asked_by}, advice.fillers) if advice else Phrasebook({})

    @property
    def subjects(self) -> tuple[tuple[str, str], ...]:
        """(id, name) of what can be compared."""
        return self._comparer.subjects

    @property
    def aspects(self) -> tuple[tuple[str, str], ...]:
        """(id, name) of the aspects in which it can be compared."""
        return self._comparer.aspects

    def compare(self, subjects: Sequence[str], aspect: str | None = None) -> Comparison:
        """Return two or three subjects side by side, in one aspect, or (None) in the most telling ones.

        Raises:
            CannotCompare: if something is unknown, or if it is not two or three different subjects.
        """
        return self._comparer.compare(subjects, (aspect,) if aspect else ())

    def advise(self, path: str = "") -> AdviceStep:
        """Return the state of the decision dialogue after the choices of `path`; an empty path opens it.

        Raises:
            NoSuchStep: if the dialogue has no such state, or if there is no dialogue.
        """
        return self._advisor.step(path)

    def about(self, entry: Entry) -> Answered:
        """Return an entry as the answer to someone who chose it by its title."""
        return Answered(entry, advises=entry.id in self._opened_by)

    def reply(self, question: str, before: Turn | None = None) -> Reply:
        """Return what to say to `question`.

        Args:
            question: as typed.
            before: what the learner asked before, from that reply; None if nothing, or if it is forgotten.
        """
        taken = self._taken(question, before) if before else None
        if before and taken is not None:  # before courtesies: "yes" may be a choice
            return self._advised(taken, before.question)
        said = self._talk.reply(question)
        if said:
            return Reply(Said(said), before, CERTAIN)
        asked = self._talk.question(question)
        return (before and self._aside(asked, before)) or self._answer(asked, before)

    def explain(self, question: str, before: Turn | None = None) -> Explanation | None:
        """Return why the matcher decides as it does in `reply`; None where it is not asked."""
        asked = self._talk.question(question)
        if before and self._taken(question, before) is not None:
            return None
        if self._talk.reply(question) or (before and self._aside(asked, before)):
            return None
        return self._matcher.explain(*self._leaning(asked, before))

    def _taken(self, text: str, before: Turn) -> str | None:
        """Return the dialogue's path with the choice that a text takes; None if it takes none, or none is awaited."""
        path = before.path
        if path is None:
            awaited = not before.entry and self._is_choosing(before.question)
            return self._advisor.taken("", text) if awaited else None
        return self._advisor.taken(path, text)

    def _advised(self, path: str, question: str) -> Reply:
        """Return a step of the dialogue that `question` opened; after its end, the recommendation is leant on."""
        step = self._advisor.step(path)
        return Reply(Advised(step), self.turn_at(step, question), CERTAIN)

    def turn_at(self, step: AdviceStep, question: str = "help me choose") -> Turn:
        """Return what the next question may lean on after a step of the dialogue that `question` opened."""
        end = step.recommendation
        if not end:
            return Turn(question, path=step.path)
        entry = self._knowledge.entries.get(end.entry) if end.entry else None
        return Turn(entry.title if entry else end.name, end.entry)

    def _aside(self, question: str, before: Turn) -> Reply | None:
        """Return another side of the last answer, if that is all that is asked for."""
        focus = self._talk.aside(question)
        again = self._answer(before.question, None) if focus and not before.entry else None
        if again and isinstance(again.answer, Compared):
            entries = self._explained(again.answer.comparison) if focus == "detail" else ()
            return replace(again, answer=Offered(entries)) if len(entries) > 1 else again
        entry = self._last(before) if focus else None
        if focus is None or entry is None:
            return None
        answered = Answered(entry, focus=focus, advises=entry.id in self._opened_by)
        return Reply(answered, replace(before, entry=entry.id), CERTAIN)

    def _explained(self, comparison: Comparison) -> tuple[Entry, ...]:
        """Return up to three entries that say more about a table's cells."""
        mains = [cell.facts[0] for row in comparison.rows for cell in row.cells if cell.facts]
        found = [self._explaining[fact] for fact in dict.fromkeys(mains) if fact in self._explaining]
        return tuple(found[:MOST_CHOICES])

    def _last(self, before: Turn) -> Entry | None:
        """Return the entry that answered the question before; None if none did."""
        known = self._knowledge.entries.get(before.entry) if before.entry else None
        return known or self._matcher.ask(before.question).entry

    def _answer(self, question: str, before: Turn | None) -> Reply:
        choosing = self._is_choosing(question)
        decision = self._matcher.ask(*self._leaning(question, before))
        asked = self._asked(decision.meant)
        answer = self._chosen(decision, asked, choosing=choosing)
        entry = answer.entry.id if isinstance(answer, Answered) else None
        if isinstance(answer, Advised):
            return self._advised("", decision.meant)
        turn = Turn(decision.meant, entry)
        return Reply(answer, turn, CERTAIN if isinstance(answer, Compared) else decision.confidence)

    def _is_choosing(self, question: str) -> bool:
        return not self._advisor.silent and bool(self._advice.meanings(question))

    def _leaning(self, question: str, before: Turn | None) -> tuple[str, str | None]:
        """Return what to ask the matcher: the question, and the one that it leans on, if any."""
        if before and not self._is_choosing(question):  # "which one" asks for advice, not for one of two named before
            return self._following(question, before)
        return question, None

    def _following(self, question: str, before: Turn) -> tuple[str, str | None]:
        """Return a question with "the other one" by its name, and the question that it leans on.

        What is named after a comparison joins it, and "versus premium" joins what one subject was asked about; the
        comparison is then asked for as a whole.
        """
        if self._talk.asks_for_other(question):
            last = self._last(before)
            titled = self._matcher.read(last.title).terms if last else ()
            other = self._talk.other(self._matcher.read(before.question).terms, titled)
            return (f"and for {other}" if other else question), before.question
        compared, named = self._asked(before.question), self._asked(question)
        if self._joins(named, compared):
            return self._comparer.worded(compared.joined(named)), None
        return question, before.question

    @staticmethod
    def _joins(named: Asked, before: Asked) -> bool:
        """Whether a question names no more than what to add to what was asked before, to compare it."""
        if not BARE.issuperset(named.rest):
            return False
        if named.marked:
            return bool(before.subjects) and len(named.subjects) == 1 and named.subjects[0] not in before.subjects
        return before.compares and bool(named.subjects or named.aspects)

    def _asked(self, text: str) -> Asked:
        return self._comparer.asked(self._matcher.read(text).terms)

    def _chosen(self, decision: Decision, asked: Asked, *, choosing: bool) -> Answer:
        comparison = self._comparer.compare(asked.subjects, asked.aspects) if asked.compares else None
        entry, advises = decision.entry, decision.entry is not None and decision.entry.id in self._opened_by
        if comparison and asked.aspects and entry and not decision.also and _is_nearer(comparison, entry):
            return Compared(comparison)
        if choosing and not comparison and not advises:  # an entry on choosing may answer; any other was not asked for
            return Advised(self._advisor.step(""))
        if entry:
            known = comparison if comparison and comparison.facts else None  # an empty table adds nothing
            return Answered(entry, decision.also, comparison=known, advises=advises)
        if comparison and not decision.beyond:
            return Compared(comparison)
        entries = tuple(match.entry for match in decision.choices)
        return Offered(entries) if decision.outcome == "choices" else Unknown(entries, decision.beyond)


def _is_nearer(comparison: Comparison, entry: Entry) -> bool:
    """Whether a table of the aspects asked for answers better than an entry, whose main fact is none of the table's."""
    return bool(comparison.facts) and not set(entry.facts[:1]) <= set(comparison.facts)
