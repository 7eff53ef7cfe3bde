"""Ana beside Julián, with the clock in the test's hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.reminders.months import Months, living


@pytest.fixture
def months(tmp_path: Path) -> Iterator[Months]:
    with living(tmp_path) as alive:
        alive.at(2026, 3, 2)  # a Monday
        yield alive
