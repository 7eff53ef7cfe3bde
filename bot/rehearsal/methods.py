"""A method of the Bot API: its parameters and what it does."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.rehearsal.wire import JsonValue, Parameters, Signature
from bot.rehearsal.world import World

Body = Callable[[World, Parameters], Awaitable[JsonValue]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    signature: Signature
    body: Body

    @classmethod
    def of(cls, name: str, words: str, body: Body) -> Method:
        return cls(signature=Signature.of(name, words), body=body)
