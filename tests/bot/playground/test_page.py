"""What a learner does on the page counts, whatever the tutor did to the page meanwhile."""

from __future__ import annotations

import asyncio
import random
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from simcord import Preview

from bot.discord_ui.cards.rounds import question_card
from bot.playground.page import COUNTDOWN_BEATS, Heart
from bot.playground.transcript import custom_ids
from bot.playground.turns import Turns
from bot.playground.world import GUILD_ID, World, open_world
from bot.tutor import Content, Tutor, build_tutor
from quizzes.database import Database
from quizzes.timing import LATE_GRACE, LOBBY_TIME
from tests.bot.world import FakeClock, components_of


@dataclass
class Tab:
    """A browser tab with the page, and the learner who looks at it: speaks with the server as the page's scripts do."""

    preview: Preview
    http: aiohttp.ClientSession
    state: dict[str, Any] = field(default_factory=dict)
    sequence: int = 0

    async def request(self, method: str, resource: str, /, **body: Any) -> dict[str, Any]:
        headers = {"X-Simcord-Capability": self.preview.capability}
        if self.state:
            headers["X-Simcord-Context"] = self.state["context"]["id"]
        address = f"{self.preview.url.partition('#')[0]}api/{resource}"
        async with self.http.request(method, address, headers=headers, json=body or None) as answer:
            answer.raise_for_status()
            return dict(await answer.json())

    async def open(self, viewer: int) -> Tab:
        self.state = await self.request("POST", "pages", viewer_id=str(viewer))
        return self

    async def look(self) -> None:
        """Fetch the newest picture, as the page does twice a second."""
        self.state = await self.request("GET", "state")

    async def act(self, kind: str, **what: Any) -> dict[str, Any]:
        """Do something on the picture that was fetched last; return the receipt."""
        receipt = await self.request(
            "POST",
            "action",
            protocol_version=3,
            sequence=self.sequence + 1,
            request_id=f"request-{self.sequence + 1}",
            generation=self.state["context"]["generation"],
            bot_generation=self.state["botGeneration"],
            published_revision=self.state["publishedRevision"],
            kind=kind,
            **what,
        )
        self.sequence = receipt["expectedSequence"]
        return receipt

    async def click(self, label: str) -> dict[str, Any]:
        """Click a button of the newest message, at the place where the picture shows it."""
        message = self.newest
        (button,) = [item for item in walk(message["components"]) if item.get("label") == label]
        key = f"message:{message['id']}:component:{button['id']}"
        return await self.act("click", control_key=key, target_id=message["id"])

    async def type(self, command: str, **options: str) -> dict[str, Any]:
        """Type a slash command."""
        known = (await self.request("GET", "commands"))["entries"]
        (entry,) = [entry for entry in known if entry["invocation"] == command]
        return await self.act(
            "run_command",
            command_id=entry["commandId"],
            path=entry["path"],
            schema_fingerprint=entry["schemaFingerprint"],
            options=options,
        )

    @property
    def newest(self) -> dict[str, Any]:
        return dict(self.state["messages"][self.state["timeline"][-1]])


def walk(components: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [found for item in components for found in (item, *walk(item.get("components", [])))]


@dataclass
class Playground:
    """An open playground that a test drives beat by beat."""

    tutor: Tutor
    clock: FakeClock
    world: World
    heart: Heart
    ana: Tab
    bo: Tab

    async def later(self, seconds: float = 1) -> None:
        self.clock.advance(seconds)
        await self.heart.beat()

    async def ask_a_question(self) -> None:
        await self.ana.type("quiz hsm", questions="2")
        await self.later(LOBBY_TIME.total_seconds() + 1)
        await self.ana.look()
        await self.bo.look()

    def stored(self) -> int:
        return self.tutor.rounds.card(1, 1).answered

    def text(self) -> str:
        message = self.world.channels[0].last_message
        assert message is not None
        return str(components_of(message))


@asynccontextmanager
async def open_playground(content: Content, path: Path, clock: FakeClock) -> AsyncIterator[Playground]:
    database = Database(f"sqlite:///{path}")
    tutor = build_tutor(content, database, clock, random.Random(75))
    async with (
        open_world(tutor) as world,
        world.env.preview(world.channels[0], viewers=world.learners, layout="channel") as preview,
        aiohttp.ClientSession() as http,
    ):
        heart = Heart(world, preview, Turns(preview))
        ana, bo = [await Tab(preview, http).open(learner.id) for learner in world.learners[:2]]
        yield Playground(tutor, clock, world, heart, ana, bo)
    database.close()


@pytest.fixture
def path(sqlite_template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sqlite_template, tmp_path / "playground.db"))


@pytest.fixture
async def playground(content: Content, path: Path) -> AsyncIterator[Playground]:
    async with open_playground(content, path, FakeClock()) as opened:
        yield opened


async def test_a_click_on_a_picture_that_was_renewed_meanwhile_is_stored(playground: Playground) -> None:
    await playground.ask_a_question()
    seen = playground.ana.state["publishedRevision"]
    assert (await playground.bo.click("B"))["settlement"] == "settled"
    await playground.later(3)  # the count of answers is shown: a new picture, which Ana has not fetched
    assert playground.ana.state["publishedRevision"] == seen
    receipt = await playground.ana.click("A")
    assert (receipt["rejected"], receipt["settlement"]) == (False, "settled")
    assert playground.stored() == 2


async def test_a_command_typed_on_an_old_picture_is_carried_out(playground: Playground) -> None:
    await playground.ask_a_question()
    await playground.bo.click("B")
    await playground.later(3)
    receipt = await playground.ana.type("help")
    assert (receipt["rejected"], receipt["settlement"]) == (False, "settled")


async def test_a_click_never_presses_another_button_that_has_taken_the_place(playground: Playground) -> None:
    await playground.ask_a_question()
    channel = playground.world.channels[0]
    card = playground.tutor.rounds.open_card(channel.id)
    assert card is not None
    assert card.message_id is not None
    message = playground.world.client.get_partial_messageable(channel.id).get_partial_message(card.message_id)
    await message.edit(view=question_card(replace(card, number=2)))  # the same places, other custom ids
    receipt = await playground.ana.click("A")
    assert (receipt["rejected"], receipt["dispatched"]) == (True, False)
    await playground.later()
    await playground.ana.look()
    assert not (await playground.ana.type("help"))["rejected"]  # the tab is not stuck


async def test_the_tutor_is_mentioned_by_its_name_as_on_discord(playground: Playground) -> None:
    for text in ("@Tutor premium fips level?", "please @tutor, premium fips level"):
        receipt = await playground.ana.act("send_message", content=text)
        assert (receipt["rejected"], receipt["settlement"]) == (False, "settled")
        assert "FIPS level of Key Vault Premium" in playground.text()
        await playground.later()
        await playground.ana.look()
    await playground.ana.act("send_message", content="@Tutorial premium fips level?")
    assert "FIPS level of Key Vault Premium" not in playground.text()


async def test_an_aspect_is_chosen_from_the_menu_of_a_picture_that_was_renewed_meanwhile(
    playground: Playground,
) -> None:
    await playground.ana.type("compare", first="premium", second="managed-hsm")
    await playground.ana.look()
    message = playground.ana.newest
    (shown,) = [item for item in walk(message["components"]) if item.get("placeholder")]
    await playground.bo.type("quiz hsm", questions="1")
    await playground.later(3)
    key = f"message:{message['id']}:component:{shown['id']}"
    receipt = await playground.ana.act("select", control_key=key, target_id=message["id"], values=["price"])
    assert (receipt["rejected"], receipt["settlement"]) == (False, "settled")
    await playground.ana.look()
    (row,) = playground.tutor.chat.compare(["premium", "managed-hsm"], "price").rows
    assert row.name in str(playground.ana.state["messages"][message["id"]])


async def test_ana_who_owns_the_server_lets_questions_be_kept_and_bo_is_not_offered_that(
    playground: Playground,
) -> None:
    receipt = await playground.ana.type("curate keep", questions="on")
    assert (receipt["rejected"], receipt["settlement"]) == (False, "settled")
    assert playground.tutor.servers.keeps_questions(GUILD_ID)
    offered = {entry["invocation"] for entry in (await playground.bo.request("GET", "commands"))["entries"]}
    assert "quiz hsm" in offered
    assert not {"curate keep", "curate gaps"} & offered


async def test_what_one_learner_does_is_seen_by_the_others_at_the_next_beat(playground: Playground) -> None:
    await playground.ana.type("quiz hsm")
    await playground.later(LOBBY_TIME.total_seconds() + 1)
    await playground.bo.look()
    assert "Question 1" in str(playground.bo.newest)


async def test_clicks_while_the_tutor_is_at_work_wait_for_their_turn(playground: Playground) -> None:
    await playground.ask_a_question()
    async with playground.heart._turns.ours:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.2):
                await playground.ana.click("A")
    await playground.later()
    assert playground.stored() == 1  # the server went on with it although the browser gave up


async def test_countdowns_of_an_open_question_move_and_an_idle_page_is_left_alone(playground: Playground) -> None:
    for _ in range(COUNTDOWN_BEATS + 1):
        await playground.later()
    await playground.ana.look()
    idle = playground.ana.state["publishedRevision"]
    for _ in range(2 * COUNTDOWN_BEATS):
        await playground.later()
    await playground.ana.look()
    assert playground.ana.state["publishedRevision"] == idle

    await playground.ask_a_question()
    first = playground.ana.newest
    for _ in range(COUNTDOWN_BEATS):
        await playground.later()
    await playground.ana.look()
    assert playground.ana.newest != first  # only then does the page work out its times anew
    assert playground.ana.newest["components"] == first["components"]
    assert playground.ana.newest["id"] == first["id"]


def as_a_kill_leaves_it(path: Path) -> Path:
    """A copy of a database in the midst of its use: nothing was closed."""
    folder = path.parent / "killed"
    folder.mkdir()
    for file in path.parent.glob(f"{path.name}*"):
        shutil.copy(file, folder)
    return folder / path.name


async def test_a_round_that_was_killed_goes_on_with_its_answers(content: Content, path: Path) -> None:
    clock = FakeClock()
    async with open_playground(content, path, clock) as first:
        await first.ask_a_question()
        await first.ana.click("A")
        assert first.stored() == 1
        killed = as_a_kill_leaves_it(path)
    clock.advance(5)
    async with open_playground(content, killed, clock) as second:
        await second.later(30)  # the lease of what was being worked on is over
        await second.bo.look()
        assert second.stored() == 1
        assert not (await second.bo.click("B"))["rejected"]  # the question was posted again
        assert second.stored() == 2
        await second.later(120)
        assert "of 2 right" in second.text()


async def test_a_round_that_was_left_for_long_is_settled_with_its_answers(content: Content, path: Path) -> None:
    clock = FakeClock()
    async with open_playground(content, path, clock) as first:
        await first.ask_a_question()
        await first.ana.click("A")
    clock.advance(LATE_GRACE.total_seconds() + 200)
    async with open_playground(content, path, clock) as second:
        await second.later()
        assert second.tutor.rounds.result(1).round.state == "settled"
        assert second.stored() == 1
        assert second.tutor.rounds.playing_in(second.world.channels[0].id) is None
        assert custom_ids(components_of(second.world.channels[0].last_message))
