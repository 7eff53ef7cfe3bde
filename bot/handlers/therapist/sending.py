"""A session is over: its summary goes to every therapist who is linked."""

from bot.handlers.therapist.screens import summary_view, words_for
from bot.screens import View
from bot.seeing import note
from bot.turns import Turn
from core.domain.circle import Role
from core.domain.conversation import Button
from core.domain.session import ReminiscenceSession
from core.domain.sighting import SightingKind
from core.i18n.translator import Translator
from core.services import rollups, summaries


def send(turn: Turn, session: ReminiscenceSession) -> None:
    """Tell the therapists once, while somebody allows it; before that, nothing is sent."""
    if not summaries.close(turn.work, session):
        return
    registry = turn.services.registry
    members = registry.members(turn.work.patient_id)
    summary = summaries.told(
        turn.work,
        session.id,
        members=members,
        bank=turn.services.bank,
        reader=Role.THERAPIST,
    )
    report_due = rollups.due(turn.work, now=turn.now)
    for member in members:
        account = registry.account(member.account_id)
        if member.role is Role.THERAPIST and account is not None:
            words = words_for(turn, account)
            view = summary_view(turn, summary, tr=words, role=member.role)
            turn.show_elsewhere(account.id, view)
            note(turn, account.id, SightingKind.SUMMARY)
            if report_due:
                turn.show_elsewhere(account.id, _report_offer(words))


def _report_offer(words: Translator) -> View:
    label = words.plain("summaries-button-report")
    rows = ((Button(label=label, action="summaries.report"),),)
    return View(text=words("summaries-report-due"), rows=rows, standing=True)
