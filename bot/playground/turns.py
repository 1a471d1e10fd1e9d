# ruff: noqa: SLF001 (the one place that reaches into simcord, which is pinned below 4; tests/bot/playground/test_turns.py)
"""Lets a learner's click count although the page has been renewed since they saw what they clicked.

Simcord refuses each action that was not made on its newest picture of the channel, and each one that comes while
something else is under way. A test wants that; a learner, whose page fetches a new picture twice a second while the
tutor posts by itself, would lose clicks. Discord knows no such check: it passes on the custom id that was clicked,
and the tutor decides by its database what that still means.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from simcord import Preview

KEPT_PICTURES = 60  # per page; a page lags behind by one or two
ON_A_BUTTON = frozenset({"click", "select"})
IDLE = frozenset({"autocomplete_command", "browse_messages", "browse_candidates"})  # they change nothing

Controls = Mapping[str, str]  # the page's name of each button on it -> the button's custom id


class Turns:
    """Takes what learners do on the page and what the tutor does by itself in turns.

    Attributes:
        ours: to be held while the tutor works by itself and while the page is renewed.
        acted: whether a learner did something since this was last set to False.
    """

    def __init__(self, preview: Preview) -> None:
        self.ours = asyncio.Lock()
        self.acted = False
        self._preview: Any = preview
        self._pictures: dict[str, dict[int, Controls]] = {}
        self._act, self._publish = self._preview._action, self._preview._publish
        vars(preview).update(_action=self._act_in_turn, _publish=self._publish_and_remember)

    def _publish_and_remember(self, page: Any, **why: Any) -> None:
        self._publish(page, **why)
        gone = self._pictures.keys() - self._preview._pages.keys()
        for page_id in gone:
            del self._pictures[page_id]
        pictures = self._pictures.setdefault(page.id, {})
        pictures[page.revision] = {
            name: custom_id
            for message in page.snapshot["messages"].values()
            for name, custom_id in _controls(message["id"], message.get("components") or ())
        }
        while len(pictures) > KEPT_PICTURES:
            del pictures[next(iter(pictures))]

    async def _act_in_turn(self, page_id: str | None, body: Any) -> dict[str, Any]:
        async with self.ours:
            page = self._preview._pages.get(page_id)
            up_to_date = self._as_of_now(page, body) if page and isinstance(body, Mapping) else body
            result: dict[str, Any] = await self._act(page_id, up_to_date)
            self.acted = self.acted or (result["dispatched"] and up_to_date.get("kind") not in IDLE)
            return result

    def _as_of_now(self, page: Any, action: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the action as if made on the newest picture; unchanged if it can't be, so that simcord refuses it."""
        revision = action.get("published_revision")
        seen = self._pictures.get(page.id, {}).get(revision) if isinstance(revision, int) else None
        if seen is None:
            return action
        if action.get("kind") not in ON_A_BUTTON:
            return {**self._with_mention(action), "published_revision": page.revision}
        clicked = str(action.get("control_key"))
        now = self._controls_now(page, str(action.get("target_id")))
        same = next((name for name, custom_id in now.items() if custom_id == seen.get(clicked)), None)
        # A button that is gone gets an impossible revision: its name may be another button's by now.
        return {**action, "control_key": same, "published_revision": page.revision if same else -1}

    def _with_mention(self, action: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return a message with the mention that Discord's own page makes of "@Tutor"; another action unchanged."""
        if action.get("kind") != "send_message":
            return action
        tutor = self._preview.env.backend.bot_user
        text = re.sub(rf"@{re.escape(tutor.name)}\b", f"<@{tutor.id}>", str(action.get("content")), flags=re.IGNORECASE)
        return {**action, "content": text}

    def _controls_now(self, page: Any, message_id: str) -> Controls:
        messages = self._preview.env.backend.messages.get(page.channel_id, {})
        message = messages.get(int(message_id)) if message_id.isdecimal() else None
        return dict(_controls(message_id, message.components if message else ()))


def _controls(message_id: str, components: Sequence[Any]) -> Iterator[tuple[str, str]]:
    for item in components:
        if item.get("custom_id"):
            yield f"message:{message_id}:component:{item.get('id')}", item["custom_id"]
        yield from _controls(message_id, item.get("components") or ())
        if accessory := item.get("accessory"):
            yield from _controls(message_id, [accessory])
