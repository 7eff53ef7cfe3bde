"""A video is told apart from a sticker as it comes in: among photos it is said what it is."""

from datetime import UTC, datetime
from typing import Any

import pytest
from telegram import Update

from bot.inbox import read_update
from bot.incoming import IncomingKind

NOON = int(datetime(2026, 3, 2, tzinfo=UTC).timestamp())
FILE = {"file_id": "f", "file_unique_id": "u"}
VIDEO = {**FILE, "width": 640, "height": 480, "duration": 3}
NOTE = {**FILE, "length": 240, "duration": 3}
PLACE = {"longitude": -4.1, "latitude": 40.5}


@pytest.mark.parametrize(
    ("sent", "media_type"),
    [
        ({"video": VIDEO}, "video/mp4"),
        ({"animation": VIDEO}, "video/mp4"),
        ({"video_note": NOTE}, "video/mp4"),
        ({"location": PLACE}, ""),
    ],
)
def test_what_moves_is_known_by_its_kind(sent: dict[str, Any], media_type: str) -> None:
    message = {
        "message_id": 1,
        "date": NOON,
        "chat": {"id": 7, "type": "private", "first_name": "Ana"},
        "from": {"id": 7, "is_bot": False, "first_name": "Ana"},
        **sent,
    }
    update = Update.de_json({"update_id": 1, "message": message}, None)
    assert update is not None
    read = read_update(update)
    assert read is not None
    assert (read[2].kind, read[2].media_type) == (IncomingKind.OTHER, media_type)
