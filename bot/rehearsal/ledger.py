"""What the bot asked of Telegram, call by call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.rehearsal.wire import JsonObject, JsonValue, Upload


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call of the bot as it came in, and how it was answered."""

    number: int
    method: str
    parameters: Mapping[str, JsonValue]
    uploads: Mapping[str, JsonObject]
    at: datetime
    code: int
    description: str

    def as_json(self) -> JsonObject:
        return {
            "number": self.number,
            "method": self.method,
            "parameters": self.parameters,
            "uploads": self.uploads,
            "at": self.at.timestamp(),
            "code": self.code,
            "description": self.description,
        }


class Ledger:
    """Calls in the order of their answers; getUpdates is left out, it would drown the rest."""

    def __init__(self) -> None:
        self._calls: list[Call] = []

    def note(
        self,
        method: str,
        parameters: Mapping[str, JsonValue],
        uploads: Mapping[str, Upload],
        *,
        at: datetime,
        code: int,
        description: str = "",
    ) -> None:
        if method.lower() == "getupdates":
            return
        self._calls.append(
            Call(
                number=len(self._calls) + 1,
                method=method,
                parameters=parameters,
                uploads={name: _noted(upload) for name, upload in uploads.items()},
                at=at,
                code=code,
                description=description,
            )
        )

    def after(self, number: int) -> Sequence[Call]:
        return self._calls[number:]


def _noted(upload: Upload) -> JsonObject:
    return {
        "file_name": upload.file_name,
        "mime_type": upload.mime_type,
        "file_size": len(upload.content),
    }
