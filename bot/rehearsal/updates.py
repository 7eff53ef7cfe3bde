"""What the bot has yet to hear: fetched by getUpdates or pushed to its webhook."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count

from bot.rehearsal.wire import JsonObject, JsonValue, Refusal, words

KINDS = words(
    "message edited_message channel_post edited_channel_post business_connection business_message"
    " edited_business_message deleted_business_messages message_reaction message_reaction_count"
    " inline_query chosen_inline_result callback_query shipping_query pre_checkout_query"
    " purchased_paid_media poll poll_answer my_chat_member chat_member chat_join_request"
    " chat_boost removed_chat_boost guest_message managed_bot subscription"
    " stopped_message_generation"
)
# Telegram leaves these out unless the bot asks for them by name.
_ONLY_ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
LIMIT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    url: str
    secret_token: str = ""
    max_connections: int = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """The last time a webhook did not answer well."""

    at: datetime
    reason: str


class Updates:
    """The queue of updates, its filter, and who is fetching from it."""

    def __init__(self, *, first_id: int) -> None:
        self._numbers = count(first_id)
        self._pending: deque[JsonObject] = deque()
        self._changed = asyncio.Event()
        self._poller: object | None = None
        self.allowed: Sequence[str] = ()
        self.webhook: Webhook | None = None
        self.failure: Failure | None = None

    def __len__(self) -> int:
        return len(self._pending)

    def add(self, kind: str, value: JsonValue) -> int | None:
        """Queue an update; give its id, or none when the bot does not want this kind."""
        if not self._wants(kind):
            return None
        update_id = next(self._numbers)
        self._pending.append({"update_id": update_id, kind: value})
        self._wake()
        return update_id

    def allow(self, kinds: list[JsonValue]) -> None:
        """Keep the filter; an empty list means all but those given only on request."""
        for kind in kinds:
            if not isinstance(kind, str) or kind not in KINDS:
                raise Refusal(f'unsupported update type "{kind}" in allowed_updates')
        self.allowed = [kind for kind in kinds if isinstance(kind, str)]

    def set_webhook(self, webhook: Webhook | None, *, drop_pending: bool) -> None:
        self.webhook = webhook
        self.failure = None
        if drop_pending:
            self._pending.clear()
        self._poller = None
        self._wake()

    async def fetch(self, *, offset: int, limit: int, timeout_s: float) -> list[JsonObject]:
        """Answer getUpdates: confirm what lies before `offset`, wait for what comes next."""
        self._refuse_while_pushed()
        me = object()
        self._poller = me
        self._wake()
        self._confirm(offset)
        try:
            async with asyncio.timeout(timeout_s):
                while not self._pending:
                    await self._changed.wait()
                    self._refuse_unless(me)
        except TimeoutError:
            pass
        return list(self._pending)[:limit]

    async def first(self) -> JsonObject:
        """Wait for the oldest update while a webhook is set."""
        while self.webhook is None or not self._pending:
            await self._changed.wait()
        return self._pending[0]

    def delivered(self, update: JsonObject) -> None:
        if self._pending and self._pending[0] is update:
            self._pending.popleft()

    def _wants(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in _ONLY_ON_REQUEST

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            while len(self._pending) > -offset:
                self._pending.popleft()
            return
        while self._pending and _number(self._pending[0]) < offset:
            self._pending.popleft()

    def _refuse_while_pushed(self) -> None:
        if self.webhook is not None:
            raise Refusal(
                "can't use getUpdates method while webhook is active;"
                " use deleteWebhook to delete the webhook first",
                code=409,
            )

    def _refuse_unless(self, me: object) -> None:
        self._refuse_while_pushed()
        if self._poller is not me:
            raise Refusal(
                "terminated by other getUpdates request;"
                " make sure that only one bot instance is running",
                code=409,
            )

    def _wake(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()


def _number(update: JsonObject) -> int:
    update_id = update["update_id"]
    assert isinstance(update_id, int)  # noqa: S101
    return update_id
