"""The one sender: takes outbox rows to Telegram in order per chat, and keeps at it.

The payload of a SEND or EDIT row, all keys optional but `text`:

    text, rows [[{text, data}]], picture, album [..], marks [..], voices [..], document,
    document_name, video, screen (its number), replaces (the screen it takes the place of),
    otherwise {chat_id, text} (said there when this chat cannot be reached), silent (words that
    ring nowhere)

CLEAR and DELETE name a `screen`; ENQUEUE carries a ticket; CANCEL a `job_id`. What is
`dropped` is shown to nobody any more: whoever it was for has left.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from aiolimiter import AsyncLimiter
from telegram import Bot
from telegram.error import (
    BadRequest,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot import absence
from bot.bridge import Bridge
from bot.messages import Parcel, Sender, Sent
from bot.services import Services
from core.domain.conversation import OutboxItem, OutboxKind
from core.domain.job import JobKind, Queue, Ticket
from core.domain.patient import Language, PatientId
from core.errors import NotFound, StoreDamaged, StoreErased, StoreError, VivenciaError
from core.ports import OutboxShelf

_log = logging.getLogger(__name__)
OVERALL = (30, 1.0)  #: messages a second, Telegram's limit for a bot
FIRST_PAUSE_S = 1.0
BURST = 5  #: messages in a chat that need not wait for its pace
LONGEST_PAUSE_S = 30.0

TIDYING = frozenset({OutboxKind.CLEAR, OutboxKind.DELETE})
FILES = frozenset({"picture", "album", "marks", "voices", "document", "document_name", "video"})

Where = tuple[PatientId | None, int]  #: whose outbox, which chat
Settled = Callable[[str, PatientId | None], None]  #: all that a row caused has gone out


class Dropped(VivenciaError):
    """Whoever was to see this has left."""


@dataclass(frozen=True, slots=True)
class Due:
    """Something to deliver, and the messages it changes when they were sent before."""

    item: OutboxItem
    messages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """What had to go out when somebody looked, and how often the sender had been at it."""

    due: Sequence[Due]
    rounds: int  #: begun or ended until then


@dataclass(slots=True)
class Delivery:
    """Drains outboxes; one task a chat while there is something to deliver."""

    bot: Bot
    services: Services
    bridge: Bridge
    settled: Settled
    chat_pace: float  #: messages a second in one chat; Telegram bears about one
    _tasks: dict[Where, asyncio.Task[None]] = field(default_factory=dict)
    _again: set[Where] = field(default_factory=set)
    _rounds: Counter[Where] = field(default_factory=Counter)
    _overall: AsyncLimiter = field(default_factory=lambda: AsyncLimiter(*OVERALL))
    _tidying: AsyncLimiter = field(default_factory=lambda: AsyncLimiter(*OVERALL))
    _chats: dict[int, AsyncLimiter] = field(default_factory=dict)
    _sender: Sender = field(init=False)

    def __post_init__(self) -> None:
        self._sender = Sender(bot=self.bot, stores=self.services.stores, bridge=self.bridge)

    def look(self, patient_id: PatientId | None, chat_id: int) -> Look:
        """See what has to go out here, from any thread: it spares `wake` the way there."""
        where = (patient_id, chat_id)
        rounds = self._rounds[where]
        return Look(self._due(where), rounds)

    def wake(
        self, patient_id: PatientId | None, chat_id: int, *, seen: Look | None = None
    ) -> None:
        """There may be something to deliver here; what was `seen` holds if nobody went since."""
        where = (patient_id, chat_id)
        if where in self._tasks:
            self._again.add(where)
            return
        due = seen.due if seen and seen.rounds == self._rounds[where] else None
        self._rounds[where] += 1
        task = asyncio.create_task(self._drain(where, due), name=f"deliver-{chat_id}")
        self._tasks[where] = task
        task.add_done_callback(lambda done: self._finished(where, done))

    def _finished(self, where: Where, done: asyncio.Task[None]) -> None:
        del self._tasks[where]
        self._rounds[where] += 1
        error = None if done.cancelled() else done.exception()
        if isinstance(error, StoreErased):
            self._again.discard(where)  # nothing is left to deliver, nor ever will be
        elif error is not None:
            _log.error("delivery to a chat stopped: %s", type(error).__name__)
            asyncio.get_running_loop().call_later(LONGEST_PAUSE_S, self.wake, *where)
        elif where in self._again:
            self._again.discard(where)
            self.wake(*where)

    async def stop(self) -> None:
        """Stop sending; what is left stays in the outbox."""
        self._again.clear()
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def edit(
        self,
        patient_id: PatientId,
        chat_id: int,
        screen: int,
        text: str,
        rows: list[list[dict[str, str]]],
        preview: bytes | None,
    ) -> None:
        """Show progress in a message sent before; worth nothing later, so never retried."""
        ids = await self._message_ids(patient_id, screen)
        if not ids or not self._limiter(chat_id).has_capacity(2):
            return
        async with self._limiter(chat_id), self._overall:
            try:
                await self._sender.show_progress(chat_id, ids[-1], text, rows, preview)
            except TelegramError as error:
                _log.info("progress not shown: %s", type(error).__name__)

    async def _drain(self, where: Where, due: Sequence[Due] | None) -> None:
        """Deliver in order; whatever is posted meanwhile wakes the sender again."""
        if due is None:
            due = await self.bridge.in_thread(None, self._due, where)
        for each in due:
            answer = await self._deliver(where[0], each)
            await self._keep(where[0], each.item, answer)

    async def _keep(
        self, patient_id: PatientId | None, item: OutboxItem, answer: dict[str, Any]
    ) -> None:
        """Keep Telegram's answer, however long that takes: what it took is not sent again."""
        pause_s = FIRST_PAUSE_S
        while True:
            try:
                return await self.bridge.in_thread(None, self._done, patient_id, item, answer)
            except StoreErased:
                raise
            except (StoreError, OSError) as error:
                _log.warning("outbox row %s not noted as sent: %s", item.id, type(error).__name__)
            await asyncio.sleep(pause_s)
            pause_s = min(pause_s * 2, LONGEST_PAUSE_S)

    def _due(self, where: Where) -> list[Due]:
        """What has to go out here, in order; tidying up never holds up the next screen."""
        patient_id, chat_id = where
        outbox = self._outbox(patient_id)
        pending = sorted(outbox.pending(chat_id=chat_id), key=lambda item: item.kind in TIDYING)
        return [Due(item, self._shown_in(outbox, patient_id, item)) for item in pending]

    @staticmethod
    def _shown_in(
        outbox: OutboxShelf, patient_id: PatientId | None, item: OutboxItem
    ) -> tuple[int, ...]:
        """The messages an item changes, as far as they are there already."""
        if "messages" in item.payload:
            return tuple(item.payload["messages"])
        screen = item.payload.get("screen" if item.kind in TIDYING else "replaces")
        return () if screen is None or patient_id is None else tuple(outbox.message_ids(screen))

    def _outbox(self, patient_id: PatientId | None) -> OutboxShelf:
        if patient_id is None:
            return self.services.registry.outbox
        return self.services.stores.outbox(patient_id)

    def _done(
        self, patient_id: PatientId | None, item: OutboxItem, answer: dict[str, Any]
    ) -> None:
        """Keep Telegram's answer; the last item of an update lets its inbox row be closed."""
        last = self._outbox(patient_id).delivered(item.id, answer)
        if last and item.update_key:
            self.settled(item.update_key, patient_id)

    async def _deliver(self, patient_id: PatientId | None, due: Due) -> dict[str, Any]:
        item = due.item
        match item.kind:
            case OutboxKind.ENQUEUE:
                await self.bridge.in_thread(None, self._enqueue, patient_id, item.payload)
                return {}
            case OutboxKind.CANCEL:
                job_id = item.payload["job_id"]
                await self.bridge.in_thread(None, self.services.jobs.cancel, job_id)
                return {}
            case OutboxKind.SEND | OutboxKind.EDIT:
                answer = await self._show_as_it_can_be(patient_id, due)
                if "failed" in answer and (otherwise := item.payload.get("otherwise")):
                    await self._say_otherwise(item, otherwise)
                return answer
            case _:  # tidying up is quick work, and takes no room from the next screen
                return await self._keep_trying(
                    item, lambda: self._tidy(patient_id, due), (self._tidying,)
                )

    async def _show_as_it_can_be(self, patient_id: PatientId | None, due: Due) -> dict[str, Any]:
        """Show a screen; where a file of it is damaged, its words and buttons without it.

        One damaged file must not hold up all that the chat is still to get.
        """
        limits = (self._limiter(due.item.chat_id), self._overall)
        whole = Parcel(room=lambda: _room(limits))
        try:
            return await self._keep_trying(
                due.item, lambda: self._show(patient_id, due, whole), limits
            )
        except StoreDamaged:
            _log.error("outbox row %s is sent without its files", due.item.id)
        bare = await self.bridge.in_thread(None, self._without_files, due)
        rest = Parcel(room=whole.room, ids=whole.ids)
        try:
            return await self._keep_trying(
                bare.item, lambda: self._show(patient_id, bare, rest), limits
            )
        except StoreDamaged as error:  # it is no file that is damaged
            _log.error("outbox row %s given up", due.item.id)
            return {"failed": type(error).__name__}

    def _without_files(self, due: Due) -> Due:
        """The words and buttons of a screen, and why there is nothing more."""
        account = self.services.registry.account(due.item.chat_id)
        language = account.language if account else Language.SPANISH
        why = self.services.translations.locale(language)("bot-file-damaged")
        body = {name: kept for name, kept in due.item.payload.items() if name not in FILES}
        body["text"] = "\n\n".join(filter(None, (body.get("text"), str(why))))
        return replace(due, item=replace(due.item, payload=body))

    async def _say_otherwise(self, item: OutboxItem, otherwise: dict[str, Any]) -> None:
        """Tell whoever sent it that nobody was reached."""
        chat_id, body = otherwise["chat_id"], {"text": otherwise["text"]}
        limits = (self._limiter(chat_id), self._overall)
        await self._keep_trying(item, lambda: self._sender.send(None, chat_id, body), limits)

    def _enqueue(self, patient_id: PatientId | None, body: dict[str, Any]) -> None:
        """Watch first: a job nobody watches would finish unseen."""
        assert patient_id is not None  # noqa: S101 - only patients have jobs
        self.services.registry.watch_job(body["job_id"], patient_id)
        self.services.jobs.enqueue(
            Ticket(
                job_id=body["job_id"],
                kind=JobKind(body["kind"]),
                queue=Queue(body["queue"]),
                priority=body["priority"],
            )
        )

    async def _is_dropped(self, patient_id: PatientId | None, item: OutboxItem) -> bool:
        """Whether whoever was to see it has left; asked anew where something came since."""
        if "dropped" in item.payload or (patient_id, item.chat_id) not in self._again:
            return "dropped" in item.payload
        pending = partial(self._outbox(patient_id).pending, chat_id=item.chat_id)
        now = await self.bridge.in_thread(None, pending)
        return any(row.id == item.id and "dropped" in row.payload for row in now)

    async def _show(self, patient_id: PatientId | None, due: Due, parcel: Parcel) -> Sent:
        if await self._is_dropped(patient_id, due.item):
            raise Dropped
        item, replaces = due.item, due.item.payload.get("replaces")
        ids = due.messages
        if not ids and replaces is not None and patient_id is not None:
            ids = await self._message_ids(patient_id, replaces)  # sent a moment ago
        if ids:
            return await self._sender.edit(patient_id, item.chat_id, ids[-1], item.payload, parcel)
        return await self._sender.send(patient_id, item.chat_id, item.payload, parcel)

    async def _tidy(self, patient_id: PatientId | None, due: Due) -> Sent:
        item, ids = due.item, due.messages
        if not ids and patient_id is not None:
            ids = await self._message_ids(patient_id, item.payload["screen"])
        if ids and item.kind is OutboxKind.CLEAR:
            await self._sender.clear(item.chat_id, ids[-1])
        elif ids:
            await self._sender.delete(item.chat_id, list(ids))
        return Sent()

    async def _message_ids(self, patient_id: PatientId, screen: int) -> tuple[int, ...]:
        outbox = self.services.stores.outbox(patient_id)
        return tuple(await self.bridge.in_thread(None, outbox.message_ids, screen))

    def _limiter(self, chat_id: int) -> AsyncLimiter:
        return self._chats.setdefault(chat_id, AsyncLimiter(BURST, BURST / self.chat_pace))

    async def _keep_trying(
        self,
        item: OutboxItem,
        send: Callable[[], Awaitable[Sent]],
        limits: Sequence[AsyncLimiter],
    ) -> dict[str, Any]:
        """Send within Telegram's limits until it is through or can never get through."""
        pause_s = FIRST_PAUSE_S
        while True:
            await _room(limits)
            try:
                return (await send()).answer
            except Dropped:
                return {"failed": "left"}
            except RetryAfter as wait:
                pause_s = asked_pause_s(wait)
            except (Forbidden, BadRequest, NotFound) as refusal:
                _log.warning("outbox row %s given up: %s", item.id, type(refusal).__name__)
                await self._miss(item.chat_id, refusal)
                return {"failed": type(refusal).__name__}
            except NetworkError as trouble:
                _log.info("outbox row %s waits: %s", item.id, type(trouble).__name__)
            await asyncio.sleep(pause_s)
            pause_s = min(pause_s * 2, LONGEST_PAUSE_S)

    async def _miss(self, chat_id: int, refusal: Exception) -> None:
        """Let who answers for somebody know when there is nobody to write to any more."""
        if chat_id < 0 or not absence.is_absence(refusal):
            return  # a group belongs to nobody's circle
        key = f"away:{chat_id}:{self.services.ids.new()}"
        noting = partial(absence.note, self.services, chat_id, update_key=key)
        for told in await self.bridge.in_thread(None, noting):
            self.wake(None, told)


async def _room(limits: Sequence[AsyncLimiter]) -> None:
    """Wait until one more message may go."""
    for limit in limits:
        await limit.acquire()


def asked_pause_s(wait: RetryAfter) -> float:
    """How long Telegram asks to be left alone: PTB gives an int, or a timedelta."""
    after = wait.retry_after
    return float(after) if isinstance(after, (int, float)) else after.total_seconds()
