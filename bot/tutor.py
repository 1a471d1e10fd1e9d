"""The one place that wires everything together; nothing connects or reads files before it is called."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass

from knowledge.chat.chat import Chat
from knowledge.loader import Knowledge, load_knowledge
from knowledge.matcher import Matcher
from quizzes.answer_box import AnswerBox
from quizzes.bank import Bank, load_bank
from quizzes.database import Database
from quizzes.feedback import Feedback
from quizzes.learners import Learners
from quizzes.learning.exams import Exams
from quizzes.learning.reminders import Reminders
from quizzes.learning.reviews import Reviews
from quizzes.lost_places import LostPlaces
from quizzes.privacy.privacy import Privacy
from quizzes.privacy.retention import Retention
from quizzes.rounds import Rounds
from quizzes.schedules.daily_questions import DailyQuestions
from quizzes.schedules.drafts import Drafts
from quizzes.schedules.occurrences import Occurrences
from quizzes.schedules.schedules import Schedules
from quizzes.servers import Servers
from quizzes.standing.boards import Boards
from quizzes.standing.history import Histories
from quizzes.standing.members import Members
from quizzes.standing.running import Running
from quizzes.standing.scores import Scores
from quizzes.steering import Steering

from .conversations import Conversations

Clock = Callable[[], dt.datetime]


@dataclass(frozen=True, slots=True)
class Content:
    """What is taught and asked: immutable, so that one loading serves any number of tutors."""

    knowledge: Knowledge
    matcher: Matcher
    chat: Chat
    bank: Bank


@dataclass(frozen=True, slots=True)
class Tutor:
    """Everything a front end needs.

    Attributes:
        knowledge: the entries and facts.
        matcher: finds the entry for a question.
        chat: decides what to say to a question.
        conversations: what each learner asked last.
        bank: the quiz questions.
        database: owner of transactions.
        rounds: the use cases of a round.
        answers: where answers to group rounds and daily questions are handed in.
        steering: what a host does with a round.
        schedules: what hosts have planned.
        drafts: schedules that are being set up.
        occurrences: what becomes true when a date of theirs has come.
        daily_questions: the daily questions that are open.
        lost_places: what becomes of rounds and schedules where the bot can't be any more.
        scores: what learners have reached.
        boards: where they stand in their servers.
        histories: their first tries one by one.
        members: what they have chosen in them.
        running: when the tutor ran.
        feedback: what learners let us know about answers.
        servers: what servers have set.
        learners: what learners have set for themselves.
        exams: mock exams.
        reviews: what a learner should see again.
        reminders: of that, for those who want them.
        privacy: what learners may do with what is stored about them.
        retention: ends what was kept long enough.
        clock: returns the present moment, aware, in UTC.
        rng: source of chance.
    """

    knowledge: Knowledge
    matcher: Matcher
    chat: Chat
    conversations: Conversations
    bank: Bank
    database: Database
    rounds: Rounds
    answers: AnswerBox
    steering: Steering
    schedules: Schedules
    drafts: Drafts
    occurrences: Occurrences
    daily_questions: DailyQuestions
    lost_places: LostPlaces
    scores: Scores
    boards: Boards
    histories: Histories
    members: Members
    running: Running
    feedback: Feedback
    servers: Servers
    learners: Learners
    exams: Exams
    reviews: Reviews
    reminders: Reminders
    privacy: Privacy
    retention: Retention
    clock: Clock
    rng: random.Random


def load_content() -> Content:
    """Load and check everything that is taught and asked.

    Raises:
        ContentError: with every fault of the content.
    """
    knowledge = load_knowledge()
    matcher = Matcher(knowledge)
    return Content(knowledge, matcher, Chat(knowledge, matcher), load_bank(knowledge))


def build_tutor(content: Content, database: Database, clock: Clock, rng: random.Random) -> Tutor:
    """Wire the tutor. The database is not touched yet."""
    knowledge, bank = content.knowledge, content.bank
    rounds = Rounds(database, bank, knowledge)
    reviews = Reviews(database, bank, rounds)
    return Tutor(
        knowledge=knowledge,
        matcher=content.matcher,
        chat=content.chat,
        conversations=Conversations(),
        bank=bank,
        database=database,
        rounds=rounds,
        answers=AnswerBox(rounds.take),
        steering=Steering(rounds),
        schedules=Schedules(database, bank),
        drafts=Drafts(database, bank),
        occurrences=Occurrences(rounds, rng),
        daily_questions=DailyQuestions(rounds),
        lost_places=LostPlaces(rounds),
        scores=Scores(database, bank, knowledge),
        boards=Boards(database, bank),
        histories=Histories(database),
        members=Members(database),
        running=Running(database),
        feedback=Feedback(database),
        servers=Servers(database),
        learners=Learners(database),
        exams=Exams(database, bank, knowledge),
        reviews=reviews,
        reminders=Reminders(database, reviews),
        privacy=Privacy(database, bank),
        retention=Retention(database),
        clock=clock,
        rng=rng,
    )


def system_clock() -> dt.datetime:
    """Return the present moment in UTC; the only place that reads the clock."""
    return dt.datetime.now(dt.UTC)
