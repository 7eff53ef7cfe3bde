"""A whole installation in a folder: rehearsal server, bot, worker, and what they came to keep.

The bot runs in the test's own process where speed matters, and as `vivencia bot` where it
is killed; the worker is always `vivencia worker`.
"""

import asyncio
import logging
import os
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

from bot import bootstrap
from bot.app import TelegramBot
from bot.programs import rehearsal_environment
from bot.redaction import RedactingFormatter
from bot.rehearsal.person import Person
from bot.rehearsal.server import RehearsalServer
from bot.settings import Settings
from core.domain.circle import System
from core.i18n.translator import Translations
from core.ports import PatientWork
from core.services.invitations import invite
from storage.house import Stores
from tests.fakes import nursery
from tests.fakes.companions import Companion

BOT_TOKEN = "7340912:an-invented-bot-token-of-nobody"
CHECKOUT = Path(__file__).parents[2]
GUARD = CHECKOUT / "tests" / "e2e" / "guard" / "sitecustomize.py"
ENDS_WITHIN_S = 30.0
LOOK_EVERY_S = 0.02


@dataclass(slots=True)
class Program:
    """One `vivencia` command in a process of its own, with what it wrote."""

    name: str
    process: ForkServerProcess
    log: Path

    async def kill(self) -> None:
        """As a power cut would: nothing is tidied up."""
        self.process.kill()
        await asyncio.to_thread(self.process.join)

    async def end(self) -> None:
        """Let it hand back its work; one that is gone already has fallen."""
        fallen = self.process.exitcode is not None
        assert not fallen, f"{self.name} fell: {self.log.read_text()[-2000:]}"
        self.process.terminate()
        await asyncio.to_thread(self.process.join, ENDS_WITHIN_S)
        assert self.process.exitcode is not None, f"{self.name} did not end"


@dataclass(slots=True, kw_only=True)
class House:
    """Where everything of one installation is, and how its programs are started."""

    server: RehearsalServer
    folder: Path
    base_model: str = "tiny"  #: random weights built in code
    log_level: str = "INFO"
    more: Mapping[str, str] = field(default_factory=dict)  #: further settings

    @property
    def settings(self) -> Settings:
        environment = self.environment
        prefix = "VIVENCIA_"
        values: dict[str, Any] = {
            name.removeprefix(prefix).lower(): value or None
            for name, value in environment.items()
            if name.startswith(prefix)
        }
        given = {name: value for name, value in values.items() if value is not None}
        return Settings(_env_file=None, **given)  # type: ignore[call-arg]  # no developer's own

    @property
    def environment(self) -> dict[str, str]:
        return {
            **rehearsal_environment(self.server, BOT_TOKEN, self.folder),
            "VIVENCIA_BASE_MODEL": self.base_model,
            "VIVENCIA_LOG_LEVEL": self.log_level,
            "VIVENCIA_WORKER_THREADS": "1",
            "HF_HUB_OFFLINE": "1",
            "PYTHONPATH": os.pathsep.join([str(GUARD.parent), str(CHECKOUT)]),
            "NOTED_CONNECTIONS": str(self.noted_connections),
            **self.more,
        }

    @property
    def noted_connections(self) -> Path:
        return self.folder / "connections"

    def connections_refused(self) -> str:
        """The addresses away from this machine that a program tried to reach."""
        noted = self.noted_connections
        return noted.read_text() if noted.exists() else ""

    def log(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text(encoding="utf-8")

    async def start(self, name: str, *arguments: str) -> Program:
        """Start `vivencia bot` or `vivencia worker`."""
        log = self.folder / f"{name}.log"
        process = await asyncio.to_thread(
            nursery.start,
            [name, *arguments],
            environment=self.environment,
            folder=self.folder,
            log=log,
            first=GUARD,
        )
        return Program(name, process, log)

    @asynccontextmanager
    async def running(self, name: str, *arguments: str) -> AsyncIterator[Program]:
        program = await self.start(name, *arguments)
        try:
            yield program
        finally:
            await program.end()

    @asynccontextmanager
    async def bot_here(self) -> AsyncIterator[TelegramBot]:
        """The bot in this process; Telegram's limits would only make the test wait."""
        with bootstrap.build(self.settings) as services:
            where = bootstrap.address(self.settings)
            with self._logged():
                async with TelegramBot(services=services, address=where) as running:
                    yield running

    @contextmanager
    def _logged(self) -> Iterator[None]:
        """Write down what the bot in this process logs, as `vivencia bot` would."""
        handler = logging.FileHandler(self.folder / "bot.log")
        handler.setFormatter(RedactingFormatter("%(levelname)s %(name)s: %(message)s"))
        ours = [logging.getLogger(name) for name in ("bot", "core", "storage")]
        for logger in ours:
            logger.addHandler(handler)
            logger.setLevel(self.log_level)
        try:
            yield
        finally:
            for logger in ours:
                logger.removeHandler(handler)
                logger.setLevel(logging.NOTSET)
            handler.close()

    @contextmanager
    def opened(self) -> Iterator[Stores]:
        with bootstrap.opened(self.settings, alone=False) as stores:
            yield stores

    def invitation(self) -> str:
        with self.opened() as stores:
            now, days = stores.clock.now(), timedelta(days=7)
            return invite(stores.registry, stores.ids, now=now, valid=days).code

    @contextmanager
    def space_of(self, account_id: int) -> Iterator[PatientWork]:
        """What is kept of the person this account accompanies."""
        with self.opened() as stores:
            account = stores.registry.account(account_id)
            assert account is not None
            assert account.patient_id is not None
            with stores.patients.open(account.patient_id, System(reason="test")) as work:
                yield work

    @asynccontextmanager
    async def companion(self, number: int, name: str, language: str) -> AsyncIterator[Companion]:
        tr = Translations.load().locale(language, register="tu")
        async with Person(self.server.url, number, name, language) as person:
            yield Companion(person=person, tr=tr)

    async def nothing_open(self) -> None:
        """Wait until everything that came in was dealt with to the end."""
        with self.opened() as stores:
            registry = stores.registry
            await until(lambda: not registry.open_rows(), what="an empty inbox")

    async def only_open(self, text: str) -> None:
        """Wait until the inbox holds one update, and it is this one."""

        def left() -> list[str]:
            return [row.body["text"] for row in stores.registry.open_rows()]

        with self.opened() as stores:
            await until(lambda: left() == [text], what="inbox with one update left")

    async def no_jobs(self) -> None:
        """Wait until every job is taken over and cleared away, its folder and all."""
        with self.opened() as stores:
            registry, folders = stores.registry, stores.job_folders
            await until(lambda: not registry.watched_jobs(), what="cleared job")
            assert folders.all_ids() == []


async def until(holds: Callable[[], object], *, what: str, patience_s: float = 60.0) -> None:
    """Look again and again, in a thread, until something is so."""
    deadline = time.monotonic() + patience_s
    while not await asyncio.to_thread(holds):
        assert time.monotonic() < deadline, f"no {what} within {patience_s} s"
        await asyncio.sleep(LOOK_EVERY_S)
