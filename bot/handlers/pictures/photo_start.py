"""A picture drawn over a real photo: whose faces are on it is asked before anything else."""

from bot.handlers import permission
from bot.handlers.pictures import changing, flow, scene
from bot.handlers.pictures.photo import ask_permission
from bot.screens import View, column
from bot.turns import Route, Turn
from core.domain.circle import Action
from core.domain.consent import ConsentKind
from core.domain.photo import Photo
from core.errors import Refused
from core.services import picture_wishes, scenes


def begin(turn: Turn, photo_id: str) -> None:
    """What would be drawn, and who is on the photo."""
    photo = turn.work.photos.find(photo_id)
    if photo is None or photo.memory_id is None or not scenes.may_have_pictures(turn.work):
        turn.notice = turn.tr.plain("changes-gone")
        flow.go_on(turn)
        return
    try:
        card = scene.card_of(turn, photo.memory_id)
    except Refused as refusal:
        scene.refused(turn, photo.memory_id, refusal)
        return
    if not card.known:
        scene.ask(turn, photo.memory_id)  # which says what is missing
        return
    buttons = (
        turn.button("changes-button-nobody", "changes.photo_of_nobody", photo.id),
        turn.button("changes-button-only-them", "changes.photo_of_person", photo.id),
        turn.button("changes-button-others", "changes.photo_of_others", photo.id),
        flow.on_button(turn, photo.memory_id),
    )
    text = turn.tr("changes-photo-who", scene=scene.sentence(turn, card))
    flow.show(turn, View(text=text), *column(buttons))


def of_nobody(turn: Turn, photo_id: str) -> None:
    _go_on(turn, turn.work.photos.get(photo_id), faces_allowed=0)


def of_person(turn: Turn, photo_id: str) -> None:
    """Only with a permission to draw their likeness from this photo."""
    photo = turn.work.photos.get(photo_id)
    if turn.work.consents.holding(ConsentKind.LIKENESS, subject=photo.id) is not None:
        _go_on(turn, photo, faces_allowed=1)
        return
    ask_permission(
        turn,
        question="changes-photo-permission",
        otherwise="changes-photo-needs-owner",
        action="changes.photo_allowed",
        argument=photo.id,
        memory_id=photo.memory_id,
    )


def permitted(turn: Turn, argument: str) -> None:
    photo_id, given_by = argument.split()
    permission.keep(turn, ConsentKind.LIKENESS, given_by, subject=photo_id)
    of_person(turn, photo_id)


def of_others(turn: Turn, photo_id: str) -> None:
    """Each of them would have to allow it, and nobody here can say so for them."""
    photo = turn.work.photos.get(photo_id)
    on = flow.on_button(turn, photo.memory_id or "")
    flow.show(turn, View(text=turn.tr("changes-photo-others")), (on,))


def _go_on(turn: Turn, photo: Photo, *, faces_allowed: int) -> None:
    """How much of the photo may change; the scene was on the screen, so it counts as checked."""
    memory_id = photo.memory_id or ""
    scenes.approve_scene(turn.work, card=scene.card_of(turn, memory_id))
    wish = picture_wishes.begin_from_photo(
        turn.work,
        photo=photo,
        memory_id=memory_id,
        faces_allowed=faces_allowed,
        account=turn.account,
        ids=turn.services.ids,
        now=turn.now,
    )
    changing.ask_how_much(turn, wish)


def taps() -> dict[str, Route]:
    make = Action.MAKE_PICTURES
    return {
        "changes.from_photo": Route(make, begin),
        "changes.photo_of_nobody": Route(make, of_nobody),
        "changes.photo_of_person": Route(make, of_person),
        "changes.photo_of_others": Route(make, of_others),
        "changes.photo_allowed": Route(Action.GIVE_CONSENT, permitted),
    }
