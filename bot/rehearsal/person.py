"""A scripted person: talks to the bot through the rehearsal server, as a hand on a phone would."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, urlsplit

from aiohttp import ClientSession, ClientTimeout, FormData

from bot.rehearsal.views import AnswerView, ChatView, Line, Medium
from bot.rehearsal.wire import JsonValue

FileToSend = tuple[str, bytes, str]
"""File name, bytes, mime type."""
SEEN_LINES = 8


class NotShown(AssertionError):
    """Something expected is not on the screen; the message lists what is."""


class NotAccepted(Exception):
    """Telegram would not have let the person do this."""


@dataclass(slots=True, kw_only=True)
class Actions:
    """What it cost the person so far."""

    taps: int = 0
    typed: int = 0
    media: int = 0

    @property
    def total(self) -> int:
        return self.taps + self.typed + self.media


class Person:
    """Somebody with a phone; counts what they do in `actions`."""

    def __init__(
        self,
        server_url: str,
        user_id: int,
        name: str,
        language: str,
        *,
        session: ClientSession | None = None,
    ) -> None:
        self.user_id = user_id
        self.name = name
        self.language = language
        self.actions = Actions()
        self._server_url = server_url.rstrip("/")
        self._session = session
        self._owns_session = session is None
        self._lines: dict[int, Line] = {}
        self._chat: ChatView | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        if self._session and self._owns_session:
            await self._session.close()
            self._session = None

    async def start(self, payload: str = "") -> list[int]:
        """Press Start, or follow a deep link."""
        self.actions.taps += 1
        return _ids(await self._act("start", payload=payload))

    async def open_link(self, link: str) -> list[int]:
        """Follow a link to the bot, such as an invitation."""
        chat = await self._refresh()
        address = urlsplit(link)
        if (address.hostname, address.path) != ("t.me", f"/{chat['bot']['username']}"):
            raise NotAccepted(f"{link} does not lead to the bot")
        return await self.start(parse_qs(address.query).get("start", [""])[0])

    async def say(self, text: str, *, reply_to: int | None = None) -> list[int]:
        self.actions.typed += 1
        return _ids(await self._act("text", text=text, reply_to=reply_to))

    async def tap(self, label: str) -> str:
        """Press the newest button with this label; give the id of the tap."""
        for line in reversed(await self.transcript()):
            button = line.button(label)
            if button and button.callback_data:
                return await self.tap_data(line.message_id, button.callback_data)
        raise NotShown(f"no button {label!r}; {self._screen()}")

    async def tap_data(self, message_id: int, callback_data: str) -> str:
        """Press a button by its data, even one that is no longer shown."""
        self.actions.taps += 1
        answer = await self._act("tap", message_id=message_id, callback_data=callback_data)
        return str(answer["callback_query_id"])

    async def send_photo(
        self, content: bytes, *, caption: str = "", reply_to: int | None = None, hd: bool = False
    ) -> list[int]:
        files = [("photo.jpg", content, "image/jpeg")]
        return await self._send("photo", files, caption=caption, reply_to=reply_to, hd=hd or None)

    async def send_album(self, contents: Sequence[bytes], *, caption: str = "") -> list[int]:
        files = [(f"photo{n}.jpg", content, "image/jpeg") for n, content in enumerate(contents)]
        return await self._send("photo", files, caption=caption)

    async def send_document(
        self,
        content: bytes,
        *,
        file_name: str = "photo.jpg",
        mime_type: str = "image/jpeg",
        caption: str = "",
        reply_to: int | None = None,
    ) -> list[int]:
        files = [(file_name, content, mime_type)]
        return await self._send("document", files, caption=caption, reply_to=reply_to)

    async def send_documents(self, files: Sequence[FileToSend], *, caption: str = "") -> list[int]:
        """Send several files in one album."""
        return await self._send("document", files, caption=caption)

    async def send_voice(
        self, content: bytes, *, duration_s: int = 3, mime_type: str = "audio/ogg"
    ) -> list[int]:
        files = [("voice.oga", content, mime_type)]
        return await self._send("voice", files, duration=duration_s)

    async def send_medium(
        self, kind: str, content: bytes, *, file_name: str, mime_type: str, duration_s: int = 0
    ) -> list[int]:
        """Send audio, a video, an animation or a sticker."""
        return await self._send(kind, [(file_name, content, mime_type)], duration=duration_s)

    async def edit(self, message_id: int, text: str) -> None:
        self.actions.typed += 1
        await self._act("edit", message_id=message_id, text=text)

    async def react(self, message_id: int, emoji: str | None) -> None:
        self.actions.taps += 1
        await self._act("react", message_id=message_id, emoji=emoji)

    async def delete(self, message_id: int) -> None:
        await self._act("delete", message_id=message_id)

    async def block(self) -> None:
        """Block the bot; writing again unblocks it."""
        await self._act("block")

    async def transcript(self) -> list[Line]:
        """Give every visible message in order, with edits applied."""
        await self._refresh()
        return self._shown()

    async def chat(self) -> ChatView:
        """Give commands, draft, action and pinned messages beside what is new."""
        return await self._refresh()

    async def last(self) -> Line:
        """Give the bot's newest message."""
        for line in reversed(await self.transcript()):
            if line.is_from_bot:
                return line
        raise NotShown("the bot has not written yet")

    async def shows(self, substring: str, timeout_s: float = 5.0) -> Line:
        """Wait until a message of the bot holds this text; give the newest that does."""

        def holds(line: Line) -> bool:
            return line.is_from_bot and substring in line.text

        return await self._until(holds, wanted=f"text {substring!r}", timeout_s=timeout_s)

    async def shows_button(self, label: str, timeout_s: float = 5.0) -> Line:
        def holds(line: Line) -> bool:
            return line.button(label) is not None

        return await self._until(holds, wanted=f"button {label!r}", timeout_s=timeout_s)

    async def shows_medium(self, kind: str, timeout_s: float = 5.0) -> Line:
        def holds(line: Line) -> bool:
            return line.is_from_bot and line.medium is not None and line.medium.kind == kind

        return await self._until(holds, wanted=kind, timeout_s=timeout_s)

    async def shows_change(self, line: Line, timeout_s: float = 5.0) -> Line:
        """Wait until this message was edited; give it as it is then."""

        def holds(other: Line) -> bool:
            return other.message_id == line.message_id and other.version > line.version

        wanted = f"change of message {line.message_id}"
        return await self._until(holds, wanted=wanted, timeout_s=timeout_s)

    async def answer_to(self, callback_query_id: str, timeout_s: float = 5.0) -> AnswerView:
        """Wait for the toast or alert that answers a tap."""
        deadline = time.monotonic() + timeout_s
        chat = await self._refresh()
        while True:
            for answer in chat["answers"]:
                if answer["callback_query_id"] == callback_query_id:
                    return answer
            if time.monotonic() >= deadline:
                raise NotShown(f"the tap was not answered within {timeout_s} s")
            chat = await self._refresh(wait_s=deadline - time.monotonic())

    async def download(self, medium: Medium) -> bytes:
        session = await self._opened()
        async with session.get(self._server_url + medium.url) as answer:
            answer.raise_for_status()
            return await answer.read()

    async def _until(
        self, holds: Callable[[Line], bool], *, wanted: str, timeout_s: float
    ) -> Line:
        deadline = time.monotonic() + timeout_s
        await self._refresh()
        while True:
            for line in reversed(self._shown()):
                if holds(line):
                    return line
            if time.monotonic() >= deadline:
                raise NotShown(f"no {wanted} within {timeout_s} s; {self._screen()}")
            await self._refresh(wait_s=deadline - time.monotonic())

    async def _refresh(self, *, wait_s: float = 0) -> ChatView:
        session = await self._opened()
        seen = self._chat["version"] if self._chat else 0
        query = {"after": str(seen), "timeout": f"{max(wait_s, 0):.3f}"}
        address = f"{self._server_url}/sim/people/{self.user_id}/chat"
        async with session.get(address, params=query) as answer:
            chat: ChatView = await answer.json()
        self._keep(chat)
        return chat

    def _keep(self, chat: ChatView) -> None:
        self._chat = chat
        for number in chat["deleted"]:
            self._lines.pop(number, None)
        for view in chat["messages"]:
            self._lines[view["message_id"]] = Line.of(view)

    def _shown(self) -> list[Line]:
        return [self._lines[number] for number in sorted(self._lines)]

    def _screen(self) -> str:
        newest = self._shown()[-SEEN_LINES:]
        lines = [
            f"{'bot' if line.is_from_bot else 'me'}: {line.text!r} {line.labels}"
            for line in newest
        ]
        return "on the screen:\n" + "\n".join(lines)

    async def _send(
        self, kind: str, files: Sequence[FileToSend], **fields: str | int | None
    ) -> list[int]:
        self.actions.media += 1
        form = FormData()
        for name, value in {"kind": kind, **fields}.items():
            if value is not None:
                form.add_field(name, str(value))
        for number, (file_name, content, mime_type) in enumerate(files):
            file = io.BytesIO(content)
            form.add_field(f"file{number}", file, filename=file_name, content_type=mime_type)
        session = await self._opened()
        async with session.post(self._address("media"), data=form) as answer:
            return _ids(_accepted(await answer.json()))

    async def _act(self, name: str, **act: str | int | None) -> Mapping[str, JsonValue]:
        session = await self._opened()
        async with session.post(self._address(name), json=act) as answer:
            return _accepted(await answer.json())

    def _address(self, name: str) -> str:
        return f"{self._server_url}/sim/people/{self.user_id}/{name}"

    async def _opened(self) -> ClientSession:
        if self._session is None:
            self._session = ClientSession(timeout=ClientTimeout(total=120))
        if self._chat is None:
            account = {"user_id": self.user_id, "name": self.name, "language": self.language}
            address = f"{self._server_url}/sim/people"
            async with self._session.post(address, json=account) as answer:
                chat: ChatView = await answer.json()
            self._keep(chat)
        return self._session


def _accepted(answer: Mapping[str, JsonValue]) -> Mapping[str, JsonValue]:
    if answer.get("ok") is False:
        raise NotAccepted(answer["description"])
    return answer


def _ids(answer: Mapping[str, JsonValue]) -> list[int]:
    numbers = answer["message_ids"]
    assert isinstance(numbers, list)  # noqa: S101
    return numbers
