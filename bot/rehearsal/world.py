"""The rehearsed Telegram as a whole: one bot, its chats, its files, its updates."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from bot.rehearsal.chats import Account, Chat, Message
from bot.rehearsal.faults import Faults
from bot.rehearsal.files import Files
from bot.rehearsal.ledger import Ledger
from bot.rehearsal.profile import Profile
from bot.rehearsal.updates import Updates
from bot.rehearsal.wire import JsonObject, JsonValue, Parameters, Refusal

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A tap that waits for its answer."""

    query_id: str
    user_id: int
    asked_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Dressing:
    """What a new message carries besides its content."""

    reply_markup: JsonObject | None = None
    media_group_id: str | None = None
    reply_to: Message | None = None
    forward_origin: JsonObject | None = None
    is_protected: bool = False


PLAIN = Dressing()


@dataclass(slots=True, kw_only=True)
class World:
    bot_token: str
    profile: Profile
    clock: Clock
    query_lifetime: timedelta
    updates: Updates
    numbers: Iterator[int]
    chats: dict[int, Chat] = field(default_factory=dict)
    files: Files = field(default_factory=Files)
    ledger: Ledger = field(default_factory=Ledger)
    faults: Faults = field(default_factory=Faults)
    queries: dict[str, Query] = field(default_factory=dict)

    @classmethod
    def begun(
        cls, bot_token: str, profile: Profile, *, clock: Clock, query_lifetime: timedelta
    ) -> World:
        """Begin to count at the present second, so that no later rehearsal repeats an id.

        A bot that keeps its stores from one rehearsal to the next would take a repeated
        update for one it has already handled.
        """
        first_number = int(clock().timestamp())
        return cls(
            bot_token=bot_token,
            profile=profile,
            clock=clock,
            query_lifetime=query_lifetime,
            updates=Updates(first_id=first_number),
            numbers=count(first_number),
        )

    def next_id(self) -> str:
        return str(next(self.numbers))

    def register(self, account: Account) -> Chat:
        """Let an account exist; its chat begins when it writes to the bot."""
        chat = self.chats.get(account.user_id)
        if chat is None:
            chat = self.chats[account.user_id] = Chat(account=account)
        else:
            chat.account = account
        return chat

    def known_chat(self, given: Parameters, name: str = "chat_id") -> Chat:
        """Find the chat a bot names, whether it may write there or not."""
        chat_id = given.values[name]
        chat = self.chats.get(chat_id) if isinstance(chat_id, int) else None
        if chat is None:
            raise Refusal("chat not found")
        return chat

    def writable_chat(self, given: Parameters) -> Chat:
        chat = self.known_chat(given)
        if not chat.has_started:
            raise Refusal("bot can't initiate conversation with a user", code=403)
        if chat.is_deleted:
            raise Refusal("user is deactivated", code=403)
        if chat.is_blocked:
            raise Refusal("bot was blocked by the user", code=403)
        return chat

    def post_as_bot(self, chat: Chat, content: JsonObject, dressing: Dressing = PLAIN) -> Message:
        chat.draft = chat.action = None
        return self._post(chat, self.profile.as_user(), content, dressing)

    def post_as_person(
        self, chat: Chat, content: JsonObject, dressing: Dressing = PLAIN
    ) -> Message:
        chat.has_started = True
        message = self._post(chat, chat.account.as_user(), content, dressing)
        self.updates.add("message", message.as_json())
        return message

    def _post(
        self, chat: Chat, sender: JsonObject, content: JsonObject, dressing: Dressing
    ) -> Message:
        message = Message(
            message_id=next(self.numbers),
            chat=chat.account.as_chat(),
            sender=sender,
            sent_at=self.clock(),
            content=content,
            reply_markup=dressing.reply_markup,
            media_group_id=dressing.media_group_id,
            reply_to=dressing.reply_to,
            forward_origin=dressing.forward_origin,
            is_protected=dressing.is_protected,
        )
        chat.messages[message.message_id] = message
        chat.touch(message)
        return message

    def open_query(self, user_id: int) -> Query:
        query = Query(query_id=self.next_id(), user_id=user_id, asked_at=self.clock())
        self.queries[query.query_id] = query
        return query

    def close_query(self, query_id: str) -> Query:
        """Take a tap that may still be answered; each may be answered once."""
        query = self.queries.pop(query_id, None)
        if query is None or self.clock() - query.asked_at > self.query_lifetime:
            raise Refusal("query is too old and response timeout expired or query ID is invalid")
        return query


def message_ids(messages: Sequence[Message]) -> list[JsonValue]:
    return [message.message_id for message in messages]
