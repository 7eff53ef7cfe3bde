"""Groups are refused kindly, and what is said in them is not read."""

from datetime import UTC, datetime
from typing import Any

import pytest
from telegram import Update

from bot.inbox import read_update
from bot.incoming import AWAY, BACK, GROUP

WHO = {"id": 7, "is_bot": False, "first_name": "Ana", "language_code": "es"}
BOT = {"id": 9, "is_bot": True, "first_name": "Vivencia", "username": "vivencia_bot"}


NOON = int(datetime(2026, 3, 2, tzinfo=UTC).timestamp())
FAMILY = {"id": -100, "type": "group", "title": "La familia"}
CHANNEL = {"id": -200, "type": "channel", "title": "El pueblo"}
PRIVATE = {"id": 7, "type": "private", "first_name": "Ana"}


def an_update(**content: Any) -> Update:
    update = Update.de_json({"update_id": 1, **content}, None)
    assert update is not None
    return update


def in_a_group(**message: Any) -> Update:
    body = {"message_id": 1, "date": NOON, "chat": FAMILY, "from": WHO, **message}
    return an_update(message=body)


def membership(chat: dict[str, Any], before: str, after: str) -> Update:
    old, new = ({"user": BOT, **STATUSES[status]} for status in (before, after))
    change = {"chat": chat, "from": WHO, "date": NOON}
    return an_update(
        my_chat_member={**change, "old_chat_member": old, "new_chat_member": new},
    )


MAY_NOT_EDIT = ("can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages")
MAY_NOT_MANAGE = ("can_manage_video_chats", "can_restrict_members", "can_promote_members")
MAY_NOT_TELL = ("can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories")
RIGHTS = (*MAY_NOT_EDIT, *MAY_NOT_MANAGE, *MAY_NOT_TELL, "can_delete_stories")
STATUSES: dict[str, dict[str, Any]] = {
    "left": {"status": "left"},
    "member": {"status": "member"},
    "kicked": {"status": "kicked", "until_date": 0},
    "administrator": {"status": "administrator", **dict.fromkeys(RIGHTS, False)},
}


def test_being_called_there_is_answered() -> None:
    read = read_update(in_a_group(text="/sesion"))
    assert read is not None
    account_id, chat_id, incoming = read
    assert (account_id, chat_id, incoming.what) == (7, -100, GROUP)
    assert incoming.text == ""


@pytest.mark.parametrize(
    ("chat", "after", "answered_in"),
    [(FAMILY, "member", -100), (FAMILY, "administrator", -100), (CHANNEL, "administrator", 7)],
)
def test_being_taken_in_is_answered_where_only_they_read(
    chat: dict[str, Any], after: str, answered_in: int
) -> None:
    read = read_update(membership(chat, "left", after))
    assert read is not None
    assert read[1] == answered_in
    assert read[2].what == GROUP


@pytest.mark.parametrize(
    ("before", "after"), [("member", "left"), ("member", "kicked"), ("member", "administrator")]
)
def test_being_put_out_or_given_rights_needs_no_answer(before: str, after: str) -> None:
    assert read_update(membership(FAMILY, before, after)) is None


def test_somebody_else_who_joins_is_none_of_our_business() -> None:
    assert read_update(in_a_group(new_chat_members=[WHO])) is None


def test_a_post_in_a_channel_is_not_read() -> None:
    post = {"message_id": 1, "date": NOON, "chat": CHANNEL, "text": "/sesion"}
    assert read_update(an_update(channel_post=post)) is None


def test_a_tap_there_is_answered_over_the_chat_and_its_data_is_not_read() -> None:
    shown = {"message_id": 5, "date": NOON, "chat": FAMILY, "text": "…"}
    tap = {"id": "q", "from": WHO, "chat_instance": "c", "data": "p.1.0", "message": shown}
    read = read_update(an_update(callback_query=tap))
    assert read is not None
    assert (read[2].what, read[2].query_id, read[2].text) == (GROUP, "q", "")


@pytest.mark.parametrize(("after", "what"), [("kicked", AWAY), ("member", BACK)])
def test_a_chat_that_is_shut_or_opened_again_is_noted(after: str, what: str) -> None:
    before = "member" if after == "kicked" else "kicked"
    read = read_update(membership(PRIVATE, before, after))
    assert read is not None
    assert (read[0], read[1], read[2].what) == (7, 7, what)


def test_what_is_said_there_is_not_read() -> None:
    assert read_update(in_a_group(text="Mañana vamos a ver a la abuela")) is None
