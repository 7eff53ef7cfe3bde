from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from core.services.attention import days_between

MADRID = ZoneInfo("Europe/Madrid")


@pytest.mark.parametrize(
    ("earlier", "now", "days"),
    [
        (datetime(2026, 3, 2, 18, tzinfo=UTC), datetime(2026, 3, 3, 9, tzinfo=UTC), 1),
        (datetime(2026, 3, 2, 9, tzinfo=UTC), datetime(2026, 3, 2, 18, tzinfo=UTC), 0),
        (datetime(2026, 3, 2, 23, 30, tzinfo=UTC), datetime(2026, 3, 3, 9, tzinfo=UTC), 0),
    ],
)
def test_days_are_those_of_the_persons_calendar(
    earlier: datetime, now: datetime, days: int
) -> None:
    assert days_between(earlier, now, MADRID) == days
