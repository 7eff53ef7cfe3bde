"""The real clock and the real source of ids."""

import secrets
import string
from datetime import UTC, datetime

__all__ = ["RandomIds", "SystemClock"]

_ALPHABET = string.ascii_lowercase + string.digits
_ID_LENGTH = 16  # 82 bits: ids stand in links and buttons and must not be guessed


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class RandomIds:
    def new(self) -> str:
        return "".join(secrets.choice(_ALPHABET) for _ in range(_ID_LENGTH))

    def seed(self) -> int:
        return secrets.randbelow(2**31)
