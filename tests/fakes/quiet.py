"""Waiting until the bot has nothing more to do or to send."""

import asyncio

from bot.app import TelegramBot

LOOK_EVERY_S = 0.02


async def delivered() -> None:
    """Wait until the sender, which has one task a chat, has come to rest."""
    while sending := [t for t in asyncio.all_tasks() if t.get_name().startswith("deliver-")]:
        await asyncio.wait(sending)


async def at_rest(bot: TelegramBot) -> None:
    """Wait until everything that came in was dealt with to the end."""
    while bot.services.registry.open_rows():
        await asyncio.sleep(LOOK_EVERY_S)
        await delivered()
        await bot.closing.settle()
