"""Telegram calls us: a small server on this machine that takes updates in, behind a proxy."""

import hmac
from collections.abc import Awaitable, Callable

from aiohttp import web
from telegram import Bot, Update

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
HOST = "127.0.0.1"  #: never reached from elsewhere but through the operator's proxy


class Webhook:
    """Answers Telegram once an update is written down; whoever lacks the secret is refused."""

    def __init__(
        self, *, bot: Bot, take_in: Callable[[Update], Awaitable[None]], secret: str, port: int
    ) -> None:
        self._bot = bot
        self._take_in = take_in
        self._secret = secret.encode()
        self._port = port
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        application = web.Application()
        application.add_routes([web.post("/{path:.*}", self._receive)])
        self._runner = web.AppRunner(application, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, HOST, self._port).start()

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _receive(self, request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "").encode()
        if not hmac.compare_digest(given, self._secret):
            raise web.HTTPForbidden
        try:
            update = Update.de_json(await request.json(), self._bot)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise web.HTTPBadRequest from error
        await self._take_in(update)
        return web.Response()
