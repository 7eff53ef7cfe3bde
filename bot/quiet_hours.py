"""Hours in which nobody is called: what came up in the night is said in the morning."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.turns import Turn

QUIET_FROM, QUIET_UNTIL = 22, 9  #: hours of the day where the person lives


def morning(turn: Turn) -> datetime | None:
    """When the quiet hours end that it is in now; None outside them."""
    zone = ZoneInfo(turn.patient.time_zone or turn.services.default_time_zone)
    local = turn.now.astimezone(zone)
    if QUIET_UNTIL <= local.hour < QUIET_FROM:
        return None
    day = local.date() + timedelta(days=1) if local.hour >= QUIET_FROM else local.date()
    return datetime.combine(day, time(QUIET_UNTIL), zone).astimezone(turn.now.tzinfo)
