"""Change something: which picture, which part, what should be there, how strongly."""

import logging

from bot.handlers.pictures import choosing, flow, making, scene
from bot.handlers.pictures.waiting import wait
from bot.screens import View, column, grid, pictured
from bot.turns import Route, Turn
from core.domain.change import OTHER_FACES, ChangeWay
from core.domain.circle import Action
from core.domain.conversation import Button
from core.domain.element import Element
from core.domain.job import JobRecord
from core.domain.memory import Memory
from core.domain.picture import Picture
from core.domain.wish import HowMuch, PictureWish
from core.errors import PictureRefused, Refused, StoreError
from core.services import picture_changes, picture_wishes, pictures, scenes
from core.services.picture_changes import ChangeOrder
from core.services.picture_orders import CHANGE_PURPOSE
from core.services.picture_signing import picture_signer

MOST_NAMES = 4  #: elements offered as buttons; the others can be written

_log = logging.getLogger(__name__)


def which(turn: Turn, job_id: str) -> None:
    """One of the candidates, or the scene they were all made from."""
    whole = turn.button("changes-button-scene", "pictures.change", _memory_of(turn, job_id))
    _ask_number(turn, job_id, "changes-which", "changes.begin", (whole,))


def like(turn: Turn, job_id: str) -> None:
    """More of the same: like which one?"""
    _ask_number(turn, job_id, "changes-like", "changes.vary", ())


def _memory_of(turn: Turn, job_id: str) -> str:
    return turn.work.jobs.get(job_id).subject_id


def _ask_number(
    turn: Turn, job_id: str, text_id: str, action: str, beside: tuple[Button, ...]
) -> None:
    candidates = pictures.best_first(pictures.undecided(turn.work, job_id=job_id))
    pictures.offer(turn.work, candidates, now=turn.now)
    view = pictured(
        View(text=turn.tr(text_id), private=True), [picture.media_id for picture in candidates]
    )
    numbers = [
        Button(label=str(place), action=action, argument=picture.id)
        for place, picture in enumerate(candidates, start=1)
    ]
    back = turn.button("button-back", "changes.candidates", job_id)
    flow.show(turn, view, numbers, beside, (back,))


def candidates(turn: Turn, job_id: str) -> None:
    """Back to the candidates as they were."""
    if not choosing.show_candidates(turn, turn.work.jobs.get(job_id)):
        flow.go_on(turn, _memory_of(turn, job_id))


def begin(turn: Turn, picture_id: str) -> None:
    """Which part of it?"""
    wish = begun(turn, picture_id)
    if wish is not None:
        ask_part(turn, wish)


def vary(turn: Turn, picture_id: str) -> None:
    """Pictures like this one, with nothing asked."""
    wish = begun(turn, picture_id, way=ChangeWay.VARY)
    if wish is not None:
        make(turn, wish)


def begun(
    turn: Turn,
    picture_id: str,
    *,
    way: ChangeWay = ChangeWay.REPAINT,
    element_id: str = "",
) -> PictureWish | None:
    """A wish for a picture; None, with what comes instead on the screen, where none can be."""
    picture = _there(turn, picture_id)
    if picture is None:
        return None
    return picture_wishes.begin(
        turn.work,
        picture=picture,
        account=turn.account,
        ids=turn.services.ids,
        now=turn.now,
        way=way,
        element_id=element_id,
    )


def _there(turn: Turn, picture_id: str) -> Picture | None:
    """The picture, if it is still there and there is a try left."""
    picture = picture_wishes.changeable(turn.work, picture_id)
    if picture is None:
        turn.notice = turn.tr.plain("changes-gone")
        flow.go_on(turn)
        return None
    if not flow.may_try_again(turn, picture.memory_id):
        making.enough(turn, picture.memory_id)
        return None
    return picture


def ask_part(turn: Turn, wish: PictureWish) -> None:
    """Its parts by name, and painting for all the others."""
    turn.expect()
    picture = turn.work.pictures.get(wish.picture_id)
    named = [
        turn.button(f"changes-area-{area}", "changes.area", f"{wish.id} {area}")
        for area in picture_wishes.areas(turn.work)
    ]
    by_hand = turn.button("changes-button-paint", "changes.paint", wish.id)
    view = View(text=turn.tr("changes-what"), picture=picture.media_id, private=True)
    flow.show(turn, view, *grid([*named, by_hand], width=2), (back(turn, wish),))


def back(turn: Turn, wish: PictureWish) -> Button:
    return turn.button("button-back", "changes.leave", wish.id)


def leave(turn: Turn, wish_id: str) -> None:
    """Back to the picture; nothing has changed."""
    wish = wish_of(turn, wish_id)
    picture = picture_wishes.changeable(turn.work, wish.picture_id)
    if picture is None:
        flow.go_on(turn, wish.memory_id)
    else:
        choosing.back_to(turn, picture)


def wish_of(turn: Turn, wish_id: str) -> PictureWish:
    return turn.work.wishes.get(wish_id)


def ask_words(turn: Turn, wish: PictureWish) -> None:
    """What should be there: in words, or something that has been taught."""
    names = [
        _name_button(wish, element)
        for element in picture_wishes.elements_for(turn.work, wish)[:MOST_NAMES]
    ]
    text = turn.tr("changes-words-or-name" if names else "changes-words")
    flow.show(turn, View(text=text), *grid(names, width=2), (back(turn, wish),))
    turn.expect("changes.words", wish.id)


def _name_button(wish: PictureWish, element: Element) -> Button:
    label = flow.short(element.name)
    return Button(label=label, action="changes.element", argument=f"{wish.id} {element.id}")


def words(turn: Turn, wish_id: str) -> None:
    """What was written should be there."""
    most = picture_wishes.LONGEST_WORDS
    if turn.incoming.may_be_story(longest=most):
        flow.hand_on(turn, turn.tr("changes-few-words", most=most))
        return
    _fill(turn, wish_of(turn, wish_id), words=" ".join(turn.incoming.text.split()))


def element(turn: Turn, argument: str) -> None:
    wish_id, element_id = argument.split()
    _fill(turn, wish_of(turn, wish_id), element_id=element_id)


def _fill(turn: Turn, wish: PictureWish, *, words: str = "", element_id: str = "") -> None:
    try:
        filled = picture_wishes.fill_part(
            turn.work,
            wish=wish,
            craft=turn.services.craft,
            language=turn.account.language,
            words=words,
            element_id=element_id,
        )
    except Refused as refusal:
        refused(turn, wish, refusal)
    else:
        ask_how_much(turn, filled)


def fill_with(turn: Turn, wish: PictureWish) -> None:
    """The element the wish was begun with should be there."""
    _fill(turn, wish, element_id=wish.element_id)


def words_again(turn: Turn, wish_id: str) -> None:
    ask_words(turn, wish_of(turn, wish_id))


def refused(turn: Turn, wish: PictureWish, refusal: Refused) -> None:
    """Why this is not drawn; other words may be."""
    turn.expect()
    rows = (
        (turn.button("changes-button-other-words", "changes.words_again", wish.id),),
        (back(turn, wish),),
    )
    flow.show(turn, View(text=flow.words_of(turn.tr, refusal)), *rows)


def ask_how_much(turn: Turn, wish: PictureWish) -> None:
    turn.expect()
    buttons = [
        turn.button(f"changes-how-{how}", "changes.how", f"{wish.id} {how}") for how in HowMuch
    ]
    finely = turn.button("fine-button-open", "fine.open_change", wish.id)
    view = View(text=turn.tr("changes-how"))
    last = (back(turn, wish),) if flow.in_session(turn) else (finely, back(turn, wish))
    flow.show(turn, view, *column(buttons), last)


def how_much(turn: Turn, argument: str) -> None:
    wish_id, how = argument.split()
    wish = picture_wishes.set_strength(
        turn.work, wish=wish_of(turn, wish_id), how_much=HowMuch(how)
    )
    make(turn, wish)


def again(turn: Turn, wish_id: str) -> None:
    """The same wish once more."""
    make(turn, wish_of(turn, wish_id))


def make(turn: Turn, wish: PictureWish) -> None:
    """Order what is wished, and wait."""
    if not scenes.may_have_pictures(turn.work):  # switched off since this was shown
        scene.off(turn, wish.memory_id)
        return
    if not flow.may_try_again(turn, wish.memory_id):
        making.enough(turn, wish.memory_id)
        return
    if not (wish.picture_id or wish.photo_id):
        making.order(turn, wish.memory_id, wish.style, wish=wish)
        return
    try:
        record = _order(turn, wish)
    except Refused as refusal:
        refused(turn, wish, refusal)
    except (OSError, StoreError) as error:
        _log.warning("change not ordered: %s", type(error).__name__)
        making.cannot_now(turn, wish.memory_id)
    else:
        wait(turn, record)


def _order(turn: Turn, wish: PictureWish) -> JobRecord:
    work, services = turn.work, turn.services
    memory = scenes.drawable(work, memory_id=wish.memory_id, bank=services.bank)
    session = flow.session_of(turn)
    order = ChangeOrder(
        wish=wish,
        label_text=label(turn, wish, memory),
        language=turn.account.language,
        chat_id=turn.chat_id,
        session_id=session.id if session else None,
    )
    record, ticket = picture_changes.request_change(
        work,
        turn.job_folder(),
        order=order,
        craft=services.craft,
        signer=picture_signer(services.registry, now=turn.now),
        ids=services.ids,
        now=turn.now,
    )
    turn.enqueue(ticket)
    return record


def label(turn: Turn, wish: PictureWish, memory: Memory) -> str:
    """What is written below what comes of a wish, and below what is shown on the way there."""
    parent = turn.work.pictures.find(wish.picture_id)
    if wish.photo_id or (parent is not None and parent.composite):
        return flow.label_from_photo(turn.say)
    return flow.label(turn.say, memory=memory, person=turn.patient.name)


def came(turn: Turn, _: str) -> None:
    """A change came to something: candidates, or nothing."""
    if turn.incoming.argument == OTHER_FACES:
        picture_changes.turn_away(turn.work, job_id=turn.incoming.job_id)
    making.take_in(turn, _came_to_nothing)


def _came_to_nothing(turn: Turn, record: JobRecord) -> None:
    if turn.incoming.argument == OTHER_FACES:
        _others_on_photo(turn, record.subject_id)
        return
    wish = turn.work.wishes.get(record.wish_id)
    asked_in_words = wish.way is ChangeWay.REPAINT
    if asked_in_words and turn.incoming.argument.startswith(making.REFUSED):
        refused(turn, wish, PictureRefused())
    else:
        making.came_to_nothing(turn, record)


def _others_on_photo(turn: Turn, memory_id: str) -> None:
    """Somebody was seen on the photo who was not asked: another photo may do."""
    photo, on = flow.photo_button(turn, memory_id), flow.on_button(turn, memory_id)
    flow.show(turn, View(text=turn.tr("changes-photo-faces")), photo, (on,))


def taps() -> dict[str, Route]:
    make_pictures = Action.MAKE_PICTURES
    handlers = {
        "changes.which": which,
        "changes.like": like,
        "changes.candidates": candidates,
        "changes.begin": begin,
        "changes.vary": vary,
        "changes.leave": leave,
        "changes.element": element,
        "changes.words_again": words_again,
        "changes.how": how_much,
        "changes.again": again,
    }
    return {name: Route(make_pictures, handler) for name, handler in handlers.items()}


def answers() -> dict[str, Route]:
    return {"changes.words": Route(Action.MAKE_PICTURES, words)}


def results() -> dict[str, Route]:
    return {CHANGE_PURPOSE: Route(Action.MAKE_PICTURES, came)}
