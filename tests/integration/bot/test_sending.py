"""What stands in the way of one message holds up no other, and nothing is sent twice."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from bot.app import TelegramBot
from bot.rehearsal.faults import Fault, FaultKind
from bot.rehearsal.person import Person
from bot.rehearsal.server import RehearsalServer
from core.domain.circle import System
from core.domain.conversation import OutboxItem, OutboxKind
from core.domain.patient import PatientId
from core.errors import StoreBusy, StoreDamaged, StoreError
from storage.house import Stores
from storage.outbox import Outbox
from tests.fakes.quiet import delivered

Run = Callable[[], AbstractAsyncContextManager[TelegramBot]]
CHAT = 501


async def enter(ana: Person, code: str, stores: Stores) -> PatientId:
    await ana.start(code)
    await ana.shows("told 0")
    await delivered()
    (person,) = stores.patients.all_ids()
    return person


def post(stores: Stores, person: PatientId, *payloads: dict[str, Any]) -> None:
    with stores.patients.open(person, System(reason="test")) as work:
        work.mark_handled("u:test")
        for payload in payloads:
            work.post(OutboxItem(chat_id=CHAT, kind=OutboxKind.SEND, payload=payload))
        work.commit()


def damaged_file(stores: Stores, person: PatientId) -> str:
    with stores.patients.open(person, System(reason="test")) as work:
        media_id = work.media.put(b"a picture" * 99, media_type="image/jpeg")
        work.commit()
    (stores.paths.media(person) / media_id).write_bytes(b"noise" * 999)
    return media_id


@pytest.mark.parametrize("kind", ["picture", "document", "video", "album", "voices"])
async def test_a_damaged_file_holds_up_no_message(
    run: Run, ana: Person, code: str, stores: Stores, kind: str
) -> None:
    async with run() as bot:
        person = await enter(ana, code, stores)
        media_id = damaged_file(stores, person)
        files: Any = [media_id] if kind in {"album", "voices"} else media_id
        rows = [[{"text": "Go on", "data": f"{person}.77.0"}]]
        page = {"text": "the kitchen", "rows": rows, kind: files}
        post(stores, person, page, {"text": "what comes later"})
        bot.delivery.wake(person, CHAT)
        await ana.shows("what comes later")
        lines = await ana.transcript()
    (bare,) = [line for line in lines if "the kitchen" in line.text]
    assert "damaged and cannot be shown" in bare.text
    assert bare.labels == ["Go on"]


async def test_a_screen_that_cannot_be_shown_at_all_is_given_up(
    run: Run, ana: Person, code: str, stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with run() as bot:
        person = await enter(ana, code, stores)
        send = bot.delivery._sender.send

        async def sending(patient_id: Any, chat_id: int, body: dict[str, Any], *more: Any) -> Any:
            if "the kitchen" in body["text"]:
                raise StoreDamaged
            return await send(patient_id, chat_id, body, *more)

        monkeypatch.setattr(type(bot.delivery._sender), "send", lambda _, *given: sending(*given))
        post(stores, person, {"text": "the kitchen"}, {"text": "what comes later"})
        bot.delivery.wake(person, CHAT)
        await ana.shows("what comes later")


@pytest.mark.parametrize("kind", [FaultKind.TOO_MANY_REQUESTS, FaultKind.SERVER_ERROR])
async def test_a_long_story_held_up_in_the_middle_goes_on_where_it_stopped(
    run: Run,
    ana: Person,
    code: str,
    stores: Stores,
    server: RehearsalServer,
    monkeypatch: pytest.MonkeyPatch,
    kind: FaultKind,
) -> None:
    monkeypatch.setattr("bot.delivery.FIRST_PAUSE_S", 0.02)
    numbers = " ".join(str(number) for number in range(2000))
    async with run() as bot:
        person = await enter(ana, code, stores)
        fault = Fault(kind=kind, method="sendMessage", skip=2, retry_after_s=0)
        server.world.faults.order(fault)
        rows = [[{"text": "Go on", "data": f"{person}.77.0"}]]
        post(stores, person, {"text": numbers, "rows": rows}, {"text": "what comes later"})
        before = len(await ana.transcript())
        bot.delivery.wake(person, CHAT)
        await ana.shows("what comes later")
        lines = (await ana.transcript())[before:-1]
    assert not server.world.faults.left()
    assert " ".join(line.text for line in lines) == numbers
    assert [line.labels for line in lines if line.labels] == [["Go on"]]


@pytest.mark.parametrize("error", [StoreBusy, StoreError, OSError])
async def test_what_telegram_took_is_not_sent_again_while_it_cannot_be_noted(
    run: Run,
    ana: Person,
    code: str,
    stores: Stores,
    monkeypatch: pytest.MonkeyPatch,
    error: type[Exception],
) -> None:
    monkeypatch.setattr("bot.delivery.FIRST_PAUSE_S", 0.02)
    monkeypatch.setattr("bot.delivery.LONGEST_PAUSE_S", 0.05)
    note, left = Outbox.delivered, 3

    def noted(outbox: Outbox, item_id: int, answer: dict[str, Any]) -> bool:
        nonlocal left
        left -= 1
        if left >= 0:
            raise error
        return note(outbox, item_id, answer)

    async with run() as bot:
        person = await enter(ana, code, stores)
        monkeypatch.setattr(Outbox, "delivered", noted)
        post(stores, person, {"text": "once"}, {"text": "and on"})
        bot.delivery.wake(person, CHAT)
        await ana.shows("and on")
        await delivered()
        lines = [line.text for line in await ana.transcript()]
        assert stores.patients.outbox(person).pending(chat_id=CHAT) == []
    assert left < 0
    assert lines.count("once") == 1


async def test_nobody_goes_on_delivering_to_who_was_erased(
    run: Run, ana: Person, code: str, stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.delivery.LONGEST_PAUSE_S", 0.01)
    async with run() as bot:
        person = await enter(ana, code, stores)
        stores.patients.erase(person)
        bot.delivery.wake(person, CHAT)
        await delivered()
        rounds = bot.delivery._rounds[person, CHAT]
        await asyncio.sleep(0.1)
        assert bot.delivery._rounds[person, CHAT] == rounds


async def test_what_is_too_old_to_be_deleted_loses_its_buttons(
    run: Run, ana: Person, code: str, stores: Stores, server: RehearsalServer
) -> None:
    async with run() as bot:
        person = await enter(ana, code, stores)
        rows = [[{"text": "Go on", "data": f"{person}.77.0"}]]
        post(stores, person, {"text": "the kitchen", "rows": rows, "screen": 77})
        bot.delivery.wake(person, CHAT)
        await ana.shows("the kitchen")
        await delivered()
        begun = server.world.clock
        server.world.clock = lambda: begun() + timedelta(hours=49)
        with stores.patients.open(person, System(reason="test")) as work:
            work.mark_handled("u:later")
            gone = OutboxItem(chat_id=CHAT, kind=OutboxKind.DELETE, payload={"screen": 77})
            work.post(gone)
            work.commit()
        bot.delivery.wake(person, CHAT)
        await delivered()
        lines = await ana.transcript()
    (kept,) = [line for line in lines if "the kitchen" in line.text]
    assert not kept.labels


async def test_what_telegram_holds_back_is_not_sent_to_whoever_left_meanwhile(
    run: Run,
    ana: Person,
    code: str,
    stores: Stores,
    server: RehearsalServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.delivery.FIRST_PAUSE_S", 0.3)
    async with run() as bot:
        person = await enter(ana, code, stores)
        server.world.faults.order(Fault(kind=FaultKind.SERVER_ERROR, method="sendMessage"))
        post(stores, person, {"text": "the summary"}, {"text": "the book"})
        bot.delivery.wake(person, CHAT)
        while server.world.faults.left():  # noqa: ASYNC110 - the server is in this loop
            await asyncio.sleep(0.01)
        with stores.patients.open(person, System(reason="test")) as work:
            work.mark_handled("u:left")
            work.drop_unsent(CHAT)
            last = {"text": "you are not in the circle any more"}
            work.post(OutboxItem(chat_id=CHAT, kind=OutboxKind.SEND, payload=last))
            work.commit()
        bot.delivery.wake(person, CHAT)
        await ana.shows("you are not in the circle any more")
        lines = [line.text for line in await ana.transcript()]
    assert not {"the summary", "the book"} & set(lines)
    assert stores.patients.outbox(person).is_empty("u:test")


async def test_an_ending_in_place_of_a_preview_comes_without_a_sound(
    run: Run, ana: Person, code: str, stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with run() as bot:
        person = await enter(ana, code, stores)
        post(stores, person, {"text": "drawing", "screen": 77})
        bot.delivery.wake(person, CHAT)
        await ana.shows("drawing")
        await delivered()
        preview = drawn_preview()
        await bot.delivery.edit(person, CHAT, 77, "drawing", [], preview)
        rang: list[Any] = []
        send = bot.delivery.bot.send_message

        async def noted(_: Any, *given: Any, **what: Any) -> Any:
            rang.append(not what.get("disable_notification"))
            return await send(*given, **what)

        monkeypatch.setattr(type(bot.delivery.bot), "send_message", noted)
        ended = {"text": "it has stopped", "screen": 78, "replaces": 77, "silent": True}
        with stores.patients.open(person, System(reason="test")) as work:
            work.mark_handled("u:later")
            work.post(OutboxItem(chat_id=CHAT, kind=OutboxKind.EDIT, payload=ended))
            work.commit()
        bot.delivery.wake(person, CHAT)
        await ana.shows("it has stopped")
        await delivered()
    assert rang == [False]


def drawn_preview() -> bytes:
    content = BytesIO()
    Image.new("RGB", (64, 64), (90, 90, 90)).save(content, "JPEG")
    return content.getvalue()
