"""Accounts in several circles: which spaces there are, and going from one to another."""

from collections.abc import Sequence

from bot.lobby import space_button
from bot.screens import View, column, shortened
from bot.turns import Route, Routes, Turn
from core.domain.circle import Action, Membership
from core.domain.conversation import Button, OutboxItem, OutboxKind
from core.domain.patient import PatientId
from core.errors import NotAllowed, StoreErased
from core.services import invitations


def other_spaces(turn: Turn) -> Sequence[Membership]:
    """Where else this account is a member."""
    everywhere = turn.services.registry.memberships(turn.account.id)
    return [space for space in everywhere if space.patient_id != turn.work.patient_id]


def ask_space(turn: Turn, _: str = "") -> None:
    turn.expect()
    buttons = [
        Button(
            label=_name(turn, space.patient_id),
            action="circle.enter",
            argument=space.patient_id,
        )
        for space in other_spaces(turn)
    ]
    back = turn.button("button-back", "circle.open")
    turn.show_page(View(text=turn.tr("circle-ask-space"), rows=column([*buttons, back])))


def enter(turn: Turn, patient_id: str) -> None:
    """Go there; nothing of it is shown from here, for this turn belongs to the other space."""
    turn.account = turn.services.registry.account(turn.account.id) or turn.account
    target = PatientId(patient_id)
    invitations.enter(turn.services.registry, turn.account, target)
    turn.shut_chat(turn.chat_id)
    on = space_button(turn.tr.plain("button-go-on"), target)
    text = turn.tr("circle-entered", name=_name(turn, target))
    body = {"text": str(text), "rows": [[on]]}
    turn.work.post(OutboxItem(chat_id=turn.chat_id, kind=OutboxKind.SEND, payload=body))


def _name(turn: Turn, patient_id: PatientId) -> str:
    nameless = turn.tr.plain("lobby-nameless-space")
    try:
        with turn.services.stores.open(patient_id, turn.account) as work:
            name = work.patient().name
    except (NotAllowed, StoreErased):
        return nameless
    return shortened(name) or nameless


def routes() -> Routes:
    return Routes(
        taps={
            "circle.spaces": Route(Action.ENTER, ask_space),
            "circle.enter": Route(Action.ENTER, enter),
        }
    )
