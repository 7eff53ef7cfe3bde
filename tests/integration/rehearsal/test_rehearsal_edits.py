"""Messages are edited in place, copied, forwarded, pinned, reacted to and deleted."""

from typing import Any

import pytest

from bot.rehearsal import Person
from bot.rehearsal.views import Line
from tests.integration.rehearsal.conftest import RawBot, SetClock
from tests.integration.rehearsal.drawings import OGG, jpeg

KEYBOARD = {"inline_keyboard": [[{"text": "Sí", "callback_data": "a.1.1"}]]}


async def sent_text(bot: RawBot, text: str = "Hola", **more: Any) -> int:
    return int((await bot.call("sendMessage", chat_id=7, text=text, **more)).result["message_id"])


async def sent_photo(bot: RawBot, **more: Any) -> int:
    answer = await bot.upload("sendPhoto", {"photo": jpeg()}, chat_id="7", **more)
    return int(answer.result["message_id"])


async def line_of(person: Person, message_id: int) -> Line:
    return {line.message_id: line for line in await person.transcript()}[message_id]


async def test_an_edited_text_replaces_the_old_one_and_its_keyboard(
    bot: RawBot, ana: Person
) -> None:
    number = await sent_text(bot, reply_markup=KEYBOARD)
    edited = await bot.call("editMessageText", chat_id=7, message_id=number, text="Adiós")
    line = await line_of(ana, number)
    assert edited.result["edit_date"]
    assert (line.text, line.labels, line.is_edited) == ("Adiós", [], True)


async def test_an_edit_of_a_keyboard_leaves_the_text(bot: RawBot, ana: Person) -> None:
    number = await sent_text(bot)
    place = {"chat_id": 7, "message_id": number}
    await bot.call("editMessageReplyMarkup", **place, reply_markup=KEYBOARD)
    assert (await line_of(ana, number)).labels == ["Sí"]
    await bot.call("editMessageReplyMarkup", **place, reply_markup={"inline_keyboard": []})
    line = await line_of(ana, number)
    assert (line.text, line.labels) == ("Hola", [])


@pytest.mark.parametrize(
    ("method", "parameters"),
    [
        ("editMessageText", {"text": " Hola ", "reply_markup": KEYBOARD}),
        ("editMessageReplyMarkup", {"reply_markup": KEYBOARD}),
    ],
)
@pytest.mark.usefixtures("ana")
async def test_an_edit_that_changes_nothing_is_refused(
    bot: RawBot, method: str, parameters: dict[str, Any]
) -> None:
    number = await sent_text(bot, reply_markup=KEYBOARD)
    answer = await bot.call(method, chat_id=7, message_id=number, **parameters)
    assert "message is not modified" in answer.description


async def test_a_caption_is_edited_and_removed(bot: RawBot, ana: Person) -> None:
    number = await sent_photo(bot, caption="una")
    place = {"chat_id": 7, "message_id": number}
    await bot.call("editMessageCaption", **place, caption="<b>dos</b>", parse_mode="HTML")
    assert (await line_of(ana, number)).text == "dos"
    await bot.call("editMessageCaption", **place)
    line = await line_of(ana, number)
    assert line.text == ""
    assert line.medium


async def test_a_picture_is_replaced_in_place(bot: RawBot, ana: Person) -> None:
    number = await sent_photo(bot, caption="una")
    before = (await line_of(ana, number)).medium
    await bot.upload(
        "editMessageMedia",
        {"new": jpeg(colour="navy")},
        chat_id="7",
        message_id=number,
        media={"type": "photo", "media": "attach://new", "caption": "dos"},
        reply_markup=KEYBOARD,
    )
    line = await line_of(ana, number)
    assert before
    assert line.medium
    assert line.medium.file_id != before.file_id
    assert (line.text, line.labels) == ("dos", ["Sí"])


async def test_a_text_may_become_a_picture(bot: RawBot, ana: Person) -> None:
    number = await sent_text(bot)
    media = {"type": "photo", "media": "attach://new"}
    await bot.upload(
        "editMessageMedia", {"new": jpeg()}, chat_id="7", message_id=number, media=media
    )
    line = await line_of(ana, number)
    assert (line.text, line.medium.kind if line.medium else None) == ("", "photo")


async def album_numbers(bot: RawBot) -> list[int]:
    media = [{"type": "photo", "media": f"attach://f{n}"} for n in range(2)]
    files = {"f0": jpeg(), "f1": jpeg()}
    answer = await bot.upload("sendMediaGroup", files, chat_id="7", media=media)
    return [message["message_id"] for message in answer.result]


@pytest.mark.usefixtures("ana")
async def test_an_album_takes_no_keyboard_and_no_other_kind(bot: RawBot) -> None:
    number = (await album_numbers(bot))[0]
    place = {"chat_id": 7, "message_id": number}
    keyboard = await bot.call("editMessageReplyMarkup", **place, reply_markup=KEYBOARD)
    document = await bot.upload(
        "editMessageMedia",
        {"new": b"text"},
        **{name: str(value) for name, value in place.items()},
        media={"type": "document", "media": "attach://new"},
    )
    assert keyboard.status == document.status == 400


@pytest.mark.usefixtures("ana")
async def test_text_and_caption_are_not_confused(bot: RawBot) -> None:
    text, photo = await sent_text(bot), await sent_photo(bot)
    on_photo = await bot.call("editMessageText", chat_id=7, message_id=photo, text="x")
    on_text = await bot.call("editMessageCaption", chat_id=7, message_id=text, caption="x")
    assert on_photo.description == "Bad Request: there is no text in the message to edit"
    assert on_text.description == "Bad Request: there is no caption in the message to edit"


async def test_what_a_person_wrote_is_theirs(bot: RawBot, ana: Person) -> None:
    [number] = await ana.say("Mío")
    answer = await bot.call("editMessageText", chat_id=7, message_id=number, text="Tuyo")
    assert answer.description == "Bad Request: message can't be edited"


@pytest.mark.usefixtures("ana")
async def test_an_edit_must_name_its_message(bot: RawBot) -> None:
    for place in ({}, {"chat_id": 7}, {"message_id": 1}):
        answer = await bot.call("editMessageText", text="x", **place)
        assert answer.description == "Bad Request: message identifier is not specified"


async def test_a_deleted_message_is_gone_and_can_not_be_edited(bot: RawBot, ana: Person) -> None:
    number = await sent_text(bot)
    await ana.shows("Hola")
    await bot.call("deleteMessage", chat_id=7, message_id=number)
    assert number not in [line.message_id for line in await ana.transcript()]
    answer = await bot.call("editMessageText", chat_id=7, message_id=number, text="x")
    assert answer.description == "Bad Request: message to edit not found"


async def test_several_are_deleted_at_once_and_missing_ones_do_not_matter(
    bot: RawBot, ana: Person
) -> None:
    numbers = [await sent_text(bot, text) for text in ("una", "dos")]
    await bot.call("deleteMessages", chat_id=7, message_ids=[*numbers, 999])
    assert not [line for line in await ana.transcript() if line.is_from_bot]


@pytest.mark.parametrize("numbers", [[], list(range(1, 102)), ["one"]])
@pytest.mark.usefixtures("ana")
async def test_a_list_of_messages_has_one_to_a_hundred_numbers(
    bot: RawBot, numbers: list[Any]
) -> None:
    answer = await bot.call("deleteMessages", chat_id=7, message_ids=numbers)
    assert answer.status == 400


@pytest.mark.usefixtures("ana")
async def test_a_message_of_two_days_ago_stays(bot: RawBot, clock: SetClock) -> None:
    number = await sent_text(bot)
    clock.advance(hours=49)
    answer = await bot.call("deleteMessage", chat_id=7, message_id=number)
    assert answer.description == "Bad Request: message can't be deleted for everyone"


async def test_a_copy_is_the_bots_own_and_may_have_another_caption(
    bot: RawBot, ana: Person
) -> None:
    [number] = await ana.send_photo(jpeg(), caption="mía")
    source = {"chat_id": 7, "from_chat_id": 7, "message_id": number}
    await bot.call("copyMessage", **source, caption="nuestra", reply_markup=KEYBOARD)
    line = await ana.last()
    assert (line.text, line.labels) == ("nuestra", ["Sí"])


async def test_a_forward_says_where_it_comes_from(bot: RawBot, ana: Person) -> None:
    [number] = await ana.send_voice(OGG)
    sent = await bot.call("forwardMessage", chat_id=7, from_chat_id=7, message_id=number)
    assert sent.result["forward_origin"]["sender_user"]["id"] == 7
    many = {"chat_id": 7, "from_chat_id": 7, "message_ids": [number, 999]}
    assert len((await bot.call("copyMessages", **many)).result) == 1
    assert len((await bot.call("forwardMessages", **many)).result) == 1


@pytest.mark.usefixtures("ana")
async def test_a_protected_message_is_not_passed_on(bot: RawBot) -> None:
    number = await sent_text(bot, protect_content=True)
    for method in ("copyMessage", "forwardMessage"):
        answer = await bot.call(method, chat_id=7, from_chat_id=7, message_id=number)
        assert answer.status == 400


async def test_pinned_messages_are_a_stack(bot: RawBot, ana: Person) -> None:
    numbers = [await sent_text(bot, text) for text in ("una", "dos")]
    for number in numbers:
        await bot.call("pinChatMessage", chat_id=7, message_id=number)
    assert (await ana.chat())["pinned"] == numbers
    chat = (await bot.call("getChat", chat_id=7)).result
    assert chat["pinned_message"]["message_id"] == numbers[1]
    await bot.call("unpinChatMessage", chat_id=7)
    assert (await ana.chat())["pinned"] == numbers[:1]
    await bot.call("unpinAllChatMessages", chat_id=7)
    assert (await ana.chat())["pinned"] == []


async def test_a_reaction_of_the_bot_is_seen_and_taken_back(bot: RawBot, ana: Person) -> None:
    [number] = await ana.say("Mira")
    place = {"chat_id": 7, "message_id": number}
    await bot.call("setMessageReaction", **place, reaction=[{"type": "emoji", "emoji": "❤"}])
    assert (await line_of(ana, number)).reactions == {"bot": "❤"}
    await bot.call("setMessageReaction", **place)
    assert (await line_of(ana, number)).reactions == {}


async def test_a_reply_shows_what_it_answers(bot: RawBot, ana: Person) -> None:
    [number] = await ana.say("¿Te acuerdas?")
    sent = await bot.call(
        "sendMessage", chat_id=7, text="Sí", reply_parameters={"message_id": number}
    )
    assert sent.result["reply_to_message"]["text"] == "¿Te acuerdas?"
    assert (await ana.last()).reply_to == number
    lenient = {"message_id": 999, "allow_sending_without_reply": True}
    assert (
        await bot.call("sendMessage", chat_id=7, text="Sí", reply_parameters=lenient)
    ).status == 200


async def test_a_draft_and_an_action_show_until_the_message_comes(
    bot: RawBot, ana: Person, clock: SetClock
) -> None:
    await bot.call("sendMessageDraft", chat_id=7, draft_id=1, text="Había una")
    await bot.call("sendChatAction", chat_id=7, action="typing")
    chat = await ana.chat()
    assert (chat["draft"], chat["action"]) == ("Había una", "typing")
    clock.advance(seconds=6)
    assert (await ana.chat())["action"] is None
    await sent_text(bot, "Había una vez")
    assert (await ana.chat())["draft"] is None


@pytest.mark.usefixtures("ana")
async def test_a_draft_needs_an_id(bot: RawBot) -> None:
    answer = await bot.call("sendMessageDraft", chat_id=7, draft_id=0, text="x")
    assert answer.description == "Bad Request: draft_id must be non-zero"
