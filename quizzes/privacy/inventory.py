"""What is stored, why and for how long: the list from which `/privacy show`, the README and the export are made.

Each table belongs to one kind; a test walks all tables and columns and fails for one that is not here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .periods import ACTIONS_KEPT, DEPARTED_KEPT, INACTIVE_MONTHS, QUESTIONS_KEPT

USUALLY_KEPT = f"until you delete it, or {INACTIVE_MONTHS} months after you were last here"
_SERVER = f"until a host removes it, or {DEPARTED_KEPT.days} days after I left the server"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of what is stored.

    Attributes:
        name: what it is called.
        what: what it consists of, in plain words; complete sentences, "you" being the learner.
        why: what it is for.
        how_long: for how long it is kept.
        tables: the tables that hold it.
        learners: table -> its column with a learner's Discord id, where a table has one.
    """

    name: str
    what: str
    why: str
    how_long: str
    tables: tuple[str, ...]
    learners: Mapping[str, str]

    @property
    def about_you(self) -> bool:
        """Whether any of it is about a single learner."""
        return bool(self.learners)


KINDS: tuple[Kind, ...] = (
    Kind(
        "Your answers",
        "Which question, what you chose or typed, whether it was right, which belief stood behind it, when, in which "
        "round and server, how many seconds it took, whether you were sure if you said so, and later corrections.",
        "Your score, your progress and your reviews, and a server's board if you joined it.",
        USUALLY_KEPT,
        ("answer", "ballot", "confidence", "regraded_answer"),
        {"answer": "learner_id", "ballot": "learner_id", "regraded_answer": "learner_id"},
    ),
    Kind(
        "Rounds",
        "Your private rounds and exams with their questions; of rounds in a channel who hosted them, who joined and "
        "which questions were asked.",
        "A round goes on after a restart, and questions do not come again too soon.",
        USUALLY_KEPT,
        ("round", "round_question", "participant"),
        {"round": "host_id", "participant": "learner_id"},
    ),
    Kind(
        "Your settings",
        "Your time zone, how much time you want for a question, the day of your exam, when you want to be reminded, "
        "and when I could not reach you.",
        "Things happen when and how you asked for.",
        USUALLY_KEPT,
        ("learner",),
        {"learner": "learner_id"},
    ),
    Kind(
        "Boards",
        "In each server: whether you are on its board, under which alias, and when you were asked.",
        "Nobody is listed who did not ask for it, and nobody is asked twice.",
        f"{USUALLY_KEPT}; also {DEPARTED_KEPT.days} days after I left the server",
        ("member",),
        {"member": "learner_id"},
    ),
    Kind(
        "Votes",
        "Which of my answers you found helpful or not, when, and in which server.",
        "Curators see which answers to improve; they see numbers, not who voted.",
        USUALLY_KEPT,
        ("vote",),
        {"vote": "learner_id"},
    ),
    Kind(
        "What is planned",
        "Reminders and ends of exams with their times, and what schedules and rounds do next.",
        "It happens at its time, and only once.",
        f"{ACTIONS_KEPT.days} days after it was done",
        ("due_action",),
        {"due_action": "subject_id"},
    ),
    Kind(
        "Schedules",
        "What is posted where and when in a server, who set it up, and on which days it is left out.",
        "Daily questions and rounds come by themselves, and whoever set them up is told if they can't.",
        _SERVER,
        ("schedule", "skipped_date"),
        {"schedule": "host_id"},
    ),
    Kind(
        "Servers",
        "What a server has set, and since when I am no longer in it.",
        "It works as its hosts want it.",
        f"{DEPARTED_KEPT.days} days after I left the server",
        ("server", "departed_server"),
        {},
    ),
    Kind(
        "Questions without a good answer",
        "Only in servers that switched it on: the words of a question, with names and numbers masked, never who asked. "
        "Apart from that, how often an answer was not what was meant.",
        "Curators see what is missing.",
        f"{QUESTIONS_KEPT.days} days; the numbers stay, until {DEPARTED_KEPT.days} days after I left the server",
        ("kept_question", "mismatch"),
        {},
    ),
    Kind(
        "What is about nobody",
        "Questions as they were asked, corrections of questions, the hours in which I was running, the pace of posting "
        "and which commands Discord knows.",
        "I work correctly.",
        "as long as it is needed",
        ("asked_question", "regrade", "running_hour", "slot", "synced_commands"),
        {},
    ),
)

NOT_STORED = (
    "Not stored: your name, your messages, and what you ask me; the last question of a conversation is held in memory "
    "for some minutes."
)
LIMITS = (
    "I do not see when you leave a server, since I don't ask Discord for its list of members: then your data stays as "
    "above until you delete it. Messages that I have posted stay in their channels, also results that mention you; a "
    "host can delete them."
)


def kind_of(table: str) -> Kind:
    """Return the kind that a table belongs to.

    Raises:
        KeyError: if the list does not name it.
    """
    for kind in KINDS:
        if table in kind.tables:
            return kind
    raise KeyError(table)
