"""A session is over: its summary goes to every therapist who is linked."""

from bot.handlers.therapist.screens import post, summary_view, words_for
from bot.turns import Turn
from core.domain.circle import Role
from core.domain.session import ReminiscenceSession
from core.services import summaries


def send(turn: Turn, session: ReminiscenceSession) -> None:
    """Tell the therapists once, while somebody allows it; before that, nothing is sent."""
    if not summaries.close(turn.work, session):
        return
    registry = turn.services.registry
    members = registry.members(turn.work.patient_id)
    summary = summaries.told(turn.work, session.id, members=members, bank=turn.services.bank)
    for member in members:
        account = registry.account(member.account_id)
        if member.role is Role.THERAPIST and account is not None:
            words = words_for(turn, account)
            post(turn, account, summary_view(turn, summary, tr=words, role=member.role))
