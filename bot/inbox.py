"""What came in, written down before Telegram is told that it arrived."""

import asyncio
import logging
from dataclasses import replace
from datetime import timedelta

from telegram import (
    CallbackQuery,
    ChatMember,
    ChatMemberUpdated,
    Document,
    Message,
    MessageEntity,
    PhotoSize,
    Update,
    User,
)
from telegram.constants import ChatType

from bot.bridge import Bridge
from bot.commands import canonical
from bot.incoming import AWAY, BACK, EDITED, GROUP, Incoming, IncomingKind, to_body
from core.domain.conversation import InboxRow
from core.domain.patient import PatientId
from core.errors import StoreError
from core.ports import Registry

_log = logging.getLogger(__name__)
WRITE_AGAIN_S = 1.0  #: between attempts to write down what came in
_NOWHERE = frozenset({GROUP, AWAY, BACK})  #: what concerns no space
_OUTSIDE = frozenset({ChatMember.LEFT, ChatMember.BANNED})


class Inbox(asyncio.Queue[object]):
    """PTB's update queue: each update becomes a durable row before `put` returns."""

    def __init__(self, registry: Registry, bridge: Bridge) -> None:
        super().__init__()
        self._registry = registry
        self._bridge = bridge

    async def put(self, item: object) -> None:
        """Take in an update (once, however often it comes) or a row that is already written.

        What cannot be written now is tried until it can be: an error would end PTB's polling
        for good. Telegram was not told that it arrived, so nothing is lost meanwhile.
        """
        while True:
            try:
                return await self.put_at_once(item)
            except (StoreError, OSError) as error:
                update_id = getattr(item, "update_id", None)
                _log.warning("update %s not written: %s", update_id, type(error).__name__)
            await asyncio.sleep(WRITE_AGAIN_S)

    async def put_at_once(self, item: object) -> None:
        """The same, tried once: who calls a webhook sees the error, and calls again."""
        if not isinstance(item, Update):
            await super().put(item)  # a row, or the signal that ends the application
        elif (read := read_update(item)) is not None:
            await self._put_update(item, *read)

    async def _put_update(
        self, update: Update, account_id: int, chat_id: int, incoming: Incoming
    ) -> None:
        row = await self._bridge.in_thread(
            None, self._write, f"u:{update.update_id}", account_id, chat_id, incoming
        )
        if row is not None:
            await super().put(row)

    async def take_in(
        self,
        key: str,
        *,
        account_id: int,
        chat_id: int,
        patient_id: PatientId,
        incoming: Incoming,
    ) -> None:
        """Take in something that did not come from Telegram: a job's result, a reminder."""
        row = InboxRow(
            key=key,
            chat_id=chat_id,
            account_id=account_id,
            patient_id=patient_id,
            body=to_body(incoming),
        )
        if await self._bridge.in_thread(None, self._keep, row):
            await super().put(row)

    def _write(
        self, key: str, account_id: int, chat_id: int, incoming: Incoming
    ) -> InboxRow | None:
        row = InboxRow(
            key=key,
            chat_id=chat_id,
            account_id=account_id,
            patient_id=self._patient_of(account_id, incoming),
            body=to_body(incoming),
        )
        return row if self._keep(row) else None

    def _keep(self, row: InboxRow) -> bool:
        return self._registry.take_in(
            row.key,
            chat_id=row.chat_id,
            account_id=row.account_id,
            patient_id=row.patient_id,
            body=row.body,
        )

    def _patient_of(self, account_id: int, incoming: Incoming) -> PatientId | None:
        """A tap names its space; an invitation has none yet; the rest goes where they are."""
        if incoming.kind is IncomingKind.TAP:
            return PatientId(incoming.argument) if incoming.argument else None
        if incoming.what in _NOWHERE or (incoming.command == "start" and incoming.text):
            return None
        account = self._registry.account(account_id)
        return account.patient_id if account else None


def read_update(update: Update) -> tuple[int, int, Incoming] | None:
    """Account, chat and content of an update; None for what the bot has no use for."""
    user, chat = update.effective_user, update.effective_chat
    if user is None or chat is None:
        return None
    if update.my_chat_member is not None:
        return _let_in_or_out(update.my_chat_member, user)
    if chat.type != ChatType.PRIVATE:
        return _in_a_group(update, user, chat.id)
    if update.callback_query is not None:
        content = _tap(update.callback_query)
    elif update.message is not None:
        content = replace(_message(update.message), message_id=update.message.message_id)
    elif update.edited_message is not None and _by_hand(update.edited_message):
        content = _edited(update.edited_message)
    else:
        return None
    language = user.language_code or ""
    content = replace(content, sender_name=user.full_name, sender_language=language)
    return user.id, chat.id, content


def _in_a_group(update: Update, user: User, chat_id: int) -> tuple[int, int, Incoming] | None:
    """Being called or tapped in a group is answered, kindly; what is said there is not read."""
    if update.callback_query is not None:
        return user.id, chat_id, _of_no_space(GROUP, user, query_id=update.callback_query.id)
    if update.message is None or not (update.message.text or "").startswith("/"):
        return None
    return user.id, chat_id, _of_no_space(GROUP, user)


def _let_in_or_out(change: ChatMemberUpdated, user: User) -> tuple[int, int, Incoming] | None:
    """Somebody shut their chat with us, or took us into a group.

    Whoever put us into a channel is told in private: it is not for all who read there.
    """
    chat, outside = change.chat, change.new_chat_member.status in _OUTSIDE
    if chat.type == ChatType.PRIVATE:
        return user.id, chat.id, _of_no_space(AWAY if outside else BACK, user)
    if outside or change.old_chat_member.status not in _OUTSIDE:
        return None
    where = user.id if chat.type == ChatType.CHANNEL else chat.id
    return user.id, where, _of_no_space(GROUP, user)


def _of_no_space(what: str, user: User, *, query_id: str = "") -> Incoming:
    return Incoming(
        kind=IncomingKind.OTHER,
        what=what,
        sender_name=user.full_name,
        sender_language=user.language_code or "",
        query_id=query_id,
    )


def _tap(query: CallbackQuery) -> Incoming:
    """`<patient>.<screen>.<button>`, or `lobby.<action>.<argument>`."""
    data = query.data or ""
    tap = Incoming(
        kind=IncomingKind.TAP,
        text=data,
        query_id=query.id,
        message_id=query.message.message_id if query.message else None,
    )
    parts = data.split(".", maxsplit=2)
    if len(parts) == 3 and parts[1].isdecimal() and parts[2].isdecimal():
        patient, screen, button = parts
        return replace(tap, argument=patient, screen=int(screen), button=int(button))
    return tap


def _message(message: Message) -> Incoming:
    if message.text is not None:
        return _words(message, message.text)
    sound = message.voice or message.audio
    if sound is not None:
        return Incoming(
            kind=IncomingKind.VOICE,
            file_id=sound.file_id,
            file_size=sound.file_size or 0,
            media_type=sound.mime_type or "audio/ogg",
            duration_s=_seconds(sound.duration),
            text=message.caption or "",
        )
    if message.photo:
        largest = max(message.photo, key=lambda size: size.width * size.height)
        return _file(message, IncomingKind.PHOTO, largest, "image/jpeg")
    if message.document is not None:
        media_type = message.document.mime_type or ""
        return _file(message, IncomingKind.DOCUMENT, message.document, media_type)
    moving = message.video or message.video_note or message.animation
    return Incoming(kind=IncomingKind.OTHER, media_type="video/mp4" if moving else "")


def _by_hand(edited: Message) -> bool:
    """Whether somebody changed it: a place that is shared live, or a game, changes by itself."""
    files = (edited.photo, edited.document, edited.audio, edited.video, edited.animation)
    return bool(edited.text or edited.caption or any(files))


def _edited(message: Message) -> Incoming:
    """It is not told anew: it says only that the chat shows something else by now."""
    return Incoming(
        kind=IncomingKind.OTHER,
        what=EDITED,
        message_id=message.message_id,
        argument=message.text or message.caption or "",
    )


def _words(message: Message, text: str) -> Incoming:
    first = message.entities[0] if message.entities else None
    if first is not None and first.type == MessageEntity.BOT_COMMAND and first.offset == 0:
        name, _, rest = text.partition(" ")
        command = canonical(name.lstrip("/").partition("@")[0])
        return Incoming(kind=IncomingKind.COMMAND, command=command, text=rest.strip())
    return Incoming(kind=IncomingKind.WORDS, text=text)


def _file(
    message: Message, kind: IncomingKind, file: PhotoSize | Document, media_type: str
) -> Incoming:
    return Incoming(
        kind=kind,
        file_id=file.file_id,
        file_size=file.file_size or 0,
        replied_file_id=_replied_picture(message.reply_to_message),
        media_type=media_type,
        text=message.caption or "",
    )


def _replied_picture(message: Message | None) -> str:
    """The picture of ours that was answered: what somebody painted on, as Telegram keeps it."""
    if message is None or message.from_user is None or not message.from_user.is_bot:
        return ""
    return message.photo[-1].file_id if message.photo else ""


def _seconds(duration: int | timedelta) -> int:
    """PTB gives an int, or a timedelta when asked to."""
    return duration if isinstance(duration, int) else int(duration.total_seconds())
