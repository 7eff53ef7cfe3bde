"""What all integration tests share."""

import os
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def log_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command run in this process takes over the log, which other tests read."""
    monkeypatch.setattr("bot.cli.set_up_logging", lambda level: None)


@pytest.fixture(autouse=True)
def umask_left_alone() -> Iterator[None]:
    """A command run in this process makes what it writes private, and so all that comes after."""
    before = os.umask(0o077)
    os.umask(before)
    yield
    os.umask(before)
