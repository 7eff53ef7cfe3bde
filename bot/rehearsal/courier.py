"""Carries updates to the webhook, in order, again and again until they are taken."""

from __future__ import annotations

import asyncio

from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.rehearsal.updates import Failure, Webhook
from bot.rehearsal.wire import JsonObject
from bot.rehearsal.world import World

FIRST_WAIT_S = 0.1
LONGEST_WAIT_S = 5.0
_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105


async def carry(world: World) -> None:
    """Deliver for ever; cancel the task to stop."""
    wait_s = FIRST_WAIT_S
    async with ClientSession(timeout=ClientTimeout(total=60)) as client:
        while True:
            update = await world.updates.first()
            webhook = world.updates.webhook
            if webhook is None:
                continue
            reason = await _deliver(client, webhook, update)
            if reason is None:
                world.updates.delivered(update)
                wait_s = FIRST_WAIT_S
                continue
            world.updates.failure = Failure(at=world.clock(), reason=reason)
            await asyncio.sleep(wait_s)
            wait_s = min(wait_s * 2, LONGEST_WAIT_S)


async def _deliver(client: ClientSession, webhook: Webhook, update: JsonObject) -> str | None:
    """Hand one update over; give the reason when it was not taken."""
    headers = {_SECRET_HEADER: webhook.secret_token} if webhook.secret_token else {}
    try:
        async with client.post(webhook.url, json=update, headers=headers) as answer:
            if 200 <= answer.status < 300:
                return None
            return f"Wrong response from the webhook: {answer.status} {answer.reason}"
    except (ClientError, TimeoutError) as error:
        return f"Connection failed: {type(error).__name__}"
