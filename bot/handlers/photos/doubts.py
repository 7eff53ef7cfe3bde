"""Photos somebody should say a word about, one at a time: use it, that is her, this face."""

from bot.handlers.photos import boards, names, outcomes
from bot.handlers.photos.receiving import announce, sender
from bot.screens import Rows, View, column, grid
from bot.turns import Route, Turn
from core.domain.circle import Action
from core.domain.conversation import Button
from core.domain.photo import Photo
from core.domain.vetting import Finding
from core.services import photos

_ALBUM = range(2, 11)  #: how many pictures Telegram takes for one
_FACES_IN_A_ROW = 5
#: What is asked about by the name of whoever should be on the photo.
_BY_NAME = frozenset(
    {Finding.SOMEBODY_ELSE, Finding.NO_FACE, Finding.SMALL_FACE, Finding.NOT_BOTH}
)

#: What is said of too many people, by whether it should be two.
_CROWD = {False: "photos-doubt-crowd", True: "photos-doubt-others-too"}


def ask(turn: Turn, argument: str) -> None:
    """The next photo to decide on; `argument` is the element and how many were passed over."""
    element_id, _, passed = argument.partition(" ")
    waiting = photos.doubtful(turn.work, element_id)
    place = int(passed or 0)
    if place >= len(waiting):
        boards.open_element(turn, element_id)
        return
    photo = waiting[place]
    later = turn.button("photos-doubt-later", "photos.doubts", f"{element_id} {place + 1}")
    finding = outcomes.main_finding(photo)
    if finding is Finding.SEVERAL_FACES and len(photo.faces) in _ALBUM:
        _which_face(turn, photo, later)
    elif finding is Finding.UNSURE_WHO:
        _is_it_them(turn, photo, later)
    else:
        _use_anyway(turn, photo, finding, later)


def use(turn: Turn, photo_id: str) -> None:
    if turn.work.photos.find(photo_id) is None:
        gone(turn)
        return
    photo = photos.use_anyway(turn.work, photo_id, account_id=turn.account.id)
    turn.notice = turn.tr.plain("photos-used")
    ask(turn, photo.element_id or "")


def not_them(turn: Turn, photo_id: str) -> None:
    if turn.work.photos.find(photo_id) is None:
        gone(turn)
        return
    photo = photos.is_somebody_else(turn.work, photo_id)
    turn.notice = turn.tr.plain("photos-not-used")
    ask(turn, photo.element_id or "")


def remove(turn: Turn, photo_id: str) -> None:
    photo = turn.work.photos.find(photo_id)
    if photo is None:
        gone(turn)
        return
    photos.remove(turn.work, photo_id, account_id=turn.account.id)
    turn.notice = turn.tr.plain("photos-removed")
    ask(turn, photo.element_id or "")


def gone(turn: Turn) -> None:
    """Somebody else in the circle took it away meanwhile."""
    turn.notice = turn.tr.plain("photos-gone")
    boards.open_photos(turn)


def face(turn: Turn, argument: str) -> None:
    """This one, among several: the photo is looked at once more, with that face."""
    photo_id, number = argument.split()
    photo = turn.work.photos.find(photo_id)
    if photo is None or not photo.faces:  # taken away, or decided by somebody else
        gone(turn)
        return
    batch = photos.choose_face(
        turn.work,
        turn.services.registry,
        photo_id,
        number=int(number),
        sender=sender(turn),
        ids=turn.services.ids,
        now=turn.now,
    )
    if photos.doubtful(turn.work, batch.subject_id):
        ask(turn, batch.subject_id)
    announce(turn, batch)


def _which_face(turn: Turn, photo: Photo, later: Button) -> None:
    element = turn.work.elements.get(photo.element_id or "")
    numbers = [
        Button(label=str(place + 1), action="photos.face", argument=f"{photo.id} {place}")
        for place in range(len(photo.faces))
    ]
    text = turn.tr("photos-doubt-several-faces", name=names.somebody(turn, element))
    rows: Rows = (*grid(numbers, width=_FACES_IN_A_ROW), *column(_away(turn, photo)), (later,))
    album = tuple(seen.crop for seen in photo.faces)
    turn.show(View(text=text, rows=rows, album=album))


def _is_it_them(turn: Turn, photo: Photo, later: Button) -> None:
    element = turn.work.elements.get(photo.element_id or "")
    text = turn.tr("photos-doubt-unsure-who", name=names.somebody(turn, element))
    rows = (
        (
            turn.button("photos-is-them", "photos.use", photo.id),
            turn.button("photos-is-not-them", "photos.not_them", photo.id),
        ),
        (later,),
    )
    turn.show(View(text=text, rows=rows, picture=photo.media_id))


def _use_anyway(turn: Turn, photo: Photo, finding: Finding | None, later: Button) -> None:
    element = turn.work.elements.get(photo.element_id or "")
    crowd = finding is None or finding is Finding.SEVERAL_FACES
    words = _CROWD[element.of_two] if crowd else f"photos-doubt-{finding}"
    by_name = crowd or finding in _BY_NAME
    text = turn.tr(words, **({"name": names.somebody(turn, element)} if by_name else {}))
    label = "photos-nobody-real" if finding is Finding.PEOPLE else "photos-use-anyway"
    anyway = [] if crowd else [turn.button(label, "photos.use", photo.id)]
    rows = (*column([*anyway, *_away(turn, photo)]), (later,))
    turn.show(View(text=text, rows=rows, picture=photo.media_id))


def _away(turn: Turn, photo: Photo) -> list[Button]:
    if not photos.removable(turn.work, photo, account_id=turn.account.id):
        return []
    return [turn.button("photos-remove", "photos.doubt_remove", photo.id)]


def taps() -> dict[str, Route]:
    send = Action.SEND_PHOTOS
    return {
        "photos.doubts": Route(send, ask),
        "photos.use": Route(send, use),
        "photos.not_them": Route(send, not_them),
        "photos.face": Route(send, face),
        "photos.doubt_remove": Route(send, remove),
    }
