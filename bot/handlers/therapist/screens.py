"""The screen of a summary for one reader: its message, and what this reader may do with it."""

from zoneinfo import ZoneInfo

from bot.handlers.therapist import message
from bot.incoming import IncomingKind
from bot.screens import Rows, View
from bot.turns import Turn
from core.domain.circle import Account, Action, Role, may
from core.domain.conversation import Button
from core.domain.steering import Choice
from core.domain.summary import SessionSummary
from core.i18n.translator import Translator
from core.services import confidences, summaries


def zone_of(turn: Turn) -> ZoneInfo:
    return ZoneInfo(turn.patient.time_zone or turn.services.default_time_zone)


def words_for(turn: Turn, account: Account) -> Translator:
    """Words in the language of another account of the circle."""
    return turn.services.translations.locale(account.language, register=turn.patient.register)


def read(turn: Turn, session_id: str) -> SessionSummary:
    """The summary, for the one who asks; refused when it is not theirs."""
    members = turn.services.registry.members(turn.work.patient_id)
    return summaries.summary(turn.work, session_id, members=members, bank=turn.services.bank)


def summary_view(
    turn: Turn, summary: SessionSummary, *, tr: Translator, role: Role | None
) -> View:
    """The message with the buttons of this role; they stay good until one is tapped."""
    text = message.short(tr, summary, zone=zone_of(turn), bank=turn.services.bank)
    return View(text=text, rows=_rows(turn, summary, tr, role), standing=True)


def _rows(turn: Turn, summary: SessionSummary, tr: Translator, role: Role | None) -> Rows:
    present = turn.work.present
    decides = role is not None and may(role, Action.EDIT_CARE, present=present)
    confirms = role is not None and may(role, Action.CONFIRM_STATES, present=present)
    session_id = summary.session_id
    more = [_button(tr, "summaries-button-detail", "summaries.block", f"{session_id}:0")]
    more.append(_button(tr, "summaries-button-pdf", "summaries.pdf", session_id))
    if confirms and summary.memories:
        more.append(_button(tr, "summaries-button-states", "summaries.states", session_id))
    hard = any(moment.flagged for moment in summary.hard_moments)
    if decides and hard and not summary.draft:
        more.append(_button(tr, "summaries-button-moments", "summaries.moments", session_id))
    if role is Role.THERAPIST and _kept_from_family(turn, summary):
        more.append(_button(tr, "summaries-button-clear", "summaries.clear", session_id))
    if decides and summary.decision is not None:
        more.append(_button(tr, "summaries-button-note", "summaries.ask_note", session_id))
    rows = _decisions(tr, summary) if decides and not summary.draft else ()
    return (*rows, *(tuple(more[n : n + 2]) for n in range(0, len(more), 2)))


def _kept_from_family(turn: Turn, summary: SessionSummary) -> bool:
    """Whether what was told is for therapists alone; of a draft nothing is decided."""
    session = turn.work.sessions.get(summary.session_id)
    return not summary.draft and bool(confidences.raised_in(turn.work, session))


def _decisions(tr: Translator, summary: SessionSummary) -> Rows:
    """Block 14 as buttons, the chosen one ticked."""
    chosen = summary.decision.choice if summary.decision else None
    buttons = []
    for choice in Choice:
        label = tr.plain(f"summaries-choice-{choice}")
        shown = tr.plain("session-chosen", what=label) if choice is chosen else label
        argument = f"{summary.session_id}:{choice}"
        buttons.append(Button(label=shown, action="summaries.decide", argument=argument))
    return (tuple(buttons[:2]), tuple(buttons[2:]))


def _button(tr: Translator, label_id: str, action: str, argument: str) -> Button:
    return Button(label=tr.plain(label_id), action=action, argument=argument)


def typed(turn: Turn) -> str:
    """The words that came; nothing when it was something else."""
    return turn.incoming.text if turn.incoming.kind is IncomingKind.WORDS else ""
