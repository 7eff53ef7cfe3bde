"""PTB's application as we use it: it carries rows from the inbox to one handler, in order."""

import asyncio
import logging
import os
import sys
from collections import defaultdict
from collections.abc import Awaitable
from importlib.util import find_spec
from typing import Any

from telegram.ext import Application, BaseUpdateProcessor, CallbackContext

from bot.address import Address
from bot.inbox import Inbox
from core.domain.conversation import InboxRow

_log = logging.getLogger(__name__)
WAITING_UPDATES = 256  #: waiters of one chat hold a slot, so there must be plenty


class OrderPerChat(BaseUpdateProcessor):
    """Full concurrency between chats, first come first served within one."""

    def __init__(self) -> None:
        super().__init__(WAITING_UPDATES)
        self._locks: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        chat_id = update.chat_id if isinstance(update, InboxRow) else 0
        async with self._locks[chat_id]:
            await coroutine

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""


def build_application(address: Address, inbox: Inbox) -> Application[Any, Any, Any, Any, Any, Any]:
    """A PTB application that only carries rows from the inbox to one handler."""
    os.environ.setdefault("PTB_TIMEDELTA", "1")  # durations as PTB's next version gives them
    if find_spec("sniffio") is None:
        # httpx looks for it on the disk several times a request, a third of its time: say no.
        sys.modules["sniffio"] = None  # type: ignore[assignment]
    application = (
        Application.builder()
        .token(address.bot_token)
        .base_url(f"{address.api_base_url}/bot")
        .base_file_url(f"{address.api_base_url}/file/bot")
        .update_queue(inbox)
        .concurrent_updates(OrderPerChat())
        .job_queue(None)
        .media_write_timeout(60)
        .connection_pool_size(64)
        .pool_timeout(30)
        .build()
    )
    application.add_error_handler(_on_error)
    return application


async def _on_error(_: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
    """The last net: handlers report their own incidents, so this is ours alone."""
    _log.error("unhandled %s", type(context.error).__name__, extra={"action": "unhandled"})
