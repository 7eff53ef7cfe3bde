"""Nothing lost, nothing applied twice: the inbox, the turn and the outbox over real HTTP."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from functools import partial
from typing import Any

import pytest
from telegram import Chat, Message, Update, User
from telegram.error import (
    BadRequest,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot import parking
from bot.app import TelegramBot
from bot.rehearsal.faults import Fault, FaultKind
from bot.rehearsal.person import Person
from bot.rehearsal.server import RehearsalServer
from bot.services import Services
from core.domain.circle import System
from core.domain.conversation import OutboxItem, OutboxKind
from core.errors import StoreBusy, StoreError
from tests.fakes.parrot import told_so_far
from tests.fakes.quiet import delivered

Run = Callable[[], AbstractAsyncContextManager[TelegramBot]]


def refusing(error: TelegramError, asked: list[float] | None = None) -> Callable[..., Any]:
    """Telegram's answer to whoever asks for a file, and when it was asked for."""

    async def refuse(*_: object, **__: object) -> None:
        if asked is not None:
            asked.append(asyncio.get_running_loop().time())
        raise error

    return refuse


async def enter(ana: Person, code: str) -> None:
    await ana.start(code)
    await ana.shows("told 0")


async def settled(bot: TelegramBot) -> None:
    """Wait until no update is being handled and nothing is being sent."""
    await asyncio.sleep(0.05)
    await delivered()
    await bot.closing.settle()


async def test_what_is_said_is_applied_once_and_answered(run: Run, ana: Person, code: str) -> None:
    async with run():
        await enter(ana, code)
        await ana.say("the smell of the sea")

        line = await ana.shows("told 1")

    assert line.labels == ["Yes", "No"]


async def test_a_double_tap_changes_nothing_and_gets_a_gentle_line(
    run: Run, ana: Person, code: str, services: Services
) -> None:
    async with run():
        await enter(ana, code)
        line = await ana.last()
        data = line.button("Yes").callback_data
        await ana.tap("Yes")
        await ana.shows("told 1")
        second = await ana.tap_data(line.message_id, data)

        answer = await ana.answer_to(second)

    assert "had its turn" in answer["text"]
    assert told_so_far(services) == 1


async def test_earlier_buttons_go_away(run: Run, ana: Person, code: str) -> None:
    async with run() as bot:
        await enter(ana, code)
        first = await ana.last()
        await ana.say("one")
        await ana.shows("told 1")
        await settled(bot)

        lines = {line.message_id: line for line in await ana.transcript()}

    assert lines[first.message_id].labels == []


async def test_a_foreign_tap_changes_nothing(
    run: Run, ana: Person, luis: Person, code: str, services: Services
) -> None:
    async with run():
        await enter(ana, code)
        data = (await ana.last()).button("Yes").callback_data
        await luis.start()
        own = await luis.shows("Vivencia")
        tap = await luis.tap_data(own.message_id, data)

        answer = await luis.answer_to(tap)

    assert "does not belong" in answer["text"]
    assert told_so_far(services) == 0


async def test_an_update_taken_in_before_a_crash_is_applied_after_it(
    run: Run, ana: Person, code: str, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with run() as bot:
        await enter(ana, code)

        async def dies(*_: object, **__: object) -> None:
            raise asyncio.CancelledError

        with monkeypatch.context() as crash:
            crash.setattr(type(bot), "handle", dies)
            await ana.say("one that must not be lost")
            for _ in range(100):
                if services.registry.open_rows():
                    break
                await asyncio.sleep(0.02)
    assert told_so_far(services) == 0

    async with run():
        await ana.shows("told 1")

    assert told_so_far(services) == 1


async def test_an_answer_committed_before_a_crash_is_sent_after_it(
    run: Run, ana: Person, code: str, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with run() as bot:
        await enter(ana, code)
        with monkeypatch.context() as crash:
            crash.setattr(type(bot.delivery), "wake", lambda *_: None)
            await ana.say("one")
            for _ in range(100):
                if told_so_far(services) == 1:
                    break
                await asyncio.sleep(0.02)

    async with run():
        await ana.shows("told 1")
        await ana.say("two")
        await ana.shows("told 2")

    assert told_so_far(services) == 2


async def test_every_inbox_row_is_closed_and_blank_in_the_end(
    run: Run, ana: Person, code: str, services: Services
) -> None:
    async with run() as bot:
        await enter(ana, code)
        await ana.say("one")
        await ana.shows("told 1")
        await ana.tap("Yes")
        await ana.shows("told 2")
        await settled(bot)

        assert services.registry.open_rows() == []


async def test_a_row_that_a_kill_left_open_is_closed_without_being_applied_again(
    run: Run,
    ana: Person,
    code: str,
    services: Services,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.closing.CLOSE_EVERY_S", 60)
    async with run() as bot:
        await enter(ana, code)
        await ana.say("one")
        await ana.shows("told 1")
        await delivered()
        bot.closing._keys.clear()  # what a kill forgets
    assert services.registry.open_rows() != []
    lines = await ana.transcript()

    async with run() as bot:
        await settled(bot)

    assert services.registry.open_rows() == []
    assert await ana.transcript() == lines
    assert told_so_far(services) == 1


async def test_what_went_out_since_it_was_seen_is_not_sent_again(
    run: Run, ana: Person, code: str, services: Services
) -> None:
    async with run() as bot:
        await enter(ana, code)
        await settled(bot)
        [patient_id] = services.stores.all_ids()
        with services.stores.open(patient_id, System(reason="test")) as work:
            work.mark_handled("u:test")
            work.post(OutboxItem(chat_id=501, kind=OutboxKind.SEND, payload={"text": "once"}))
            work.commit()
        seen = bot.delivery.look(patient_id, 501)
        bot.delivery.wake(patient_id, 501)
        await delivered()

        bot.delivery.wake(patient_id, 501, seen=seen)
        await delivered()

        assert [line.text for line in await ana.transcript()].count("once") == 1


@pytest.mark.parametrize(
    "fault",
    [
        Fault(kind=FaultKind.TOO_MANY_REQUESTS, method="sendMessage", retry_after_s=1),
        Fault(kind=FaultKind.SERVER_ERROR, method="sendMessage", times=2),
    ],
    ids=["429", "502"],
)
async def test_trouble_at_telegram_only_delays(
    run: Run, ana: Person, code: str, server: RehearsalServer, fault: Fault
) -> None:
    async with run():
        await enter(ana, code)
        server.world.faults.order(fault)
        await ana.say("one")

        await ana.shows("told 1", timeout_s=10)

        lines = [line.text for line in await ana.transcript() if "told 1" in line.text]
    assert len(lines) == 1


async def test_a_lost_answer_repeats_the_message_but_never_the_story(
    run: Run, ana: Person, code: str, server: RehearsalServer, services: Services
) -> None:
    async with run() as bot:
        await enter(ana, code)
        server.world.faults.order(Fault(kind=FaultKind.LOST_ANSWER, method="sendMessage"))
        await ana.say("one")
        await ana.shows("told 1")
        await asyncio.sleep(1.2)
        await settled(bot)

        assert told_so_far(services) == 1


async def test_an_unexpected_error_is_kind_to_the_person_and_silent_in_the_log(
    run: Run, ana: Person, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with run():
        await enter(ana, code)
        await ana.say("/cancel a secret nobody may read in a log")
        line = await ana.shows("went wrong on our side")
        incident = line.text.rsplit(maxsplit=1)[-1]
        await ana.say("the story goes on")
        await ana.shows("told 1")

    assert "secret" not in caplog.text
    assert incident in caplog.text
    assert "fall_over" in caplog.text


async def test_words_in_an_update_that_failed_stay_in_the_inbox(
    run: Run, ana: Person, code: str, services: Services
) -> None:
    async with run():
        await enter(ana, code)
        await ana.say("/cancel these words must survive")
        await ana.shows("went wrong on our side")

    (row,) = services.registry.open_rows()
    assert row.body["text"] == "these words must survive"


async def test_what_was_parked_is_offered_once_after_a_restart_and_forced_in_nowhere(
    run: Run, ana: Person, code: str, services: Services
) -> None:
    async with run():
        await enter(ana, code)
        await ana.say("/cancel a story at the wrong moment")
        await ana.shows("went wrong on our side")
        await ana.say("a story at the right moment")
        await ana.shows("told 1")

    for _ in range(2):
        async with run() as bot:
            await ana.shows("offered late")
            await settled(bot)

    (patient_id,) = services.stores.all_ids()
    with services.stores.open(patient_id, System(reason="test")) as work:
        assert work.patient().comfort == ("a story at the right moment",)
        assert work.patient().places == ("a story at the wrong moment",)
    assert services.registry.open_rows() == []


async def test_a_tap_that_was_parked_is_let_go_after_a_restart(
    run: Run, ana: Person, code: str, services: Services
) -> None:
    async with run() as bot:
        await enter(ana, code)
        await ana.tap("No")
        async with asyncio.timeout(10):
            while not services.registry.value(parking.FACT):
                await settled(bot)

    async with run() as bot:
        async with asyncio.timeout(10):
            while services.registry.value(parking.FACT):
                await settled(bot)
        await settled(bot)

    (patient_id,) = services.stores.all_ids()
    with services.stores.open(patient_id, System(reason="test")) as work:
        assert work.patient().places == ()
    assert services.registry.open_rows() == []


async def test_chats_are_answered_in_order(run: Run, ana: Person, code: str) -> None:
    async with run():
        await enter(ana, code)
        for number in range(1, 5):
            await ana.say(f"story {number}")
        await ana.shows("told 4", timeout_s=15)

        texts = [line.text for line in await ana.transcript() if line.is_from_bot]

    counts = [text.rsplit("told ", maxsplit=1)[1] for text in texts if "told " in text]
    assert counts == sorted(counts)


async def test_a_chat_in_trouble_does_not_hold_up_the_others(
    run: Run, ana: Person, luis: Person, code: str, server: RehearsalServer
) -> None:
    async with run():
        await enter(ana, code)
        slow = Fault(
            kind=FaultKind.TOO_MANY_REQUESTS,
            method="sendMessage",
            retry_after_s=5,
            user_id=ana.user_id,
        )
        server.world.faults.order(slow)
        await ana.say("one")
        await luis.start()

        await luis.shows("Vivencia", timeout_s=3)


@pytest.mark.parametrize(
    "trouble",
    [
        partial(NetworkError, "away"),
        partial(RetryAfter, 1),
        partial(Forbidden, "not now"),
        partial(InvalidToken, "Not Found"),
        partial(BadRequest, "Wrong file_id or the file is temporarily unavailable"),
    ],
    ids=lambda trouble: trouble.func.__name__,
)
async def test_a_voice_note_telegram_will_not_give_is_fetched_later(
    run: Run,
    ana: Person,
    code: str,
    monkeypatch: pytest.MonkeyPatch,
    services: Services,
    trouble: Callable[[], TelegramError],
) -> None:
    monkeypatch.setattr("bot.app.FETCH_PAUSES_S", (0.01,))
    monkeypatch.setattr("bot.app.FETCH_AGAIN_S", 0.3)
    async with run() as bot:
        await enter(ana, code)
        with monkeypatch.context() as away:
            away.setattr(type(bot.bot), "get_file", refusing(trouble()))
            await ana.send_voice(b"OggS-not-much", duration_s=3)
            await ana.shows("I keep trying")
            assert told_so_far(services) == 0

        await ana.shows("told 1")


async def test_a_file_is_fetched_again_when_telegram_said_and_not_before(
    run: Run, ana: Person, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.app.FETCH_PAUSES_S", (0.01,))
    asked: list[float] = []
    async with run() as bot:
        await enter(ana, code)
        with monkeypatch.context() as away:
            away.setattr(type(bot.bot), "get_file", refusing(RetryAfter(1), asked))
            await ana.send_voice(b"OggS-not-much", duration_s=3)
            for _ in range(150):
                if len(asked) > 1:
                    break
                await asyncio.sleep(0.02)

    assert len(asked) == 2
    assert asked[1] - asked[0] >= 1


async def test_a_file_telegram_will_never_give_is_answered_at_once(
    run: Run, ana: Person, code: str, monkeypatch: pytest.MonkeyPatch, services: Services
) -> None:
    async with run() as bot:
        await enter(ana, code)
        refused = refusing(BadRequest("File is too big"))
        monkeypatch.setattr(type(bot.bot), "get_file", refused)
        await ana.send_voice(b"OggS-not-much", duration_s=3)

        await ana.shows("over 20 MB")

    assert told_so_far(services) == 0


@pytest.mark.parametrize("error", [StoreBusy(), StoreError()], ids=["busy", "disk"])
async def test_what_cannot_be_written_down_at_once_is_heard_all_the_same(
    run: Run,
    ana: Person,
    code: str,
    monkeypatch: pytest.MonkeyPatch,
    services: Services,
    caplog: pytest.LogCaptureFixture,
    error: StoreError,
) -> None:
    monkeypatch.setattr("bot.inbox.WRITE_AGAIN_S", 0.02)
    async with run():
        await enter(ana, code)
        with monkeypatch.context() as full:

            def refuse(*_: object, **__: object) -> bool:
                raise error

            full.setattr(type(services.registry), "take_in", refuse)
            await ana.say("words for nobody's log")
            for _ in range(100):
                if "not written" in caplog.text:
                    break
                await asyncio.sleep(0.02)

        await ana.shows("told 1")
        await ana.say("two")
        await ana.shows("told 2")

    assert "not written" in caplog.text
    assert "words" not in caplog.text


async def test_what_a_webhook_brings_is_refused_while_it_cannot_be_written(
    run: Run, monkeypatch: pytest.MonkeyPatch, services: Services
) -> None:
    """Telegram repeats what was answered with an error; holding it would only pile it up."""
    user = User(id=7, first_name="Eva", is_bot=False)
    message = Message(
        message_id=1,
        date=services.clock.now(),
        chat=Chat(id=7, type=Chat.PRIVATE),
        from_user=user,
        text="hello",
    )
    async with run() as bot:

        def refuse(*_: object, **__: object) -> bool:
            raise StoreBusy

        monkeypatch.setattr(type(services.registry), "take_in", refuse)
        with pytest.raises(StoreBusy):
            await bot.inbox.put_at_once(Update(update_id=9, message=message))


async def test_a_file_over_the_limit_is_answered_with_what_to_do(
    run: Run, ana: Person, code: str, services: Services
) -> None:
    async with run():
        await enter(ana, code)
        await ana.send_document(b"x" * (20 * 1024 * 1024 + 1), file_name="film.mp4")

        await ana.shows("over 20 MB")

    assert told_so_far(services) == 0
