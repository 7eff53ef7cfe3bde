"""Accounts, messages and private chats, with a version that grows with every visible change."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.rehearsal.wire import JsonObject, JsonValue


@dataclass(slots=True, kw_only=True)
class Account:
    """Somebody with Telegram on their phone."""

    user_id: int
    first_name: str
    language_code: str
    username: str | None = None

    def as_user(self) -> JsonObject:
        user: dict[str, JsonValue] = {
            "id": self.user_id,
            "is_bot": False,
            "first_name": self.first_name,
            "language_code": self.language_code,
        }
        return {**user, "username": self.username} if self.username else user

    def as_chat(self) -> JsonObject:
        chat: dict[str, JsonValue] = {
            "id": self.user_id,
            "type": "private",
            "first_name": self.first_name,
        }
        return {**chat, "username": self.username} if self.username else chat


@dataclass(slots=True, kw_only=True)
class Message:
    """One message; `content` holds the Bot API fields that an edit may replace."""

    message_id: int
    chat: JsonObject
    sender: JsonObject
    sent_at: datetime
    content: JsonObject
    reply_markup: JsonObject | None = None
    media_group_id: str | None = None
    reply_to: Message | None = None
    forward_origin: JsonObject | None = None
    is_protected: bool = False
    edited_at: datetime | None = None
    reactions: dict[str, str] = field(default_factory=dict)
    version: int = 0

    @property
    def is_from_bot(self) -> bool:
        return self.sender["is_bot"] is True

    @property
    def media_kind(self) -> str | None:
        return next((kind for kind in MEDIA_KINDS if kind in self.content), None)

    def as_json(self, *, with_reply: bool = True) -> JsonObject:
        """Give the message in the shape of the Bot API."""
        value: dict[str, JsonValue] = {
            "message_id": self.message_id,
            "from": self.sender,
            "chat": self.chat,
            "date": int(self.sent_at.timestamp()),
        }
        if self.edited_at:
            value["edit_date"] = int(self.edited_at.timestamp())
        if self.media_group_id:
            value["media_group_id"] = self.media_group_id
        if self.reply_to and with_reply:
            value["reply_to_message"] = self.reply_to.as_json(with_reply=False)
        if self.forward_origin:
            value["forward_origin"] = self.forward_origin
        if self.is_protected:
            value["has_protected_content"] = True
        value.update(self.content)
        if self.reply_markup:
            value["reply_markup"] = self.reply_markup
        return value


MEDIA_KINDS = ("animation", "photo", "document", "voice", "audio", "video", "sticker")


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """What the bot said it is busy with."""

    name: str
    since: datetime


@dataclass(slots=True, kw_only=True)
class Chat:
    """The private chat of one account with the bot."""

    account: Account
    messages: dict[int, Message] = field(default_factory=dict)
    deleted: dict[int, int] = field(default_factory=dict)
    has_started: bool = False
    is_blocked: bool = False
    is_deleted: bool = False  #: the account is gone from Telegram
    version: int = 0
    action: Action | None = None
    draft: str | None = None
    pinned: list[int] = field(default_factory=list)
    menu_button: JsonObject | None = None
    reply_keyboard: JsonObject | None = None
    answers: list[JsonObject] = field(default_factory=list)
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    def touch(self, *messages: Message) -> None:
        """Note a visible change and wake who waits for one."""
        self.version += 1
        for message in messages:
            message.version = self.version
        self._changed.set()
        self._changed = asyncio.Event()

    def remove(self, messages: Sequence[Message]) -> None:
        self.touch()
        for message in messages:
            del self.messages[message.message_id]
            self.deleted[message.message_id] = self.version
            if message.message_id in self.pinned:
                self.pinned.remove(message.message_id)

    async def changed_after(self, version: int, *, timeout_s: float) -> None:
        """Wait until the chat is newer than `version`, or the time is over."""
        try:
            async with asyncio.timeout(timeout_s):
                while self.version <= version:
                    await self._changed.wait()
        except TimeoutError:
            return
