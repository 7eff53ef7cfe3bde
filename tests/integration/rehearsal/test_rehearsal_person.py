"""A scripted person acts, sees and counts, and says clearly what is missing."""

import asyncio

import pytest
from aiohttp import ClientSession

from bot.rehearsal import Person, RehearsalServer
from bot.rehearsal.person import NotAccepted, NotShown
from tests.integration.rehearsal.conftest import RawBot
from tests.integration.rehearsal.drawings import jpeg


def keyboard(*labels: str) -> dict[str, object]:
    return {"inline_keyboard": [[{"text": x, "callback_data": f"a.1.{x}"} for x in labels]]}


async def test_the_newest_button_with_a_label_is_pressed(bot: RawBot, ana: Person) -> None:
    for text in ("vieja", "nueva"):
        await bot.call("sendMessage", chat_id=7, text=text, reply_markup=keyboard("Sí", text))
    await ana.tap("Sí")
    await ana.tap("vieja")
    updates = (await bot.call("getUpdates")).result
    assert [update["callback_query"]["message"]["text"] for update in updates] == [
        "nueva",
        "vieja",
    ]


async def test_a_missing_button_is_named_with_what_is_there(bot: RawBot, ana: Person) -> None:
    await bot.call("sendMessage", chat_id=7, text="¿Sí?", reply_markup=keyboard("Sí", "No"))
    with pytest.raises(NotShown, match="no button 'Quizá'") as missing:
        await ana.tap("Quizá")
    assert "bot: '¿Sí?' ['Sí', 'No']" in str(missing.value)
    assert ana.actions.taps == 1


async def test_waiting_ends_as_soon_as_the_text_is_shown(bot: RawBot, ana: Person) -> None:
    waiting = asyncio.create_task(ana.shows("barca", timeout_s=60))
    await asyncio.sleep(0.05)
    await bot.call("sendMessage", chat_id=7, text="Había una barca")
    shown = await asyncio.wait_for(waiting, 30)
    assert shown.text == "Había una barca"


async def test_waiting_sees_edits(bot: RawBot, ana: Person) -> None:
    sent = (await bot.call("sendMessage", chat_id=7, text="10 %")).result
    waiting = asyncio.create_task(ana.shows("100 %"))
    place = {"chat_id": 7, "message_id": sent["message_id"]}
    await bot.call("editMessageText", **place, text="100 %")
    assert (await waiting).is_edited


async def test_waiting_in_vain_shows_the_screen(bot: RawBot, ana: Person) -> None:
    await bot.call("sendMessage", chat_id=7, text="otra cosa")
    with pytest.raises(NotShown, match="otra cosa"):
        await ana.shows("barca", timeout_s=0.05)


async def test_what_the_person_wrote_is_not_what_the_bot_shows(ana: Person) -> None:
    await ana.say("barca")
    with pytest.raises(NotShown):
        await ana.shows("barca", timeout_s=0.05)


async def test_an_alert_is_told_from_a_toast(bot: RawBot, ana: Person) -> None:
    await bot.call("sendMessage", chat_id=7, text="¿?", reply_markup=keyboard("Sí"))
    tap = await ana.tap("Sí")
    waiting = asyncio.create_task(ana.answer_to(tap))
    await bot.call("answerCallbackQuery", callback_query_id=tap, text="Ya está", show_alert=True)
    answer = await waiting
    assert (answer["text"], answer["show_alert"]) == ("Ya está", True)


async def test_every_action_is_counted_by_its_kind(ana: Person) -> None:
    [number] = await ana.say("Hola")
    await ana.edit(number, "Adiós")
    await ana.react(number, "👍")
    await ana.send_album([jpeg(), jpeg()])
    await ana.send_document(jpeg())
    assert (ana.actions.taps, ana.actions.typed, ana.actions.media) == (2, 2, 2)
    assert ana.actions.total == 6


async def test_people_do_not_see_each_other(
    bot: RawBot, server: RehearsalServer, session: ClientSession, ana: Person
) -> None:
    async with Person(server.url, 8, "Luis", "en", session=session) as luis:
        await luis.start()
        await bot.call("sendMessage", chat_id=8, text="Hi")
        assert (await luis.last()).text == "Hi"
    with pytest.raises(NotShown):
        await ana.last()


async def test_a_person_may_come_back_with_another_phone(
    server: RehearsalServer, ana: Person, bot: RawBot
) -> None:
    await bot.call("sendMessage", chat_id=7, text="Hola")
    async with Person(server.url, 7, "Ana", "es") as again:
        assert [line.text for line in await again.transcript()] == ["/start", "Hola"]
    assert ana.user_id == again.user_id


async def test_nobody_acts_without_an_account(
    server: RehearsalServer, session: ClientSession
) -> None:
    for user_id in ("99", "ana", "-7"):
        address = f"{server.url}/sim/people/{user_id}/text"
        async with session.post(address, json={"text": "Hola"}) as answer:
            assert answer.status == 404


async def test_an_invitation_link_is_followed(ana: Person) -> None:
    await ana.open_link("https://t.me/vivencia_bot?start=inv_1")
    assert (await ana.transcript())[-1].text == "/start inv_1"
    with pytest.raises(NotAccepted):
        await ana.open_link("https://t.me/another_bot?start=inv_1")
