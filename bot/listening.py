"""Hearing from Telegram: found at the start, however long it takes, and missed when it stops."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter

from bot.delivery import asked_pause_s
from core.errors import TokenRejected

_log = logging.getLogger(__name__)
FIRST_PAUSE_S = 1.0
LONGEST_PAUSE_S = 60.0
REFUSED_TIMES = 3  #: in a row, before a refusal is believed: one may be Telegram's own trouble
POLLING_TASK = "Updater:start_polling:polling_task"  #: PTB keeps it to itself; this is its name


async def answered(ask: Callable[[], Awaitable[object]]) -> None:
    """Ask until Telegram answers; TokenRejected when it goes on refusing the bot token.

    TelegramError for what asking again would not change.
    """
    pause_s, refused = FIRST_PAUSE_S, 0
    while True:
        asked_s = 0.0
        try:
            await ask()
        except InvalidToken:
            refused += 1
            if refused == REFUSED_TIMES:
                raise TokenRejected from None  # PTB's own words hold the token
            trouble = "InvalidToken"
        except RetryAfter as wait:
            asked_s, trouble = asked_pause_s(wait), "RetryAfter"
        except BadRequest:
            raise
        except NetworkError as error:
            refused, trouble = 0, type(error).__name__
        else:
            return
        _log.warning("Telegram is not reached: %s; asking again", trouble)
        await asyncio.sleep(max(pause_s, asked_s))
        pause_s = min(pause_s * 2, LONGEST_PAUSE_S)


@dataclass(slots=True)
class Polling:
    """PTB's task that asks for updates: one answer that refuses the token ends it for good."""

    _task: asyncio.Task[object] | None = None

    @contextmanager
    def noted(self) -> Iterator[None]:
        """Remember the task that is started inside the block."""
        before = asyncio.all_tasks()
        yield
        started = asyncio.all_tasks() - before
        self._task = next((task for task in started if task.get_name() == POLLING_TASK), None)

    async def ended(self) -> None:
        """Wait until it has ended; for ever where nobody polls."""
        if self._task is None:
            await asyncio.Event().wait()
        else:
            await asyncio.wait({self._task})
