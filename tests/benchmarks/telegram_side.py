"""Telegram and the people on it, in a process of their own: the other side of the benchmark.

    python -m tests.benchmarks.telegram_side --chats 200 --rate 20 --seconds 60

Prints its address, waits until a bot fetches updates, lets everybody act once to see the
screen they are at, and then lets one after the other act at the given mean rate, at random
moments, whether the bot keeps up or not. At the end it prints what it saw as one line of JSON.
"""

import argparse
import asyncio
import json
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta

from bot.rehearsal.chats import Account, Chat, Message
from bot.rehearsal.ledger import Call
from bot.rehearsal.phone import Phone
from bot.rehearsal.server import RehearsalServer
from bot.rehearsal.updates import Updates
from bot.rehearsal.wire import JsonObject

BOT_TOKEN = "4242:an-invented-token"
FIRST_ACCOUNT = 1000
SHOWN_BY = frozenset(
    {
        "sendMessage",
        "sendPhoto",
        "sendMediaGroup",
        "sendVoice",
        "sendDocument",
        "editMessageText",
        "editMessageMedia",
        "editMessageCaption",
    }
)
PREFERRED = ("Hay más", "Sus palabras", "Ya está", "Seguimos mientras tanto", "Sí")
STORY = "Mi perro venía conmigo hasta la iglesia y yo lo dibujaba con un carbón en la tapia."
PATIENCE_S = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Milliseconds, one figure an update; an update that nothing was shown for is `unanswered`."""

    shown_after_handed: list[float]  #: handed to getUpdates -> first message or edit
    shown_after_tap: list[float]  #: the person acted -> first message or edit
    unanswered: int
    calls: int
    seconds: float


class TimedUpdates(Updates):
    """Notes when each update was added and when it was first handed to the bot."""

    def __init__(self) -> None:
        super().__init__(first_id=int(time.time()))
        self.asked = asyncio.Event()
        self.added: dict[int, tuple[int, datetime]] = {}
        self.handed: dict[int, datetime] = {}

    def add(self, kind: str, value: object) -> int | None:
        update_id = super().add(kind, value)  # type: ignore[arg-type]
        if update_id is not None:
            self.added[update_id] = (_chat_id(value), datetime.now(UTC))  # type: ignore[arg-type]
        return update_id

    async def fetch(self, *, offset: int, limit: int, timeout_s: float) -> list[JsonObject]:
        if timeout_s > 0:
            self.asked.set()  # the first calls only look whether anything waits
        found = await super().fetch(offset=offset, limit=limit, timeout_s=timeout_s)
        now = datetime.now(UTC)
        for update in found:
            self.handed.setdefault(int(str(update["update_id"])), now)
        return found


@dataclass(frozen=True, slots=True)
class Crowd:
    """People with a phone each; everybody goes on with their own conversation."""

    server: RehearsalServer
    updates: TimedUpdates
    chats: Sequence[Chat]

    @classmethod
    def gathered(cls, server: RehearsalServer, *, chats: int) -> "Crowd":
        updates = server.world.updates = TimedUpdates()
        accounts = [
            Account(user_id=FIRST_ACCOUNT + n, first_name="Ana", language_code="es")
            for n in range(chats)
        ]
        return cls(server, updates, [server.world.register(account) for account in accounts])

    def act_once(self) -> None:
        """Let everybody do one thing."""
        for chat in self.chats:
            step(Phone(world=self.server.world, chat=chat))

    async def first_shown(self) -> Call:
        """Wait for the bot's first message."""
        for _ in range(int(PATIENCE_S / 0.01)):
            for call in self.server.world.ledger.after(0):
                if call.method in SHOWN_BY:
                    return call
            await asyncio.sleep(0.01)
        raise TimeoutError("the bot said nothing")

    async def act(self, *, rate: float, seconds: float) -> None:
        """Act in turn, at random moments; who is late catches up, so that the rate holds."""
        chance, began, due = random.Random(7), time.monotonic(), 0.0
        turn = 0
        while (due := due + chance.expovariate(rate)) < seconds:
            await asyncio.sleep(max(0.0, began + due - time.monotonic()))
            step(Phone(world=self.server.world, chat=self.chats[turn % len(self.chats)]))
            turn += 1

    async def settled(self) -> None:
        """Wait until the bot has nothing more to say."""
        ledger, seen, deadline = self.server.world.ledger, -1, time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline and seen != len(ledger.after(0)):
            seen = len(ledger.after(0))
            await asyncio.sleep(2.0)

    def report(self, *, since: datetime, seconds: float) -> Report:
        calls = [call for call in self.server.world.ledger.after(0) if call.at >= since]
        handed, tapped, unanswered = [], [], 0
        for update_id, (chat_id, added_at) in self.updates.added.items():
            if added_at < since:
                continue
            handed_at = self.updates.handed.get(update_id)
            shown = handed_at and first_shown(calls, chat_id, after=handed_at)
            if not handed_at or not shown:
                unanswered += 1
                continue
            handed.append(_ms(shown.at - handed_at))
            tapped.append(_ms(shown.at - added_at))
        return Report(
            shown_after_handed=handed,
            shown_after_tap=tapped,
            unanswered=unanswered,
            calls=len(calls),
            seconds=seconds,
        )


def step(phone: Phone) -> None:
    """Do what a companion would do with the newest screen: tap, tell, or begin."""
    screen = newest(phone.chat)
    if screen is None:
        phone.say("/session")
        return
    buttons = {str(b["text"]): str(b["callback_data"]) for b in _buttons(screen)}
    first = next(iter(buttons))
    if "No sale nada" in buttons or (first == "Ya está" and _asked_again(phone.chat)):
        phone.say(STORY)
        return
    label = next((wanted for wanted in PREFERRED if wanted in buttons), first)
    phone.tap(screen.message_id, label=None, callback_data=buttons[label])


def newest(chat: Chat) -> Message | None:
    """The bot's newest message that has buttons."""
    for message in reversed(chat.messages.values()):
        if message.is_from_bot and list(_buttons(message)):
            return message
    return None


def first_shown(calls: Sequence[Call], chat_id: int, *, after: datetime) -> Call | None:
    """The first message or edit for this chat from a moment on."""
    return next(
        (
            call
            for call in calls
            if call.at >= after
            and call.method in SHOWN_BY
            and str(call.parameters.get("chat_id")) == str(chat_id)
        ),
        None,
    )


def _asked_again(chat: Chat) -> bool:
    """Whether the bot spoke last: a follow-up question waits for words."""
    return next(reversed(chat.messages.values())).is_from_bot


def _buttons(message: Message) -> Iterator[JsonObject]:
    markup = message.reply_markup or {}
    rows = markup.get("inline_keyboard", [])
    assert isinstance(rows, list)
    for row in rows:
        yield from row


def _chat_id(value: JsonObject) -> int:
    sender = value["from"]
    assert isinstance(sender, dict)
    return int(str(sender["id"]))


def _ms(span: timedelta) -> float:
    return span.total_seconds() * 1000


async def watch(*, chats: int, rate: float, seconds: float) -> None:
    async with RehearsalServer(BOT_TOKEN) as server:
        crowd = Crowd.gathered(server, chats=chats)
        print(server.url, flush=True)
        await crowd.updates.asked.wait()
        await crowd.act(rate=rate, seconds=(chats + 20) / rate)
        await crowd.settled()
        since = datetime.now(UTC)
        await crowd.act(rate=rate, seconds=seconds)
        await crowd.settled()
        print(json.dumps(asdict(crowd.report(since=since, seconds=seconds))), flush=True)
        await asyncio.to_thread(sys.stdin.read)  # until the bot is stopped


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chats", type=int, required=True)
    parser.add_argument("--rate", type=float, required=True)
    parser.add_argument("--seconds", type=float, required=True)
    chosen = parser.parse_args()
    asyncio.run(watch(chats=chosen.chats, rate=chosen.rate, seconds=chosen.seconds))


if __name__ == "__main__":
    main()
