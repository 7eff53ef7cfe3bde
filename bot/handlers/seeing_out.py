"""Whoever leaves the circle leaves nothing open behind: no screen of theirs, no session."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.handlers.therapist.sending import send
from bot.turns import Turn
from core.services import sessions


@contextmanager
def seeing_out(turn: Turn) -> Iterator[None]:
    """Shut the chat of whoever leaves the circle inside, and end the session they lead.

    So nothing more comes to them, but for a line to those who are put out, and the next one can
    begin with the person.
    """
    before = _account_ids(turn)
    yield
    for account_id in sorted(before - _account_ids(turn)):
        see_out(turn, account_id)
        if account_id != turn.account.id:
            _say_so(turn, account_id)


def see_out(turn: Turn, account_id: int) -> None:
    """Have nothing more come to somebody who left, and nothing of theirs stay open."""
    turn.drop_unsent(account_id)  # in a private chat the chat has the account's id
    turn.shut_chat(account_id)
    end_session_of(turn, account_id)


def was_forgotten(turn: Turn, _: str) -> None:
    """Somebody had themselves forgotten in another space, and so left this one too."""
    if not turn.is_member(turn.account.id):
        see_out(turn, turn.account.id)


def _say_so(turn: Turn, account_id: int) -> None:
    """What they write from now on goes somewhere else, so they have to know."""
    account = turn.services.registry.account(account_id)
    words = turn.services.translations.locale(account.language if account else turn.tr.language)
    name = turn.patient.name or words.plain("lobby-nameless-space")
    turn.tell_who_left(account_id, words("circle-put-out", name=name))


def _account_ids(turn: Turn) -> set[int]:
    members = turn.services.registry.members(turn.work.patient_id)
    return {member.account_id for member in members}


def end_session_of(turn: Turn, account_id: int) -> None:
    """End what somebody leads who may not any more; the therapists hear of it as of any."""
    session = sessions.leave_of(turn.work, account_id=account_id, now=turn.now)
    if session is not None:
        send(turn, session)
