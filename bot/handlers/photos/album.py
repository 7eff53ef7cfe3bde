"""The photos of an element, ten at a time with their numbers: look, take away, move."""

from markupsafe import Markup

from bot.handlers.photos import boards, doubts, names
from bot.handlers.photos.receiving import announce, sender
from bot.handlers.photos.removing import leaving_its_element, take_away
from bot.screens import View, column, grid, pictured
from bot.turns import Route, Turn
from core.domain.circle import Action
from core.domain.conversation import Button
from core.domain.element import Element
from core.domain.photo import Photo
from core.domain.vetting import Finding
from core.services import elements, photos

PAGE = 10  #: photos of an album


def show(turn: Turn, argument: str) -> None:
    """A page of the photos that were judged; what waits cannot be shown yet."""
    element_id, _, page = argument.partition(" ")
    element = turn.work.elements.find(element_id)
    judged = [p for p in photos.of_element(turn.work, element_id) if p.judged]
    if element is None or not judged:
        boards.open_element(turn, element_id)
        return
    number = min(int(page or 0), (len(judged) - 1) // PAGE)
    here = judged[number * PAGE : (number + 1) * PAGE]
    text = _listed(turn, element, here, first=number * PAGE + 1)
    rows = (*_numbers(here, first=number * PAGE + 1), *_ways(turn, element_id, number, judged))
    turn.show(pictured(View(text=text, rows=rows), [photo.media_id for photo in here]))


def show_photo(turn: Turn, photo_id: str) -> None:
    """One photo, and what can be done with it."""
    photo = turn.work.photos.find(photo_id)
    if photo is None or photo.element_id is None:
        doubts.gone(turn)
        return
    buttons = []
    buttons += _decide(turn, photo)
    if photos.removable(turn.work, photo, account_id=turn.account.id):
        buttons.append(turn.button("photos-remove", "photos.remove", photo.id))
        buttons.append(turn.button("photos-move", "photos.move", photo.id))
    buttons.append(turn.button("button-back", "photos.list", photo.element_id))
    text = _line(turn, photo)
    turn.show(View(text=text, rows=column(buttons), picture=photo.media_id))


def _decide(turn: Turn, photo: Photo) -> list[Button]:
    """Use it all the same; of several people on it one is chosen: the others were not asked."""
    if not photo.blocked:
        return []
    if Finding.SEVERAL_FACES not in photo.findings:
        return doubts.use_button(turn, photo, photo.id)
    if not photo.parted:
        return []
    return [turn.button("photos-which-face", "photos.reconsider", photo.id)]


def remove(turn: Turn, photo_id: str) -> None:
    photo = turn.work.photos.find(photo_id)
    if photo is None:
        doubts.gone(turn)
        return
    take_away(turn, photo)
    show(turn, photo.element_id or "")


def where_to(turn: Turn, photo_id: str) -> None:
    """Whose photo is it really?"""
    photo = turn.work.photos.find(photo_id)
    if photo is None:
        doubts.gone(turn)
        return
    ages = elements.ages(turn.work, turn.services.ids, now=turn.now)
    everything = [*ages, *elements.others(turn.work)]
    buttons = [
        Button(
            label=names.label(turn, element),
            action="photos.moved",
            argument=f"{photo_id} {element.id}",
        )
        for element in everything
        if element.id != photo.element_id
    ]
    back = turn.button("button-back", "photos.photo", photo_id)
    rows = (*grid(buttons, width=2), (back,))
    turn.show(View(text=turn.tr("photos-move-where"), rows=rows))


def moved(turn: Turn, argument: str) -> None:
    photo_id, element_id = argument.split()
    photo = turn.work.photos.find(photo_id)
    if photo is None or turn.work.elements.find(element_id) is None:
        doubts.gone(turn)
        return
    with leaving_its_element(turn, photo):
        batch = photos.move(
            turn.work,
            turn.services.registry,
            [photo_id],
            element_id=element_id,
            sender=sender(turn),
            ids=turn.services.ids,
            now=turn.now,
        )
    announce(turn, batch)


def _listed(turn: Turn, element: Element, here: list[Photo], *, first: int) -> Markup:
    lines = [
        turn.tr("photos-listed", number=number, what=_line(turn, photo))
        for number, photo in enumerate(here, start=first)
    ]
    heading = turn.tr("photos-board-title", title=names.title(turn, element))
    return Markup("\n").join([heading, *lines])


def _line(turn: Turn, photo: Photo) -> Markup:
    """What is seen on a photo, whether it is used, and who sent it."""
    seen = [f"photos-pose-{photo.pose}"] if photo.pose else []
    seen += ["photos-seen-smiling"] if photo.smiling else []
    seen += [f"photos-framing-{photo.framing}"] if photo.framing else []
    shown = ", ".join(turn.tr.plain(words) for words in seen)
    sender = turn.tr.plain("photos-line-sender", sender=names.sender(turn, photo.sent_by))
    mark = "photos-line-good" if photo.good else "photos-line-blocked"
    return turn.tr(mark, facts=" · ".join(filter(None, (shown, sender))))


def _numbers(here: list[Photo], *, first: int) -> tuple[tuple[Button, ...], ...]:
    buttons = [
        Button(label=str(number), action="photos.photo", argument=photo.id)
        for number, photo in enumerate(here, start=first)
    ]
    return grid(buttons, width=5)


def _ways(
    turn: Turn, element_id: str, number: int, judged: list[Photo]
) -> tuple[tuple[Button, ...], ...]:
    turning = []
    if number > 0:
        turning.append(
            Button(label="◀", action="photos.list", argument=f"{element_id} {number - 1}")
        )
    if (number + 1) * PAGE < len(judged):
        turning.append(
            Button(label="▶", action="photos.list", argument=f"{element_id} {number + 1}")
        )
    board = turn.button("photos-board", "photos.element", element_id)
    return (tuple(turning), (board,)) if turning else ((board,),)


def taps() -> dict[str, Route]:
    send = Action.SEND_PHOTOS
    return {
        "photos.list": Route(send, show),
        "photos.photo": Route(send, show_photo),
        "photos.remove": Route(send, remove),
        "photos.move": Route(send, where_to),
        "photos.moved": Route(send, moved),
    }
