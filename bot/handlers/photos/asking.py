"""The family is asked for photos: once a day, when somebody who may taps it; never at night."""

from datetime import datetime

from markupsafe import Markup

from bot.handlers.titles import title_in
from bot.quiet_hours import morning
from bot.turns import Route, Turn
from core.domain.circle import ROLE_MAY, Action
from core.domain.patient import Standing
from core.domain.timer import Timer
from core.services import photo_board
from core.services.photo_board import Board, Wish

TICK = "photos.ask_family"


def ask(turn: Turn, board: Board) -> None:
    """Tell everybody what is still missing, one message each; in the night, once it is over."""
    asked = askable(turn)
    later = morning(turn)
    if later is None:
        _send(turn, board)
        turn.notice = turn.tr.plain("photos-family-asked", count=len(asked))
    else:
        turn.services.registry.set_timer(_timer(turn, board.element.id, at=later))
        turn.notice = turn.tr.plain("photos-family-asked-morning", count=len(asked))


def askable(turn: Turn) -> list[int]:
    """Accounts of everybody else who may send photos and hears of things."""
    return [
        member.account_id
        for member in turn.services.registry.members(turn.work.patient_id)
        if member.account_id != turn.account.id
        and not member.muted
        and Action.SEND_PHOTOS in ROLE_MAY[member.role]
    ]


def in_the_morning(turn: Turn, _: str) -> None:
    """It is morning: what is missing by now is asked for, if anything and anybody still is."""
    element = turn.work.elements.find(turn.incoming.argument)
    active = turn.patient.standing is Standing.ACTIVE
    if element is None or not active or not turn.may_here(Action.MANAGE_CIRCLE):
        return
    board = photo_board.board(turn.work, element)
    if board.next_wish is not None:
        _send(turn, board)


def _send(turn: Turn, board: Board) -> None:
    for account_id in askable(turn):
        turn.tell_chat(account_id, _request(turn, board, account_id))


def _request(turn: Turn, board: Board, account_id: int) -> Markup:
    """The words for one member, in their own language."""
    tr = turn.words_of(account_id)
    whom = title_in(tr, board.element, person=turn.patient.name)
    wish = tr.plain(f"photos-send-{board.next_wish or Wish.MORE}")
    return tr("photos-family-request", asker=turn.own_name, title=whom, wish=wish)


def _timer(turn: Turn, element_id: str, *, at: datetime) -> Timer:
    return Timer(
        id=f"{element_id}-asked",
        patient_id=turn.work.patient_id,
        account_id=turn.account.id,
        at=at,
        tick=TICK,
        argument=element_id,
    )


def ticks() -> dict[str, Route]:
    return {TICK: Route(Action.MANAGE_CIRCLE, in_the_morning)}
