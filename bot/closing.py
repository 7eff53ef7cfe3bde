"""Closes inbox rows a few at a time: one commit for all that a busy moment brought.

Closed late, a row costs nothing: after a kill it is found open, and applied already. That
holds for rows that were applied in a person's store; others are closed at once.
"""

import asyncio
import logging
from dataclasses import dataclass, field

from bot.bridge import Bridge
from core.errors import StoreError
from core.ports import Registry

_log = logging.getLogger(__name__)
CLOSE_EVERY_S = 0.5


@dataclass(slots=True)
class Closing:
    """Rows that are dealt with and not closed yet."""

    registry: Registry
    bridge: Bridge
    _keys: list[str] = field(default_factory=list)
    _task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._run(), name="close-rows")

    async def stop(self) -> None:
        """Close what waits, and nothing more."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None
        await self.settle()

    def note(self, key: str) -> None:
        """Close this row with the next ones; from any thread."""
        self._keys.append(key)

    async def settle(self) -> None:
        """Close what waits, now."""
        keys = tuple(self._keys)
        if not keys:
            return
        try:
            await self.bridge.in_thread(None, self.registry.close_rows, *keys)
        except StoreError as error:  # they wait for the next time
            _log.warning("inbox rows not closed: %s", type(error).__name__)
            return
        del self._keys[: len(keys)]

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(CLOSE_EVERY_S)
            await self.settle()
