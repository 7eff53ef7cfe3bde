"""The bot hears of everything once it asks, by polling or by webhook, in order."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import ClientSession, web

from bot.rehearsal import Person, RehearsalServer
from tests.fakes.botapi_schema import check_update
from tests.integration.rehearsal.conftest import BOT_TOKEN, RawBot, SetClock
from tests.integration.rehearsal.drawings import jpeg

POLL_S, SOON_S = 20, 10  #: how long a poll may take, and what is well before that
EVERYTHING = ["message", "edited_message", "callback_query", "message_reaction", "my_chat_member"]


async def pending(bot: RawBot, **parameters: Any) -> list[dict[str, Any]]:
    updates = (await bot.call("getUpdates", **parameters)).result
    for update in updates:
        check_update(update)
    return list(updates)


async def test_an_update_is_given_until_it_is_confirmed(bot: RawBot, ana: Person) -> None:
    await ana.say("una")
    await ana.say("dos")
    first, second = await pending(bot)
    assert await pending(bot) == [first, second]
    assert await pending(bot, offset=second["update_id"]) == [second]
    assert await pending(bot, offset=second["update_id"] + 1) == []


async def test_a_later_rehearsal_never_repeats_an_update(session: ClientSession) -> None:
    clock = SetClock()
    seen: list[tuple[int, int]] = []
    for _ in range(2):
        async with RehearsalServer(BOT_TOKEN, clock=clock) as server:
            ana = Person(server.url, 7, "Ana", "es", session=session)
            for text in ("una", "dos", "tres"):
                await ana.say(text)
            updates = await pending(RawBot(server.url, session))
            seen += [(update["update_id"], update["message"]["message_id"]) for update in updates]
        clock.advance(minutes=1)
    assert len({update_id for update_id, _ in seen}) == 6
    assert len({message_id for _, message_id in seen}) == 6


async def test_the_limit_and_a_negative_offset_are_kept(bot: RawBot, ana: Person) -> None:
    for text in ("una", "dos", "tres"):
        await ana.say(text)
    assert [update["message"]["text"] for update in await pending(bot, limit=1)] == ["una"]
    assert [update["message"]["text"] for update in await pending(bot, offset=-2)] == [
        "dos",
        "tres",
    ]


async def test_a_long_poll_ends_when_something_happens(bot: RawBot, ana: Person) -> None:
    polling = asyncio.create_task(pending(bot, timeout=POLL_S))
    await asyncio.sleep(0.05)
    await ana.say("Ya estoy")
    assert len(await asyncio.wait_for(polling, SOON_S)) == 1


async def test_a_second_poller_ends_the_first(bot: RawBot, ana: Person) -> None:
    first = asyncio.create_task(bot.call("getUpdates", timeout=POLL_S))
    await asyncio.sleep(0.05)
    second = asyncio.create_task(bot.call("getUpdates", timeout=POLL_S))
    ended = await asyncio.wait_for(first, SOON_S)
    await ana.say("Hola")
    assert ended.status == 409
    assert "terminated by other getUpdates request" in ended.description
    assert len((await second).result) == 1


async def test_polling_is_a_conflict_while_a_webhook_is_set(bot: RawBot) -> None:
    polling = asyncio.create_task(bot.call("getUpdates", timeout=POLL_S))
    await asyncio.sleep(0.05)
    await bot.call("setWebhook", url="http://127.0.0.1:9/hook")
    assert (await asyncio.wait_for(polling, SOON_S)).status == 409
    assert "webhook is active" in (await bot.call("getUpdates")).description
    await bot.call("deleteWebhook")
    assert (await bot.call("getUpdates")).status == 200


async def test_reactions_come_only_to_who_asks_for_them(bot: RawBot, ana: Person) -> None:
    [number] = await ana.say("Mira")
    await ana.react(number, "👍")
    assert [list(update)[1] for update in await pending(bot)] == ["message"]
    await pending(bot, allowed_updates=EVERYTHING)
    await ana.react(number, "❤")
    await ana.react(number, None)
    reactions = [update.get("message_reaction") for update in await pending(bot)][1:]
    assert [len(reaction["old_reaction"]) for reaction in reactions] == [1, 1]
    assert [len(reaction["new_reaction"]) for reaction in reactions] == [1, 0]


async def test_the_filter_is_remembered_until_it_is_changed(bot: RawBot, ana: Person) -> None:
    await pending(bot, allowed_updates=["callback_query"])
    await ana.say("no se oye")
    assert await pending(bot) == []
    await pending(bot, allowed_updates=[])
    await ana.say("sí se oye")
    assert len(await pending(bot)) == 1


async def test_an_unknown_kind_of_update_is_refused(bot: RawBot) -> None:
    answer = await bot.call("getUpdates", allowed_updates=["mesage"])
    assert "unsupported update type" in answer.description


async def test_an_edit_of_a_person_is_an_update(bot: RawBot, ana: Person) -> None:
    [number] = await ana.say("Bracelona")
    await ana.edit(number, "Barcelona")
    edited = (await pending(bot))[-1]["edited_message"]
    assert (edited["text"], edited["message_id"]) == ("Barcelona", number)


async def test_blocking_and_coming_back_are_updates(bot: RawBot, ana: Person) -> None:
    await ana.block()
    await ana.start()
    updates = await pending(bot)
    statuses = [
        update["my_chat_member"]["new_chat_member"]["status"]
        for update in updates
        if "my_chat_member" in update
    ]
    assert statuses == ["kicked", "member"]


async def test_a_tap_carries_its_message_as_it_is_now(bot: RawBot, ana: Person) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Sí", "callback_data": "a.1.1"}]]}
    await bot.call("sendMessage", chat_id=7, text="¿Sí?", reply_markup=keyboard)
    tap = await ana.tap("Sí")
    query = (await pending(bot))[-1]["callback_query"]
    assert (query["id"], query["data"], query["message"]["text"]) == (tap, "a.1.1", "¿Sí?")


async def test_a_stale_tap_still_reaches_the_bot(bot: RawBot, ana: Person) -> None:
    sent = (await bot.call("sendMessage", chat_id=7, text="Hoy")).result
    await ana.tap_data(sent["message_id"], "old.1.1")
    await bot.call("deleteMessage", chat_id=7, message_id=sent["message_id"])
    await ana.tap_data(sent["message_id"], "old.1.2")
    shown, deleted = [update["callback_query"] for update in await pending(bot)]
    assert (shown["data"], shown["message"]["text"]) == ("old.1.1", "Hoy")
    assert (deleted["data"], deleted["message"]["date"]) == ("old.1.2", 0)


async def test_a_deep_link_brings_its_payload(bot: RawBot, ana: Person) -> None:
    await ana.start("inv_Abc-123")
    message = (await pending(bot))[-1]["message"]
    assert message["text"] == "/start inv_Abc-123"
    assert message["entities"][0] == {"type": "bot_command", "offset": 0, "length": 6}


async def test_a_painted_photo_comes_as_a_reply(bot: RawBot, ana: Person) -> None:
    sent = (await bot.upload("sendPhoto", {"photo": jpeg()}, chat_id="7")).result
    await ana.send_photo(jpeg(), reply_to=sent["message_id"])
    message = (await pending(bot))[-1]["message"]
    assert message["reply_to_message"]["message_id"] == sent["message_id"]


@dataclass(slots=True)
class Hook:
    """A webhook that fails as often as it is told."""

    failures: int = 0
    taken: list[dict[str, Any]] = field(default_factory=list)
    secrets: list[str | None] = field(default_factory=list)
    tries: int = 0
    news: asyncio.Event = field(default_factory=asyncio.Event)

    async def take(self, request: web.Request) -> web.Response:
        self.tries += 1
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        if self.tries <= self.failures:
            return web.Response(status=500)
        self.taken.append(await request.json())
        self.news.set()
        return web.Response()

    async def has_taken(self, number: int) -> None:
        async with asyncio.timeout(5):
            while len(self.taken) < number:
                self.news.clear()
                await self.news.wait()

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[str]:
        application = web.Application()
        application.router.add_post("/hook", self.take)
        runner = web.AppRunner(application)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
        await runner.cleanup()


async def test_a_webhook_gets_every_update_in_order_with_the_secret(
    bot: RawBot, ana: Person
) -> None:
    hook = Hook()
    await ana.say("antes")
    async with hook.listening() as url:
        await bot.call("setWebhook", url=url, secret_token="sesamo_1")
        await ana.say("después")
        await hook.has_taken(2)
        info = (await bot.call("getWebhookInfo")).result
        await bot.call("deleteWebhook")
    assert [update["message"]["text"] for update in hook.taken] == ["antes", "después"]
    assert set(hook.secrets) == {"sesamo_1"}
    assert (info["url"], info["pending_update_count"]) == (url, 0)


async def test_an_update_the_webhook_refused_is_brought_again(bot: RawBot, ana: Person) -> None:
    hook = Hook(failures=2)
    async with hook.listening() as url:
        await bot.call("setWebhook", url=url)
        await ana.say("una")
        await ana.say("dos")
        await hook.has_taken(2)
        info = (await bot.call("getWebhookInfo")).result
        await bot.call("deleteWebhook")
    assert [update["message"]["text"] for update in hook.taken] == ["una", "dos"]
    assert hook.tries == 4
    assert "500" in info["last_error_message"]


async def test_pending_updates_are_dropped_on_request(bot: RawBot, ana: Person) -> None:
    await ana.say("olvídalo")
    await bot.call("deleteWebhook", drop_pending_updates=True)
    assert await pending(bot) == []


@pytest.mark.parametrize(
    "parameters",
    [
        {"url": "https://example.org/hook"},
        {"url": "ftp://127.0.0.1/hook"},
        {"url": "http://127.0.0.1/hook", "secret_token": "con espacio"},
        {"url": "http://127.0.0.1/hook", "allowed_updates": ["none"]},
        {},
    ],
)
async def test_a_webhook_that_can_not_be_is_refused(
    bot: RawBot, parameters: dict[str, Any]
) -> None:
    assert (await bot.call("setWebhook", **parameters)).status == 400
    assert (await bot.call("getWebhookInfo")).result["url"] == ""
