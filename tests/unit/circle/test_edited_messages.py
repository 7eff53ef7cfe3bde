"""What somebody changes in a message already sent is told apart from what they send."""

from datetime import UTC, datetime
from typing import Any

import pytest
from telegram import Update

from bot.app import ALLOWED_UPDATES
from bot.inbox import read_update
from bot.incoming import EDITED, Incoming, IncomingKind

NOON = int(datetime(2026, 3, 2, tzinfo=UTC).timestamp())
ANA = {"id": 7, "is_bot": False, "first_name": "Ana", "language_code": "es"}
PLACE = {"longitude": -4.1, "latitude": 40.5}
PHOTO = [{"file_id": "f", "file_unique_id": "u", "width": 640, "height": 480}]


def edited(chat: str = "private", **content: Any) -> Incoming | None:
    message = {
        "message_id": 5,
        "date": NOON,
        "edit_date": NOON,
        "chat": {"id": 7, "type": chat, "first_name": "Ana"},
        "from": ANA,
        **content,
    }
    update = Update.de_json({"update_id": 1, "edited_message": message}, None)
    assert update is not None
    read = read_update(update)
    return read[2] if read else None


def test_telegram_is_asked_for_them() -> None:
    assert Update.EDITED_MESSAGE in ALLOWED_UPDATES


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ({"text": "Era Ávila."}, "Era Ávila."),
        ({"photo": PHOTO, "caption": "En Ávila"}, "En Ávila"),
        ({"photo": PHOTO}, ""),
    ],
)
def test_it_says_what_the_message_says_now_and_tells_nothing(
    content: dict[str, Any], says: str
) -> None:
    incoming = edited(**content)
    assert incoming is not None
    assert (incoming.kind, incoming.what) == (IncomingKind.OTHER, EDITED)
    assert (incoming.argument, incoming.text, incoming.file_id) == (says, "", "")
    assert incoming.message_id == 5
    assert not incoming.is_told


@pytest.mark.parametrize(
    "content",
    [
        {"location": {**PLACE, "live_period": 60}},
        {"location": PLACE},
        {"venue": {"location": PLACE, "title": "Bar", "address": "Ávila"}, "location": PLACE},
        {"chat": {"id": -100, "type": "group", "title": "La familia"}, "text": "Hola"},
    ],
)
def test_what_changes_by_itself_or_elsewhere_is_let_by(content: dict[str, Any]) -> None:
    assert edited(**content) is None
