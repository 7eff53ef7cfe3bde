"""The app on a person's phone: what it does to Telegram when its owner acts."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.rehearsal import pictures
from bot.rehearsal.chats import Chat, Message
from bot.rehearsal.entities import FormattedText, utf16_length
from bot.rehearsal.formatting import CAPTION_LIMIT, TEXT_LIMIT
from bot.rehearsal.media import medium_json, photo_json
from bot.rehearsal.reactions import EMOJI
from bot.rehearsal.voice import as_voice_note
from bot.rehearsal.wire import JsonObject, JsonValue, Refusal, Upload
from bot.rehearsal.world import Dressing, Query, World

PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
SENDABLE = ("photo", "document", "voice", "audio", "video", "animation", "sticker")
_ALBUM_MOST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """Files a person sends in one go."""

    kind: str
    uploads: Sequence[Upload]
    caption: str = ""
    duration_s: int = 0
    reply_to: int | None = None
    is_hd: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone:
    world: World
    chat: Chat
    _no_reply: Dressing = field(default_factory=Dressing)

    def start(self, payload: str) -> list[Message]:
        """Press Start, or follow a link that carries a payload."""
        if payload and not PAYLOAD.fullmatch(payload):
            raise Refusal("a start payload is 1-64 characters of A-Z, a-z, 0-9, _ and -")
        return self.say(f"/start {payload}".strip())

    def say(self, text: str, *, reply_to: int | None = None) -> list[Message]:
        """Send text; the app splits what is too long for one message."""
        if not text.strip():
            raise Refusal("message text is empty")
        self._unblock()
        dressing = self._dressed(reply_to)
        return [
            self.world.post_as_person(self.chat, _found(piece).fields("text"), dressing)
            for piece in split_text(text.strip())
        ]

    def tap(self, message_id: int, *, label: str | None, callback_data: str | None) -> Query:
        """Press a button; data that is no longer there is sent all the same, as old apps do."""
        message = self.chat.messages.get(message_id)
        if callback_data is None:
            callback_data = _data_behind(message, label or "")
        shown: JsonValue
        if message is None:
            shown = {"chat": self.chat.account.as_chat(), "message_id": message_id, "date": 0}
        else:
            shown = message.as_json()
        query = self.world.open_query(self.chat.account.user_id)
        self.world.updates.add(
            "callback_query",
            {
                "id": query.query_id,
                "from": self.chat.account.as_user(),
                "message": shown,
                "chat_instance": str(self.chat.account.user_id),
                "data": callback_data,
            },
        )
        return query

    async def send(self, parcel: Parcel) -> list[Message]:
        """Send files: several together are an album, a separate message each."""
        if parcel.kind not in SENDABLE:
            raise Refusal(f'a person can\'t send "{parcel.kind}"')
        if not 1 <= len(parcel.uploads) <= _ALBUM_MOST:
            raise Refusal("send between 1 and 10 files")
        if utf16_length(parcel.caption) > CAPTION_LIMIT:
            raise Refusal("message caption is too long")
        contents = [await self._content(parcel, upload) for upload in parcel.uploads]
        contents[0] = {**contents[0], **_found(parcel.caption).fields("caption")}
        self._unblock()
        dressing = Dressing(
            media_group_id=self.world.next_id() if len(contents) > 1 else None,
            reply_to=self._dressed(parcel.reply_to).reply_to,
        )
        return [self.world.post_as_person(self.chat, one, dressing) for one in contents]

    def edit(self, message_id: int, text: str) -> Message:
        message = self._mine(message_id)
        name = "caption" if message.media_kind else "text"
        if name == "text" and not text.strip():
            raise Refusal("message text is empty")
        if utf16_length(text) > (CAPTION_LIMIT if name == "caption" else TEXT_LIMIT):
            raise Refusal("message is too long")
        fields = (name, "entities" if name == "text" else "caption_entities")
        kept = {key: value for key, value in message.content.items() if key not in fields}
        message.content = {**kept, **_found(text.strip()).fields(name)}
        message.edited_at = self.world.clock()
        self.chat.touch(message)
        self.world.updates.add("edited_message", message.as_json())
        return message

    def react(self, message_id: int, emoji: str | None) -> None:
        """Put an emoji on a message, or take it away."""
        message = self._seen(message_id)
        if emoji is not None and emoji not in EMOJI:
            raise Refusal("REACTION_INVALID")
        before = _reactions(message.reactions.pop("person", None))
        if emoji is not None:
            message.reactions["person"] = emoji
        self.chat.touch(message)
        self.world.updates.add(
            "message_reaction",
            {
                "chat": self.chat.account.as_chat(),
                "message_id": message_id,
                "user": self.chat.account.as_user(),
                "date": int(self.world.clock().timestamp()),
                "old_reaction": before,
                "new_reaction": _reactions(emoji),
            },
        )

    def delete(self, message_id: int) -> None:
        """Remove a message for both; Telegram does not tell the bot."""
        self.chat.remove([self._seen(message_id)])

    def block(self) -> None:
        if self.chat.has_started and not self.chat.is_blocked:
            self._set_blocked(("member", "kicked"))

    def _unblock(self) -> None:
        if self.chat.is_blocked:
            self._set_blocked(("kicked", "member"))

    def _set_blocked(self, change: tuple[str, str]) -> None:
        self.chat.is_blocked = change[1] == "kicked"
        self.chat.touch()
        before, after = (_membership(self.world.profile.as_user(), status) for status in change)
        self.world.updates.add(
            "my_chat_member",
            {
                "chat": self.chat.account.as_chat(),
                "from": self.chat.account.as_user(),
                "date": int(self.world.clock().timestamp()),
                "old_chat_member": before,
                "new_chat_member": after,
            },
        )

    async def _content(self, parcel: Parcel, upload: Upload) -> dict[str, JsonValue]:
        if parcel.kind == "photo":
            sizes = await asyncio.to_thread(
                pictures.person_photo, upload.content, is_hd=parcel.is_hd
            )
            return {"photo": photo_json(self.world.files.keep_photo(sizes))}
        if not upload.content:
            raise Refusal("file must be non-empty")
        if parcel.kind == "voice":
            upload = await asyncio.to_thread(as_voice_note, upload)
        width, height = _sticker_size(upload) if parcel.kind == "sticker" else (0, 0)
        stored = self.world.files.keep(parcel.kind, upload, width=width, height=height)
        return {parcel.kind: medium_json(stored, duration_s=parcel.duration_s)}

    def _dressed(self, reply_to: int | None) -> Dressing:
        return Dressing(reply_to=self._seen(reply_to)) if reply_to else self._no_reply

    def _seen(self, message_id: int) -> Message:
        message = self.chat.messages.get(message_id)
        if message is None:
            raise Refusal("message not found")
        return message

    def _mine(self, message_id: int) -> Message:
        message = self._seen(message_id)
        if message.is_from_bot:
            raise Refusal("message can't be edited")
        return message


def split_text(text: str) -> Iterable[str]:
    """Cut text into messages, at white space where there is some."""
    while utf16_length(text) > TEXT_LIMIT:
        cut = len(text.encode("utf-16-le")[: TEXT_LIMIT * 2].decode("utf-16-le", "ignore"))
        space = max(text.rfind(" ", 1, cut), text.rfind("\n", 1, cut))
        cut = space if space > cut // 2 else cut
        yield text[:cut].strip()
        text = text[cut:].strip()
    if text:
        yield text


def _found(text: str) -> FormattedText:
    return FormattedText(text=text).with_links()


def _data_behind(message: Message | None, label: str) -> str:
    rows = (
        message.reply_markup.get("inline_keyboard") if message and message.reply_markup else None
    )
    labels: list[str] = []
    for row in rows if isinstance(rows, list) else []:
        for button in row:
            if button["text"] == label and "callback_data" in button:
                return str(button["callback_data"])
            labels.append(str(button["text"]))
    raise Refusal(f'no button "{label}" here; there are {labels}')


def _reactions(emoji: str | None) -> list[JsonObject]:
    return [{"type": "emoji", "emoji": emoji}] if emoji else []


def _membership(user: JsonObject, status: str) -> JsonObject:
    member: dict[str, JsonValue] = {"user": user, "status": status}
    return {**member, "until_date": 0} if status == "kicked" else member


def _sticker_size(upload: Upload) -> tuple[int, int]:
    try:
        return pictures.dimensions(upload.content)
    except Refusal:
        return 512, 512
