"""A photo while nothing was asked: kept, and asked what it is for."""

from bot.handlers.photos import boards, names, permissions
from bot.handlers.photos.receiving import announce, batch_of, leading
from bot.handlers.pictures.flow import short
from bot.screens import View, column, grid
from bot.turns import Route, Turn
from core.domain.circle import Action
from core.domain.consent import ConsentKind
from core.domain.conversation import Button
from core.services import elements, photo_batches, photos
from core.services.circle import allowed
from core.services.memories import default_title
from core.services.photo_glance import glance

_MOST_MEMORIES = 6


def unasked(turn: Turn, _: str = "") -> None:
    """Keep it safe, and ask once for all that come together."""
    if not allowed(turn.work, Action.SEND_PHOTOS):
        turn.tell(turn.tr("photos-not-yours"))
    elif turn.file is not None and (refusal := glance(turn.file).refusal) is not None:
        turn.tell(turn.tr(f"photos-finding-{refusal}", count=1))
    elif turn.work.consents.holding(ConsentKind.PHOTOS) is None:
        _ask_permission_first(turn)
    elif turn.file is not None:
        _hold(turn, turn.file)


def _ask_permission_first(turn: Turn) -> None:
    """Once for an album: nothing may be kept before, so it has to be sent again."""
    asked = (b for s in turn.work.open_screens(turn.chat_id) for b in s.buttons)
    if not any(button.action == "photos.allowed" for button in asked):
        permissions.ask_photos(turn)


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
    if not any(b.action == "photos.let_go" for s in open_screens for b in s.buttons):
        ask_what_for(turn)


def ask_what_for(turn: Turn, _: str = "") -> None:
    """One question for all that is held, now or when somebody comes back to it."""
    ages = elements.ages(turn.work, turn.services.ids)
    everything = [*ages, *elements.others(turn.work)]
    buttons = [
        Button(label=names.label(turn, element), action="photos.for", argument=element.id)
        for element in everything
    ]
    rest = [turn.button("photos-let-go", "photos.let_go")]
    if allowed(turn.work, Action.EDIT_BOOK) and turn.work.memories.count():
        rest.insert(0, turn.button("photos-for-page", "photos.for_page"))
    rows = (*grid(buttons, width=2), *grid(rest, width=2))
    turn.show(View(text=turn.tr("photos-what-for"), rows=rows), beside=leading(turn))


def for_element(turn: Turn, element_id: str) -> None:
    """All that was held is for this one."""
    held = photos.held(turn.work, sent_by=turn.account.id)
    if not held or turn.work.elements.find(element_id) is None:
        boards.open_photos(turn)
        return
    batch = batch_of(turn, element_id)
    photo_batches.put_in(turn.work, batch, held)
    announce(turn, batch)


def for_page(turn: Turn, _: str = "") -> None:
    """Which memory does it belong to?"""
    if not photos.held(turn.work, sent_by=turn.account.id):
        boards.open_photos(turn)
        return
    latest = list(turn.work.memories.all())[-_MOST_MEMORIES:]
    buttons = [
        Button(label=short(default_title(m)), action="photos.on_page", argument=m.id)
        for m in reversed(latest)
    ]
    buttons.append(turn.button("photos-let-go", "photos.let_go"))
    turn.show(View(text=turn.tr("photos-which-memory"), rows=column(buttons)))


def on_page(turn: Turn, memory_id: str) -> None:
    """Put what was held with a memory; a FileRefused says what to send instead."""
    held = photos.held(turn.work, sent_by=turn.account.id)
    kept = [
        photos.put_on_page(
            turn.work, photo.id, memory_id=memory_id, ids=turn.services.ids, now=turn.now
        )
        for photo in held
    ]
    if not kept:
        boards.open_photos(turn)
        return
    back = turn.button("button-menu", "home.menu")
    text = turn.tr("photos-on-page", count=len(kept))
    turn.show(View(text=text, rows=((back,),), picture=kept[-1].media_id))


def let_go(turn: Turn, _: str = "") -> None:
    photos.let_go(turn.work, sent_by=turn.account.id)
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
        "photos.let_go": Route(send, let_go),
    }
