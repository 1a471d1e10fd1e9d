"""A channel that outlives the process that posts to it, and the presenter through which that process reaches it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeAlias

from quizzes.schedules.schedule_views import DailyPost
from quizzes.views import Lobby, QuestionCard, Reveal, RoundResult

from .fate import Fate

NONCE_SECONDS = 300  # for which Discord knows a nonce

Request: TypeAlias = tuple[Any, ...]


@dataclass(slots=True)
class Message:
    """A message as the channel holds it."""

    channel_id: int
    nonce: str
    posted_at: float
    content: str
    edits: int = 0


@dataclass(slots=True)
class Recorder:
    """All channels. A nonce of the last minutes returns the first message; an older one only if it is looked for."""

    messages: list[Message] = field(default_factory=list)
    requests: int = 0

    def serve(self, request: Request, now: float) -> int | bool:
        """Act on a request of a presenter, and return what Discord would."""
        self.requests += 1
        match request:
            case ("post", channel_id, nonce, content, again):
                return self._post(Message(channel_id, nonce, now, content), again=again)
            case ("edit", message_id, content):
                message = self.messages[message_id - 1]
                message.content = content
                message.edits += 1
                return True
        raise ValueError(f"no such request: {request}")

    def _post(self, message: Message, *, again: bool) -> int:
        for number, known in enumerate(self.messages, 1):
            fresh = again or message.posted_at - known.posted_at < NONCE_SECONDS
            if fresh and (known.channel_id, known.nonce) == (message.channel_id, message.nonce):
                return number
        self.messages.append(message)
        return len(self.messages)

    @property
    def doubled(self) -> int:
        """How many messages show what another one shows."""
        return len(self.messages) - len({(message.channel_id, message.nonce) for message in self.messages})

    def shown(self) -> list[str]:
        """Return what all messages say, by channel, in the order in which they were posted."""
        return [message.content for message in sorted(self.messages, key=lambda message: message.channel_id)]


class RecordingPresenter:
    """Shows rounds and daily questions in a recorder that lives in another process."""

    def __init__(self, fate: Fate) -> None:
        self._fate = fate

    async def lobby(self, lobby: Lobby, *, again: bool) -> int | None:
        content = f"lobby {lobby.round.title}: {lobby.joined} joined, {lobby.round.state}"
        if lobby.message_id is not None:
            self._edit(lobby.message_id, content)
            return None
        return self._post(lobby.round.channel_id, lobby.key, content, again=again)

    async def ask(self, card: QuestionCard, *, again: bool) -> int:
        return self._post(card.round.channel_id, card.key, _question(card), again=again)

    async def refresh(self, card: QuestionCard) -> int | None:
        assert card.message_id is not None
        self._edit(card.message_id, _question(card))
        return None

    async def reveal(self, reveal: Reveal) -> int | None:
        assert reveal.card.message_id is not None
        self._edit(reveal.card.message_id, _reveal(reveal))
        return None

    async def put_away(self, reveal: Reveal) -> None:
        assert reveal.card.message_id is not None
        self._edit(reveal.card.message_id, _reveal(reveal))

    async def finish(self, result: RoundResult, *, again: bool) -> int | None:
        content = f"result of {result.asked}, {result.round.state}: {result.standings}, {result.most_missed}"
        return self._post(result.round.channel_id, result.key, content, again=again)

    async def daily(self, post: DailyPost, *, again: bool) -> int:
        return self._post(post.card.round.channel_id, post.card.key, _daily(post), again=again)

    async def refresh_daily(self, post: DailyPost) -> None:
        assert post.card.message_id is not None
        self._edit(post.card.message_id, _daily(post))

    async def reveal_daily(self, reveal: Reveal) -> None:
        assert reveal.card.message_id is not None
        self._edit(reveal.card.message_id, _reveal(reveal))

    async def tell_host(self, host_id: int, channel_id: int, why: str) -> None:
        raise AssertionError(f"{host_id} is told that {channel_id} is lost: {why}")

    def _post(self, channel_id: int, nonce: str, content: str, *, again: bool) -> int:
        return int(self._fate.request(("post", channel_id, nonce, content, again)))

    def _edit(self, message_id: int, content: str) -> None:
        self._fate.request(("edit", message_id, content))


def _question(card: QuestionCard) -> str:
    options = ", ".join(f"{option.letter} {option.text}" for option in card.options)
    return f"question {card.number}: {card.stem} {options}; {card.answered} answered"


def _reveal(reveal: Reveal) -> str:
    counts = ", ".join(f"{option.letter} {option.count}" for option in reveal.options)
    controls = "with" if reveal.next_at else "without"
    return (
        f"reveal {reveal.card.number}: {reveal.right}, {reveal.right_count} of {reveal.answered}; {counts}; {controls}"
    )


def _daily(post: DailyPost) -> str:
    recap = f"; before: {_reveal(post.recap)}" if post.recap else ""
    return f"daily {post.day}{', late' if post.late else ''}: {_question(post.card)}{recap}"
