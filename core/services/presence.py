"""Whether an account can be written to: some shut the chat, some are gone from Telegram.

Kept beside the account and not in it, for the sender notes it while updates change the other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core.ports import Registry
from core.services.circle import answering


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """Who has to hear that somebody of a circle is not reached."""

    teller_id: int  #: account id of who answers for the circle
    name: str  #: what the one who is missed is called there


def is_lost(registry: Registry, account_id: int) -> bool:
    """Whether nothing got through the last time, and they have not written since."""
    return bool(registry.value(_fact(account_id)))


def missed(registry: Registry, account_id: int) -> Sequence[Missed]:
    """Who has to hear that nothing gets through to an account, if nobody was told before."""
    if is_lost(registry, account_id):
        return []
    to_tell = [
        Missed(teller_id=member.account_id, name=own.name)
        for own in registry.memberships(account_id)
        for member in answering(registry, own.patient_id)
        if member.account_id != account_id
    ]
    return list(dict.fromkeys(to_tell))


def lose(registry: Registry, account_id: int, *, now: datetime) -> None:
    """Note that nothing gets through."""
    registry.set_value(_fact(account_id), now.isoformat())


def find_again(registry: Registry, account_id: int) -> None:
    """They wrote, so everything goes on: what they were never shown counts as answered."""
    if not is_lost(registry, account_id):
        return
    registry.set_value(_fact(account_id), "")
    for own in registry.memberships(account_id):
        for reminder in registry.reminders(own.patient_id):
            if reminder.account_id == account_id:
                registry.save_reminder(reminder.answered())


def _fact(account_id: int) -> str:
    return f"not_reached.{account_id}"
