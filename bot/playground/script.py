"""A short scripted visit to the playground: a learner asks twice, three play a round, one looks at the score."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import simcord

from bot.discord_ui.custom_ids import NEXT_NOW, REVEAL_NOW, SHOW_MINE, START_NOW
from bot.tutor import Tutor

from .transcript import custom_ids, message_text
from .world import World, open_world

QUESTION = "premium fips level?"
FOLLOW_UP = "and for standard?"
ROUND_LENGTH = 2


async def play_script(tutor: Tutor, say: Callable[[str], None]) -> None:
    """Play the script with the real client and give each thing that is seen to `say`."""
    async with open_world(tutor) as world:
        await Visit(world, say).play()


class Visit:
    """One run of the script."""

    def __init__(self, world: World, say: Callable[[str], None]) -> None:
        self._world = world
        self._say = say
        self._channel = world.channels[0]
        self._names = {learner.id: learner.user.global_name or learner.name for learner in world.learners}

    async def play(self) -> None:
        """Ask, play, and look at the score."""
        ana = self._world.learners[0]
        self._show("The tutor", self._last())
        self._say(f"\n== Ana types /ask question:{QUESTION}")
        self._show_reply(await ana.slash(self._channel, "ask", question=QUESTION))
        self._say(f"\n== Ana writes @Tutor {FOLLOW_UP}")
        await ana.send(self._channel, f"<@{self._world.env.backend.bot_user.id}> {FOLLOW_UP}")
        self._show("The tutor replies to Ana", self._last())
        self._say(f"\n== Ana types /quiz hsm questions:{ROUND_LENGTH}")
        self._show_reply(await ana.slash(self._channel, "quiz hsm", questions=ROUND_LENGTH))
        self._say("\n== Ana clicks [Start now]")
        await ana.click(self._last(), custom_id=self._button(START_NOW.name))
        for number in range(1, ROUND_LENGTH + 1):
            await self._play_question(number)
        self._show("The tutor", self._last())
        self._say("\n== Ana clicks [Show mine]")
        self._show_reply(await ana.click(self._last(), custom_id=self._button(SHOW_MINE.name)))
        self._say("\n== Ana types /score")
        self._show_reply(await ana.slash(self._channel, "score"))

    async def _play_question(self, number: int) -> None:
        message = self._last()
        self._show(f"Question {number}", message)
        answers = [name for name in custom_ids(_components(message)) if ":answer:" in name]
        for learner, custom_id in zip(self._world.learners, answers, strict=False):
            reply = await learner.click(message, custom_id=custom_id)
            self._show_reply(reply, to=self._names[learner.id])
        host = self._world.learners[0]
        await host.click(message, custom_id=self._button(REVEAL_NOW.name))
        self._show(f"Question {number}, revealed", self._last())
        await host.click(self._last(), custom_id=self._button(NEXT_NOW.name))

    def _last(self) -> Any:
        message = self._channel.last_message
        if message is None:
            raise LookupError("the channel is empty")
        return message

    def _button(self, name: str) -> str:
        found = [custom_id for custom_id in custom_ids(_components(self._last())) if f":{name}:" in custom_id]
        return found[0]

    def _show(self, who: str, message: Any) -> None:
        self._say(f"\n-- {who}")
        self._say(self._text(message.content, _components(message)))

    def _show_reply(self, result: simcord.InteractionResult, *, to: str = "Ana") -> None:
        for reply in (result.response, *result.followups):
            if reply is not None:
                self._say(f"\n-- {'Only ' + to + ' sees' if reply.ephemeral else 'Everyone sees'}")
                self._say(self._text(reply.content, reply.components))

    def _text(self, content: str, components: Sequence[Mapping[str, Any]]) -> str:
        text = message_text(content, components, self._names)
        return "\n".join(textwrap.fill(line, 100, subsequent_indent="  ") for line in text.splitlines())


def _components(message: Any) -> list[dict[str, Any]]:
    return [component.to_dict() for component in message.components]
