"""Troubles on order: too many requests, server errors, time-outs and lost answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum

from bot.rehearsal.wire import JsonObject, Refusal

ANY_METHOD = "*"


class FaultKind(StrEnum):
    TOO_MANY_REQUESTS = "too_many_requests"
    SERVER_ERROR = "server_error"
    TIMEOUT = "timeout"
    """The request is not carried out and never answered."""
    LOST_ANSWER = "lost_answer"
    """The request is carried out, the connection drops before the answer."""


@dataclass(slots=True, kw_only=True)
class Fault:
    """Strike `times` calls of a method, after letting `skip` of them pass."""

    kind: FaultKind
    method: str = ANY_METHOD
    times: int = 1
    skip: int = 0
    retry_after_s: int = 1
    code: int = 502
    hold_s: float = 30.0
    user_id: int | None = None

    def concerns(self, method: str, user_id: int | None) -> bool:
        is_method = self.method.lower() in (ANY_METHOD, method.lower())
        return is_method and self.user_id in (None, user_id)

    def as_json(self) -> JsonObject:
        return asdict(self)

    def refuse(self) -> None:
        """Raise the refusal of the two kinds that answer at once."""
        if self.kind is FaultKind.TOO_MANY_REQUESTS:
            raise Refusal(
                f"retry after {self.retry_after_s}", code=429, retry_after_s=self.retry_after_s
            )
        if self.kind is FaultKind.SERVER_ERROR:
            raise Refusal("", code=self.code)


class Faults:
    def __init__(self) -> None:
        self._ordered: list[Fault] = []

    def order(self, fault: Fault) -> None:
        self._ordered.append(fault)

    def clear(self) -> None:
        self._ordered.clear()

    def left(self) -> Sequence[Fault]:
        return tuple(self._ordered)

    def strike(self, method: str, user_id: int | None) -> Fault | None:
        """Give the fault that hits this call, and count it."""
        for fault in self._ordered:
            if not fault.concerns(method, user_id):
                continue
            if fault.skip > 0:
                fault.skip -= 1
                continue
            fault.times -= 1
            if fault.times <= 0:
                self._ordered.remove(fault)
            return fault
        return None
