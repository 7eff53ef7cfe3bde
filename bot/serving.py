"""The bot as a program: started, told to stop, and ended when it hears nothing any more."""

import asyncio
import logging
import signal

from bot.address import Address
from bot.app import TelegramBot
from bot.services import Services

_log = logging.getLogger(__name__)


async def serve(services: Services, address: Address) -> int:
    """Run until told to stop (0), or until Telegram gives no more updates (1): start again."""
    bot = TelegramBot(services=services, address=address)
    stop = asyncio.Event()

    def end() -> None:
        stop.set()
        bot.give_up()

    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, end)
    try:
        async with bot:
            await _first_of(stop, bot)
    except asyncio.CancelledError:
        if not stop.is_set():
            raise
    if stop.is_set():
        return 0
    _log.error("Telegram refused to give updates: ending, to be started again")
    return 1


async def _first_of(stop: asyncio.Event, bot: TelegramBot) -> None:
    ends = {asyncio.create_task(stop.wait()), asyncio.create_task(bot.deaf())}
    try:
        await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in ends:
            task.cancel()
