"""The rehearsal server: starts, stops, and lets in nobody from outside this machine."""

from __future__ import annotations

import asyncio
import contextlib
import re
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.rehearsal.api import BotApi
from bot.rehearsal.courier import carry
from bot.rehearsal.loopback import is_loopback
from bot.rehearsal.page import page_routes
from bot.rehearsal.profile import Profile
from bot.rehearsal.sim import Sim
from bot.rehearsal.world import Clock, World

QUERY_LIFETIME = timedelta(seconds=30)
# An album of ten of the largest documents, and a little for the rest of the body.
_BODY_LIMIT_BYTES = 10 * 50 * 1024 * 1024 + 16 * 1024 * 1024
_SHUTDOWN_S = 0.1
_BOT_TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{3,}")


def utc_now() -> datetime:
    return datetime.now(UTC)


class RehearsalServer:
    """A Telegram of its own for one bot: `async with RehearsalServer(bot_token) as server`."""

    def __init__(
        self,
        bot_token: str,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        bot_name: str = "Vivencia",
        bot_username: str = "vivencia_bot",
        clock: Clock = utc_now,
        query_lifetime: timedelta = QUERY_LIFETIME,
    ) -> None:
        if not is_loopback(host):
            raise ValueError(f"the rehearsal binds only to this machine, not to {host}")
        if not _BOT_TOKEN.fullmatch(bot_token):
            raise ValueError("a bot token is digits, a colon, then letters and digits")
        self._host = host
        self._port = port
        bot_id = int(bot_token.partition(":")[0])
        self.world = World.begun(
            bot_token,
            Profile(bot_id=bot_id, name=bot_name, username=bot_username),
            clock=clock,
            query_lifetime=query_lifetime,
        )
        self._runner: web.AppRunner | None = None
        self._courier: asyncio.Task[None] | None = None

    @property
    def url(self) -> str:
        host = f"[{self._host}]" if ":" in self._host else self._host
        return f"http://{host}:{self._port}"

    async def start(self) -> None:
        runner = web.AppRunner(
            self._application(),
            shutdown_timeout=_SHUTDOWN_S,
            # An access log would write the bot token into every line.
            access_log=None,
        )
        await runner.setup()
        self._runner = runner
        await web.TCPSite(runner, self._host, self._port).start()
        self._port = runner.addresses[0][1]
        self._courier = asyncio.create_task(carry(self.world))

    async def stop(self) -> None:
        if self._courier:
            self._courier.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._courier
        if self._runner:
            await self._runner.cleanup()
        self._courier = self._runner = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.stop()

    def _application(self) -> web.Application:
        application = web.Application(
            middlewares=[_refuse_outsiders], client_max_size=_BODY_LIMIT_BYTES
        )
        application.add_routes(BotApi(self.world).routes())
        application.add_routes(Sim(self.world).routes())
        application.add_routes(page_routes())
        return application


@web.middleware
async def _refuse_outsiders(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse a page of another site that reaches for this port through somebody's browser."""
    origin = request.headers.get("Origin")
    names = [urlsplit(f"//{request.host}").hostname]
    if origin:
        names.append(urlsplit(origin).hostname)
    if not all(name and is_loopback(name) for name in names):
        raise web.HTTPForbidden(text="only this machine may talk to the rehearsal")
    return await handler(request)
