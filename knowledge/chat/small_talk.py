"""Courtesies, and the short words by which people ask for more of the last answer, read from `small_talk.yaml`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from knowledge.content_files import Identified
from knowledge.documents import Document, read_mapping
from knowledge.errors import Fault
from knowledge.facts import Identifier, Text
from knowledge.matching.normalise import clean, words

from .phrases import Phrasebook
from .replies import Focus

SMALL_TALK_FILE = "small_talk.yaml"
REPLY_LIMIT = 400  # characters; a courtesy is returned briefly

Forms = Annotated[tuple[Text, ...], Field(min_length=1)]


class Saying(Identified):
    """A courtesy and what is said to it.

    Attributes:
        id: name of the courtesy.
        forms: the ways to say it.
        reply: what is said to it, if nothing that stands before it in the file was said as well.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Identifier
    forms: Forms
    reply: Annotated[Text, StringConstraints(max_length=REPLY_LIMIT)]


class Aside(Identified):
    """A short question about the last answer.

    Attributes:
        id: name of the aside.
        forms: the ways to ask it.
        show: the part of the last answer that it asks for.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Identifier
    forms: Forms
    show: Focus


class TalkFile(BaseModel):
    """The content of `small_talk.yaml`.

    Attributes:
        fillers: words that may stand beside a courtesy or an aside.
        sayings: the courtesies; where several are said, the first in this list is returned.
        asides: short questions about the last answer.
        other_one: the ways to ask for "the other one".
        pairs: what is the other of what, such as [standard, premium]: terms of the folder's vocabulary.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    fillers: tuple[Text, ...] = ()
    sayings: tuple[Saying, ...] = ()
    asides: tuple[Aside, ...] = ()
    other_one: tuple[Text, ...] = ()
    pairs: tuple[Annotated[tuple[Text, ...], Field(min_length=2, max_length=2)], ...] = ()


class SmallTalk:
    """Knows what is said beside questions; immutable."""

    def __init__(self, file: TalkFile) -> None:
        self._replies = {saying.id: saying.reply for saying in file.sayings}
        self._sayings = Phrasebook({saying.id: saying.forms for saying in file.sayings}, file.fillers)
        self._shown = {aside.id: aside.show for aside in file.asides}
        self._asides = Phrasebook({aside.id: aside.forms for aside in file.asides}, file.fillers)
        self._other = Phrasebook({"other": file.other_one}, file.fillers)
        self._pairs = [*file.pairs, *(pair[::-1] for pair in file.pairs)]

    def reply(self, text: str) -> str | None:
        """Return what is said to a text that is nothing but courtesies; None if it is more, or nothing."""
        said = set(self._sayings.meanings(text))
        return next((reply for name, reply in self._replies.items() if name in said), None)

    def question(self, text: str) -> str:
        """Return a text without the courtesies that it begins with."""
        return self._sayings.beyond(text)

    def aside(self, text: str) -> Focus | None:
        """Return the part of the last answer that a text asks for; None if it asks something else."""
        asked = self._asides.meanings(text)
        return self._shown[asked[0]] if asked else None

    def asks_for_other(self, text: str) -> bool:
        """Whether a text asks for nothing but "the other one"."""
        return bool(self._other.meanings(text))

    def other(self, terms: Iterable[str], last: Iterable[str] = ()) -> str | None:
        """Return the other of the thing that `terms` name; None if they name nothing that has one.

        Where they name both of a pair, the other is the one that `last`, the answer's title, does not name.
        """
        asked, answered = set(terms), set(last)
        for one, other in self._pairs:
            if one in asked and other not in asked:
                return other
            if one in asked and other in asked and one in answered and other not in answered:
                return other
        return None


def read_small_talk(folder: Path, faults: list[Fault]) -> SmallTalk:
    """Return the small talk of a folder of knowledge; a silent one if it has none. Each fault is added to `faults`."""
    path = folder / SMALL_TALK_FILE
    document = read_mapping(TalkFile, path, SMALL_TALK_FILE, faults) if path.is_file() else None
    if document is None:
        return SmallTalk(TalkFile())
    found = list(_faults(document))
    faults.extend(found)
    return SmallTalk(TalkFile() if found else document.value)


def _faults(document: Document[TalkFile]) -> Iterable[Fault]:
    owners: dict[tuple[str, ...], str] = {}
    file = document.value
    groups = [("sayings", at, item.id, item.forms) for at, item in enumerate(file.sayings)]
    groups += [("asides", at, item.id, item.forms) for at, item in enumerate(file.asides)]
    for field, at, name, forms in groups:
        for form in forms:
            phrase = tuple(words(clean(form)))
            place = (SMALL_TALK_FILE, document.line(field, at), name)
            if not phrase:
                yield Fault(*place, f"The form `{form}` holds no word.", "Remove it, or write it with letters.")
            elif owners.setdefault(phrase, name) != name:
                yield Fault(*place, f"The form `{form}` belongs to `{owners[phrase]}` too.", "Keep it in one.")
    for form in file.other_one:
        if not words(clean(form)):
            yield Fault(
                SMALL_TALK_FILE, document.line("other_one"), "other_one", f"`{form}` holds no word.", "Remove it."
            )
