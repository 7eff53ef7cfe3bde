"""The clock: asks twice a minute whether a session's time is up, reminds, and keeps house."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.bridge import Bridge
from bot.dispatch import SESSION_TIME, Applied
from bot.incoming import Incoming, IncomingKind, to_body
from bot.job_watch import TakeIn
from bot.services import Nightly, Services
from core.domain.circle import System
from core.domain.conversation import InboxRow
from core.domain.patient import PatientId
from core.domain.reminder import Reminder
from core.domain.timer import Timer
from core.errors import StoreBusy, VivenciaError
from core.services import reminders

_log = logging.getLogger(__name__)
TICK_S = 30
REMIND_S = 60
TIMERS_S = 5  #: a wait of fifteen seconds has to end near its time
CATCH_UP_AFTER = timedelta(minutes=10)  #: the start of a day's work comes before last night's


@dataclass(slots=True, kw_only=True)
class Ticker:
    """Knows which people are in a session; after a restart it asks their stores."""

    services: Services
    bridge: Bridge
    run: Callable[[InboxRow], Awaitable[None]]
    take_in: TakeIn
    _leading: dict[PatientId, tuple[int, int]] = field(default_factory=dict)
    _unasked: set[PatientId] = field(default_factory=set)  #: their stores were busy at the start
    _scheduler: AsyncIOScheduler = field(default_factory=AsyncIOScheduler)
    _working: set[asyncio.Task[Any]] = field(default_factory=set)
    _night: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def start(self) -> None:
        people = await self.bridge.in_thread(None, self.services.stores.all_ids)
        self._leading |= await self.bridge.in_thread(None, self._open_sessions, people)
        for work, seconds in (
            (self._tick, TICK_S),
            (self.remind, REMIND_S),
            (self.ring, TIMERS_S),
        ):
            self._scheduler.add_job(
                self._at_work,
                "interval",
                args=[work],
                seconds=seconds,
                misfire_grace_time=None,
                coalesce=True,
            )
        await self._plan_nights()
        self._scheduler.start()

    async def _plan_nights(self) -> None:
        """Work at night, however late the machine wakes; soon when last night it was off."""
        nightly = self.services.nightly
        if nightly is None:
            return
        add = partial(
            self._scheduler.add_job,
            self._at_work,
            args=[self._tonight],
            misfire_grace_time=None,
            coalesce=True,
        )
        add("cron", hour=nightly.hour, timezone=nightly.time_zone)
        if await self.bridge.in_thread(None, self._overdue, nightly):
            add("date", run_date=datetime.now(UTC) + CATCH_UP_AFTER)  # by the machine's clock

    def _overdue(self, nightly: Nightly) -> bool:
        last = nightly.last_done()
        return last is None or last < _last_night(nightly, self.services.clock.now())

    async def stop(self) -> None:
        """Break off what is going on, and wait until it has been."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        await asyncio.gather(*self._working, return_exceptions=True)

    async def _at_work(self, work: Callable[[], Awaitable[None]]) -> None:
        """Work until it is done or the program stops, which is nothing to be logged."""
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - the scheduler runs it as one
        self._working.add(task)
        try:
            await work()
        except asyncio.CancelledError:
            return
        finally:
            self._working.discard(task)

    def note(self, applied: Applied, *, account_id: int, chat_id: int) -> None:
        """Remember, or forget, that somebody is leading a session."""
        if applied.patient_id is None:
            return
        if applied.session_open:
            self._leading.setdefault(applied.patient_id, (account_id, chat_id))
        else:
            self._leading.pop(applied.patient_id, None)

    async def _tonight(self) -> None:
        """Do the night's work; when it fails the doctor says how old the last backup is."""
        assert self.services.nightly is not None  # noqa: S101 - scheduled only with one
        async with self._night:
            try:
                await self.bridge.in_thread(None, self.services.nightly.work)
            except (VivenciaError, OSError) as error:
                _log.error("the night's work failed: %s", type(error).__name__)

    async def remind(self) -> None:
        """Let in every reminder whose time has come; missed ones are among them, each once."""
        now = self.services.clock.now()
        registry = self.services.registry
        for reminder in await self.bridge.in_thread(
            None, lambda: reminders.due(registry, now=now)
        ):
            try:
                await self._let_in(reminder, now)
            except VivenciaError as error:  # one that cannot be kept must not stop the others
                _log.error("a reminder was not let in: %s", type(error).__name__)

    async def ring(self) -> None:
        """Let in every timer whose moment has come, each once, and take it down."""
        registry, now = self.services.registry, self.services.clock.now()
        for timer in await self.bridge.in_thread(None, registry.timers_due, now):
            try:
                await self._ring(timer)
            except VivenciaError as error:  # one that cannot be kept must not stop the others
                _log.error("a timer was not let in: %s", type(error).__name__)

    async def _ring(self, timer: Timer) -> None:
        await self.take_in(
            timer.key,
            account_id=timer.account_id,
            chat_id=timer.account_id,
            patient_id=timer.patient_id,
            incoming=Incoming(kind=IncomingKind.TICK, what=timer.tick, argument=timer.argument),
        )
        await self.bridge.in_thread(None, self.services.registry.remove_timer, timer)

    async def _let_in(self, reminder: Reminder, now: datetime) -> None:
        occasion = reminder.occasion_at(now)
        await self.take_in(
            f"r:{reminder.id}:{occasion}",
            account_id=reminder.account_id,
            chat_id=reminder.account_id,  # in private chats the chat has the account's id
            patient_id=reminder.patient_id,
            incoming=Incoming(kind=IncomingKind.TICK, what="reminders.due", argument=occasion),
        )

    def _open_sessions(self, people: Iterable[PatientId]) -> dict[PatientId, tuple[int, int]]:
        """Who leads whose session; a store that does not open must not stop the others' bot."""
        found = {}
        for patient_id in people:
            try:
                with self.services.stores.open(patient_id, System(reason="tick")) as work:
                    session = work.sessions.open_one()
            except StoreBusy:
                self._unasked.add(patient_id)
            except (VivenciaError, OSError) as error:
                _log.error("store not opened id=%s: %s", patient_id, type(error).__name__)
            else:
                if session is not None:
                    # In private chats the chat has the account's id.
                    found[patient_id] = (session.led_by, session.led_by)
        return found

    async def _ask_again(self) -> None:
        """Ask the stores that were busy; what was seen of their sessions meanwhile holds."""
        people, self._unasked = self._unasked, set()
        if people:
            found = await self.bridge.in_thread(None, self._open_sessions, people)
            self._leading = found | self._leading

    async def _tick(self) -> None:
        """Ask one store after the other, with room for those who tap in between."""
        await self._ask_again()
        now, leading = self.services.clock.now(), list(self._leading.items())
        for number, (patient_id, (account_id, chat_id)) in enumerate(leading):
            await asyncio.sleep(TICK_S / 2 / len(leading) if number else 0)
            tick = Incoming(kind=IncomingKind.TICK, what=SESSION_TIME)
            row = InboxRow(
                key=f"t:{patient_id}:{int(now.timestamp()) // TICK_S}",
                chat_id=chat_id,
                account_id=account_id,
                patient_id=patient_id,
                body=to_body(tick),
            )
            try:
                await self.run(row)
            except (VivenciaError, OSError) as error:  # the others' sessions go on
                _log.error("session not looked at id=%s: %s", patient_id, type(error).__name__)


def _last_night(nightly: Nightly, now: datetime) -> datetime:
    """When the night's work was last due."""
    local = now.astimezone(ZoneInfo(nightly.time_zone))
    tonight = local.replace(hour=nightly.hour, minute=0, second=0, microsecond=0)
    return tonight if tonight <= local else tonight - timedelta(days=1)
