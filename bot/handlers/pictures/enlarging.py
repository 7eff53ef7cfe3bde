"""A picture comes onto a page: from then on a larger copy is made for paper, unnoticed."""

from collections.abc import Iterable
from itertools import islice

from bot.handlers.pictures import flow
from bot.turns import Route, Turn
from core.domain.book import Spread
from core.domain.circle import Action
from core.domain.picture import Picture
from core.services import books, picture_enlarging, pictures
from core.services.picture_signing import picture_signer

MOST_AT_ONCE = 20  #: a whole book is enlarged in several goes; each seals a file


def place_on_page(turn: Turn, picture_id: str) -> bool:
    """Put it on its memory's page, and have it enlarged; False when there is no page for it."""
    if not pictures.place_on_page(turn.work, picture_id=picture_id):
        return False
    picture = turn.work.pictures.get(picture_id)
    if picture_enlarging.needed(turn.work, picture):
        _order(turn, picture)
    return True


def page_for_paper(turn: Turn, page_id: str) -> None:
    """Have what stands on a page enlarged: a picture may be older than its page."""
    spread = books.open_page(turn.work, page_id)
    if spread is not None:
        for_paper(turn, (spread,))


def for_paper(turn: Turn, spreads: Iterable[Spread]) -> None:
    """Have the pictures on these pages enlarged that were not yet, as far as this role may."""
    if not turn.may_here(Action.MAKE_PICTURES):
        return
    shown = (shown for spread in spreads for shown in spread.all_shown)
    made = (picture for picture in shown if isinstance(picture, Picture))
    missing = (picture for picture in made if picture_enlarging.needed(turn.work, picture))
    for picture in islice(missing, MOST_AT_ONCE):
        _order(turn, picture)


def _order(turn: Turn, picture: Picture) -> None:
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


def came(turn: Turn, _: str) -> None:
    record = turn.work.jobs.find(turn.incoming.job_id)
    if record is not None and not record.taken_over and turn.incoming.what != "first":
        picture_enlarging.take_over(turn.work, record)


def results() -> dict[str, Route]:
    return {picture_enlarging.PURPOSE: Route(Action.MAKE_PICTURES, came)}
