"""Proves the decision dialogue: every path is short and ends, no end contradicts what was demanded on the way."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.documents import Document, read_mapping
from knowledge.errors import Fault
from knowledge.fault_wording import Wording
from knowledge.loader import Knowledge
from knowledge.matching.normalise import clean, words

from .advising import ADVICE_FILE, AdviceFile, EndItem
from .comparison_file import fact_faults

MOST_QUESTIONS = 5  # on any path: more is an interrogation


@dataclass(frozen=True, slots=True)
class Path:
    """One way through the dialogue: ids of the questions, what was demanded, and the id of the end."""

    questions: tuple[str, ...]
    demands: frozenset[str]
    end: str


def read_advice(knowledge: Knowledge, faults: list[Fault]) -> AdviceFile | None:
    """Return the dialogue of a folder of knowledge; None if it has none, or a faulty one. Adds faults to `faults`."""
    path = knowledge.folder / ADVICE_FILE
    document = read_mapping(AdviceFile, path, ADVICE_FILE, faults) if path.is_file() else None
    if document is None:
        return None
    found = [*_shape_faults(document), *_link_faults(document, knowledge)]
    if not found:  # paths can be walked only where every step leads somewhere
        found = [*_path_faults(document)]
    faults.extend(found)
    return None if found else document.value


def paths(file: AdviceFile) -> Iterator[Path]:
    """Yield every way through a dialogue that has no cycle and no loose end."""
    questions = {item.id: item for item in file.questions}
    open_: list[Path] = [Path((), frozenset(), file.questions[0].id)]
    while open_:
        path = open_.pop()
        question = questions.get(path.end)
        if question is None:
            yield path
            continue
        asked = (*path.questions, question.id)
        open_.extend(Path(asked, path.demands | set(choice.demands), choice.to) for choice in question.choices)


def _shape_faults(document: Document[AdviceFile]) -> Iterable[Fault]:
    """Return what keeps the dialogue from being walked: double or unknown names, cycles, what can't be reached."""
    file = document.value
    names = [("questions", at, item.id) for at, item in enumerate(file.questions)]
    names += [("ends", at, item.id) for at, item in enumerate(file.ends)]
    known = [name for *_, name in names]
    reached, cycle = _walked(file)
    if cycle:
        yield _fault(document, ("questions",), cycle, ("A path comes back to it.", "Lead the path to an end."))
    for number, (field, at, name) in enumerate(names):
        if name in known[:number]:
            yield _fault(document, (field, at), name, ("The id is used already.", "Give it another."))
        if name not in reached:
            yield _fault(document, (field, at), name, ("No path leads to it.", "Lead one to it, or remove it."))
    yield from _choice_faults(document, known)
    for at, text in enumerate(file.asked_by):
        if not words(clean(text)):
            yield _fault(document, ("asked_by", at), "asked_by", (f"`{text}` holds no word.", "Remove it."))


def _choice_faults(document: Document[AdviceFile], known: Container[str]) -> Iterable[Fault]:
    demands = {item.id for item in document.value.demands}
    for at, question in enumerate(document.value.questions):
        for number, choice in enumerate(question.choices):
            place = ("questions", at, "choices", number)
            if choice.to not in known:
                wording = (f"It leads to `{choice.to}`, which is no question and no end.", "Correct the id.")
                yield _fault(document, place, question.id, wording)
            for demand in set(choice.demands) - demands:
                yield _fault(document, place, question.id, _missing("demand", demand))


def _walked(file: AdviceFile) -> tuple[set[str], str | None]:
    """Return what can be reached, and a question that a path comes back to (None if none does)."""
    leads = {item.id: [choice.to for choice in item.choices] for item in file.questions}
    reached: set[str] = set()
    cycles: list[str] = []

    def walk(name: str, above: frozenset[str]) -> None:
        if name in above:
            cycles.append(name)
        elif name not in reached:
            reached.add(name)
            for other in leads.get(name, ()):
                walk(other, above | {name})

    walk(file.questions[0].id, frozenset())
    return reached, next(iter(cycles), None)


def _link_faults(document: Document[AdviceFile], knowledge: Knowledge) -> Iterable[Fault]:
    """Return the names of subjects, entries and facts that stand for nothing."""
    file = document.value
    named: list[tuple[tuple[int | str, ...], str, str, Sequence[str]]] = [
        (("opened_by",), "opened_by", "entry", file.opened_by)
    ]
    for at, demand in enumerate(file.demands):
        named.append((("demands", at), demand.id, "subject", demand.met_by))
        named.append((("demands", at), demand.id, "fact", demand.facts))
    for at, end in enumerate(file.ends):
        named.append((("ends", at), end.id, "subject", [*filter(None, [end.subject]), *end.beside]))
        named.append((("ends", at), end.id, "entry", [*filter(None, [end.entry])]))
        for wording in fact_faults(end.facts, end.exam, knowledge):
            yield _fault(document, ("ends", at), end.id, wording)
    known = {"entry": knowledge.entries.keys(), "fact": knowledge.facts.keys(), "subject": set(file.subjects)}
    for place, item, kind, names in named:
        for name in names:
            if name not in known[kind]:
                yield _fault(document, place, item, _missing(kind, name))


def _missing(kind: str, name: str) -> Wording:
    return f"There is no {kind} `{name}`.", "Correct the id."


def _path_faults(document: Document[AdviceFile]) -> Iterable[Fault]:
    file = document.value
    ends = {item.id: (at, item) for at, item in enumerate(file.ends)}
    seen: set[tuple[str, str]] = set()
    for path in paths(file):
        at, end = ends[path.end]
        for wording in _contradictions(path, end, file):
            if (end.id, wording[0]) not in seen:
                seen.add((end.id, wording[0]))
                yield _fault(document, ("ends", at), end.id, wording)


def _contradictions(path: Path, end: EndItem, file: AdviceFile) -> Iterator[Wording]:
    way = " > ".join(path.questions)
    if len(path.questions) > MOST_QUESTIONS:
        yield f"{len(path.questions)} questions lead to it ({way}).", f"Ask at most {MOST_QUESTIONS}."
    offers = {name: {item.id for item in file.demands if name in item.met_by} for name in file.subjects}
    if end.subject is None:
        fitting = [name for name in file.subjects if path.demands <= offers[name]]
        if fitting:
            yield f"By {way}, {fitting[0]} meets all that is demanded.", "Recommend it, or demand what it lacks."
        return
    met = offers[end.subject].union(*(offers[name] for name in end.beside))
    for demand in sorted(path.demands - met):
        yield (
            f"By {way}, `{demand}` is demanded, which it does not meet.",
            "Recommend what does, or add it in `beside`.",
        )


def _fault(document: Document[AdviceFile], place: tuple[int | str, ...], item: str, wording: Wording) -> Fault:
    return Fault(ADVICE_FILE, document.line(*place), item, *wording)
