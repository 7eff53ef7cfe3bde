"""A real photo instead: asked for, checked, and put where the picture would be."""

from bot.handlers import permission
from bot.handlers.pictures import flow
from bot.screens import View, column
from bot.turns import Route, Turn
from core.domain.circle import Action
from core.domain.consent import ConsentKind, GivenBy
from core.domain.conversation import Button
from core.domain.photo import Photo
from core.services import books, pictures, scenes
from core.services.circle import allowed

#: Who may allow photos to be kept, in the order of the buttons.
PERMISSIONS = {
    "pictures-button-the-person": GivenBy.PERSON,
    "pictures-button-representative": GivenBy.REPRESENTATIVE,
    "pictures-button-carer": GivenBy.CARER,
}


def ask(turn: Turn, memory_id: str) -> None:
    """Wait for a photo; the first time, ask who allows photos to be kept."""
    if turn.work.consents.holding(ConsentKind.PHOTOS) is None:
        ask_permission(
            turn,
            question="pictures-photo-permission",
            otherwise="pictures-photo-needs-owner",
            action="pictures.photo_allowed",
            argument=memory_id,
            memory_id=memory_id,
        )
        return
    turn.expect("pictures.photo", memory_id)
    flow.show(turn, View(text=turn.tr("pictures-send-photo")), (flow.on_button(turn, memory_id),))


def permitted(turn: Turn, argument: str) -> None:
    memory_id, given_by = argument.split()
    permission.keep(turn, ConsentKind.PHOTOS, given_by)
    ask(turn, memory_id)


def ask_permission(
    turn: Turn,
    *,
    question: str,
    otherwise: str,
    action: str,
    argument: str,
    memory_id: str | None,
) -> None:
    """Who allows it? A question to whoever may say so; others are told who can be asked."""
    on = flow.on_button(turn, memory_id or "")
    if not allowed(turn.work, Action.GIVE_CONSENT):
        flow.show(turn, View(text=turn.tr(otherwise)), (on,))
        return
    buttons = [
        turn.button(label, action, f"{argument} {given_by}")
        for label, given_by in PERMISSIONS.items()
    ]
    flow.show(turn, View(text=turn.tr(question)), *column([*buttons, on]))


def sent(turn: Turn, memory_id: str) -> None:
    """Keep what was sent, if it is a photo; a FileRefused says what to send instead."""
    if not (turn.incoming.may_be_photo and turn.file):
        flow.hand_on(turn, turn.tr("pictures-send-photo-please"), waits_on=True)
        return
    photo = pictures.use_photo(
        turn.work,
        memory_id=memory_id,
        content=turn.file,
        sent_by=turn.account.id,
        caption=turn.incoming.text,
        ids=turn.services.ids,
        now=turn.now,
    )
    books.refresh_page(turn.work, memory_id)
    turn.expect()
    view = View(text=turn.tr("pictures-photo-kept"), picture=photo.media_id)
    flow.show(turn, view, _imagine(turn, photo), (flow.on_button(turn, memory_id),))


def _imagine(turn: Turn, photo: Photo) -> tuple[Button, ...]:
    """A picture drawn over it, at leisure and where pictures are made at all."""
    may = allowed(turn.work, Action.MAKE_PICTURES) and scenes.may_have_pictures(turn.work)
    if flow.in_session(turn) or not may:
        return ()
    return (turn.button("changes-button-from-photo", "changes.from_photo", photo.id),)


def taps() -> dict[str, Route]:
    return {
        "pictures.photo": Route(Action.SEND_PHOTOS, ask),
        "pictures.photo_allowed": Route(Action.GIVE_CONSENT, permitted),
    }


def answers() -> dict[str, Route]:
    return {"pictures.photo": Route(Action.SEND_PHOTOS, sent)}
