"""Who allows something, kept as it was tapped."""

from bot.turns import Turn
from core.domain.consent import ConsentKind, GivenBy
from core.services import consents


def keep(turn: Turn, kind: ConsentKind, giver: str, *, subject: str = "") -> None:
    """Record that this was allowed, and by whom."""
    consents.give(
        turn.work,
        kind,
        given_by=GivenBy(giver),
        account_id=turn.account.id,
        consent_id=turn.services.ids.new(),
        now=turn.now,
        subject=subject,
    )
