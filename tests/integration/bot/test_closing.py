"""Inbox rows are closed together, and none is forgotten when the registry is busy."""

from bot.bridge import Bridge
from bot.closing import Closing
from core.errors import StoreBusy
from tests.fakes.stores import FakeRegistry


class BusyOnce(FakeRegistry):
    """A registry that somebody else is writing to the first time."""

    busy = True

    def close_rows(self, *keys: str) -> None:
        if self.busy:
            self.busy = False
            raise StoreBusy
        super().close_rows(*keys)


def registry_with(*keys: str) -> BusyOnce:
    registry = BusyOnce()
    for key in keys:
        registry.take_in(key, chat_id=1, account_id=1, patient_id=None, body={"text": "hola"})
    return registry


async def test_rows_that_found_the_registry_busy_are_closed_the_next_time() -> None:
    registry = registry_with("u:1", "u:2")
    closing = Closing(registry, Bridge())
    closing.note("u:1")
    await closing.settle()
    assert len(registry.open_rows()) == 2

    closing.note("u:2")
    await closing.settle()

    assert registry.open_rows() == []


async def test_what_waits_is_closed_when_the_program_stops() -> None:
    registry = registry_with("u:1")
    registry.busy = False
    closing = Closing(registry, Bridge())
    closing.start()
    closing.note("u:1")
    await closing.stop()
    assert registry.open_rows() == []
