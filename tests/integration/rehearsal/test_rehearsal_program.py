"""The rehearsal runs by itself, knows only HTTP, and holds the schema it is held to."""

import ast
import asyncio
import sys
from pathlib import Path

import pytest
from aiohttp import ClientSession

import bot.rehearsal
from tests.fakes.botapi_schema import NotInSchema, check_reply, check_request

ROOM = Path(bot.rehearsal.__file__).parent


async def test_the_program_serves_where_it_says(session: ClientSession) -> None:
    program = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.rehearsal", "--port", "0", stdout=asyncio.subprocess.PIPE
    )
    assert program.stdout
    try:
        url = (await asyncio.wait_for(program.stdout.readline(), 10)).decode().strip()
        assert url.startswith("http://127.0.0.1:")
        async with session.get(f"{url}/bot4242:rehearsal/getMe") as answer:
            assert (await answer.json())["ok"]
    finally:
        program.terminate()
        await program.communicate()


def imported(source: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(source.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return names


@pytest.mark.parametrize("source", sorted(ROOM.rglob("*.py")), ids=lambda path: path.stem)
def test_it_knows_only_http(source: Path) -> None:
    ours = {"bot", "core", "storage", "telegram", "aiogram"}
    foreign = {
        name
        for name in imported(source)
        if name.partition(".")[0] in ours and not name.startswith("bot.rehearsal")
    }
    assert not foreign


@pytest.mark.parametrize(
    ("method", "parameters"),
    [
        ("sendMessage", {"chat_id": 7, "text": "Hola", "colour": "red"}),
        ("sendMesage", {}),
        (
            "sendMessage",
            {
                "chat_id": 7,
                "text": "Hola",
                "reply_markup": {"inline_keyboard": [[{"text": "Sí", "dat": "x"}]]},
            },
        ),
    ],
)
def test_the_schema_refuses_what_telegram_does_not_know(
    method: str, parameters: dict[str, object]
) -> None:
    with pytest.raises(NotInSchema):
        check_request(method, parameters)


def test_the_schema_refuses_a_reply_with_a_field_too_many() -> None:
    me = {"id": 1, "is_bot": True, "first_name": "V", "mood": "good"}
    with pytest.raises(NotInSchema, match="mood"):
        check_reply("getMe", me)
