"""Photos somebody should say a word about, one at a time: use it, that is her, this face."""

from collections.abc import Callable

from bot.handlers.photos import boards, names, outcomes
from bot.handlers.photos.receiving import announce, sender
from bot.handlers.photos.removing import leaving_its_element, take_away
from bot.screens import Rows, View, grid
from bot.turns import Handler, Route, Turn
from core.domain.circle import Action
from core.domain.conversation import Button
from core.domain.photo import Photo
from core.domain.vetting import Finding
from core.services import photos
from core.services.circle import allowed

_FACES_IN_A_ROW = 5
#: What is asked about by the name of whoever should be on the photo.
_BY_NAME = frozenset(
    {Finding.SOMEBODY_ELSE, Finding.NO_FACE, Finding.SMALL_FACE, Finding.NOT_BOTH}
)

#: What "use it anyway" means where that is not what one would say.
_USED_AS = {Finding.PEOPLE: "photos-nobody-real", Finding.SAYS_MADE: "photos-real"}
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
    finding = outcomes.main_finding(photo)
    if finding is Finding.SEVERAL_FACES and photo.parted:
        _which_face(turn, photo, place)
    elif finding is Finding.UNSURE_WHO:
        _is_it_them(turn, photo, place)
    else:
        _use_anyway(turn, photo, finding, place)


def _answer(given: Callable[[Turn, Photo], None]) -> Handler:
    """A word about a photo that is still there; then the next one is asked about.

    What was put off before stays put off: the place goes on with the argument.
    """

    def handled(turn: Turn, argument: str) -> None:
        photo_id, _, place = argument.partition(" ")
        photo = turn.work.photos.find(photo_id)
        if photo is None:
            gone(turn)
            return
        if given is not take_away and not _open(photo):
            turn.notice = turn.tr.plain("photos-decided")
        else:
            given(turn, photo)
        ask(turn, f"{photo.element_id or ''} {place}")

    return handled


def _open(photo: Photo) -> bool:
    """Whether there is something to say of it still: a button may be older than the answer."""
    return photo.doubtful or photo.declined_by is not None


def _use(turn: Turn, photo: Photo) -> None:
    photos.use_anyway(turn.work, photo.id, account_id=turn.account.id)
    turn.notice = turn.tr.plain("photos-used")


def _not_them(turn: Turn, photo: Photo) -> None:
    with leaving_its_element(turn, photo, said=turn.tr.plain("photos-not-used")):
        photos.is_somebody_else(turn.work, photo.id, account_id=turn.account.id)


def _leave_out(turn: Turn, photo: Photo) -> None:
    """It stays in the album, is not learnt from, and is not asked about again."""
    with leaving_its_element(turn, photo, said=turn.tr.plain("photos-not-used")):
        photos.leave_out(turn.work, photo.id, account_id=turn.account.id)


def reconsider(turn: Turn, photo_id: str) -> None:
    """One that was left out is asked about after all."""
    if turn.work.photos.find(photo_id) is None:
        gone(turn)
        return
    photo = photos.reconsider(turn.work, photo_id)
    element_id = photo.element_id or ""
    waiting = [other.id for other in photos.doubtful(turn.work, element_id)]
    ask(turn, f"{element_id} {waiting.index(photo_id) if photo_id in waiting else len(waiting)}")


def gone(turn: Turn) -> None:
    """Somebody else in the circle took it away meanwhile."""
    turn.notice = turn.tr.plain("photos-gone")
    boards.open_photos(turn)


def face(turn: Turn, argument: str) -> None:
    """This one, among several: the photo is looked at once more, with that face."""
    photo_id, number, *place = argument.split()
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
        ask(turn, " ".join([batch.subject_id, *place]))
    announce(turn, batch)


def _which_face(turn: Turn, photo: Photo, place: int) -> None:
    element = turn.work.elements.get(photo.element_id or "")
    numbers = [
        Button(label=str(face + 1), action="photos.face", argument=f"{photo.id} {face} {place}")
        for face in range(len(photo.faces))
    ]
    text = turn.tr("photos-doubt-several-faces", name=names.somebody(turn, element))
    others = [*_unused(turn, photo, place), _later(turn, photo, place)]
    rows: Rows = (*grid(numbers, width=_FACES_IN_A_ROW), *grid(others, width=2))
    album = tuple(seen.crop for seen in photo.faces)
    turn.show(View(text=text, rows=rows, album=album))


def _is_it_them(turn: Turn, photo: Photo, place: int) -> None:
    element = turn.work.elements.get(photo.element_id or "")
    text = turn.tr("photos-doubt-unsure-who", name=names.somebody(turn, element))
    rows = (
        (
            turn.button("photos-is-them", "photos.use", f"{photo.id} {place}"),
            turn.button("photos-is-not-them", "photos.not_them", f"{photo.id} {place}"),
        ),
        (_later(turn, photo, place),),
    )
    turn.show(View(text=text, rows=rows, picture=photo.media_id))


def _use_anyway(turn: Turn, photo: Photo, finding: Finding | None, place: int) -> None:
    element = turn.work.elements.get(photo.element_id or "")
    crowd = finding is None or finding is Finding.SEVERAL_FACES
    words = _CROWD[element.of_two] if crowd else f"photos-doubt-{finding}"
    by_name = crowd or finding in _BY_NAME
    text = turn.tr(words, **({"name": names.somebody(turn, element)} if by_name else {}))
    anyway = [] if crowd else use_button(turn, photo, f"{photo.id} {place}")
    buttons = [*anyway, *_unused(turn, photo, place), _later(turn, photo, place)]
    turn.show(View(text=text, rows=grid(buttons, width=2), picture=photo.media_id))


def use_button(turn: Turn, photo: Photo, argument: str) -> list[Button]:
    """To use it all the same, in the words of what was found; none where that is not theirs."""
    finding = outcomes.main_finding(photo)
    if Finding.SAYS_MADE in photo.findings and not allowed(turn.work, Action.GIVE_CONSENT):
        return []
    label = _USED_AS.get(finding, "photos-use-anyway") if finding else "photos-use-anyway"
    return [turn.button(label, "photos.use", argument)]


def _unused(turn: Turn, photo: Photo, place: int) -> list[Button]:
    """Two ways not to learn from it: it stays in the album, or it goes."""
    buttons = [turn.button("photos-leave-out", "photos.leave_out", f"{photo.id} {place}")]
    if photos.removable(turn.work, photo, account_id=turn.account.id):
        argument = f"{photo.id} {place}"
        buttons.append(turn.button("photos-remove", "photos.doubt_remove", argument))
    return buttons


def _later(turn: Turn, photo: Photo, place: int) -> Button:
    return turn.button("photos-doubt-later", "photos.doubts", f"{photo.element_id} {place + 1}")


def taps() -> dict[str, Route]:
    send = Action.SEND_PHOTOS
    return {
        "photos.doubts": Route(send, ask),
        "photos.use": Route(send, _answer(_use)),
        "photos.not_them": Route(send, _answer(_not_them)),
        "photos.leave_out": Route(send, _answer(_leave_out)),
        "photos.reconsider": Route(send, reconsider),
        "photos.face": Route(send, face),
        "photos.doubt_remove": Route(send, _answer(take_away)),
    }
