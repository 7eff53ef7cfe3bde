"""A picture comes onto a page: from then on a larger copy is made for paper, unnoticed."""

from bot.handlers.pictures import flow
from bot.turns import Route, Turn
from core.domain.circle import Action
from core.services import picture_enlarging, pictures
from core.services.picture_signing import picture_signer


def place_on_page(turn: Turn, picture_id: str) -> bool:
    """Put it on its memory's page, and have it enlarged; False when there is no page for it."""
    if not pictures.place_on_page(turn.work, picture_id=picture_id):
        return False
    picture = turn.work.pictures.get(picture_id)
    if picture_enlarging.needed(turn.work, picture):
        memory = turn.work.memories.get(picture.memory_id)
        _, ticket = picture_enlarging.order(
            turn.work,
            turn.job_folder(),
            picture=picture,
            label_text=flow.label(turn.say, memory=memory, person=turn.patient.name),
            signer=picture_signer(turn.services.registry, now=turn.now),
            account_id=turn.account.id,
            chat_id=turn.chat_id,
            now=turn.now,
        )
        turn.enqueue(ticket)
    return True


def came(turn: Turn, _: str) -> None:
    record = turn.work.jobs.find(turn.incoming.job_id)
    if record is not None and not record.taken_over and turn.incoming.what != "first":
        picture_enlarging.take_over(turn.work, record)


def results() -> dict[str, Route]:
    return {picture_enlarging.PURPOSE: Route(Action.MAKE_PICTURES, came)}
