"""Groups are refused kindly, and what is said in them is not read."""

from datetime import UTC, datetime
from typing import Any

import pytest
from telegram import Update

from bot.inbox import read_update
from bot.incoming import GROUP

WHO = {"id": 7, "is_bot": False, "first_name": "Ana", "language_code": "es"}
BOT = {"id": 9, "is_bot": True, "first_name": "Vivencia", "username": "vivencia_bot"}


def in_a_group(**message: Any) -> Update:
    body = {
        "message_id": 1,
        "date": int(datetime(2026, 3, 2, tzinfo=UTC).timestamp()),
        "chat": {"id": -100, "type": "group", "title": "La familia"},
        "from": WHO,
        **message,
    }
    update = Update.de_json({"update_id": 1, "message": body}, None)
    assert update is not None
    return update


@pytest.mark.parametrize("message", [{"text": "/sesion"}, {"new_chat_members": [BOT]}])
def test_being_called_or_taken_in_is_answered(message: dict[str, Any]) -> None:
    read = read_update(in_a_group(**message))
    assert read is not None
    account_id, chat_id, incoming = read
    assert (account_id, chat_id, incoming.what) == (7, -100, GROUP)
    assert incoming.text == ""


def test_what_is_said_there_is_not_read() -> None:
    assert read_update(in_a_group(text="Mañana vamos a ver a la abuela")) is None
