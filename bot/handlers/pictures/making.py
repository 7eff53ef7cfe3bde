"""Asking for pictures, waiting for them, and what to do when they come."""

import logging
from collections.abc import Callable
from dataclasses import replace

from bot.handlers.pictures import choosing, flow, scene
from bot.handlers.pictures.waiting import CANCEL, awaited, wait
from bot.screens import View
from bot.turns import Route, Turn
from core.domain.circle import ROLE_MAY, Action
from core.domain.job import JobRecord
from core.domain.picture import PictureStyle
from core.domain.wish import USUAL, PictureWish
from core.errors import PictureRefused, Refused, StoreError
from core.services import picture_lists, picture_styles, pictures, scenes
from core.services.picture_orders import PURPOSE, PictureOrder, request_pictures
from core.services.picture_signing import picture_signer

REFUSED = "refused"  #: how the worker's codes begin when the finished prompt may not be drawn

_log = logging.getLogger(__name__)


def offer(turn: Turn, memory_id: str) -> None:
    """Where this memory's picture stands: being made, to be chosen, or to be asked about."""
    turn.expect()
    if not scenes.may_have_pictures(turn.work):
        scene.off(turn, memory_id)
        return
    try:
        scenes.drawable(turn.work, memory_id=memory_id, bank=turn.services.bank)
    except Refused as refusal:
        scene.refused(turn, memory_id, refusal)
        return
    if not resume(turn, memory_id):
        scene.ask(turn, memory_id)


def resume(turn: Turn, memory_id: str) -> bool:
    """Show what the last order of this memory came to, if it is still to be decided."""
    record = picture_lists.last_order(turn.work, memory_id=memory_id)
    if record is None:
        return False
    if not record.taken_over:
        wait(turn, record)
        return True
    return choosing.show_candidates(turn, record)


def make(turn: Turn, argument: str) -> None:
    """Order pictures of the scene as it was just seen, and wait."""
    memory_id, style = flow.parse(argument)
    if not scenes.may_have_pictures(turn.work):  # switched off since this was shown
        scene.off(turn, memory_id)
        return
    if style not in picture_styles.open_styles(turn.patient):  # shut since this was shown
        turn.notice = turn.tr.plain("pictures-style-shut")
        scene.ask(turn, memory_id)
        return
    if not flow.may_try_again(turn, memory_id):
        enough(turn, memory_id)
        return
    order(turn, memory_id, style)


def order(
    turn: Turn, memory_id: str, style: PictureStyle, *, wish: PictureWish | None = None
) -> None:
    """Order them and wait; or say kindly why not."""
    try:
        record = _order(turn, memory_id, style, wish)
    except Refused as refusal:
        scene.refused(turn, memory_id, refusal)
    except (OSError, StoreError) as error:
        _log.warning("pictures not ordered: %s", type(error).__name__)
        cannot_now(turn, memory_id)
    else:
        wait(turn, record)


def _order(turn: Turn, memory_id: str, style: PictureStyle, wish: PictureWish | None) -> JobRecord:
    work, services = turn.work, turn.services
    memory = scenes.drawable(work, memory_id=memory_id, bank=services.bank)
    session = flow.session_of(turn)
    if wish is not None:
        work.wishes.save(replace(wish, ordered=True))
    placed = PictureOrder(
        card=scenes.approve_scene(work, card=scene.card_of(turn, memory_id)),
        style=style,
        label_text=flow.label(turn.say, memory=memory, person=turn.patient.name),
        account_id=turn.account.id,
        chat_id=turn.chat_id,
        session_id=session.id if session else None,
        wish_id=wish.id if wish else "",
        settings=wish.settings if wish else USUAL,
        language=turn.account.language,
        by_photos=services.by_photos,
    )
    record, ticket = request_pictures(
        work,
        turn.job_folder(),
        order=placed,
        craft=services.craft,
        signer=picture_signer(services.registry, now=turn.now),
        ids=services.ids,
        now=turn.now,
    )
    turn.enqueue(ticket)
    return record


def meanwhile(turn: Turn, job_id: str) -> None:
    """Go on; the pictures are shown at the start of the next session (protocol S8)."""
    in_session = flow.in_session(turn)
    turn.notice = turn.tr.plain("pictures-next-time" if in_session else "pictures-will-tell")
    flow.go_on(turn, turn.work.jobs.get(job_id).subject_id)


def enough(turn: Turn, memory_id: str) -> None:
    """Two tries, then on without a picture: the story is what counts."""
    _instead(turn, memory_id, "pictures-enough")


def cannot_now(turn: Turn, memory_id: str) -> None:
    """Something of ours keeps pictures away; the operator's log says what."""
    _instead(turn, memory_id, "pictures-cannot-now")


def _instead(turn: Turn, memory_id: str, words: str) -> None:
    photo, on = flow.photo_button(turn, memory_id), flow.on_button(turn, memory_id)
    flow.show(turn, View(text=turn.tr(words)), photo, (on,))


def came(turn: Turn, _: str) -> None:
    """A job came to something: its first candidate, all of them, or nothing."""
    take_in(turn, came_to_nothing)


def take_in(turn: Turn, nothing: Callable[[Turn, JobRecord], None]) -> None:
    """Take in what candidates there are, and show them to whoever waits."""
    record = turn.work.jobs.find(turn.incoming.job_id)
    if record is None or record.taken_over:
        return
    if turn.incoming.what != "first":
        _over(turn, record, nothing)
    elif _asked_by_member(turn):
        _first(turn, record)


def _first(turn: Turn, record: JobRecord) -> None:
    """Shown at once to whoever still waits; kept for later otherwise."""
    first = choosing.take(turn, record, number=1)
    if first is not None and _waited_for(turn, record):
        choosing.show_candidate(turn, first)


def _over(turn: Turn, record: JobRecord, nothing: Callable[[Turn, JobRecord], None]) -> None:
    """Take over whatever there is; a job that failed may have made some."""
    folder = turn.services.job_folders.folder(record.id)
    results = pictures.take_results(turn.work, folder, ids=turn.services.ids, now=turn.now)
    if not _asked_by_member(turn):
        return  # kept for those who are still in the circle
    waited_for = _waited_for(turn, record)
    if not results and waited_for:
        nothing(turn, record)
    elif not results or pictures.decided(turn.work, job_id=record.id):
        return  # nobody is interrupted to hear of it
    elif waited_for:
        choosing.show_candidates(turn, record)
    elif not flow.in_session(turn):
        turn.tell(turn.tr("pictures-arrived"))


def _asked_by_member(turn: Turn) -> bool:
    """Whether whoever asked is still in the circle: a job outlives a membership."""
    memberships = turn.services.registry.memberships(turn.account.id)
    roles = [m.role for m in memberships if m.patient_id == turn.work.patient_id]
    return any(Action.MAKE_PICTURES in ROLE_MAY[role] for role in roles)


def _waited_for(turn: Turn, record: JobRecord) -> bool:
    return awaited(turn.work.open_screens(turn.chat_id), record.id)


def came_to_nothing(turn: Turn, record: JobRecord) -> None:
    """Why there is no picture: the scene, once it was translated, or something of ours."""
    if turn.incoming.argument.startswith(REFUSED):
        scene.refused(turn, record.subject_id, PictureRefused())
    else:
        cannot_now(turn, record.subject_id)


def taps() -> dict[str, Route]:
    make_pictures = Action.MAKE_PICTURES
    return {
        "pictures.offer": Route(make_pictures, offer),
        "pictures.make": Route(make_pictures, make),
        "pictures.meanwhile": Route(make_pictures, meanwhile),
        CANCEL: Route(make_pictures, choosing.none),
    }


def results() -> dict[str, Route]:
    return {PURPOSE: Route(Action.MAKE_PICTURES, came)}
