"""A companion's months with the clock: real stores, real inbox, real dispatcher, moved time."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.bridge import Bridge
from bot.dispatch import Dispatcher
from bot.handlers import arrival, person, reminders
from bot.inbox import Inbox
from bot.ticker import Ticker
from core.domain.circle import Role
from core.domain.consent import ConsentKind
from core.domain.conversation import InboxRow
from core.domain.life import Level
from core.domain.session import ReminiscenceSession
from tests.fakes.turns import Door, Phone, Seen, TurnKit

MADRID = ZoneInfo("Europe/Madrid")
ANA = 1
OFFER = "¿Un ratito con Julián?"


def local(moment: datetime) -> datetime:
    return moment.astimezone(MADRID)


@dataclass(slots=True, kw_only=True)
class Months:
    """Ana's phone beside Julián, and every offer that came to it."""

    folder: Path
    kit: TurnKit
    phone: Phone
    begun: Door
    runner: asyncio.Runner
    bridge: Bridge = field(default_factory=Bridge)
    offers: list[datetime] = field(default_factory=list)

    @property
    def now(self) -> datetime:
        return local(self.kit.clock.time)

    def at(self, year: int, month: int, day: int, hour: int = 12, minute: int = 0) -> None:
        self.kit.clock.time = datetime(year, month, day, hour, minute, tzinfo=MADRID)

    def tick(self) -> bool:
        """One look of the clock; whether Ana was asked something."""
        rows = self.let_in()
        for row in rows:
            self.apply(row)
        arrived = self.phone.read() if rows else []
        offered = [self.now for seen in arrived if self.is_offer(seen)]
        self.offers += offered
        return bool(offered)

    def let_in(self) -> list[InboxRow]:
        """What the clock puts into the inbox now."""
        inbox = Inbox(self.kit.services.registry, self.bridge)
        ticker = Ticker(
            services=self.kit.services, bridge=self.bridge, run=_nothing, take_in=inbox.take_in
        )
        self.runner.run(ticker.remind())
        return [row for row in _drained(inbox) if isinstance(row, InboxRow)]

    def apply(self, row: InboxRow) -> None:
        Dispatcher(self.kit.services).apply(row)
        self.kit.services.registry.close_rows(row.key)

    def restart(self) -> None:
        """Stop the program and start it again on the same folder."""
        before = self.kit
        self.kit.__exit__(None, None, None)
        self.kit = open_kit(self.folder, self.begun)
        self.kit.clock.time = before.clock.time
        self.kit.ids.made = before.ids.made
        self.kit.updates = before.updates
        self.phone.kit = self.kit

    def lead(self) -> None:
        """A whole session, led now."""
        session = ReminiscenceSession.begin(
            session_id=self.kit.ids.new(),
            led_by=ANA,
            level=Level.OPEN,
            limit_minutes=45,
            now=self.kit.clock.time,
        )
        with self.kit.look() as work:
            work.sessions.save(session.end(now=self.kit.clock.time + timedelta(minutes=1)))
            work.commit()

    def arrange(self, *days: str, hour: str = "17:00") -> None:
        self.phone.command("reminders")
        for day in days:
            self.phone.tap(day)
        self.phone.tap("Listo")
        self.phone.tap("La hora")
        self.phone.tap(hour)

    @staticmethod
    def is_offer(seen: Seen) -> bool:
        return seen.text.startswith(OFFER)


async def _nothing(row: InboxRow) -> None:
    """Sessions are not under test here."""


def _drained(inbox: Inbox) -> Iterator[object]:
    while not inbox.empty():
        yield inbox.get_nowait()


def open_kit(folder: Path, begun: Door) -> TurnKit:
    areas = [arrival.routes(), person.routes(), reminders.routes(), begun.routes()]
    return TurnKit.open(folder, *areas)


@contextmanager
def living(folder: Path) -> Iterator[Months]:
    begun = Door("session.begin")
    kit = open_kit(folder, begun)
    phone = kit.member(ANA, "Ana", Role.OWNER)
    passed_over = dict.fromkeys(("skipped.country", "skipped.best_hour"), "2026-03-02")
    kit.prepare(name="Julián", enrolled=True, extras=passed_over)
    kit.allow(ConsentKind.STORIES)
    with asyncio.Runner() as runner:
        months = Months(folder=folder, kit=kit, phone=phone, begun=begun, runner=runner)
        try:
            yield months
        finally:
            months.bridge.close()
            months.kit.__exit__(None, None, None)
