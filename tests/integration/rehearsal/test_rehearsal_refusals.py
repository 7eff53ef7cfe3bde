"""What Telegram refuses, the rehearsal refuses."""

from typing import Any

import pytest
from aiohttp import ClientSession, FormData

from bot.rehearsal import Person, RehearsalServer
from bot.rehearsal.person import NotAccepted
from tests.integration.rehearsal.conftest import BOT_TOKEN, RawBot, SetClock

pytestmark = pytest.mark.usefixtures("ana")

NO_SUCH_ID = 987_654


def keyboard(*rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"inline_keyboard": list(rows)}


def button(label: str = "Sí", callback_data: str = "a.1.1") -> dict[str, Any]:
    return {"text": label, "callback_data": callback_data}


@pytest.mark.parametrize(
    ("parameters", "reason"),
    [
        ({}, "message text is empty"),
        ({"text": ""}, "message text is empty"),
        ({"text": " \n\t "}, "message text is empty"),
        ({"text": "<b></b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"text": "a" * 4097}, "message is too long"),
        ({"text": "😟" * 2049}, "message is too long"),
        ({"text": "Hola", "parse_mode": "Markdawn"}, "unsupported parse_mode"),
        ({"text": "Hola", "surprise": 1}, 'unknown parameter "surprise"'),
        ({"text": 5}, '"text" must be of type String'),
        ({"text": "Hola", "disable_notification": "perhaps"}, "must be of type Boolean"),
        ({"text": "Hola", "entities": "[{"}, "can't parse entities JSON"),
        ({"text": "Hola", "entities": {}}, "array expected"),
        ({"text": "Hola", "reply_markup": "[]"}, "object expected"),
        ({"text": "Hola", "reply_parameters": {"message_id": 999}}, "replied not found"),
        ({"text": "Hola", "reply_parameters": {}}, '"message_id" is required'),
    ],
)
async def test_a_message_that_telegram_refuses(
    bot: RawBot, parameters: dict[str, Any], reason: str
) -> None:
    answer = await bot.call("sendMessage", chat_id=7, **parameters)
    assert answer.status == 400
    assert reason in answer.description


@pytest.mark.parametrize("text", ["a" * 4096, "😟" * 2048, "<b>" + "a" * 4096 + "</b>"])
async def test_the_longest_message_is_taken(bot: RawBot, text: str) -> None:
    answer = await bot.call("sendMessage", chat_id=7, text=text, parse_mode="HTML")
    assert answer.status == 200


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<h1>a</h1>", 'Unsupported start tag "h1" at byte offset 0'),
        ("¿<br>", 'Unsupported start tag "br" at byte offset 2'),
        ("1 < 2", "Unclosed start tag at byte offset 2"),
        ("1 < 2 > 1", 'Unsupported start tag "" at byte offset 2'),
        ("<span>a</span>", 'Unsupported start tag "span"'),
    ],
)
async def test_html_with_a_mistake_is_refused_with_its_place(
    bot: RawBot, html: str, reason: str
) -> None:
    answer = await bot.call("sendMessage", chat_id=7, text=html, parse_mode="HTML")
    assert answer.description.startswith(f"Bad Request: can't parse entities: {reason}")


@pytest.mark.parametrize(
    "entity",
    [
        {"type": "bold", "offset": 0, "length": 6},
        {"type": "bold", "offset": -1, "length": 2},
        {"type": "bold", "offset": 0, "length": 0},
        {"type": "shiny", "offset": 0, "length": 2},
        {"type": "bold", "offset": 0},
        {"type": "bold", "offset": 0, "length": 2, "weight": 700},
    ],
)
async def test_an_entity_that_does_not_fit_is_refused(bot: RawBot, entity: dict[str, Any]) -> None:
    answer = await bot.call("sendMessage", chat_id=7, text="Holas", entities=[entity])
    assert answer.status == 400


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        (keyboard([button(callback_data="")]), "BUTTON_DATA_INVALID"),
        (keyboard([button(callback_data="x" * 65)]), "BUTTON_DATA_INVALID"),
        (keyboard([button(callback_data="ñ" * 33)]), "BUTTON_DATA_INVALID"),
        (keyboard([button()] * 9), "at most 8 buttons in a row"),
        (keyboard(*[[button()] * 8] * 13), "reply markup is too long"),
        (keyboard([{"text": "Sí"}]), "text buttons are unallowed"),
        (keyboard([button(label="  ")]), "text is empty"),
        (keyboard([{"callback_data": "a"}]), "message text is empty"),
        (keyboard([{**button(), "url": "https://example.org"}]), "exactly one action"),
        (keyboard([{"text": "Sí", "url": "javascript:1"}]), "is invalid"),
        (keyboard([{**button(), "colour": "red"}]), 'unknown parameter "colour"'),
        ({"inline_keyboard": {}}, "array expected"),
        ({"inline_keyboard": [button()]}, "a row must be an array"),
        ({"buttons": []}, "unknown kind of markup"),
        ({"keyboard": []}, "reply keyboard is empty"),
    ],
)
async def test_a_keyboard_that_telegram_refuses(
    bot: RawBot, markup: dict[str, Any], reason: str
) -> None:
    answer = await bot.call("sendMessage", chat_id=7, text="¿Seguimos?", reply_markup=markup)
    assert answer.status == 400
    assert reason in answer.description


async def test_the_largest_keyboard_is_taken(bot: RawBot, ana: Person) -> None:
    rows = [[button(callback_data="x" * 64)] * 8] * 12 + [[button()] * 4]
    await bot.call("sendMessage", chat_id=7, text="¿Cuál?", reply_markup=keyboard(*rows))
    assert len((await ana.last()).labels) == 100


@pytest.mark.parametrize("method", ["sendMesage", "sendDice", "logOut", "x"])
async def test_a_method_nobody_knows_is_not_found(bot: RawBot, method: str) -> None:
    answer = await bot.call(method, chat_id=7)
    assert (answer.status, answer.description) == (404, "Not Found: method not found")


async def test_methods_are_known_whatever_their_case(bot: RawBot) -> None:
    assert (await bot.call("GETME")).result["username"] == "vivencia_bot"


async def test_a_wrong_bot_token_is_unauthorized(
    server: RehearsalServer, session: ClientSession
) -> None:
    for address in ("/bot1:wrong/getMe", "/file/bot1:wrong/photos/file_1.jpg"):
        async with session.get(server.url + address) as response:
            assert response.status == 401
            assert (await response.json())["description"] == "Unauthorized"


async def test_a_bot_may_not_write_to_who_does_not_exist(bot: RawBot) -> None:
    for chat_id in (NO_SUCH_ID, -100, "@somebody"):
        answer = await bot.call("sendMessage", chat_id=chat_id, text="Hola")
        assert (answer.status, answer.description) == (400, "Bad Request: chat not found")


async def test_a_bot_may_not_write_first(
    bot: RawBot, server: RehearsalServer, session: ClientSession
) -> None:
    luis = Person(server.url, 8, "Luis", "es", session=session)
    assert await luis.transcript() == []
    answer = await bot.call("sendMessage", chat_id=8, text="Hola")
    assert answer.status == 403
    assert answer.description == "Forbidden: bot can't initiate conversation with a user"


async def test_a_bot_may_not_write_to_who_blocked_it(bot: RawBot, ana: Person) -> None:
    await ana.block()
    answer = await bot.call("sendMessage", chat_id=7, text="Hola")
    assert (answer.status, answer.description) == (403, "Forbidden: bot was blocked by the user")
    await ana.say("He vuelto")
    assert (await bot.call("sendMessage", chat_id=7, text="Hola")).status == 200


@pytest.mark.parametrize("chat_id", ["seven", "7.5", True, [7], {}])
async def test_a_chat_id_of_the_wrong_type_is_refused(bot: RawBot, chat_id: Any) -> None:
    answer = await bot.call("sendMessage", chat_id=chat_id, text="Hola")
    assert (answer.status, answer.description) == (
        400,
        'Bad Request: field "chat_id" must be a Number',
    )


@pytest.mark.parametrize(
    ("method", "parameters"),
    [
        ("editMessageText", {"text": "Hola"}),
        ("editMessageCaption", {"caption": "Hola"}),
        ("editMessageReplyMarkup", {}),
        ("deleteMessage", {}),
        ("pinChatMessage", {}),
        ("setMessageReaction", {}),
        ("copyMessage", {"from_chat_id": 7}),
        ("forwardMessage", {"from_chat_id": 7}),
    ],
)
async def test_an_unknown_message_is_not_found(
    bot: RawBot, method: str, parameters: dict[str, Any]
) -> None:
    answer = await bot.call(method, chat_id=7, message_id=NO_SUCH_ID, **parameters)
    assert answer.status == 400
    assert "not found" in answer.description


async def test_only_one_answer_to_a_tap(bot: RawBot, ana: Person) -> None:
    await bot.call("sendMessage", chat_id=7, text="¿Sí?", reply_markup=keyboard([button()]))
    tap = await ana.tap("Sí")
    assert (await bot.call("answerCallbackQuery", callback_query_id=tap)).result is True
    again = await bot.call("answerCallbackQuery", callback_query_id=tap)
    assert "query is too old" in again.description


async def test_a_tap_is_not_answered_after_its_time(
    bot: RawBot, ana: Person, clock: SetClock
) -> None:
    await bot.call("sendMessage", chat_id=7, text="¿Sí?", reply_markup=keyboard([button()]))
    tap = await ana.tap("Sí")
    clock.advance(seconds=31)
    answer = await bot.call("answerCallbackQuery", callback_query_id=tap, text="Tarde")
    assert "query is too old" in answer.description


async def test_an_answer_to_a_tap_has_two_hundred_characters_at_most(bot: RawBot) -> None:
    answer = await bot.call("answerCallbackQuery", callback_query_id="1", text="a" * 201)
    assert answer.description == "Bad Request: MESSAGE_TOO_LONG"


@pytest.mark.parametrize("payload", ["con espacio", "ñ", "x" * 65, "a=b"])
async def test_a_deep_link_carries_only_its_alphabet(ana: Person, payload: str) -> None:
    with pytest.raises(NotAccepted, match="payload"):
        await ana.start(payload)


async def test_a_body_that_is_no_json_is_refused(
    server: RehearsalServer, session: ClientSession
) -> None:
    address = f"{server.url}/bot{BOT_TOKEN}/sendMessage"
    headers = {"Content-Type": "application/json"}
    for body in ("{", "[]", '"text"'):
        async with session.post(address, data=body, headers=headers) as response:
            assert response.status == 400


async def test_a_file_nobody_refers_to_is_an_unknown_parameter(
    server: RehearsalServer, session: ClientSession
) -> None:
    form = FormData({"chat_id": "7", "text": "Hola"})
    form.add_field("photo", b"bytes", filename="photo.jpg")
    async with session.post(f"{server.url}/bot{BOT_TOKEN}/sendMessage", data=form) as response:
        assert (await response.json())["description"].startswith(
            'Bad Request: unknown parameter "photo"'
        )


@pytest.mark.parametrize("action", ["", "thinking"])
async def test_an_unknown_chat_action_is_refused(bot: RawBot, action: str) -> None:
    answer = await bot.call("sendChatAction", chat_id=7, action=action)
    assert answer.description == "Bad Request: wrong parameter action in request"


@pytest.mark.parametrize(
    "reaction",
    [
        [{"type": "emoji", "emoji": "🧶"}],
        [{"type": "paid"}],
        [{"type": "emoji", "emoji": "👍"}, {"type": "emoji", "emoji": "❤"}],
        ["👍"],
    ],
)
async def test_a_reaction_telegram_does_not_have_is_refused(
    bot: RawBot, ana: Person, reaction: list[Any]
) -> None:
    [message_id] = await ana.say("Mira")
    answer = await bot.call(
        "setMessageReaction", chat_id=7, message_id=message_id, reaction=reaction
    )
    assert answer.status == 400


@pytest.mark.parametrize("body", [b'{"chat_id": 7, "text": "\\ud83d"}'])
async def test_half_a_character_is_refused(
    server: RehearsalServer, session: ClientSession, body: bytes
) -> None:
    headers = {"Content-Type": "application/json"}
    address = f"{server.url}/bot{BOT_TOKEN}/sendMessage"
    async with session.post(address, data=body, headers=headers) as response:
        assert "encoded in UTF-8" in (await response.json())["description"]


async def test_a_multipart_body_that_is_none_is_refused(
    server: RehearsalServer, session: ClientSession
) -> None:
    address = f"{server.url}/bot{BOT_TOKEN}/sendPhoto"
    for kind in ("multipart/form-data", "multipart/form-data; boundary=x"):
        headers = {"Content-Type": kind}
        async with session.post(address, data=b"nonsense", headers=headers) as response:
            assert response.status == 400
