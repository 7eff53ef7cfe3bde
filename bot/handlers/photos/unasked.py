"""A photo while nothing was asked: kept, and asked what it is for."""

from collections.abc import Sequence
from datetime import datetime
from itertools import islice

from markupsafe import Markup

from bot.handlers.photos import boards, bursts, names, permissions
from bot.handlers.photos.receiving import announce, batch_of, leading
from bot.handlers.pictures.flow import short
from bot.lateness import RECEIVE
from bot.screens import View, column, grid
from bot.turns import Route, Turn
from core.domain.circle import Action
from core.domain.consent import ConsentKind
from core.domain.conversation import Button
from core.domain.memory import Memory
from core.domain.photo import Photo
from core.errors import FileRefused
from core.services import elements, photo_batches, photos, picture_lists
from core.services.circle import allowed
from core.services.memories import default_title
from core.services.photo_glance import glance

_MOST_MEMORIES = 6
_LET_GO = "photos.let_go"  #: its argument says which, as `_held` reads it


def unasked(turn: Turn, _: str = "") -> None:
    """Keep it safe, and ask once for all that come together."""
    if not allowed(turn.work, Action.SEND_PHOTOS):
        bursts.say_once(turn, "photos-not-yours")
    elif turn.file is not None and (refusal := glance(turn.file).refusal) is not None:
        bursts.say_counted(turn, f"photos-finding-{refusal}")
    elif turn.work.consents.holding(ConsentKind.PHOTOS) is None:
        permissions.ask_before_keeping(turn)
    elif turn.file is not None:
        _hold(turn, turn.file)


def _hold(turn: Turn, content: bytes) -> None:
    photos.hold(
        turn.work,
        content=content,
        seen=glance(content),
        caption=turn.incoming.text,
        sent_by=turn.account.id,
        ids=turn.services.ids,
        now=turn.now,
    )
    open_screens = turn.work.open_screens(turn.chat_id)
    buttons = [button for screen in open_screens for button in screen.buttons]
    asked = {button.argument for button in buttons if button.action == _LET_GO}
    if not asked - {boards.OF_WHO_LEFT}:
        ask_what_for(turn, turn.now.isoformat())


def ask_what_for(turn: Turn, which: str = "") -> None:
    """One question for what comes together, or for all that is held when somebody returns to it.

    Its answers are for what it asked about: what waits since another day stays.
    """
    ages = elements.ages(turn.work, turn.services.ids, now=turn.now)
    everything = [*ages, *elements.others(turn.work)]
    buttons = [
        Button(
            label=names.label(turn, element),
            action="photos.for",
            argument=f"{element.id} {which}".strip(),
        )
        for element in everything
    ]
    rest = [turn.button("photos-let-go", _LET_GO, which)]
    own = which != boards.OF_WHO_LEFT
    if own and allowed(turn.work, Action.EDIT_BOOK) and _memories(turn):
        rest.insert(0, turn.button("photos-for-page", "photos.for_page", which))
    rows = (*grid(buttons, width=2), *grid(rest, width=2))
    beside = turn.belated or leading(turn) or bursts.said_lately(turn) is not None
    turn.show(View(text=_question(turn, which), rows=rows), beside=beside)


def _question(turn: Turn, which: str) -> Markup:
    if which == boards.OF_WHO_LEFT:
        return turn.tr("photos-what-for-left")
    if which:
        return turn.tr("photos-what-for")
    return turn.tr("photos-what-for-held", count=len(_held(turn, which)))


def _held(turn: Turn, which: str) -> list[Photo]:
    """All of one's own, those that came from a moment on, or those of who left."""
    if which == boards.OF_WHO_LEFT:
        return photos.held_for_nobody(turn.work, turn.services.registry)
    own = photos.held(turn.work, sent_by=turn.account.id)
    if not which:
        return own
    since = datetime.fromisoformat(which)
    return [photo for photo in own if photo.sent_at >= since]


def for_element(turn: Turn, argument: str) -> None:
    """All that was held is for this one; what else they share now comes after it, for the same."""
    element_id, _, which = argument.partition(" ")
    held = _held(turn, which)
    if not held or turn.work.elements.find(element_id) is None:
        boards.open_photos(turn)
        return
    batch = batch_of(turn, element_id)
    photo_batches.put_in(turn.work, batch, held)
    if which != boards.OF_WHO_LEFT and not leading(turn):
        turn.expect(RECEIVE, element_id)
    announce(turn, batch)


def for_page(turn: Turn, which: str = "") -> None:
    """Which memory does it belong to?"""
    if not _held(turn, which):
        boards.open_photos(turn)
        return
    buttons = [
        Button(
            label=short(default_title(memory)),
            action="photos.on_page",
            argument=f"{memory.id} {which}".strip(),
        )
        for memory in _memories(turn)
    ]
    buttons.append(turn.button("photos-let-go", _LET_GO, which))
    turn.show(View(text=turn.tr("photos-which-memory"), rows=column(buttons)))


def _memories(turn: Turn) -> list[Memory]:
    """The last of those a photo may be put with."""
    return list(islice(picture_lists.for_photo(turn.work), _MOST_MEMORIES))


def on_page(turn: Turn, argument: str) -> None:
    """Put what was held with a memory; one that cannot be there waits on, and is said why."""
    memory_id, _, which = argument.partition(" ")
    held = _held(turn, which)
    if not held:
        boards.open_photos(turn)
        return
    kept: list[Photo] = []
    refused: list[FileRefused] = []
    for photo in held:
        try:
            kept.append(_placed(turn, photo, memory_id))
        except FileRefused as refusal:
            refused.append(refusal)
    lines = [turn.tr("photos-on-page", count=len(kept))] if kept else []
    buttons = [turn.button("button-menu", "home.menu")]
    if refused:
        lines += _why_not(turn, refused)
        buttons.insert(0, turn.button("photos-held", "photos.held", count=len(refused)))
    picture = kept[-1].media_id if kept else None
    turn.show(View(text=Markup("\n").join(lines), rows=column(buttons), picture=picture))


def _placed(turn: Turn, photo: Photo, memory_id: str) -> Photo:
    return photos.put_on_page(
        turn.work, photo.id, memory_id=memory_id, ids=turn.services.ids, now=turn.now
    )


def _why_not(turn: Turn, refused: Sequence[FileRefused]) -> list[Markup]:
    """How many could not be placed, and for each reason what to send instead."""
    reasons = dict.fromkeys(refusal.word_id for refusal in refused)
    return [turn.tr("photos-not-on-page", count=len(refused)), *map(turn.tr, reasons)]


def let_go(turn: Turn, which: str = "") -> None:
    photos.let_go(turn.work, _held(turn, which))
    turn.tell(turn.tr("photos-let-gone"))
    turn.go("session.carry_on")


def taps() -> dict[str, Route]:
    send = Action.SEND_PHOTOS
    return {
        "photos.unasked": Route(Action.ENTER, unasked),
        "photos.held": Route(send, ask_what_for),
        "photos.for": Route(send, for_element),
        "photos.for_page": Route(Action.EDIT_BOOK, for_page),
        "photos.on_page": Route(Action.EDIT_BOOK, on_page),
        _LET_GO: Route(send, let_go),
    }
