"""Places and pets: shall we see first whether the model knows them? A few pictures, yes or no."""

from bot.handlers.letting_go import stopping_work
from bot.handlers.photos import names
from bot.handlers.pictures import flow
from bot.handlers.teaching.gone import of_element, over
from bot.handlers.teaching.waiting import STOP_TRYING, end, wait, waiting_screen
from bot.screens import View, column, grid, pictured
from bot.turns import Route, Turn
from core.domain.circle import Action
from core.domain.element import Element
from core.domain.patient import Standing
from core.services import knowing
from core.services.knowing import TrialOrder
from core.services.picture_signing import picture_signer


def draw(turn: Turn, element_id: str) -> None:
    """Order the pictures, and wait for them; nobody may have said or taught it meanwhile."""
    services = turn.services
    if not knowing.may_be_tried(turn.work.elements.get(element_id)):
        over(turn, element_id)
        return
    order = TrialOrder(
        element_id=element_id,
        account_id=turn.account.id,
        chat_id=turn.chat_id,
        label_text=turn.say.plain("teaching-portrait-label"),
    )
    record, ticket = knowing.order_trial(
        turn.work,
        turn.job_folder(),
        order=order,
        craft=services.craft,
        signer=picture_signer(services.registry, now=turn.now),
        ids=services.ids,
        now=turn.now,
    )
    turn.enqueue(ticket)
    turn.expect()
    wait(turn, record.id, element_id=element_id, trial=True)


def stop(turn: Turn, job_id: str) -> None:
    """Do without it; photos are always another way."""
    if turn.work.jobs.find(job_id) is None:
        over(turn, words="teaching-gone")
        return
    with stopping_work(turn, by=turn.own_name):
        element_id = knowing.call_off(turn.work, job_id=job_id)
    turn.go("photos.element", element_id)


def came(turn: Turn, _: str) -> None:
    """The pictures are there, or cannot be drawn."""
    record = turn.work.jobs.find(turn.incoming.job_id)
    if record is None or record.taken_over or turn.incoming.what == "first":
        return
    screens = turn.work.open_screens(turn.chat_id)
    waited_for = waiting_screen(screens, record.id) is not None
    element = knowing.take_over(turn.work, turn.services.job_folders.folder(record.id))
    end(turn, record)
    resting = turn.patient.standing is not Standing.ACTIVE
    in_the_way = flow.in_session(turn) and not waited_for
    if resting or in_the_way or not turn.may_here(Action.MAKE_PICTURES):
        return  # the board shows it to whoever comes
    if element is not None:
        _ask(turn, element, beside=not waited_for)
    elif turn.work.elements.find(record.subject_id) is not None:
        _could_not(turn, record.subject_id, beside=not waited_for)


def ask_again(turn: Turn, element_id: str) -> None:
    """What it drew, for whoever comes back to it later."""
    element = turn.work.elements.get(element_id)
    if element.tried_ids:
        _ask(turn, element)
    else:
        turn.go("photos.element", element_id)


def yes(turn: Turn, element_id: str) -> None:
    """It knows it: from now on it is drawn by its name."""
    element = knowing.say(turn.work, element_id, it_knows=True)
    buttons = [
        turn.button("teaching-to-pictures", "pictures.list"),
        turn.button("teaching-board", "photos.element", element.id),
    ]
    text = turn.tr("teaching-known", name=names.title(turn, element))
    turn.show(View(text=text, rows=column(buttons)))


def no(turn: Turn, element_id: str) -> None:
    """It does not: photos are what it learns from."""
    knowing.say(turn.work, element_id, it_knows=False)
    turn.notice = turn.tr.plain("teaching-not-known")
    turn.go("photos.element", element_id)


def _ask(turn: Turn, element: Element, *, beside: bool = False) -> None:
    """Real photos first, where there are any; then what was drawn without them."""
    photos = knowing.beside(turn.work, element)
    album = (*photos, *element.tried_ids)
    text = turn.tr(
        "teaching-does-it-know",
        name=names.title(turn, element),
        photos=len(photos),
        pictures=len(element.tried_ids),
    )
    buttons = [
        turn.button("teaching-knows-yes", "teaching.knows", element.id),
        turn.button("teaching-knows-no", "teaching.knows_not", element.id),
    ]
    turn.show(pictured(View(text=text, rows=grid(buttons, width=2)), album), beside=beside)


def _could_not(turn: Turn, element_id: str, *, beside: bool) -> None:
    element = turn.work.elements.get(element_id)
    board = turn.button("teaching-board", "photos.element", element_id)
    text = turn.tr("teaching-not-tried", name=names.title(turn, element))
    turn.show(View(text=text, rows=((board,),)), beside=beside)


def taps() -> dict[str, Route]:
    teach = Action.MAKE_PICTURES
    return {
        "teaching.try": Route(teach, of_element(draw)),
        STOP_TRYING: Route(teach, stop),
        "teaching.tried": Route(teach, of_element(ask_again)),
        "teaching.knows": Route(teach, of_element(yes)),
        "teaching.knows_not": Route(teach, of_element(no)),
    }


def results() -> dict[str, Route]:
    return {knowing.PURPOSE: Route(Action.MAKE_PICTURES, came)}
