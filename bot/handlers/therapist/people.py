"""A therapist with many persons: who needs them first, each behind a button."""

from collections.abc import Iterator

from markupsafe import Markup

from bot.handlers.therapist import reading
from bot.lobby import PREFIX, another_button, another_question
from bot.screens import shortened
from bot.turns import Route, Turn
from core.domain.circle import Action, Role
from core.domain.conversation import OutboxItem, OutboxKind
from core.errors import ConsentMissing, NotAllowed, StoreErased
from core.i18n.translator import Translator
from core.services.attention import Attention, attention, by_need

MOST_SHOWN = 30  #: Telegram takes a hundred buttons; the first few are what matters
LONGEST_NAME = 12


def open_summaries(turn: Turn, _: str = "") -> None:
    """/summaries: whoever has one person sees their sessions, a therapist of many a list."""
    if len(_spaces(turn)) > 1:
        open_people(turn)
    else:
        reading.open_list(turn)


def open_people(turn: Turn, _: str = "") -> None:
    """All persons by what needs attention; the buttons lead into their own spaces."""
    turn.expect()
    tr = turn.tr
    people = by_need(_attention(turn))[:MOST_SHOWN]
    lines = [tr("summaries-people"), *(_line(tr, one) for one in people)]
    rows = [[{"text": _label(tr, one), "data": _leads_to(one)}] for one in people]
    if turn.account.opens_spaces:
        rows.append([another_button(tr)])
    body = {"text": str(Markup("\n").join(lines)), "rows": rows}
    turn.work.post(OutboxItem(chat_id=turn.chat_id, kind=OutboxKind.SEND, payload=body))


def _spaces(turn: Turn) -> list[str]:
    memberships = turn.services.registry.memberships(turn.account.id)
    return [member.patient_id for member in memberships if member.role is Role.THERAPIST]


def _attention(turn: Turn) -> Iterator[Attention]:
    """Each space is opened with the therapist's own account; what is shut stays out."""
    zone = turn.services.default_time_zone
    for membership in turn.services.registry.memberships(turn.account.id):
        if membership.role is not Role.THERAPIST:
            continue
        try:
            if membership.patient_id == turn.work.patient_id:
                yield attention(turn.work, now=turn.now, time_zone=zone)
                continue
            opened = turn.services.stores.open(
                membership.patient_id, turn.account, Action.READ_SUMMARIES
            )
            with opened as work:
                yield attention(work, now=turn.now, time_zone=zone)
        except (NotAllowed, ConsentMissing, StoreErased):
            continue


def _line(tr: Translator, one: Attention) -> Markup:
    needs = [
        tr.plain("summaries-need-alerts", count=one.alerts) if one.alerts else "",
        tr.plain("summaries-need-decisions", count=one.undecided) if one.undecided else "",
        _last(tr, one),
        tr.plain("summaries-need-report") if one.report_due else "",
    ]
    text = tr.plain("summaries-and").join(need for need in needs if need)
    return tr("summaries-person-line", code=one.code, needs=text)


def _last(tr: Translator, one: Attention) -> str:
    if one.days is None:
        return tr.plain("summaries-need-first")
    return tr.plain("summaries-need-days", days=one.days)


def _label(tr: Translator, one: Attention) -> str:
    name = shortened(one.name, LONGEST_NAME)
    return tr.plain("summaries-person", code=one.code, name=name)


def _leads_to(one: Attention) -> str:
    return f"{PREFIX}summaries.{one.patient_id}"


def ask_about_another(turn: Turn, _: str) -> None:
    """A therapist with one person wants a space for a second."""
    body = another_question(turn.tr)
    turn.work.post(OutboxItem(chat_id=turn.chat_id, kind=OutboxKind.SEND, payload=body))


def taps() -> dict[str, Route]:
    return {
        "summaries.people": Route(Action.READ_SUMMARIES, open_people),
        "summaries.another": Route(Action.READ_SUMMARIES, ask_about_another),
    }
