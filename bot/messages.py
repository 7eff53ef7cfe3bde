"""From an outbox payload to calls of the Bot API."""

import html
import json
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import zip_longest
from typing import Any

from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    Message,
)
from telegram.constants import MessageLimit, ParseMode
from telegram.error import BadRequest

from bot.bridge import Bridge
from core.book.film_measures import film_measures
from core.content.options import drawing_path
from core.domain.patient import PatientId
from core.marking.corners import cornered
from core.marking.option_sheet import option_sheet
from core.ports import PatientStores

REMEMBERED_FILES = 2000  #: file ids Telegram gave us, so that a page is uploaded once
#: How long Telegram may take to say that it has a large file. On a slow line its last megabytes
#: are still under way when all has been written; giving up then would send all of it again.
LARGE_FILE_PATIENCE_S = 120
_CAPTION = MessageLimit.CAPTION_LENGTH
_TEXT = MessageLimit.MAX_TEXT_LENGTH

Part = Callable[[], Awaitable[list[int]]]  #: sends a part of a view; the ids of its messages


@dataclass(frozen=True, slots=True)
class Sent:
    """The messages a view became; the last one carries the buttons."""

    message_ids: tuple[int, ...] = ()

    @property
    def answer(self) -> dict[str, Any]:
        return {"message_ids": list(self.message_ids)}


@dataclass(slots=True, kw_only=True)
class Parcel:
    """A view on its way as several messages, which may have to be tried again in the middle."""

    room: Callable[[], Awaitable[None]] | None = None  #: waited for before each further message
    went: int = 0  #: how many of its parts did
    ids: list[int] = field(default_factory=list)  #: of the messages they became

    async def go(self, parts: Sequence[Part]) -> None:
        """Send what did not go yet; there is room for the first of it already."""
        for place, part in enumerate(parts[self.went :]):
            if place and self.room is not None:
                await self.room()
            self.ids += await part()
            self.went += 1


@dataclass(slots=True, kw_only=True)
class Sender:
    """Knows how each kind of view is sent and edited; retries are the delivery's."""

    bot: Bot
    stores: PatientStores
    bridge: Bridge
    _file_ids: OrderedDict[str, str] = field(default_factory=OrderedDict)

    async def send(
        self,
        patient_id: PatientId | None,
        chat_id: int,
        body: dict[str, Any],
        parcel: Parcel | None = None,
    ) -> Sent:
        """Voices first, then the album, then the message with the buttons.

        Tried again with the same parcel, it goes on behind what of it went before.
        """
        parcel = parcel or Parcel()
        await parcel.go(self._parts(patient_id, chat_id, body))
        return Sent(tuple(parcel.ids))

    def _parts(
        self, patient_id: PatientId | None, chat_id: int, body: dict[str, Any]
    ) -> list[Part]:
        voices = [partial(self._voice, patient_id, chat_id, v) for v in body.get("voices", ())]
        album, marks = body.get("album"), body.get("marks", ())
        pictures = [partial(self._album, patient_id, chat_id, album, marks)] if album else []
        return [*voices, *pictures, *self._main(patient_id, chat_id, body)]

    def _main(
        self, patient_id: PatientId | None, chat_id: int, body: dict[str, Any]
    ) -> list[Part]:
        """What carries the buttons; words too long for a caption follow as a message."""
        if _pictured(body):
            fits = visible_length(body["text"]) <= _CAPTION
            picture = partial(self._picture, patient_id, chat_id, body, captioned=fits)
            return [picture] if fits else [picture, *self._text(chat_id, body)]
        if media_id := body.get("document"):
            return [partial(self._document, patient_id, chat_id, media_id, body)]
        if media_id := body.get("video"):
            return [partial(self._video, patient_id, chat_id, media_id, body)]
        return self._text(chat_id, body)

    async def _voice(self, patient_id: PatientId | None, chat_id: int, media_id: str) -> list[int]:
        voice = await self._file(patient_id, media_id)
        message = await self.bot.send_voice(chat_id, voice)
        self._remember(media_id, message.voice.file_id if message.voice else "")
        return [message.message_id]

    async def _album(
        self,
        patient_id: PatientId | None,
        chat_id: int,
        album: Sequence[str],
        marks: Sequence[str],
    ) -> list[int]:
        marked = list(zip_longest(album, marks[: len(album)], fillvalue=""))
        media = [InputMediaPhoto(await self._marked(patient_id, m, mark)) for m, mark in marked]
        messages = await self.bot.send_media_group(chat_id, media)
        for (media_id, mark), message in zip(marked, messages, strict=True):
            self._remember_photo(_with_mark(media_id, mark), message)
        return [message.message_id for message in messages]

    async def _document(
        self, patient_id: PatientId | None, chat_id: int, media_id: str, body: dict[str, Any]
    ) -> list[int]:
        message = await self.bot.send_document(
            chat_id,
            # Never by the id of a photo: Telegram keeps those re-encoded and unmarked.
            await self._content(patient_id, media_id),
            filename=body.get("document_name"),
            caption=body["text"] or None,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard(body),
            read_timeout=LARGE_FILE_PATIENCE_S,
        )
        return [message.message_id]

    async def _video(
        self, patient_id: PatientId | None, chat_id: int, media_id: str, body: dict[str, Any]
    ) -> list[int]:
        """A film, with its size and length, so that it can be played before all of it is there."""
        content = await self._content(patient_id, media_id)
        measures = film_measures(content)
        message = await self.bot.send_video(
            chat_id,
            content,
            filename=f"{media_id}.mp4",
            duration=measures.seconds if measures else None,
            width=measures.width if measures else None,
            height=measures.height if measures else None,
            supports_streaming=True,
            caption=body["text"] or None,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard(body),
            read_timeout=LARGE_FILE_PATIENCE_S,
        )
        return [message.message_id]

    async def _picture(
        self, patient_id: PatientId | None, chat_id: int, body: dict[str, Any], *, captioned: bool
    ) -> list[int]:
        message = await self.bot.send_photo(
            chat_id,
            await self._shown(patient_id, body),
            caption=body["text"] if captioned else None,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard(body) if captioned else None,
        )
        self._remember_photo(_name(body), message)
        return [message.message_id]

    def _text(self, chat_id: int, body: dict[str, Any]) -> list[Part]:
        """One message; words too long for one are sent in plain pieces, buttons on the last."""
        words = partial(self._words, chat_id, silent=body.get("silent", False))
        if visible_length(body["text"]) <= _TEXT:
            return [partial(words, body["text"], keyboard(body), ParseMode.HTML)]
        *pieces, last = plain_pieces(body["text"])
        return [*(partial(words, piece) for piece in pieces), partial(words, last, keyboard(body))]

    async def _words(
        self,
        chat_id: int,
        text: str,
        markup: InlineKeyboardMarkup | None = None,
        parse_mode: ParseMode | None = None,
        *,
        silent: bool = False,
    ) -> list[int]:
        message = await self.bot.send_message(
            chat_id,
            text,
            parse_mode=parse_mode,
            reply_markup=markup,
            disable_notification=silent or None,
        )
        return [message.message_id]

    async def edit(
        self,
        patient_id: PatientId | None,
        chat_id: int,
        message_id: int,
        body: dict[str, Any],
        parcel: Parcel | None = None,
    ) -> Sent:
        """Let the view take the place of a message; when it cannot, send it anew."""
        try:
            await self._change(patient_id, chat_id, message_id, body)
        except BadRequest as refusal:
            if _unchanged(refusal):
                return Sent((message_id,))
            await self._delete_quietly(chat_id, message_id)
            return await self.send(patient_id, chat_id, body, parcel)
        return Sent((message_id,))

    async def _change(
        self, patient_id: PatientId | None, chat_id: int, message_id: int, body: dict[str, Any]
    ) -> None:
        if not _pictured(body):
            await self.bot.edit_message_text(
                body["text"],
                chat_id=chat_id,
                message_id=message_id,
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard(body),
            )
            return
        media = InputMediaPhoto(
            await self._shown(patient_id, body),
            caption=body["text"],
            parse_mode=ParseMode.HTML,
        )
        changed = await self.bot.edit_message_media(
            media, chat_id=chat_id, message_id=message_id, reply_markup=keyboard(body)
        )
        if isinstance(changed, Message):
            self._remember_photo(_name(body), changed)

    async def show_progress(
        self,
        chat_id: int,
        message_id: int,
        text: str,
        rows: list[list[dict[str, str]]],
        preview: bytes | None,
    ) -> None:
        """Edit words, or a rough preview with words, into a message."""
        markup = keyboard({"rows": rows})
        if preview is None:
            await self.bot.edit_message_text(
                text,
                chat_id=chat_id,
                message_id=message_id,
                parse_mode=ParseMode.HTML,
                reply_markup=markup,
            )
        else:
            media = InputMediaPhoto(preview, caption=text, parse_mode=ParseMode.HTML)
            await self.bot.edit_message_media(
                media, chat_id=chat_id, message_id=message_id, reply_markup=markup
            )

    async def clear(self, chat_id: int, message_id: int) -> None:
        """Take the buttons off; a message that is gone needs nothing."""
        try:
            await self.bot.edit_message_reply_markup(
                chat_id=chat_id, message_id=message_id, reply_markup=None
            )
        except BadRequest:
            return

    async def delete(self, chat_id: int, message_ids: list[int]) -> None:
        """Delete messages; where the last one stays, it loses its buttons at least."""
        gone = [await self._delete_quietly(chat_id, message_id) for message_id in message_ids]
        if gone and not gone[-1]:
            await self.clear(chat_id, message_ids[-1])

    async def _delete_quietly(self, chat_id: int, message_id: int) -> bool:
        """Whether it went: Telegram refuses to delete what is older than two days."""
        try:
            return await self.bot.delete_message(chat_id, message_id)
        except BadRequest:
            return False

    async def _shown(self, patient_id: PatientId | None, body: dict[str, Any]) -> bytes | str:
        """The picture of a view, or its drawings put on a sheet."""
        if media_id := body.get("picture"):
            return await self._file(patient_id, media_id)
        if known := self._file_ids.get(_name(body)):
            return known
        return await self.bridge.in_thread(None, _sheet, body["drawn"])

    async def _file(self, patient_id: PatientId | None, media_id: str) -> bytes | str:
        return self._file_ids.get(media_id) or await self._content(patient_id, media_id)

    async def _marked(self, patient_id: PatientId | None, media_id: str, mark: str) -> bytes | str:
        """The file, with its mark drawn where it has one; what is kept has none."""
        if not mark:
            return await self._file(patient_id, media_id)
        if known := self._file_ids.get(_with_mark(media_id, mark)):
            return known
        content = await self._content(patient_id, media_id)
        return await self.bridge.in_thread(None, cornered, content, mark)

    async def _content(self, patient_id: PatientId | None, media_id: str) -> bytes:
        assert patient_id is not None  # noqa: S101 - files belong to patients
        shelf = self.stores.media(patient_id)
        return await self.bridge.in_thread(None, shelf.read, media_id)

    def _remember_photo(self, media_id: str, message: Message) -> None:
        if message.photo:
            self._remember(media_id, message.photo[-1].file_id)

    def _remember(self, media_id: str, file_id: str) -> None:
        self._file_ids[media_id] = file_id
        if len(self._file_ids) > REMEMBERED_FILES:
            self._file_ids.popitem(last=False)


def _pictured(body: dict[str, Any]) -> bool:
    return "picture" in body or "drawn" in body


def _with_mark(media_id: str, mark: str) -> str:
    """What the photo of an album is remembered by: marked it is another file."""
    return f"{media_id} {mark}" if mark else media_id


def _name(body: dict[str, Any]) -> str:
    """What the photo of a view is remembered by."""
    return body.get("picture") or json.dumps(body["drawn"])


def _sheet(drawn: dict[str, Any]) -> bytes:
    files = [(drawing_path(name), words) for name, words in drawn["options"]]
    return option_sheet(files, drawn["label"])


def keyboard(body: dict[str, Any]) -> InlineKeyboardMarkup | None:
    """The inline keyboard of a payload."""
    rows = body.get("rows")
    if not rows:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(b["text"], callback_data=b["data"]) for b in row] for row in rows]
    )


def visible_length(text: str) -> int:
    """UTF-16 units Telegram counts: the text without its tags."""
    return len(html.unescape(_without_tags(text)).encode("utf-16-le")) // 2


def plain_pieces(text: str) -> list[str]:
    """The words without their tags in pieces a message can hold, cut between words."""
    rest, pieces = html.unescape(_without_tags(text)), []
    room = _TEXT // 2  # characters beyond the basic plane count twice
    while len(rest) > room:
        cut = rest.rfind(" ", room // 2, room)
        cut = room if cut < 0 else cut
        pieces.append(rest[:cut])
        rest = rest[cut:].lstrip()
    return [*pieces, rest] if rest else pieces


def _without_tags(text: str) -> str:
    """Strip Telegram's tags and keep every line break."""
    kept, depth = [], 0
    for letter in text:
        if letter == "<":
            depth += 1
        elif letter == ">" and depth:
            depth -= 1
        elif not depth:
            kept.append(letter)
    return "".join(kept)


def _unchanged(refusal: BadRequest) -> bool:
    return "not modified" in refusal.message.lower()
