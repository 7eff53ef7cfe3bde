"""The bot's name, descriptions, commands and menu button, per language and scope."""

from typing import Any

import pytest

from bot.rehearsal import Person
from tests.integration.rehearsal.conftest import RawBot

HELP = {"command": "ayuda", "description": "Ayuda"}
HELP_EN = {"command": "help", "description": "Help"}
STAFF = {"command": "resumenes", "description": "Resúmenes"}


async def shown(person: Person) -> list[str]:
    return [command["command"] for command in (await person.chat())["commands"]]


async def test_a_person_sees_the_commands_of_their_language(bot: RawBot, ana: Person) -> None:
    await bot.call("setMyCommands", commands=[HELP_EN])
    assert await shown(ana) == ["help"]
    await bot.call("setMyCommands", commands=[HELP], language_code="es")
    assert await shown(ana) == ["ayuda"]
    await bot.call("deleteMyCommands", language_code="es")
    assert await shown(ana) == ["help"]


async def test_the_narrowest_scope_wins(bot: RawBot, ana: Person) -> None:
    await bot.call("setMyCommands", commands=[HELP], language_code="es")
    scope = {"type": "chat", "chat_id": 7}
    await bot.call("setMyCommands", commands=[STAFF], scope=scope)
    assert await shown(ana) == ["resumenes"]
    assert (await bot.call("getMyCommands", scope=scope)).result == [STAFF]
    assert (await bot.call("getMyCommands")).result == []


@pytest.mark.parametrize(
    ("parameters", "reason"),
    [
        ({"commands": [{**HELP, "command": "Ayuda"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{**HELP, "command": "a" * 33}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{**HELP, "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": [{**HELP, "description": "a" * 257}]}, "DESCRIPTION_INVALID"),
        ({"commands": [HELP] * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": [HELP], "language_code": "spanish"}, "two-letter"),
        ({"commands": [HELP], "scope": {"type": "galaxy"}}, "unsupported type"),
        ({"commands": [HELP], "scope": {"type": "chat", "chat_id": 99}}, "chat not found"),
        ({"commands": [HELP], "scope": {"type": "default", "chat_id": 7}}, "unknown parameter"),
    ],
)
async def test_commands_telegram_refuses(
    bot: RawBot, parameters: dict[str, Any], reason: str
) -> None:
    assert reason in (await bot.call("setMyCommands", **parameters)).description


@pytest.mark.parametrize(
    ("method", "name", "limit"),
    [
        ("Name", "name", 64),
        ("Description", "description", 512),
        ("ShortDescription", "short_description", 120),
    ],
)
async def test_a_text_about_the_bot_is_kept_per_language(
    bot: RawBot, method: str, name: str, limit: int
) -> None:
    await bot.call(f"setMy{method}", **{name: "b" * limit})
    await bot.call(f"setMy{method}", **{name: "ñ", "language_code": "es"})
    too_long = await bot.call(f"setMy{method}", **{name: "b" * (limit + 1)})
    assert (await bot.call(f"getMy{method}")).result == {name: "b" * limit}
    assert (await bot.call(f"getMy{method}", language_code="es")).result == {name: "ñ"}
    assert too_long.status == 400


async def test_a_newcomer_reads_what_the_bot_is(bot: RawBot, ana: Person) -> None:
    await bot.call("setMyDescription", description="Para contar la vida", language_code="es")
    about = (await ana.chat())["bot"]
    assert (about["name"], about["description"]) == ("Vivencia", "Para contar la vida")


async def test_a_menu_button_is_set_for_all_or_for_one(bot: RawBot, ana: Person) -> None:
    await bot.call("setChatMenuButton", menu_button={"type": "default"})
    await bot.call("setChatMenuButton", chat_id=7, menu_button={"type": "commands"})
    assert (await bot.call("getChatMenuButton")).result == {"type": "default"}
    assert (await bot.call("getChatMenuButton", chat_id=7)).result == {"type": "commands"}
    refused = await bot.call("setChatMenuButton", menu_button={"type": "web_app"})
    assert refused.status == 400
    assert ana.user_id == 7


async def test_the_bot_knows_the_chats_it_was_written_from(bot: RawBot, ana: Person) -> None:
    assert (await bot.call("getChat", chat_id=ana.user_id)).result["first_name"] == "Ana"
    assert (await bot.call("getChat", chat_id=99)).description == "Bad Request: chat not found"
