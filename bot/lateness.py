"""A photo that Telegram gives late is for what was open when it came, and not for what is now."""

import logging
from dataclasses import replace

from bot.incoming import from_body, to_body
from bot.services import Services
from bot.turns import Turn
from core.domain.circle import System
from core.domain.conversation import Expectation, InboxRow
from core.errors import VivenciaError

_log = logging.getLogger(__name__)
RECEIVE = "photos.receive"  #: the answer that a photo for an open board is


def as_it_came(services: Services, row: InboxRow) -> InboxRow:
    """A row whose file cannot be fetched yet, with what is asked in its chat by now.

    Kept with the first attempt: what is opened while it waits is not what it was sent to.
    Where that cannot be known or kept, it is as it was.
    """
    incoming = from_body(row.body)
    if row.patient_id is None or incoming.late or not incoming.may_be_photo:
        return row
    try:
        with services.stores.open(row.patient_id, System(reason="late")) as work:
            asked = _in_words(work.expectation(row.chat_id))
        body = to_body(replace(incoming, late=True, asked=asked))
        services.registry.rewrite_row(row.key, body)
    except (VivenciaError, OSError) as error:
        _log.warning("row %s waits as it is: %s", row.key, type(error).__name__)
        return row
    return replace(row, body=body)


def asked_for(turn: Turn) -> Expectation:
    """What a free message is the answer to; a late photo's is what was asked when it came.

    Only a board still takes it then: the moment of any other question has passed.
    """
    now, incoming = turn.work.expectation(turn.chat_id), turn.incoming
    if not incoming.late or incoming.asked == _in_words(now):
        return now
    turn.belated = True
    action, _, argument = incoming.asked.partition(" ")
    if action != RECEIVE:
        return Expectation(chat_id=turn.chat_id)
    return Expectation(chat_id=turn.chat_id, action=action, argument=argument)


def _in_words(asked: Expectation) -> str:
    return f"{asked.action} {asked.argument}".strip()
