"""Large files are waited for: what was written is not yet what Telegram has said it has."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from telegram import Bot
from telegram.request import BaseRequest, RequestData

from bot.bridge import Bridge
from bot.handlers import book
from bot.messages import LARGE_FILE_PATIENCE_S, Sender
from core.domain.circle import Role
from tests.fakes.turns import TurnKit

USUAL_S = 5.0
MESSAGE = {"message_id": 7, "date": 1, "chat": {"id": 1, "type": "private"}}


class Wire(BaseRequest):
    """Answers every call at once, and remembers how long it would have waited for that."""

    def __init__(self) -> None:
        self.waits: dict[str, object] = {}

    @property
    def read_timeout(self) -> float:
        return USUAL_S

    async def initialize(self) -> None:
        """There is no line to open."""

    async def shutdown(self) -> None:
        """And none to close."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        self.waits[url.rsplit("/", 1)[-1]] = read_timeout
        return 200, json.dumps({"ok": True, "result": MESSAGE}).encode()


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[TurnKit]:
    with TurnKit.open(tmp_path, book.routes()) as opened:
        opened.member(1, "Ana", Role.OWNER)
        opened.prepare(name="Manuel")
        yield opened


@pytest.fixture
def bridge() -> Iterator[Bridge]:
    opened = Bridge()
    yield opened
    opened.close()


async def test_films_and_documents_are_given_two_minutes_and_nothing_else_is(
    kit: TurnKit, bridge: Bridge
) -> None:
    wire = Wire()
    bot = Bot("4242:invented", request=wire, get_updates_request=Wire())
    sender = Sender(bot=bot, stores=kit.services.stores, bridge=bridge)
    with kit.look() as work:
        media_id = work.media.put(b"a large file", media_type="application/pdf")
        work.commit()
    space = kit.patient_ids[0]

    await sender.send(space, 1, {"text": "", "document": media_id, "document_name": "libro.pdf"})
    await sender.send(space, 1, {"text": "", "video": media_id})
    await sender.send(space, 1, {"text": "Hola"})

    assert wire.waits["sendDocument"] == wire.waits["sendVideo"] == LARGE_FILE_PATIENCE_S == 120
    assert wire.waits["sendMessage"] != LARGE_FILE_PATIENCE_S
