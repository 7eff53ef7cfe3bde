"""Sending as fast as the rehearsal server takes it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest


@contextmanager
def unlimited() -> Iterator[None]:
    """Lift the bot's limits, which would only make a test wait: a rehearsal knows none."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.delivery.BURST", 1000.0)
        patch.setattr("bot.delivery.OVERALL", (1000.0, 1.0))
        yield
