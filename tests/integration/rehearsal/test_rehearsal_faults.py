"""Troubles come when they are ordered, as often as they are ordered, and no more."""

from typing import Any

import pytest
from aiohttp import ClientError, ClientSession
from telegram import Bot
from telegram.error import NetworkError, RetryAfter, TimedOut
from telegram.request import HTTPXRequest

from bot.rehearsal import Person, RehearsalServer
from tests.integration.rehearsal.conftest import BOT_TOKEN, RawBot
from tests.integration.rehearsal.drawings import OGG


async def order(bot: RawBot, kind: str, **details: Any) -> None:
    async with bot.session.post(
        f"{bot.server_url}/sim/faults", json={"kind": kind, **details}
    ) as answer:
        assert answer.status == 200


async def bot_lines(person: Person) -> list[str]:
    return [line.text for line in await person.transcript() if line.is_from_bot]


async def test_too_many_requests_tell_how_long_to_wait(bot: RawBot, ana: Person) -> None:
    await order(bot, "too_many_requests", method="sendMessage", times=2, retry_after_s=3)
    for _ in range(2):
        answer = await bot.call("sendMessage", chat_id=7, text="Hola")
        assert (answer.status, answer.body["parameters"]) == (429, {"retry_after": 3})
    assert (await bot.call("sendMessage", chat_id=7, text="Hola")).status == 200
    assert await bot_lines(ana) == ["Hola"]


async def test_a_server_error_carries_nothing_out(bot: RawBot, ana: Person) -> None:
    await order(bot, "server_error", method="sendMessage", code=503)
    answer = await bot.call("sendMessage", chat_id=7, text="Hola")
    assert (answer.status, answer.description) == (503, "Service Unavailable")
    assert await bot_lines(ana) == []


async def test_a_time_out_carries_nothing_out_and_hangs_up(bot: RawBot, ana: Person) -> None:
    await order(bot, "timeout", hold_s=0.01)
    with pytest.raises(ClientError):
        await bot.call("sendMessage", chat_id=7, text="Hola")
    assert await bot_lines(ana) == []


async def test_a_lost_answer_was_carried_out(bot: RawBot, ana: Person) -> None:
    await order(bot, "lost_answer", method="sendMessage")
    with pytest.raises(ClientError):
        await bot.call("sendMessage", chat_id=7, text="Hola")
    assert await bot_lines(ana) == ["Hola"]


async def test_a_fault_keeps_to_its_method_its_person_and_its_turn(
    bot: RawBot, server: RehearsalServer, session: ClientSession, ana: Person
) -> None:
    luis = Person(server.url, 8, "Luis", "es", session=session)
    await luis.start()
    await order(bot, "server_error", method="sendMessage", user_id=8, skip=1)
    for chat_id in (ana.user_id, luis.user_id):
        assert (await bot.call("sendMessage", chat_id=chat_id, text="una")).status == 200
    assert (await bot.call("getMe")).status == 200
    assert (await bot.call("sendMessage", chat_id=7, text="dos")).status == 200
    assert (await bot.call("sendMessage", chat_id=8, text="dos")).status == 502


async def test_what_is_still_to_come_can_be_seen_and_called_off(bot: RawBot) -> None:
    await order(bot, "server_error", times=5)
    address = f"{bot.server_url}/sim/faults"
    async with bot.session.get(address) as answer:
        assert [fault["times"] for fault in (await answer.json())["faults"]] == [5]
    async with bot.session.delete(address) as answer:
        assert answer.status == 200
    assert (await bot.call("getMe")).status == 200


@pytest.mark.parametrize(
    "body", [{}, {"kind": "earthquake"}, {"kind": "timeout", "sometimes": 1}, []]
)
async def test_a_trouble_nobody_knows_is_refused(bot: RawBot, body: Any) -> None:
    async with bot.session.post(f"{bot.server_url}/sim/faults", json=body) as answer:
        assert answer.status == 400


async def test_a_download_may_fail_as_well(bot: RawBot, ana: Person) -> None:
    await ana.send_voice(OGG)
    voice = (await bot.call("getUpdates", offset=-1)).result[0]["message"]["voice"]
    path = (await bot.call("getFile", file_id=voice["file_id"])).result["file_path"]
    await order(bot, "server_error", method="download")
    address = f"{bot.server_url}/file/bot{BOT_TOKEN}/{path}"
    async with bot.session.get(address) as answer:
        assert answer.status == 502
    async with bot.session.get(address) as answer:
        assert await answer.read() == OGG


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ({"kind": "too_many_requests"}, RetryAfter),
        ({"kind": "server_error"}, NetworkError),
        ({"kind": "lost_answer"}, NetworkError),
        ({"kind": "timeout", "hold_s": 5}, TimedOut),
    ],
)
@pytest.mark.usefixtures("ana")
async def test_python_telegram_bot_meets_each_trouble_as_its_own_error(
    bot: RawBot, fault: dict[str, Any], error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    # The library asks for this until waiting times are durations by default.
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    request = HTTPXRequest(read_timeout=0.2)
    async with Bot(BOT_TOKEN, base_url=f"{bot.server_url}/bot", request=request) as other:
        await order(bot, method="sendMessage", **fault)
        with pytest.raises(error):
            await other.send_message(7, "Hola")


async def test_every_call_of_the_bot_is_written_down(bot: RawBot, ana: Person) -> None:
    await bot.call("getUpdates")
    await bot.call("sendMessage", chat_id=7, text="Hola")
    await bot.call("sendMessage", chat_id=7, text="")
    await bot.upload("sendDocument", {"document": b"abc"}, chat_id="7")
    async with bot.session.get(f"{bot.server_url}/sim/calls?after=0") as answer:
        calls = (await answer.json())["calls"]
    assert [(call["method"], call["code"]) for call in calls] == [
        ("sendMessage", 200),
        ("sendMessage", 400),
        ("sendDocument", 200),
    ]
    assert calls[0]["parameters"] == {"chat_id": 7, "text": "Hola"}
    assert calls[2]["uploads"]["document"]["file_size"] == 3
    assert ana.actions.taps == 1
