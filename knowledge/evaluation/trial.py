"""Asks labelled questions and keeps what was replied, how sure it was, and how long it took."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.chat.chat import Chat
from knowledge.chat.replies import Advised, Answered, Reply, Said, Turn
from knowledge.entries import Entry
from knowledge.matcher import Matcher

from .labelled import LabelledQuestion
from .timing import seconds_used
from .verdicts import Cited, Given, Verdict, verdict

RANKED = 3  # best entries that are looked at
WARMED_BY = 50  # titles asked before any time is taken


@dataclass(frozen=True, slots=True)
class Trial:
    """One labelled question and what became of it.

    Attributes:
        given: what was replied.
        ranked: the best entries, however unlikely; one that answered first.
        confidence: 0-1, that the question is answered by the first of them; 0 where a rule took it for a courtesy or a
            call for advice.
        by_rule: whether a rule decided, so that the confidence is no estimate.
        reply_seconds: processor time for the whole reply.
        match_seconds: processor time that the matcher alone takes for the question.
    """

    question: LabelledQuestion
    given: Given
    ranked: Sequence[Cited]
    confidence: float
    by_rule: bool
    reply_seconds: float
    match_seconds: float

    @property
    def verdict(self) -> Verdict:
        """How the reply is judged."""
        return verdict(self.question, self.given)

    def right_within(self, most: int) -> bool:
        """Whether one of the first `most` entries is accepted."""
        return any(one.answers(self.question.accepted) for one in self.ranked[:most])


def tried(
    questions: Iterable[LabelledQuestion],
    chat: Chat,
    matcher: Matcher,
    titles: Iterable[str],
    as_json: Callable[[Reply], Mapping[str, Any]],
) -> list[Trial]:
    """Ask all questions, each by itself or after the one named in it.

    Args:
        questions: what to ask.
        chat: answers.
        matcher: the one on which `chat` rests.
        titles: of the entries; the first of them warm the caches.
        as_json: puts a reply into the form that scripts read, which is what is judged.
    """
    for title, _ in zip(titles, range(WARMED_BY), strict=False):
        chat.reply(title)
    return [_tried(question, chat, matcher, as_json) for question in questions]


def _tried(
    question: LabelledQuestion, chat: Chat, matcher: Matcher, as_json: Callable[[Reply], Mapping[str, Any]]
) -> Trial:
    before = Turn(question.after) if question.after else None
    start = seconds_used()
    reply = chat.reply(question.q, before)
    replied = seconds_used()
    decision = matcher.ask(question.q, question.after)
    matched = seconds_used()
    first = [reply.answer.entry] if isinstance(reply.answer, Answered) else []
    ranked = dict.fromkeys([*first, *matcher.likeliest(decision.meant, RANKED)])
    unanswered = isinstance(reply.answer, Said | Advised)
    return Trial(
        question=question,
        given=Given.from_json(as_json(reply)),
        ranked=[_cited(entry) for entry in ranked][:RANKED],
        confidence=0.0 if unanswered else reply.confidence,
        by_rule=unanswered,
        reply_seconds=replied - start,
        match_seconds=matched - replied,
    )


def _cited(entry: Entry) -> Cited:
    return Cited(entry.id, entry.facts)
