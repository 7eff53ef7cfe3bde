"""What all integration tests share."""

import pytest


@pytest.fixture(autouse=True)
def log_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command run in this process takes over the log, which other tests read."""
    monkeypatch.setattr("bot.cli.set_up_logging", lambda level: None)
